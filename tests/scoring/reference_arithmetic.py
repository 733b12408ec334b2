"""The arithmetic of the second scoring model: means, scores and aggregation, with loops."""

import math
from functools import cache

from scipy import stats

FORCES = {
    force: [f"{letter}{i}" for i in range(1, 7)]
    for force, letter in zip(["intentie", "actie", "verbinding"], "IAV", strict=True)
}
SCALES = {**FORCES, "spanning": ["B3", "B6"], "regeling": ["B4", "B5"]}
ITEMS = [
    code
    for letter, last in (("A", 6), ("V", 6), ("I", 6), ("B", 7), ("P", 5), ("C", 5), ("S", 2))
    for code in (f"{letter}{i}" for i in range(1, last + 1))
]
PROCESSES = {
    "doelen_bepalen": "P1",
    "praktisch_samenwerken": "P2",
    "structureren": "P3",
    "verbreden_en_verdiepen": "P4",
    "lering_trekken": "P5",
}
ROLES = ["professional", "manager", "bestuurder", "overheid", "anders"]
GEZOND, SCHIJN, EILAND = "gezond", "schijnsamenwerking", "eilandsamenwerking"


def at_least(value, limit):
    return value > limit or abs(value - limit) <= 1e-9


def mean(numbers):
    return math.fsum(numbers) / len(numbers) if numbers else None


def variance(numbers):
    middle = mean(numbers)
    return math.fsum((x - middle) ** 2 for x in numbers) / (len(numbers) - 1)


@cache
def t_quantile(degrees):
    return float(stats.t.ppf(0.975, degrees))


def quantile(ordered, share):
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def rating(person, code):
    answer = person["answers"].get(code)
    return answer if type(answer) is int else None


def rated(person, codes):
    return [answer for answer in (rating(person, code) for code in codes) if answer is not None]


def person_score(person, scale):
    answers = rated(person, SCALES[scale])
    if len(answers) * 2 < len(SCALES[scale]):
        return None
    return 25 * (mean(answers) - 1)


def aggregated(pairs, weighting, cap):
    """Return the score of (organisation, value) pairs; a value that is None is no score."""
    there = [(organisation, value) for organisation, value in pairs if value is not None]
    if not there:
        return None
    if weighting == "respondent":
        return mean([value for _, value in there])
    members: dict[str, list[float]] = {}
    for organisation, value in there:
        members.setdefault(organisation, []).append(value)
    weights = {organisation: min(len(values), cap) for organisation, values in members.items()}
    return math.fsum(weights[o] * mean(values) for o, values in members.items()) / sum(weights.values())
