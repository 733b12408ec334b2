"""Links into the open rounds of the demo."""

from collections.abc import Sequence

from assessments.links import invitation_token, page_url
from assessments.models import Invitation, Round
from assessments.models.answers import Response


def personal_link(rounds: Sequence[Round]) -> str:
    """Return the personal link of someone who has not begun; empty when there is none."""
    begun = Response.objects.filter(invitation__isnull=False).values("invitation")
    free = Invitation.objects.filter(round__in=rounds).exclude(pk__in=begun).order_by("-round_id", "pk").first()
    if free is None:
        return ""
    return page_url("invitation", invitation_token(free.pk, free.generation))


def open_link(rounds: Sequence[Round]) -> str:
    """Return the open link of a round that has one; empty when there is none."""
    code = next((round_.join_code for round_ in rounds if round_.has_open_link), "")
    return page_url("open_link", code) if code else ""
