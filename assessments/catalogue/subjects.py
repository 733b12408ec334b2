"""What the conditions of an action can look at."""

from typing import get_args

from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import LEVELS

from .entries import ConditionKind
from .questionnaire import questionnaire

KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)


def subjects(kind: ConditionKind) -> tuple[str, ...]:
    """Return everything that a condition of this kind can look at."""
    instrument = questionnaire().instrument
    by_kind: dict[ConditionKind, tuple[str, ...]] = {
        "flag": tuple(FLAGS),
        "force": FORCES,
        "process": tuple(instrument.processes.values()),
        "item": instrument.rating_codes,
        "level": tuple(LEVELS),
    }
    return by_kind[kind]
