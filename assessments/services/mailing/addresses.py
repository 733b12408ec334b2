"""The addresses in mails: whole ones, made when a mail is sent and stored nowhere."""

from django.conf import settings
from django.urls import reverse

from assessments.links import coordinator_token, invitation_token, unsubscribe_token
from assessments.models import CoordinatorInvitation, Invitation, Participant

EXAMPLE = "voorbeeld"
"""Stands where the secret of a link does; opens nothing."""


def page_url(name: str, *arguments: object) -> str:
    """Return the whole address of a page."""
    return settings.SITE_URL + reverse(name, args=arguments)


def invitation_url(invitation: Invitation) -> str:
    """Return someone's personal link."""
    return page_url("invitation", invitation_token(invitation.pk, invitation.generation))


def example_url() -> str:
    """Return what looks like a personal link and opens nothing."""
    return page_url("invitation", EXAMPLE)


def unsubscribe_url(participant: Participant) -> str:
    """Return the link with which someone gets no more mail."""
    return page_url("unsubscribe", unsubscribe_token(participant.pk))


def coordinator_invitation_url(invitation: CoordinatorInvitation) -> str:
    """Return the link with which someone becomes a coordinator."""
    return page_url("coordinator_invitation", coordinator_token(invitation.pk, invitation.generation))
