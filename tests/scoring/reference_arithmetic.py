"""The arithmetic of the second scoring model: means, scores, weights and rounding, with loops."""

import math
from functools import cache

from scipy import stats

FORCES = {
    force: [f"{letter}{i}" for i in range(1, 7)]
    for force, letter in zip(["intentie", "actie", "verbinding"], "IAV", strict=True)
}
SCALES = {**FORCES, "spanning": ["B3", "B6"], "regeling": ["B4", "B5"]}
OLD_ITEMS = [
    code
    for letter, last in (("A", 6), ("V", 6), ("I", 6), ("B", 7), ("P", 5), ("C", 5), ("S", 2))
    for code in (f"{letter}{i}" for i in range(1, last + 1))
]
ITEMS = [*OLD_ITEMS, "T1", "R1"]
PROCESSES = {
    "doelen_bepalen": "P1",
    "praktisch_samenwerken": "P2",
    "structureren": "P3",
    "verbreden_en_verdiepen": "P4",
    "lering_trekken": "P5",
}
ROLES = ["professional", "manager", "bestuurder", "overheid", "anders"]
GEZOND, SCHIJN, EILAND = "gezond", "schijnsamenwerking", "eilandsamenwerking"
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
    "spread": 12.5,
    "cap": 3,
    "min_group": 5,
    "min_respondents": 5,
    "min_organisations": 2,
    "resamples": 2000,
    "start_years": 5,
}


def at_least(value, limit):
    return value > limit or abs(value - limit) <= 1e-9


def mean(numbers):
    return math.fsum(numbers) / len(numbers) if numbers else None


def squares(numbers):
    middle = mean(numbers)
    return math.fsum((x - middle) ** 2 for x in numbers)


def variance(numbers):
    return squares(numbers) / (len(numbers) - 1)


@cache
def t_quantile(degrees, level=0.975):
    return float(stats.t.ppf(level, degrees))


@cache
def f_quantile(first, second):
    return float(stats.f.ppf(0.95, first, second))


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


def weights(organisations, weighting, cap):
    """Return each person's weight, given the organisation of each; together 1."""
    if weighting == "respondent":
        return [1 / len(organisations)] * len(organisations)
    sizes = {name: organisations.count(name) for name in organisations}
    whole = sum(min(k, cap) for k in sizes.values())
    return [min(sizes[name], cap) / sizes[name] / whole for name in organisations]


def aggregated(pairs, weighting, cap):
    """Return the score of (organisation, value) pairs; a value that is None is no score."""
    there = [(organisation, value) for organisation, value in pairs if value is not None]
    if not there:
        return None
    shares = weights([organisation for organisation, _ in there], weighting, cap)
    return math.fsum(w * value for w, (_, value) in zip(shares, there, strict=True))


def raised_cap(scales, cap, min_group):
    """Return the first cap at which on each scale (a list of sizes of organisations) nobody is nearly alone."""
    while not all(_all_have_company(sizes, cap, min_group) for sizes in scales):
        cap += 1
    return cap


def _all_have_company(sizes, cap, min_group):
    persons_of_weight: dict[tuple[int, int], int] = {}
    for k in sizes:
        top = min(k, cap)
        divisor = math.gcd(top, k)
        weight = (top // divisor, k // divisor)
        persons_of_weight[weight] = persons_of_weight.get(weight, 0) + k
    return len(persons_of_weight) == 1 or all(n >= min_group for n in persons_of_weight.values())


def whole_half_up(number):
    return math.floor(round(number, 9) + 0.5)


def lift(spanning, regeling, brake):
    return brake * spanning / 100 * (1 - regeling / 100)


def shown_item(value, n, min_group):
    """Return a statement's mean on its grid: by trying every value of the grid."""
    if n < min_group:
        return None
    step = 5 if n >= max(10, min_group) else 10
    rounded = round(value, 9)
    marks = range(2 * step, 100 - 2 * step + 1, step)
    nearest = min(abs(mark - rounded) for mark in marks)
    ties = [mark for mark in marks if abs(mark - rounded) == nearest]
    return max(ties, key=lambda mark: abs(mark - 50))


def class_of(actie, verbinding, bar):
    if not at_least(actie, bar):
        return SCHIJN
    return GEZOND if at_least(verbinding, bar) else EILAND
