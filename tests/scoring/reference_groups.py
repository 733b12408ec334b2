"""The second scoring model beside the diagnosis: groups, agreement, perception, items and interests."""

import math
from typing import Any

from .reference_arithmetic import (
    EILAND,
    FORCES,
    GEZOND,
    ITEMS,
    ROLES,
    SCHIJN,
    aggregated,
    at_least,
    mean,
    rated,
    rating,
    t_quantile,
    variance,
)


class Explanation:
    """What explains a diagnosis; the class that inherits it sets persons, scores and profile."""

    profile: dict[str, Any]
    weighting: str
    persons: list[dict[str, Any]]
    organisations: list[str]
    score_of: dict[tuple[str, str], float | None]

    def with_score(self, scale):
        return [p for p in self.persons if self.score_of[p["id"], scale] is not None]

    def scores_of(self, persons, scale):
        return [self.score_of[p["id"], scale] for p in persons]

    def hidden_and_shown(self, sizes, order):
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
            sizes = {name: len(persons) for name, persons in members.items()}
            for name in self.hidden_and_shown(sizes, order):
                scores = self.scores_of(members[name], force)
                k = len(scores)
                half = t_quantile(k - 1) * math.sqrt(variance(scores)) / math.sqrt(k)
                middle = mean(scores)
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

    def perception(self, shown):
        found = []
        for role in ROLES:
            for force in FORCES:
                if force not in shown.get(role, {}):
                    continue
                persons = self.with_score(force)
                own = self.scores_of([p for p in persons if p["role"] == role], force)
                others = self.scores_of([p for p in persons if p["role"] != role], force)
                if len(others) < self.profile["min_group"]:
                    continue
                difference = mean(own) - mean(others)
                error = math.sqrt(variance(own) / len(own) + variance(others) / len(others))
                is_large = at_least(abs(difference), self.profile["perception"])
                if is_large and at_least(abs(difference), 2.5 * error):
                    found.append({"role": role, "force": force, "difference": difference})
        return found

    def core_and_rim(self, scores, bar):
        if at_least(scores["actie"], bar):
            return False
        core: list[float] = []
        rim: list[float] = []
        for organisation in self.organisations:
            members = [p for p in self.with_score("actie") if p["organisation"] == organisation]
            values = self.scores_of(members, "actie")
            if values:
                (core if at_least(mean(values), bar) else rim).extend(values)
        if len(core) < self.profile["min_group"] or len(rim) < self.profile["min_group"]:
            return False
        return at_least(mean(core) - mean(rim), self.profile["core_gap"])

    def interest_flags(self, scores):
        spanning, regeling = scores["spanning"], scores["regeling"]
        if spanning is None or regeling is None:
            return {"rem_onbekend": True}
        clashing = at_least(spanning, 50) and not at_least(regeling, self.profile["threshold"])
        return {"belangen_ongeregeld": clashing}

    def items(self):
        found = {}
        for code in ITEMS:
            answers = [(p["organisation"], rating(p, code)) for p in self.persons]
            pairs = [(organisation, None if a is None else 25 * (a - 1)) for organisation, a in answers]
            found[code] = aggregated(pairs, self.weighting, self.profile["cap"])
        return found

    def signals_fit(self, diagnosis, items):
        needed = {SCHIJN: ["S1"], EILAND: ["S2"], GEZOND: ["S1", "S2"]}[diagnosis]
        values = [items[code] for code in needed]
        if None in values:
            return None
        if diagnosis == GEZOND:
            return all(not at_least(value, 50) for value in values)
        return at_least(values[0], 50)

    def interests(self, items):
        blind_spot = None if items["B6"] is None or items["B7"] is None else items["B6"] - items["B7"]
        organisations, picks = {}, {}
        for name in self.organisations:
            members = [p for p in self.persons if p["organisation"] == name]
            organisations[name] = self.organisation_interests(members)
            pooled = [reason for p in members for reason in self.reasons(p)]
            if pooled:
                picks[name] = {reason: pooled.count(reason) / len(pooled) for reason in "abcdefghi"}
        distances = [
            100 * 0.5 * sum(abs(picks[a][r] - picks[b][r]) for r in "abcdefghi") for a in picks for b in picks if a < b
        ]
        return {"blind_spot": blind_spot, "divergence": mean(distances), "organisations": organisations}

    @staticmethod
    def reasons(person):
        answer = person["answers"].get("B0")
        return answer if isinstance(answer, list) else []

    @staticmethod
    def organisation_interests(members):
        importance = mean([25 * (a - 1) for p in members for a in rated(p, ["B1"])])
        served = mean([25 * (a - 1) for p in members for a in rated(p, ["B2"])])
        if importance is None or served is None:
            return {"importance": importance, "served": served, "shortfall": None, "quadrant": None}
        important, is_served = at_least(importance, 50), at_least(served, 50)
        names = {(True, True): "drager", (True, False): "knelpunt", (False, True): "meelifter"}
        return {
            "importance": importance,
            "served": served,
            "shortfall": importance - served,
            "quadrant": names.get((important, is_served), "toeschouwer"),
        }
