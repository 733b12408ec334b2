"""The second scoring model on certainty: draws, shares, the foundation, bounds and the class that is decided."""

import math
from typing import Any

import numpy as np
from scipy import stats

from .reference_arithmetic import (
    EILAND,
    FORCES,
    GEZOND,
    SCALES,
    SCHIJN,
    aggregated,
    at_least,
    class_of,
    lift,
    mean,
    quantile,
    rating,
    squares,
    t_quantile,
    variance,
    weights,
    whole_half_up,
)

CAPPING = ["signalen_anders", "weging_bepalend", "partners_ontbreken", "rol_ontbreekt", "lage_respons"]


class Certainty:
    """How sure it is; the class that inherits it sets persons, scores, cap and profile."""

    document: dict[str, Any]
    profile: dict[str, Any]
    weighting: str
    cap: int
    brake_known: bool
    persons: list[dict[str, Any]]
    organisations: list[str]
    n: dict[str, int]
    score_of: dict[tuple[str, str], float | None]

    def asked(self):
        """Return how many people were asked per organisation; None when that is not known."""
        invited = self.document.get("invited")
        if not invited:
            return None
        names = {*invited, *self.organisations}
        taking_part = {name: sum(p["organisation"] == name for p in self.persons) for name in names}
        return {name: max(invited.get(name, 0), taking_part[name]) for name in names}

    def share_not_asked(self, k):
        """Return f²: how much of the difference between people still counts."""
        asked = self.asked()
        if asked is None:
            return 1.0
        return max(0.0, 1 - k / sum(asked[name] for name in self.organisations))

    def own(self, scale):
        return [p for p in self.persons if self.score_of[p["id"], scale] is not None]

    def alike(self, scale):
        """Return Σw² and max(0, spread² − v)."""
        persons = self.own(scale)
        scores = [self.score_of[p["id"], scale] for p in persons]
        shares = weights([p["organisation"] for p in persons], self.weighting, self.cap)
        v = variance(scores) if len(scores) > 1 else 0.0
        return math.fsum(w * w for w in shares), max(0.0, self.profile["spread"] ** 2 - v)

    def ticking(self, scale):
        """Return e²: the variance of one score by chance in ticking."""
        persons, codes = self.own(scale), SCALES[scale]
        means = {}
        for code in codes:
            answers = [a for a in (rating(p, code) for p in persons) if a is not None]
            if answers:
                means[code] = mean(answers)
        total, answered = 0.0, []
        for person in persons:
            rest = [rating(person, code) - means[code] for code in codes if rating(person, code) is not None]
            total += squares(rest)
            answered.append(len(rest))
        degrees = max(0, sum(q - 1 for q in answered) - (len(means) - 1))
        return 625 * ((total + 30 * 0.75**2) / (degrees + 30)) / mean(answered)

    def draws(self, scores):
        """Return per draw the corrected scores, and per scale the standard error of other people."""
        generator = np.random.Generator(np.random.PCG64(self.document.get("seed", 0)))
        n, resamples = len(self.persons), self.profile["resamples"]
        indices = generator.integers(0, n, size=(resamples, n)).tolist()
        noise = generator.standard_normal(size=(resamples, 5)).tolist()
        plain = [
            {
                scale: aggregated(
                    [(self.persons[i]["organisation"], self.score_of[self.persons[i]["id"], scale]) for i in row],
                    self.weighting,
                    self.cap,
                )
                for scale in SCALES
            }
            for row in indices
        ]
        drawn: list[dict[str, float | None]] = [dict.fromkeys(SCALES) for _ in plain]
        repeat = {}
        for place, scale in enumerate(SCALES):
            repeat[scale] = self.draw_scale(scale, scores[scale], plain, [row[place] for row in noise], drawn)
        return drawn, repeat

    def draw_scale(self, scale, score, plain, noise, drawn):
        k = self.n[scale]
        if not k:
            return None
        c = math.sqrt(k / (k - 1)) * t_quantile(k - 1) / float(stats.norm.ppf(0.975)) if k > 1 else 1.0
        f2 = self.share_not_asked(k)
        squared, alike = self.alike(scale)
        g = math.sqrt(squared * (f2 * alike + (1 - f2) * self.ticking(scale)))
        for row, target, z in zip(plain, drawn, noise, strict=True):
            if row[scale] is not None:
                value = score + c * math.sqrt(f2) * (row[scale] - score) + g * z
                target[scale] = min(max(value, 0.0), 100.0)
        there = [row[scale] for row in plain if row[scale] is not None]
        return math.sqrt(c * c * variance(there) + squared * alike) if len(there) > 1 else None

    def bar_of(self, draw):
        if not self.brake_known or draw["spanning"] is None or draw["regeling"] is None:
            return self.profile["threshold"]
        return self.profile["threshold"] + lift(draw["spanning"], draw["regeling"], self.profile["brake"])

    def stability(self, draws):
        tally = {GEZOND: 0, SCHIJN: 0, EILAND: 0}
        for draw in draws:
            if draw["actie"] is not None and draw["verbinding"] is not None:
                tally[class_of(draw["actie"], draw["verbinding"], self.bar_of(draw))] += 1
        total = sum(tally.values())
        return {name: n / total for name, n in tally.items()}

    def intervals(self, scores, draws):
        ci: dict[str, list[float] | None] = dict.fromkeys(SCALES)
        se: dict[str, float | None] = dict.fromkeys(SCALES)
        for scale in SCALES:
            there = sorted(draw[scale] for draw in draws if draw[scale] is not None)
            if scores[scale] is not None and there:
                ci[scale] = [quantile(there, 0.025), quantile(there, 0.975)]
                se[scale] = math.sqrt(variance(there))
        return {"ci": ci, "se": se}

    def word_of(self, share):
        if at_least(share, self.profile["certain"]):
            return "duidelijk"
        return "waarschijnlijk" if at_least(share, self.profile["likely"]) else "nipt"

    def capped(self, share, capping, raised):
        """Return the word for a share, and the flags that cap it."""
        caps = [flag for flag in capping if raised[flag]] if at_least(share, self.profile["certain"]) else []
        return ("waarschijnlijk" if caps else self.word_of(share)), caps

    def foundation(self, scores, draws, raised):
        there = [draw["intentie"] for draw in draws if draw["intentie"] is not None]
        below = sum(not at_least(value, self.profile["threshold"]) for value in there) / len(there)
        share = below if not at_least(scores["intentie"], self.profile["threshold"]) else 1 - below
        word, caps = self.capped(share, CAPPING[2:], raised)
        return {"below": below, "certainty": word, "capped_by": caps}

    def range_of(self, scale, filling):
        """Return a score if all who gave none had ``filling``."""
        total = whole = 0.0
        for name, people in self.asked().items():
            if people == 0:
                continue
            weight = min(people, self.cap) if self.weighting == "organisation" else people
            scores = [self.score_of[p["id"], scale] for p in self.own(scale) if p["organisation"] == name]
            total += weight * (math.fsum(scores) + (people - len(scores)) * filling) / people
            whole += weight
        return total / whole

    def bounds(self, bar, diagnosis):
        if self.asked() is None:
            return {"bounds": None, "decided": None}
        ranges = {scale: [self.range_of(scale, 0), self.range_of(scale, 100)] for scale in SCALES}
        low = (ranges["spanning"][0], ranges["regeling"][1], self.profile["brake"])
        high = (ranges["spanning"][1], ranges["regeling"][0], self.profile["brake"])
        threshold = self.profile["threshold"]
        bars = [bar, min(bar, threshold + whole_half_up(lift(*low))), max(bar, threshold + whole_half_up(lift(*high)))]
        classes = {class_of(a, v, b) for a in ranges["actie"] for v in ranges["verbinding"] for b in bars}
        limits = [min(bar, threshold + lift(*low)), max(bar, threshold + lift(*high))]
        return {
            "bounds": {**{force: ranges[force] for force in FORCES}, "bar": limits},
            "decided": classes == {diagnosis},
        }
