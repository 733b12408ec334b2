"""The scoring model a second time: written from its specification alone, with loops, slow and plain.

Nothing here comes from ``assessments.scoring``; numpy only draws the random persons, scipy.stats only gives quantiles.
"""

from .reference_arithmetic import (
    DEFAULTS,
    EILAND,
    FORCES,
    GEZOND,
    PROCESSES,
    ROLES,
    SCALES,
    SCHIJN,
    aggregated,
    at_least,
    class_of,
    lift,
    person_score,
    raised_cap,
    whole_half_up,
)
from .reference_certainty import CAPPING, Certainty
from .reference_groups import Explanation

FLAGS = [
    "intentie_zwak",
    "intentie_rond_de_lat",
    "kern_en_rand",
    "belangen_ongeregeld",
    "rem_onbekend",
    "verdeeld_beeld",
    "perceptiekloof",
    "processen_zwak",
    "trekkers_ontbreken",
    "signalen_anders",
    "nipt",
    "weging_bepalend",
    "partners_ontbreken",
    "rol_ontbreekt",
    "opbouwfase",
    "lage_respons",
]
HOLDS_BACK = set(FLAGS) - {"intentie_zwak", "perceptiekloof", "opbouwfase"}
"""The flags with which a partnership is not stevig."""


class Reference(Certainty, Explanation):
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
        self.brake_known = min(self.n["spanning"], self.n["regeling"]) >= self.profile["min_group"]

    def result(self):
        head = {
            "model": 2,
            "questionnaire": self.document.get("questionnaire") or 2,
            "diagnosis": "onvoldoende_gegevens",
            "n": self.n,
            "n_respondents": len(self.everyone),
            "n_valid": len(self.persons),
            "n_organisations": len(self.organisations),
            "dont_know": self.dont_know(),
        }
        if not self.enough():
            nothing = ("level", "certainty", "tendency", "bar", "bar_intentie", "cap", "foundation", "scores")
            raised = self.response_flags()
            flags = [flag for flag in FLAGS if raised.get(flag)]
            return {**head, **dict.fromkeys(nothing), "capped_by": [], "flags": flags}
        self.cap = raised_cap(self.sizes(), self.profile["cap"], self.profile["min_group"])
        return {**head, **self.full()}

    def sizes(self):
        """Return per scale the sizes of the organisations with a score on it; a scale of nobody is left out."""
        found = []
        for scale in SCALES:
            names = [p["organisation"] for p in self.with_score(scale)]
            if names:
                found.append([names.count(name) for name in set(names)])
        return found

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
        document, roles = self.document, {p["role"] for p in self.persons}
        invited = document.get("invited") or {}
        people, organisations = document.get("n_invited"), document.get("n_organisations_invited")
        if invited and people is None:
            people = sum(invited.values())
        if invited and organisations is None:
            organisations = len([n for n in invited.values() if n >= 1])
        years = document.get("years_running")
        return {
            "partners_ontbreken": bool(organisations) and not at_least(len(self.organisations) / organisations, 2 / 3),
            "rol_ontbreekt": "professional" not in roles or ("manager" not in roles and "bestuurder" not in roles),
            "opbouwfase": years is not None and not at_least(years, self.profile["start_years"]),
            "lage_respons": bool(people) and not at_least(len(self.everyone) / people, 0.5),
        }

    def outcome(self, weighting):
        scores = {
            scale: aggregated(
                [(p["organisation"], self.score_of[p["id"], scale]) for p in self.persons], weighting, self.cap
            )
            for scale in SCALES
        }
        bar = self.profile["threshold"]
        if self.brake_known:
            bar += whole_half_up(lift(scores["spanning"], scores["regeling"], self.profile["brake"]))
        return scores, bar, class_of(scores["actie"], scores["verbinding"], bar)

    def bars(self, bar):
        return {"intentie": self.profile["threshold"], "actie": bar, "verbinding": bar}

    def full(self):
        scores, bar, diagnosis = self.outcome(self.weighting)
        draws, repeat = self.draws(scores)
        shares = self.stability(draws)
        agreement = self.agreement()
        groups = {"role": self.groups("role", ROLES), "organisation": self.groups("organisation", self.organisations)}
        perception = self.perception(groups["role"])
        items, shown = self.items()
        fit = self.signals_fit(diagnosis, shown)
        raised = {
            "intentie_zwak": not at_least(scores["intentie"], self.profile["threshold"]),
            "kern_en_rand": self.core_and_rim(bar),
            "belangen_ongeregeld": self.clashing(scores),
            "rem_onbekend": not self.brake_known,
            "verdeeld_beeld": any(at_least(a["ad"], self.profile["disagreement"]) for a in agreement.values()),
            "perceptiekloof": bool(perception),
            **self.item_flags(shown, fit),
            "weging_bepalend": self.outcome("respondent" if self.weighting == "organisation" else "organisation")[2]
            != diagnosis,
            **self.response_flags(),
        }
        certainty, capped_by = self.capped(shares[diagnosis], CAPPING, raised)
        foundation = self.foundation(scores, draws, raised)
        raised["nipt"] = certainty == "nipt"
        raised["intentie_rond_de_lat"] = foundation["certainty"] == "nipt"
        flags = [flag for flag in FLAGS if raised[flag]]
        return {
            "diagnosis": diagnosis,
            "level": self.level(scores, bar, diagnosis, flags, foundation["below"]),
            "certainty": certainty,
            "capped_by": capped_by,
            "tendency": self.tendency(scores, bar, diagnosis, flags, shares),
            "foundation": foundation,
            "bar": bar,
            "bar_intentie": self.profile["threshold"],
            "cap": self.cap if self.weighting == "organisation" else None,
            "flags": flags,
            "scores": scores,
            **self.intervals(scores, draws),
            "se_repeat": repeat,
            **self.bounds(bar, diagnosis),
            "stability": shares,
            "path": [
                {"force": force, "from": scores[force], "to": goal}
                for force, goal in self.bars(bar).items()
                if not at_least(scores[force], goal)
            ],
            "groups": groups,
            "agreement": agreement,
            "perception": perception,
            "items": items,
            "processes": {name: items[code] for name, code in PROCESSES.items()},
            "signals_fit": fit,
            "interests": self.interests(items),
        }

    def clashing(self, scores):
        if not self.brake_known:
            return False
        return at_least(scores["spanning"], 50) and not at_least(scores["regeling"], self.profile["threshold"])

    def level(self, scores, bar, diagnosis, flags, below):
        if "intentie_zwak" in flags and at_least(below, self.profile["likely"]):
            return "fundament_ontbreekt"
        if diagnosis != GEZOND:
            fired = {SCHIJN: "actie", EILAND: "verbinding"}[diagnosis]
            return "uitgesproken" if at_least(bar - scores[fired], self.profile["level"]) else "dreigend"
        ample = all(at_least(scores[force], goal + self.profile["margin"]) for force, goal in self.bars(bar).items())
        return "stevig" if ample and not HOLDS_BACK & set(flags) else "kwetsbaar"

    def tendency(self, scores, bar, diagnosis, flags, shares):
        if "kern_en_rand" in flags and diagnosis != EILAND:
            return EILAND
        drops = self.drops(scores, bar) if diagnosis == GEZOND else []
        if len(drops) == 2:
            return EILAND if not at_least(drops[0][0], drops[1][0]) else SCHIJN
        if drops:
            return drops[0][1]
        return self.close_other(scores, bar, diagnosis, shares) if "nipt" in flags else None

    def close_other(self, scores, bar, diagnosis, shares):
        near = all(at_least(scores[force], goal - 5) for force, goal in self.bars(bar).items())
        best = None
        for name in (GEZOND, SCHIJN, EILAND):
            if name == diagnosis or not at_least(shares[name], 0.2) or (name == GEZOND and not near):
                continue
            if best is None or shares[name] > shares[best]:
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
