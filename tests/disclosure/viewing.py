"""What a viewer reads, of whatever medium, as plain numbers; and what an attacker makes of these on one scale.

Told are: statements and their spread, scores with interval and error, the bar, groups with margin, perception, the
chance that intentie is below the threshold, and those of the classes. Who took part, which statements each answered and
one's own answers are known beforehand (the classes of ``Knowledge``). Left out, because they can narrow nothing here:

- the blind spot, which is the difference of two shown statements;
- reasons, and how far those of organisations lie apart: of other answers than these (see test_reasons);
- path, change, flags, actions and sentences, which are made of the numbers above.

What earlier rounds of the same people add is in test_two_rounds.
"""

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
    shares: dict[str, int] = field(default_factory=dict)
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
    spreads = [spread_behind(error, squared, n) for error in (errors[0] * LOOSE[0], errors[1] * LOOSE[1])]
    middle, half = (least + most) / 2, (most - least) / 2
    known.spreads.append(
        ToldSpread(lambda key: share.get(key, 0.0) ** 2, middle, squared * spreads[0], squared * (spreads[1] + half**2))
    )
    for chance, bars in chances_of(seen, force):
        least, most = narrowed_by_chance(chance, bars, errors, (least, most))
    known.tell_score(least, most, (1, weight_of))


LOOSE = (0.9, 1.25)
"""How far the attacker lets the resampling, of which the seed is gone, be from the formula: 0.93 to 1.22 were seen."""
Z = 1.96


def error_range(low, high, se_repeat, n):
    """Return the bounds of a score's standard error: by its own number, and by its interval where that is whole.

    Of those asked nothing is known here, so that both are the same error; the interval is of percentiles.
    """
    step, outward = (2, 10) if n < 10 else (0.5, 2)
    least, most = (0.0, 50.0) if se_repeat is None else (max(se_repeat - step, 0.0), se_repeat)
    if low is not None and low > 5 and high < 95:
        least, most = max(least, (high - low - outward) / 2 / Z), min(most, (high - low) / 2 / Z * LOOSE[1])
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


def chances_of(seen, force):
    """Return between which chances a score is below a bar, with the bounds of that bar: it moves as answers are drawn.

    Below its bar actie gives schijnsamenwerking; verbinding is below it in eilandsamenwerking, and not in gezond.
    """
    moving = (THRESHOLD, THRESHOLD + BRAKE)
    if force == "intentie":
        return [] if seen.below is None else [(share_range(seen.below), (THRESHOLD, THRESHOLD))]
    if not seen.shares:
        return []
    if force == "actie":
        return [(share_range(seen.shares["schijnsamenwerking"]), moving)]
    least, most_not = share_range(seen.shares["eilandsamenwerking"])[0], share_range(seen.shares["gezond"])[0]
    return [((least, 1 - most_not), moving)]


def share_range(share):
    """Return the bounds of a share that is shown as a five."""
    return (0.0 if share == 5 else (share - 2.5) / 100, 1.0 if share == 95 else (share + 2.5) / 100)


def narrowed_by_chance(chance, bars, errors, score):
    """Return the bounds of a score, narrowed by the chance that it is below a bar."""
    least, most = score
    at_least, at_most = (ndtri(share) + slack for share, slack in zip(chance, (-0.4, 0.4), strict=True))
    if math.isfinite(at_least):
        most = min(most, max(bars[1] - at_least * error for error in errors))
    if math.isfinite(at_most):
        least = max(least, min(bars[0] - at_most * error for error in errors))
    return (least, most) if least <= most else (0.0, 100.0)


def tell_groups(known, seen, force):
    part = 2 if seen.split == "role" else 1
    for name, own in seen.groups.items():
        if force not in own:
            continue
        score, margin = own[force]
        low, high = (0 if score == 10 else score - 2.5), (100 if score == 90 else score + 2.5)
        known.tell_score(low, high, (1, lambda key, name=name: float(key[part] == name)))
        if margin is not None:
            tell_margin(known, (low, high), margin, lambda key, name=name: float(key[part] == name))
    for role, of_force, sees in seen.perception:
        if of_force == force:
            ends = (-100.0, -PERCEPTION) if sees == "lower" else (PERCEPTION, 100.0)
            known.tell_score(
                *ends,
                (1, lambda key, role=role: float(key[2] == role)),
                (-1, lambda key, role=role: float(key[2] != role)),
            )


def tell_margin(known, score, margin, is_of_group):
    """Take in how far the scores of a group lie apart: its margin is t.s/sqrt(k), up to a five, s at least SPREAD."""
    k = sum(len(places) for key, places in known.classes.items() if is_of_group(key) and known.has_score(key))
    middle, half = sum(score) / 2, (score[1] - score[0]) / 2
    least, most = ((margin - step) * math.sqrt(k) / stdtrit(k - 1, 0.975) for step in (5, 0))
    low = 0.0 if least <= SPREAD else least**2 * (k - 1)
    known.spreads.append(ToldSpread(is_of_group, middle, low, most**2 * (k - 1) + k * half**2))


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
