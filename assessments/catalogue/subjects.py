"""What the conditions of an action can look at, in one version of the questionnaire or in any."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import get_args

from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import LEVELS

from .entries import Condition, ConditionKind
from .questionnaire import FILES, codes_asked_otherwise, questionnaire

KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)


def subjects(kind: ConditionKind, version: str) -> tuple[str, ...]:
    """Return everything that a condition of this kind can look at in a round with this questionnaire."""
    return _subjects(kind, version, tuple(FILES.items()))


@cache
def _subjects(kind: ConditionKind, version: str, _files: tuple[tuple[str, Path], ...]) -> tuple[str, ...]:
    """Return the subjects; which questions are asked otherwise depends on all files that there are."""
    instrument = questionnaire(version).instrument
    by_kind: dict[ConditionKind, tuple[str, ...]] = {
        "flag": tuple(FLAGS),
        "force": FORCES,
        "process": tuple(instrument.processes.values()),
        "item": tuple(code for code in instrument.rating_codes if code not in codes_asked_otherwise(version)),
        "level": tuple(LEVELS),
    }
    return by_kind[kind]


def codes_of_process(process: str) -> tuple[str, ...]:
    """Return the codes of the questions about a process, one per version that asks it, the newest first."""
    asked = (questionnaire(version).instrument.processes for version in reversed(FILES))
    return tuple(dict.fromkeys(code for named in asked for code, name in named.items() if name == process))


def known_subjects(kind: ConditionKind) -> tuple[str, ...]:
    """Return everything that a condition of this kind can look at in any version: rounds keep their own version."""
    return _known_subjects(kind, tuple(FILES.items()))


@cache
def _known_subjects(kind: ConditionKind, files: tuple[tuple[str, Path], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subject for version, _file in files for subject in _subjects(kind, version, files)))


def missing_subjects(conditions: Iterable[Condition], version: str) -> tuple[Condition, ...]:
    """Return the conditions whose subject a round with this questionnaire does not have."""
    return tuple(one for one in conditions if one.subject not in subjects(one.kind, version))


def newest_version_asking(code: str) -> str:
    """Return the newest version of the questionnaire that asks a rating question with this code.

    Raises KeyError if there is none.
    """
    for version in reversed(FILES):
        if code in subjects("item", version):
            return version
    raise KeyError(code)


def newest_version_for(conditions: Iterable[Condition]) -> str | None:
    """Return the newest version of the questionnaire with everything the conditions look at; None without one."""
    wanted = tuple(conditions)
    return next((version for version in reversed(FILES) if not missing_subjects(wanted, version)), None)
