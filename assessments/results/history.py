"""What preceded a round: earlier results as they were disclosed, and the actions agreed after the last of them."""

import logging

from assessments.disclosure.shown import Disclosed
from assessments.models import PlannedAction, Round
from assessments.models.choices import State
from assessments.reporting.earlier import earlier_round
from assessments.reporting.frozen import AgreedAction, EarlierRound

from .stored_results import DamagedResultError, result_of

log = logging.getLogger(__name__)

MOST_ROUNDS = 4
"""How many of the earlier rounds are shown, counted from the last."""


def earlier_rounds(round_: Round, now_shown: Disclosed) -> tuple[EarlierRound, ...]:
    """Return what the rounds before this one showed, the most recent one last.

    Only disclosed numbers are used, and only groups that this round shows by the same split: a group has a trend when
    both rounds show it. A damaged result is left out.
    """
    before = _rounds_before(round_)[:MOST_ROUNDS]
    found = [_read_earlier(one, now_shown) for one in before]
    return tuple(one for one in reversed(found) if one is not None)


def agreed_since(round_: Round) -> tuple[AgreedAction, ...]:
    """Return the actions that were planned when this round closed, by date; none before a first result."""
    last = next(iter(_rounds_before(round_)), None)
    if last is None:
        return ()
    planned = PlannedAction.objects.filter(partnership_id=round_.partnership_id).select_related("organisation")
    rows = planned.prefetch_related("progress_notes")
    return tuple(_agreed_action(action) for action in rows if not _was_settled(action, last))


def _rounds_before(round_: Round) -> list[Round]:
    closed = Round.objects.filter(partnership_id=round_.partnership_id, state__in=[State.CLOSED, State.PUBLISHED])
    return list(closed.exclude(pk=round_.pk).order_by("-closed_at", "-pk"))


def _read_earlier(round_: Round, now_shown: Disclosed) -> EarlierRound | None:
    try:
        result = result_of(round_)
    except DamagedResultError:
        log.exception("Round %s is left out of the rounds before another.", round_.pk)
        return None
    return earlier_round(result, now_shown)


def _was_settled(action: PlannedAction, last: Round) -> bool:
    """Whether an action was done or dropped before the last round closed, so that its report covered it already."""
    settled = action.settled_at()
    return settled is not None and last.closed_at is not None and settled <= last.closed_at


def _agreed_action(action: PlannedAction) -> AgreedAction:
    return AgreedAction(
        title=action.title,
        organisation=action.organisation.name if action.organisation else "",
        due_on=action.due_on.isoformat() if action.due_on else None,
        progress=action.progress,
    )
