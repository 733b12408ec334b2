"""The second scoring model beside the diagnosis: groups, agreement, perception, items and interests."""

import math
from typing import Any

import numpy as np

from .reference_arithmetic import (
    EILAND,
    FORCES,
    GEZOND,
    ITEMS,
    OLD_ITEMS,
    PROCESSES,
    ROLES,
    SCHIJN,
    at_least,
    f_quantile,
    mean,
    rated,
    rating,
    shown_item,
    squares,
    t_quantile,
    variance,
)

REASONS = "abcdefghi"


class Explanation:
    """What explains a diagnosis; the class that inherits it sets persons, scores and profile."""

    document: dict[str, Any]
    profile: dict[str, Any]
    persons: list[dict[str, Any]]
    organisations: list[str]
    score_of: dict[tuple[str, str], float | None]

    def with_score(self, scale):
        return [p for p in self.persons if self.score_of[p["id"], scale] is not None]

    def scores_of(self, persons, scale):
        return [self.score_of[p["id"], scale] for p in persons]

    def listed(self, sizes, order):
        shown = [name for name in order if sizes[name] >= self.profile["min_group"]]
        while shown:
            hidden = sum(size for name, size in sizes.items() if name not in shown)
            if hidden == 0 or hidden >= self.profile["min_group"]:
                break
            victim = None
            for name in shown:
                if victim is None or sizes[name] <= sizes[victim]:
                    victim = name
            shown.remove(victim)
        return shown

    def groups(self, split, order):
        found: dict[str, Any] = {}
        for force in FORCES:
            members = {name: [p for p in self.with_score(force) if p[split] == name] for name in order}
            for name in self.listed({name: len(persons) for name, persons in members.items()}, order):
                scores = self.scores_of(members[name], force)
                k = len(scores)
                s = max(math.sqrt(variance(scores)), self.profile["spread"])
                half, middle = t_quantile(k - 1) * s / math.sqrt(k), mean(scores)
                ci = [max(middle - half, 0), min(middle + half, 100)]
                found.setdefault(name, {})[force] = {"mean": middle, "ci": ci}
        return found

    def agreement(self):
        found = {}
        for force, codes in FORCES.items():
            deviations, variances = [], []
            for code in codes:
                answers = [a for a in (rating(p, code) for p in self.persons) if a is not None]
                if len(answers) >= 2:
                    deviations.append(mean([abs(a - mean(answers)) for a in answers]))
                    variances.append(variance(answers))
            found[force] = {"ad": mean(deviations), "rwg_star": 1 - mean(variances) / 2}
        return found

    def perception(self, listed):
        compared = []
        for role in ROLES:
            for force in FORCES:
                persons = self.with_score(force)
                own = self.scores_of([p for p in persons if p["role"] == role], force)
                others = self.scores_of([p for p in persons if p["role"] != role], force)
                if force in listed.get(role, {}) and len(others) >= self.profile["min_group"]:
                    compared.append((role, force, own, others))
        found = []
        for role, force, own, others in compared:
            difference = mean(own) - mean(others)
            s, degrees = self.within_roles(force)
            limit = t_quantile(degrees, 1 - 0.10 / (2 * len(compared))) * s * math.sqrt(1 / len(own) + 1 / len(others))
            if at_least(abs(difference), self.profile["perception"]) and at_least(abs(difference), limit):
                found.append({"role": role, "force": force, "difference": difference})
        return found

    def within_roles(self, force):
        """Return the pooled standard deviation within roles, and its degrees of freedom."""
        persons = self.with_score(force)
        roles = {p["role"] for p in persons}
        within = math.fsum(squares(self.scores_of([p for p in persons if p["role"] == role], force)) for role in roles)
        degrees = len(persons) - len(roles)
        return math.sqrt(max(self.profile["spread"] ** 2, within / degrees)), degrees

    def core_and_rim(self, bar):
        per_organisation = {}
        for name in self.organisations:
            values = self.scores_of([p for p in self.with_score("actie") if p["organisation"] == name], "actie")
            if values:
                per_organisation[name] = values
        core = [x for values in per_organisation.values() if at_least(mean(values), bar) for x in values]
        rim = [x for values in per_organisation.values() if not at_least(mean(values), bar) for x in values]
        if len(core) < self.profile["min_group"] or len(rim) < self.profile["min_group"]:
            return False
        if not at_least(mean(core) - mean(rim), self.profile["core_gap"]):
            return False
        everyone = core + rim
        free, groups = len(everyone) - len(per_organisation), len(per_organisation)
        if free <= 0:
            return False
        between = math.fsum(len(v) * (mean(v) - mean(everyone)) ** 2 for v in per_organisation.values()) / (groups - 1)
        within = math.fsum(squares(values) for values in per_organisation.values()) / free
        return at_least(between / max(self.profile["spread"] ** 2, within), f_quantile(groups - 1, free))

    def items(self):
        """Return each item's mean and its shown value."""
        exact: dict[str, float | None] = {}
        shown: dict[str, int | None] = {}
        for code in ITEMS if self.document.get("questionnaire") != 1 else OLD_ITEMS:
            values = [25 * (a - 1) for a in (rating(p, code) for p in self.persons) if a is not None]
            exact[code] = mean(values)
            shown[code] = shown_item(mean(values), len(values), self.profile["min_group"]) if values else None
        return exact, shown

    def item_flags(self, shown, fit):
        weak = [code for code in PROCESSES.values() if shown[code] is not None and shown[code] < 50]
        return {
            "processen_zwak": len(weak) >= 3,
            "trekkers_ontbreken": shown["C1"] is not None and shown["C1"] < 50,
            "signalen_anders": fit is False,
        }

    @staticmethod
    def signals_fit(diagnosis, shown):
        needed = [shown[code] for code in {SCHIJN: ["S1"], EILAND: ["S2"], GEZOND: ["S1", "S2"]}[diagnosis]]
        if None in needed:
            return None
        if diagnosis == GEZOND:
            if all(value < 50 for value in needed):
                return True
            return False if any(value >= 62.5 for value in needed) else None
        if needed[0] >= 50:
            return True
        return False if needed[0] < 37.5 else None

    def interests(self, items):
        blind_spot = None if items["B6"] is None or items["B7"] is None else items["B6"] - items["B7"]
        organisations = {
            name: self.organisation_interests([p for p in self.persons if p["organisation"] == name])
            for name in self.organisations
        }
        return {"blind_spot": blind_spot, **self.divergence(), "organisations": organisations}

    def divergence(self):
        picking = [p for p in self.persons if self.reasons(p)]
        names = [p["organisation"] for p in picking]
        value = self.distance(picking, names)
        if value is None:
            return {"divergence": None, "divergence_by_chance": None, "divergence_p": None}
        seed = [self.document.get("seed", 0), 1]
        rows = np.random.Generator(np.random.PCG64(seed)).random((199, len(picking)))
        others = [self.distance(picking, [names[place] for place in np.argsort(row).tolist()]) for row in rows]
        as_far = sum(at_least(other, value) for other in others)
        return {"divergence": value, "divergence_by_chance": mean(others), "divergence_p": (1 + as_far) / 200}

    def distance(self, picking, names):
        pooled: dict[str, list[str]] = {}
        for person, name in zip(picking, names, strict=True):
            pooled.setdefault(name, []).extend(self.reasons(person))
        shares = {name: [picked.count(r) / len(picked) for r in REASONS] for name, picked in pooled.items()}
        return mean(
            [
                100 * 0.5 * sum(abs(p - q) for p, q in zip(shares[a], shares[b], strict=True))
                for a in shares
                for b in shares
                if a < b
            ]
        )

    @staticmethod
    def reasons(person):
        answer = person["answers"].get("B0")
        return answer if isinstance(answer, list) else []

    @staticmethod
    def organisation_interests(members):
        important = [25 * (a - 1) for p in members for a in rated(p, ["B1"])]
        works = [25 * (a - 1) for p in members for a in rated(p, ["B2"])]
        importance, served = mean(important), mean(works)
        found = {"importance": importance, "served": served, "shortfall": None, "place": None}
        if importance is None or served is None:
            return found
        found["shortfall"] = importance - served
        k = min(len(important), len(works))
        if k >= 2 and at_least(importance, 50):
            if at_least(50 - 40 / math.sqrt(k), served):
                found["place"] = "knelpunt"
            elif at_least(served, 50 + 40 / math.sqrt(k)):
                found["place"] = "drager"
        return found
