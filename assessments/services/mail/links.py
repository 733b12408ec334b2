"""The links that mails bring, each made when the mail is written; and those of an example, which open nothing."""

from uuid import UUID

from assessments.links import (
    coordinator_token,
    invitation_token,
    page_url,
    replace_token,
    unsubscribe_token,
    withdraw_token,
)
from assessments.models import CoordinatorInvitation, Invitation, Participant

EXAMPLE = "voorbeeld"
"""Stands where a link has its secret; opens nothing."""


def invitation_url(invitation: Invitation) -> str:
    """Return someone's personal link."""
    return page_url("invitation", invitation_token(invitation.pk, invitation.generation))


def withdraw_url(invitation: Invitation) -> str:
    """Return the link with which someone takes back everything that was sent through their personal link."""
    token = withdraw_token(invitation.pk, invitation.generation, is_superseded=invitation.is_superseded)
    return page_url("withdraw_by_mail", token)


def replace_url(invitation: Invitation, response_id: UUID) -> str:
    """Return the link with which someone lets these answers take the place of those sent before them."""
    return page_url("replace_by_mail", response_id, replace_token(invitation.pk, invitation.generation, response_id))


def example_url() -> str:
    """Return a link that looks personal and opens nothing."""
    return page_url("invitation", EXAMPLE)


def example_unsubscribe_url() -> str:
    """Return a link that looks as if it stopped all mail, and opens nothing."""
    return page_url("unsubscribe", EXAMPLE)


def unsubscribe_url(participant: Participant) -> str:
    """Return the link with which someone stops all mail."""
    return page_url("unsubscribe", unsubscribe_token(participant.pk, participant.email))


def coordinator_invitation_url(invitation: CoordinatorInvitation) -> str:
    """Return the link with which someone becomes a coordinator."""
    return page_url("coordinator_invitation", coordinator_token(invitation.pk, invitation.generation))
