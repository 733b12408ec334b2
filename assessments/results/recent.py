"""The latest results, selected so that nobody can tell whose each is."""

from typing import NamedTuple

from assessments.disclosure.shown import Disclosed
from assessments.models import Result
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .stored_results import DamagedResultError, read_stored

MOST = 20
TOGETHER = 5
"""This many partnerships join at once: a single new result could be read from what changes with it."""


class RecentOutcome(NamedTuple):
    """What one result shows, and what was asked."""

    questionnaire: str
    """The version."""
    disclosed: Disclosed


def recent_outcomes() -> tuple[RecentOutcome, ...]:
    """Return the latest result of at most MOST partnerships that have joined, in an order that tells nothing.

    Results without a diagnosis are left out, and so are damaged ones.
    """
    chosen = _latest_that_joined()
    found = []
    for result in Result.objects.filter(pk__in=chosen).order_by("checksum"):
        try:
            stored = read_stored(result)
        except DamagedResultError:
            continue
        if stored.disclosed.diagnosis != ONVOLDOENDE_GEGEVENS:
            found.append(RecentOutcome(stored.questionnaire.version, stored.disclosed))
    return tuple(found)


def _latest_that_joined() -> list[int]:
    """Return the ids of the results; partnerships that still wait for others to join with are left out."""
    joined: dict[int, int] = {}
    waiting: dict[int, int] = {}
    stored = Result.objects.order_by("created_at", "pk").values_list("pk", "round__partnership_id")
    for result_id, partnership_id in stored:
        waiting[partnership_id] = result_id
        if len(waiting) == TOGETHER:
            joined = {one: pk for one, pk in joined.items() if one not in waiting} | waiting
            waiting = {}
    return list(joined.values())[-MOST:]
