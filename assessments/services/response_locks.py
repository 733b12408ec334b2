"""What every change to answers begins with: the round kept open, the personal link and the answers locked.

The order is that of ``locks``: the round, shared; then the invitation; then the answers. Nobody who holds answers waits
for an invitation.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from assessments.models import Invitation, Round
from assessments.models.answers import Response

from .kept_statements import KeptStatement
from .own_response import Key
from .round_extension import extend_itself_if_due


class Outcome(StrEnum):
    """What became of a change."""

    SAVED = "saved"
    NOTHING = "nothing"
    """There was nothing to store."""
    CLOSED = "closed"
    """The round does not accept answers; nothing was changed."""
    FULL = "full"
    """No more people can begin through the open link; nothing was changed."""


class OfRound(Protocol):
    """What belongs to a round: a key to answers, or an invitation."""

    @property
    def round_id(self) -> int:
        """The id of that round."""


P = ParamSpec("P")
About = TypeVar("About", bound=OfRound)
Change = Callable[Concatenate[About, P], Outcome]


_SHARED_ROUND = KeptStatement(Round.objects.all(), "id", is_shared=True)
_LOCKED_RESPONSE = KeptStatement(Response.objects.select_for_update(), "id", "round")


def retry_after_self_extension(change: "Change[About, P]") -> "Change[About, P]":
    """Decorate a change so that it is retried once if the round was due, had too few answers and extended itself.

    That happens outside the transaction of the change: two changes that share the round's row must not both wait to
    extend it.
    """

    @wraps(change)
    def wrapper(about: About, *args: P.args, **kwargs: P.kwargs) -> Outcome:
        outcome = change(about, *args, **kwargs)
        if outcome != Outcome.CLOSED:
            return outcome
        round_ = Round.objects.filter(pk=about.round_id).first()
        if round_ is None or not extend_itself_if_due(round_, now=kwargs["now"]):  # type: ignore[arg-type]
            return outcome
        return change(about, *args, **kwargs)

    return wrapper  # type: ignore[return-value]


def share_open_round(round_id: int, now: datetime) -> Round | None:
    """Return the round, kept from closing until the transaction ends; None if it does not accept answers.

    Everyone who saves shares the row (FOR SHARE), so that they do not wait for each other. Closing takes it FOR UPDATE:
    it waits for us, or we wait for it and then see that the round is closed.
    """
    found = _SHARED_ROUND.first(round_id)
    return found if found is not None and found.is_open(now) else None


def lock_invitation(invitation_id: int | None) -> None:
    """Lock the invitation, so that two devices with the same link send one after the other.

    NO KEY: rows that refer to the invitation can still be inserted.
    """
    if invitation_id is not None:
        Invitation.objects.select_for_update(no_key=True).filter(pk=invitation_id).values_list("pk").first()


def lock_response(key: Key) -> Response | None:
    """Return the response, locked; None if there is none, or if it belongs to another personal link."""
    found = _LOCKED_RESPONSE.first(key.response_id, key.round_id)
    return found if found is not None and found.invitation_id in {None, key.invitation_id} else None
