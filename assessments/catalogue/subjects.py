"""What an action can be about: diagnoses, levels, roles, and what its conditions can look at."""

from typing import get_args

from assessments.scoring.values import EILANDSAMENWERKING, FLAGS, FORCES, GEZOND, SCHIJNSAMENWERKING

from .entries import ConditionKind
from .questionnaire import questionnaire

KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)
DIAGNOSES = (GEZOND, SCHIJNSAMENWERKING, EILANDSAMENWERKING)
LEVELS = ("aanbod", "professioneel_team", "management", "belangen", "pioniersteam", "proces", "houding")
"""Where an action works."""
ROLES = ("professional", "manager", "bestuurder", "overheid")
"""Whom an action can be for; who has another role gets the manager's."""
RESULT_LEVELS = ("stevig", "kwetsbaar", "dreigend", "vastgelopen", "fundament_ontbreekt")
"""How far a diagnosis goes."""


def subjects(kind: ConditionKind) -> tuple[str, ...]:
    """Return everything that a condition of this kind can look at."""
    instrument = questionnaire().instrument
    by_kind: dict[ConditionKind, tuple[str, ...]] = {
        "flag": FLAGS,
        "force": FORCES,
        "process": tuple(instrument.processes.values()),
        "item": instrument.rating_codes,
        "level": RESULT_LEVELS,
    }
    return by_kind[kind]
