"""The scoring model a second time: written from its specification alone, with loops, slow and plain.

Nothing here comes from ``assessments.scoring``; numpy only draws the random persons, scipy.stats only gives quantiles.
"""

import math

import numpy as np
from scipy import stats

from .reference_arithmetic import (
    EILAND,
    FORCES,
    GEZOND,
    PROCESSES,
    ROLES,
    SCALES,
    SCHIJN,
    aggregated,
    at_least,
    person_score,
    quantile,
    t_quantile,
    variance,
)
from .reference_groups import Explanation

DEFAULTS = {
    "threshold": 62.5,
    "brake": 10,
    "level": 15,
    "margin": 10,
    "gap": 18.75,
    "disagreement": 1.0,
    "certain": 0.95,
    "likely": 0.80,
    "perception": 15,
    "core_gap": 25,
    "cap": 3,
    "min_group": 5,
    "min_respondents": 5,
    "min_organisations": 2,
    "resamples": 2000,
    "start_years": 2,
}
FLAGS = [
    "intentie_zwak",
    "kern_en_rand",
    "belangen_ongeregeld",
    "rem_onbekend",
    "verdeeld_beeld",
    "perceptiekloof",
    "nipt",
    "weging_bepalend",
    "partners_ontbreken",
    "rol_ontbreekt",
    "startfase",
    "lage_respons",
]


def bar_of(spanning, regeling, profile):
    if spanning is None or regeling is None:
        return profile["threshold"]
    return profile["threshold"] + profile["brake"] * spanning / 100 * (1 - regeling / 100)


def class_of(actie, verbinding, bar):
    if not at_least(actie, bar):
        return SCHIJN
    return GEZOND if at_least(verbinding, bar) else EILAND


class Reference(Explanation):
    """One document, step by step."""

    def __init__(self, document):
        self.document = document
        self.profile = {**DEFAULTS, **(document.get("profile") or {})}
        self.weighting = document.get("weighting", "organisation")
        self.everyone = document["respondents"]
        ordered = sorted(self.everyone, key=lambda person: person["id"])
        self.persons = [p for p in ordered if any(person_score(p, force) is not None for force in FORCES)]
        self.score_of = {(p["id"], scale): person_score(p, scale) for p in self.persons for scale in SCALES}
        self.organisations = sorted({p["organisation"] for p in self.persons})
        self.n = {scale: len(self.with_score(scale)) for scale in SCALES}

    def result(self):
        head = {
            "diagnosis": "onvoldoende_gegevens",
            "level": None,
            "certainty": None,
            "tendency": None,
            "bar": None,
            "n": self.n,
            "n_respondents": len(self.everyone),
            "n_valid": len(self.persons),
            "n_organisations": len(self.organisations),
            "dont_know": self.dont_know(),
        }
        if not self.enough():
            raised = self.response_flags()
            return {**head, "scores": None, "flags": [flag for flag in FLAGS if raised.get(flag)]}
        return {**head, **self.full()}

    def enough(self):
        for force in FORCES:
            persons = self.with_score(force)
            if len(persons) < self.profile["min_respondents"]:
                return False
            if len({p["organisation"] for p in persons}) < self.profile["min_organisations"]:
                return False
        return True

    def dont_know(self):
        found = {}
        for force, codes in FORCES.items():
            n = sum(1 for p in self.everyone for code in codes if p["answers"].get(code) == "weet_niet")
            found[force] = n / (len(self.everyone) * 6) if self.everyone else None
        return found

    def response_flags(self):
        document = self.document
        roles = {p["role"] for p in self.persons}
        found = {}
        asked = document.get("n_organisations_invited")
        if asked:
            found["partners_ontbreken"] = not at_least(len(self.organisations) / asked, 2 / 3)
        found["rol_ontbreekt"] = "professional" not in roles or ("manager" not in roles and "bestuurder" not in roles)
        if document.get("years_running"):
            found["startfase"] = not at_least(document["years_running"], self.profile["start_years"])
        if document.get("n_invited"):
            found["lage_respons"] = not at_least(len(self.everyone) / document["n_invited"], 0.5)
        return found

    def outcome(self, weighting):
        cap = self.profile["cap"]
        scores = {
            scale: aggregated(
                [(p["organisation"], self.score_of[p["id"], scale]) for p in self.persons], weighting, cap
            )
            for scale in SCALES
        }
        bar = bar_of(scores["spanning"], scores["regeling"], self.profile)
        return scores, bar, class_of(scores["actie"], scores["verbinding"], bar)

    def draws(self, scores):
        """Return per resample the corrected scores."""
        generator = np.random.Generator(np.random.PCG64(self.document.get("seed", 0)))
        n = len(self.persons)
        indices = generator.integers(0, n, size=(self.profile["resamples"], n)).tolist()
        widening = {}
        for scale, k in self.n.items():
            widening[scale] = 1.0
            if k >= 2:
                widening[scale] = math.sqrt(k / (k - 1)) * t_quantile(k - 1) / float(stats.norm.ppf(0.975))
        found = []
        for row in indices:
            drawn = [self.persons[i] for i in row]
            draw = {}
            for scale in SCALES:
                pairs = [(p["organisation"], self.score_of[p["id"], scale]) for p in drawn]
                plain = aggregated(pairs, self.weighting, self.profile["cap"])
                draw[scale] = plain
                if plain is not None:
                    s = scores[scale]
                    draw[scale] = min(max(s + widening[scale] * (plain - s), 0.0), 100.0)
            found.append(draw)
        return found

    def certainty_of(self, share):
        if at_least(share, self.profile["certain"]):
            return "duidelijk"
        return "waarschijnlijk" if at_least(share, self.profile["likely"]) else "nipt"

    def full(self):
        scores, bar, diagnosis = self.outcome(self.weighting)
        draws = self.draws(scores)
        shares = self.stability(draws)
        certainty = self.certainty_of(shares[diagnosis])
        agreement = self.agreement()
        groups = {"role": self.groups("role", ROLES), "organisation": self.groups("organisation", self.organisations)}
        perception = self.perception(groups["role"])
        raised = {
            "intentie_zwak": not at_least(scores["intentie"], bar),
            "kern_en_rand": self.core_and_rim(scores, bar),
            **self.interest_flags(scores),
            "verdeeld_beeld": any(at_least(a["ad"], self.profile["disagreement"]) for a in agreement.values()),
            "perceptiekloof": bool(perception),
            "nipt": certainty == "nipt",
            "weging_bepalend": self.outcome("respondent" if self.weighting == "organisation" else "organisation")[2]
            != diagnosis,
            **self.response_flags(),
        }
        flags = [flag for flag in FLAGS if raised.get(flag)]
        items = self.items()
        return {
            "diagnosis": diagnosis,
            "level": self.level(scores, bar, diagnosis, flags),
            "certainty": certainty,
            "tendency": self.tendency(scores, bar, diagnosis, flags, shares),
            "bar": bar,
            "flags": flags,
            "scores": scores,
            **self.spread(scores, draws),
            "stability": shares,
            "path": [{"force": f, "from": scores[f], "to": bar} for f in FORCES if not at_least(scores[f], bar)],
            "groups": groups,
            "agreement": agreement,
            "perception": perception,
            "items": items,
            "processes": {name: items[code] for name, code in PROCESSES.items()},
            "signals_fit": self.signals_fit(diagnosis, items),
            "interests": self.interests(items),
        }

    def stability(self, draws):
        tally = {GEZOND: 0, SCHIJN: 0, EILAND: 0}
        for draw in draws:
            if draw["actie"] is None or draw["verbinding"] is None:
                continue
            bar = bar_of(draw["spanning"], draw["regeling"], self.profile)
            tally[class_of(draw["actie"], draw["verbinding"], bar)] += 1
        total = sum(tally.values())
        return {name: n / total for name, n in tally.items()}

    def spread(self, scores, draws):
        ci, se = dict.fromkeys(SCALES), dict.fromkeys(SCALES)
        for scale in SCALES:
            there = sorted(draw[scale] for draw in draws if draw[scale] is not None)
            if scores[scale] is not None and there:
                ci[scale] = [quantile(there, 0.025), quantile(there, 0.975)]
                se[scale] = math.sqrt(variance(there))
        return {"ci": ci, "se": se}

    def level(self, scores, bar, diagnosis, flags):
        if not at_least(scores["intentie"], bar):
            return "fundament_ontbreekt"
        if diagnosis != GEZOND:
            stuck = at_least(bar - min(scores["actie"], scores["verbinding"]), self.profile["level"])
            return "vastgelopen" if stuck else "dreigend"
        firm = all(at_least(scores[force], bar + self.profile["margin"]) for force in FORCES)
        doubts = {"nipt", "belangen_ongeregeld", "rem_onbekend", "verdeeld_beeld"} & set(flags)
        return "stevig" if firm and not doubts else "kwetsbaar"

    def tendency(self, scores, bar, diagnosis, flags, shares):
        if "kern_en_rand" in flags:
            return EILAND
        drops = self.drops(scores, bar) if diagnosis == GEZOND else []
        if len(drops) == 2:
            return EILAND if not at_least(drops[0][0], drops[1][0]) else SCHIJN
        if drops:
            return drops[0][1]
        if "nipt" not in flags:
            return None
        best = None
        for name in (GEZOND, SCHIJN, EILAND):
            if name != diagnosis and (best is None or shares[name] > shares[best]):
                best = name
        return best

    def drops(self, scores, bar):
        found = []
        for higher, lower, name in (("intentie", "actie", SCHIJN), ("actie", "verbinding", EILAND)):
            drop = scores[higher] - scores[lower]
            is_low = not at_least(scores[lower], bar + self.profile["margin"])
            if at_least(drop, self.profile["gap"]) and is_low:
                found.append((drop, name))
        return found


def reference(document):
    """Return the expected diagnosis of an input document."""
    return Reference(document).result()
