"""What a viewer reads, of whatever medium, as plain numbers; and what an attacker makes of these on one scale."""

import itertools
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from scipy.special import ndtri, stdtrit

from .attack import Attack, Found, Knowledge, ToldSpread, sum_range

SCALES = {
    "intentie": ("I1", "I2", "I3", "I4", "I5", "I6"),
    "actie": ("A1", "A2", "A3", "A4", "A5", "A6"),
    "verbinding": ("V1", "V2", "V3", "V4", "V5", "V6"),
    "spanning": ("B3", "B6"),
    "regeling": ("B4", "B5"),
}
FORCES = ("intentie", "actie", "verbinding")
ALONE = ("B7", "P1", "P2", "P3", "P4", "P5", "C1", "C2", "C3", "C4", "C5", "S1", "S2", "T1", "R1")
THRESHOLD, BRAKE, DISAGREEMENT, PERCEPTION, SPREAD, CAP = 62.5, 10, 1.0, 15.0, 12.5, 3
"""The default profile, which the report tells."""


@dataclass
class Seen:
    """The numbers that a viewer reads."""

    statements: dict[str, tuple[int, int]]
    """Per code the number and its step: 10 with the ends 20 and 80, or 5 with 10 and 90."""
    quarters: dict[str, Any] = field(default_factory=dict)
    divided: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, Any] = field(default_factory=dict)
    """Per force: value, low, high, se_repeat."""
    groups: dict[str, Any] = field(default_factory=dict)
    """Per group and force: score, margin."""
    perception: list[Any] = field(default_factory=list)
    """Role, force, and lower or higher."""
    bar: float = THRESHOLD
    below: int | None = None
    split: str = "role"
    shares: dict = field(default_factory=dict)
    bar_intentie: float = THRESHOLD


def numbers_of_document(plain):
    """Return what stands in the stored document of a result."""
    return Seen(
        statements={code: (one["value"], one["step"]) for code, one in plain["statements"]},
        quarters=dict(plain["distributions"]),
        divided=dict(plain["divided"]),
        scores={force: (one["value"], one["low"], one["high"], one["se_repeat"]) for force, one in plain["scores"]},
        groups={name: {force: (one["score"], one["margin"]) for force, one in own} for name, own in plain["groups"]},
        perception=[(one["role"], one["force"], one["sees"]) for one in plain["perception"]],
        bar=plain["bar"],
        below=plain["foundation"] and plain["foundation"]["below"],
        split=plain["split"],
        shares=dict(plain["shares"]),
        bar_intentie=plain["bar_intentie"],
    )


def found_by(seen, people, weighting, me=None):
    """Return what a viewer finds: an outsider, or the person at the place ``me``."""
    found = Found()
    cap = raised_cap(list(sizes_of(people).values())) if weighting == "organisation" else None
    for scale, codes in SCALES.items():
        known = Knowledge(people, codes, me)
        tell_statements(known, seen)
        tell_scale(known, seen, scale, weights_on(known, cap))
        found.add(Attack(known).run(), (scale, me))
    alike = [type(one)("", "", one.answers) for one in people]
    for code in ALONE:
        known = Knowledge(alike, (code,), me)
        tell_statements(known, seen)
        if known.n(code):
            found.add(Attack(known).run(), (code, me))
    return found


def sizes_of(people):
    """Return per scale how many persons of each organisation have a score on it."""
    return {
        scale: Counter(
            one.organisation for one in people if 2 * sum(code in one.answers for code in codes) >= len(codes)
        )
        for scale, codes in SCALES.items()
    }


def raised_cap(sizes, least=5):
    """Return the cap at which no fewer than five persons weigh apart on any scale: the rule is public."""
    for cap in itertools.count(CAP):
        alike = [Counter() for _scale in sizes]
        for counted, of_scale in zip(alike, sizes, strict=True):
            for k in of_scale.values():
                counted[round(min(k, cap) / k, 9)] += k
        if all(len(counted) < 2 or min(counted.values()) >= least for counted in alike):
            return cap
    raise AssertionError


def weights_on(known, cap):
    """Return the function that gives the weight of a class in a score; each person counts equally without a cap."""
    k = Counter()
    for key, places in known.classes.items():
        k[key[1]] += len(places) if known.has_score(key) else 0
    return lambda key: 1.0 if cap is None else min(k[key[1]], cap) / k[key[1]]


def tell_statements(known, seen):
    """Take in the numbers of the statements: a mean on its grid, the spread in quarters, divided or not."""
    for code in set(known.codes) & set(seen.statements):
        n, (value, step) = known.n(code), seen.statements[code]
        known.tell_sum(code, *sum_range(n, lambda mean, v=value, s=step: on_grid(mean, s) == v))
        for answers, quarter in zip(((1, 2), (3,), (4, 5)), seen.quarters.get(code, ()), strict=False):
            counts = [count for count in range(n + 1) if min(4 * count // n, 3) == quarter]
            known.tell_sum(code, min(counts), max(counts), which=answers)
        if code in seen.divided:
            known.deviations[code] = (DISAGREEMENT, 2.0) if seen.divided[code] else (0.0, DISAGREEMENT - 1e-6)


def on_grid(mean, step):
    """Return the mean as it is shown: to the nearest step, a half away from 50, with an open end on either side."""
    steps = round(abs(mean - 50), 9) / step
    nearest = math.floor(steps + 0.5) * step
    return 50 + math.copysign(min(nearest, 50 - 2 * step), mean - 50)


def tell_scale(known, seen, scale, weight_of):
    """Take in what is told of a scale as a whole."""
    if scale in FORCES and scale in seen.scores:
        tell_score(known, seen, scale, weight_of)
        tell_groups(known, seen, scale)
    lift = seen.bar - THRESHOLD
    if scale == "spanning" and lift > 0:
        known.tell_score(min(100 * (lift - 0.5) / BRAKE, 100), 100, (1, weight_of))
    if scale == "regeling" and lift > 0:
        known.tell_score(0, max(100 * (1 - (lift - 0.5) / BRAKE), 0), (1, weight_of))


def tell_score(known, seen, force, weight_of):
    value, low, high, se_repeat = seen.scores[force]
    least, most = (0 if value == 5 else value - 0.5), (100 if value == 95 else value + 0.5)
    weights = {key: weight_of(key) for key in known.classes if known.has_score(key)}
    n = sum(len(known.classes[key]) for key in weights)
    total = sum(weights[key] * len(known.classes[key]) for key in weights)
    share = {key: weight / total for key, weight in weights.items()}
    squared = sum(share[key] ** 2 * len(known.classes[key]) for key in share)
    errors = error_range(low, high, se_repeat, n)
    spreads = [spread_behind(error, squared, n) for error in (errors[0] / LOOSE, errors[1] * LOOSE)]
    middle, half = (least + most) / 2, (most - least) / 2
    known.spreads.append(
        ToldSpread(lambda key: share.get(key, 0.0) ** 2, middle, squared * spreads[0], squared * (spreads[1] + half**2))
    )
    if force == "intentie" and seen.below is not None:
        least, most = narrowed_by_chance(seen.below, errors, least, most)
    known.tell_score(least, most, (1, weight_of))


LOOSE = 1.15
"""How far the attacker lets the resampling, of which the seed is gone, be from the formula."""
Z = 1.96


def error_range(low, high, se_repeat, n):
    """Return the bounds of a score's standard error: by its own number, and by its interval where that is whole.

    Of those asked nothing is known here, so that both are the same error; the interval is of percentiles.
    """
    step, outward = (2, 10) if n < 10 else (0.5, 2)
    least, most = (0.0, 50.0) if se_repeat is None else (max(se_repeat - step, 0.0), se_repeat)
    if low is not None and low > 5 and high < 95:
        least, most = max(least, (high - low - outward) / 2 / Z), min(most, (high - low) / 2 / Z * LOOSE)
    return (least, most) if least <= most else (0.0, 50.0)


def spread_behind(error, squared, n):
    """Return the variance of persons' scores that gives this standard error, by the published formula."""
    wanted = error**2 / squared
    factor = (stdtrit(n - 1, 0.975) / Z) ** 2 * n / (n - 1)
    low, high = 0.0, 2500.0
    for _step in range(60):
        middle = (low + high) / 2
        is_less = factor * middle + max(0.0, SPREAD**2 - middle * n / (n - 1)) < wanted
        low, high = (middle, high) if is_less else (low, middle)
    return low


def narrowed_by_chance(below, errors, least, most):
    """Return the bounds of a score, narrowed by the chance that it is below the threshold."""
    shares = (0.0 if below == 5 else (below - 2.5) / 100, 1.0 if below == 95 else (below + 2.5) / 100)
    z = [ndtri(share) + slack for share, slack in zip(shares, (-0.4, 0.4), strict=True)]
    reach = [THRESHOLD - one * error for one in z for error in errors if math.isfinite(one)]
    if math.isfinite(z[0]):
        most = min(most, max(reach))
    if math.isfinite(z[1]):
        least = max(least, min(reach))
    return (least, most) if least <= most else (0.0, 100.0)


def tell_groups(known, seen, force):
    part = 2 if seen.split == "role" else 1
    for name, own in seen.groups.items():
        if force not in own:
            continue
        score, _margin = own[force]
        low, high = (0 if score == 10 else score - 2.5), (100 if score == 90 else score + 2.5)
        known.tell_score(low, high, (1, lambda key, name=name: float(key[part] == name)))
    for role, of_force, sees in seen.perception:
        if of_force == force:
            ends = (-100.0, -PERCEPTION) if sees == "lower" else (PERCEPTION, 100.0)
            known.tell_score(
                *ends,
                (1, lambda key, role=role: float(key[2] == role)),
                (-1, lambda key, role=role: float(key[2] != role)),
            )


QUARTERS = ("less than a quarter", "a quarter to a half", "half to three quarters", "three quarters or more")
PROCESSES = ("P1", "P2", "P3", "P4", "P5")


def numbers_of_tables(sheets, steps):
    """Return what stands in the tables of a result, in English: of JSON, or of the CSV files.

    Parameters
    ----------
    sheets
        Per sheet its rows by the keys of the columns; cells may be text.
    steps
        Per statement that enough people answered the step of its grid, which follows from how many they are.
    """
    statements, quarters, divided = {}, {}, {}
    for row in (*sheets.get("statements", ()), *sheets.get("conditions", ())):
        statements[row["code"]] = (int(row["score"]), steps[row["code"]])
        if row.get("answers_3"):
            shares = [QUARTERS.index(row[key]) for key in ("answers_1_2", "answers_3", "answers_4_5")]
            quarters[row["code"]], divided[row["code"]] = shares, row["divided"] == "yes"
    asked = [code for code in PROCESSES if code in steps]
    for code, row in zip(asked, sheets.get("processes", ()), strict=True):
        statements[code] = (int(row["score"]), steps[code])
    groups = {}
    for row in sheets.get("groups", ()):
        margin = int(row["margin"]) if row["margin"] not in {None, ""} else None
        groups.setdefault(row["group"], {})[row["force"]] = (int(row["score"]), margin)
    return Seen(
        statements=statements,
        quarters=quarters,
        divided=divided,
        scores={
            row["force"]: (int(row["score"]), int(row["low"]), int(row["high"]), None)
            for row in sheets.get("forces", ())
        },
        groups=groups,
        perception=[(row["group"], row["force"], row["sees"]) for row in sheets.get("groups", ()) if row["sees"]],
    )
