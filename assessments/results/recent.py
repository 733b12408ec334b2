"""What may be looked at of the latest results without telling which is whose."""

from assessments.models import Result
from assessments.scoring.values import Disclosed
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .keeping import DamagedResultError, read

MOST = 20
TOGETHER = 5
"""So many partnerships join at once: one new result alone would be told by what changes with it."""


def recent_outcomes() -> tuple[Disclosed, ...]:
    """Return the latest result of each of at most MOST partnerships, of those that joined, in no telling order.

    Results without a diagnosis are left out, and so are damaged ones.
    """
    chosen = _latest_that_joined()
    found = []
    for result in Result.objects.filter(pk__in=chosen).order_by("checksum"):
        try:
            disclosed = read(result).disclosed
        except DamagedResultError:
            continue
        if disclosed.diagnosis != ONVOLDOENDE_GEGEVENS:
            found.append(disclosed)
    return tuple(found)


def _latest_that_joined() -> list[int]:
    """Return the ids of the results to look at; partnerships that wait for others to join with are not there yet."""
    joined: dict[int, int] = {}
    waiting: dict[int, int] = {}
    stored = Result.objects.order_by("created_at", "pk").values_list("pk", "round__partnership_id")
    for result_id, partnership_id in stored:
        waiting[partnership_id] = result_id
        if len(waiting) == TOGETHER:
            joined = {one: pk for one, pk in joined.items() if one not in waiting} | waiting
            waiting = {}
    return list(joined.values())[-MOST:]
