"""Parts of shown results, on the grids on which they are shown."""

from collections.abc import Mapping

from assessments.disclosure.shown import (
    HIGHEST_SCORE,
    LOWEST_SCORE,
    ShownGroup,
    ShownScore,
    ShownStatement,
    ShownStep,
)
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING
from assessments.vocabulary.roles import MANAGER, PROFESSIONAL

THRESHOLD = 62.5
MARGIN = 7
"""Half an interval of the twenty-four people of these rounds, in points."""

FORCE_CODES: dict[Force, tuple[str, ...]] = {
    "actie": ("A1", "A2", "A3", "A4", "A5", "A6"),
    "verbinding": ("V1", "V2", "V3", "V4", "V5", "V6"),
    "intentie": ("I1", "I2", "I3", "I4", "I5", "I6"),
}
"""In the order of the questionnaire."""
DIVIDED = frozenset({"A3", "V2", "I6", "P4"})
REST = (
    {"B3": 60, "B4": 40, "B5": 45, "B6": 55, "B7": 30}
    | {"P1": 60, "P2": 40, "P3": 50, "P4": 65, "P5": 40}
    | {"C1": 55, "C2": 50, "C3": 70, "C4": 65, "C5": 40, "T1": 55, "R1": 45, "S1": 70, "S2": 45}
)
"""The statements beside the forces, of a round in which interests clash and practice falls behind."""
ALL_WELL = {"B3": 25, "B4": 70, "B5": 65, "B6": 30, "B7": 25, "P1": 75, "P2": 70, "P3": 65, "P4": 70, "P5": 60} | {
    "C1": 75,
    "C2": 70,
    "C4": 35,
    "C5": 70,
    "T1": 75,
    "R1": 70,
    "S1": 30,
    "S2": 35,
}
"""What differs from those in a healthy round."""


def at(value: int) -> ShownStatement:
    """Return a statement of at least ten answers with this score, moved to its grid."""
    return ShownStatement(min(max(5 * round(value / 5), 10), 90), 5)


def group(score: int, margin: int | None = 10) -> ShownGroup:
    """Return the score of a group, moved to its grid; without a margin it has fewer than ten people."""
    return ShownGroup(min(max(5 * round(score / 5), 10), 90), margin)


def scores_of(intentie: int, actie: int, verbinding: int) -> dict[Force, ShownScore]:
    """Return the scores of the forces, each with the margin of some twenty people."""
    values: dict[Force, int] = {"intentie": intentie, "actie": actie, "verbinding": verbinding}
    return {
        force: ShownScore(moved_to_ends(value), moved_to_ends(value - MARGIN), moved_to_ends(value + MARGIN), 3.5)
        for force, value in values.items()
    }


def moved_to_ends(value: int) -> int:
    """Return a score moved to the ends that are shown."""
    return min(max(value, LOWEST_SCORE), HIGHEST_SCORE)


def path_of(scores: Mapping[Force, ShownScore], bar: float | None) -> tuple[ShownStep, ...]:
    """Return every force below its own bar, in order; actie and verbinding have this one."""
    bars = {"intentie": THRESHOLD, "actie": bar, "verbinding": bar}
    return tuple(
        ShownStep(force, scores[force].value, goal)
        for force in FORCES
        if force in scores and (goal := bars[force]) is not None and scores[force].value < goal
    )


def statements_of(scores: Mapping[Force, ShownScore], **others: int) -> dict[str, ShownStatement]:
    """Return all statements: six around each force, and the rest as usual or as given by code."""
    steps = (-10, 5, 15, -5, 0, -5)
    around = {
        code: at(scores[force].value + step)
        for force, codes in FORCE_CODES.items()
        for code, step in zip(codes, steps, strict=True)
    }
    return around | {code: at(value) for code, value in (REST | others).items()}


def shares_of(gezond: int, schijnsamenwerking: int, eilandsamenwerking: int) -> dict[str, int]:
    """Return the chance of each diagnosis, in per cents."""
    return {GEZOND: gezond, SCHIJNSAMENWERKING: schijnsamenwerking, EILANDSAMENWERKING: eilandsamenwerking}


def quarters_of(code: str, value: int) -> tuple[int, int, int]:
    """Return the shares of low, middle and high answers that a statement with this score may have."""
    if code in DIVIDED:
        return (2, 0, 1) if value < 50 else (1, 0, 2)
    shapes = {20: (3, 0, 0), 35: (2, 1, 0), 60: (1, 1, 1), 70: (0, 1, 2), 90: (0, 0, 3)}
    return next(shape for limit, shape in shapes.items() if value <= limit)


def groups_of(scores: Mapping[Force, ShownScore]) -> dict[str, dict[Force, ShownGroup]]:
    """Return how two roles see the forces: professionals lower, managers higher and too few for a margin."""
    lower: dict[Force, int] = {"intentie": -5, "actie": -8, "verbinding": 0}
    higher: dict[Force, int] = {"intentie": 5, "actie": 12, "verbinding": 5}
    return {
        PROFESSIONAL: {force: group(scores[force].value + lower[force]) for force in scores},
        MANAGER: {force: group(scores[force].value + higher[force], None) for force in scores},
    }


def in_tens(value: int) -> int:
    """Return the ten nearest to a five, away from the middle."""
    return min(max((value + 5) // 10 * 10 if value >= 50 else value // 10 * 10, 20), 80)
