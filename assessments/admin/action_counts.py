"""In how many of the latest results an action would appear: in bands, so that no single result can be inferred."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.catalogue.entries import ActionEntry
from assessments.catalogue.questionnaire import FILES
from assessments.catalogue.subjects import missing_subjects
from assessments.disclosure.shown import Disclosed
from assessments.results.recent import RecentOutcome, recent_outcomes
from assessments.scoring.suppression import shown_groups
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.outcomes import DIAGNOSES

from .action_trial import appears
from .condition_words import subject_name

HIDE_AMONG = 5
"""The fewest results on either side of every line between bands."""
LEAST = 2 * HIDE_AMONG
MANY = 10

Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Group:
    """The results with one diagnosis or level."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What may be said about the latest results."""

    n: int
    sentence: str
    groups: tuple[Group, ...]


def counts(entry: ActionEntry) -> Counts | None:
    """Return in how many of the latest results an action would appear; None when there are too few to tell."""
    outcomes = recent_outcomes()
    if len(outcomes) < LEAST:
        return None
    found = [(outcome.disclosed, _is_there(outcome, entry)) for outcome in outcomes]
    n = sum(is_there for _outcome, is_there in found)
    by_diagnosis = _groups(found, lambda outcome: outcome.diagnosis, DIAGNOSES, str)
    by_level = _groups(found, lambda outcome: outcome.level or "", LEVELS, _level_name)
    return Counts(len(outcomes), _in_bands(n, len(outcomes)), (*by_diagnosis, *by_level))


def _is_there(outcome: RecentOutcome, entry: ActionEntry) -> bool:
    """Whether the action would appear; not where it looks at what that questionnaire asked otherwise or not at all."""
    is_asked = outcome.questionnaire not in FILES or not missing_subjects(entry.conditions, outcome.questionnaire)
    return is_asked and appears(outcome.disclosed, entry)


def _level_name(level: str) -> str:
    return subject_name("level", level)


def _in_bands(n: int, total: int) -> str:
    """Return a count as a band between lines with at least HIDE_AMONG results on either side."""
    highest = total - HIDE_AMONG
    if n < HIDE_AMONG:
        return _("It would appear in fewer than %(least)s of the latest %(total)s results.") % {
            "least": HIDE_AMONG,
            "total": total,
        }
    if n > highest:
        return _("It would appear in %(least)s or more of the latest %(total)s results.") % {
            "least": highest + 1,
            "total": total,
        }
    low, high = (MANY, highest) if n >= MANY else (HIDE_AMONG, min(MANY - 1, highest))
    if low == high:
        return _("It would appear in %(n)s of the latest %(total)s results.") % {"n": low, "total": total}
    return _("It would appear in %(low)s to %(high)s of the latest %(total)s results.") % {
        "low": low,
        "high": high,
        "total": total,
    }


def _groups(
    found: Sequence[tuple[Disclosed, bool]], key: Callable[[Disclosed], str], order: Iterable[str], name: Name
) -> list[Group]:
    """Return the groups that are large enough; the others together are none, or enough to hide among."""
    sizes = Counter(key(outcome) for outcome, _is_there in found)
    there = Counter(key(outcome) for outcome, is_there in found if is_there)
    shown = shown_groups({one: sizes[one] for one in order}, HIDE_AMONG)
    return [Group(name(one), _of_group(there[one])) for one in shown]


def _of_group(n: int) -> str:
    if n < HIDE_AMONG:
        return _("in fewer than %(least)s of these results") % {"least": HIDE_AMONG}
    return _("in %(least)s or more of these results") % {"least": HIDE_AMONG}
