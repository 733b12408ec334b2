"""Who gets a personal link by mail alone, and whose link a coordinator hands out; and who counts as invited."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from assessments.models import Invitation, Round


def is_handed_out(invitation: Invitation) -> bool:
    """Whether a coordinator hands out this link, because there is no mail server or no address to mail it to.

    Every other link of somebody who takes part goes by mail alone, and no page shows it to anyone. Somebody with an
    address who wants no mail gets no link: showing it to a coordinator is not what they asked for.
    """
    person = invitation.participant
    return person is not None and (not settings.EMAIL_HOST or not person.email)


def handed_out(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return those of these invitations for which ``is_handed_out`` holds."""
    living = _living(invitations)
    return living.filter(participant__email="") if settings.EMAIL_HOST else living


def mailed_alone(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return those of these invitations of people who take part whose link is not handed out."""
    living = _living(invitations)
    return living.exclude(participant__email="") if settings.EMAIL_HOST else living.none()


def _living(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return invitations.filter(participant__isnull=False, round__has_personal_links=True)


def has_links_to_hand_out(round_: Round) -> bool:
    """Whether a coordinator hands out any link of this round: the open one, or somebody's own."""
    return round_.has_open_link or handed_out(round_.invitations.all()).exists()


def can_coordinator_use(invitation: Invitation) -> bool:
    """Whether a coordinator may hold this link: it is handed out, or was shown once."""
    return invitation.is_shown or is_handed_out(invitation)


def invited(**which: Any) -> QuerySet[Invitation]:
    """Return the invitations that count as a person invited: of two that somebody got in one round only the last.

    Those of people who were removed count too: otherwise the number would tell whether they had answered.
    """
    return Invitation.objects.filter(is_superseded=False, **which)
