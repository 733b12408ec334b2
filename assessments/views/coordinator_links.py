"""The links that a coordinator hands out: made when shown, stored nowhere."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from assessments.links import invitation_token
from assessments.models import Round


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """The link of one participant."""

    invitation_id: int
    name: str
    organisation: str
    role: str
    url: str


def personal_links_of(round_: Round) -> list[PersonalLink]:
    """Return the link of everyone who was invited, by organisation and name."""
    invitations = round_.invitations.select_related("participant", "organisation").order_by(
        "organisation__name", "participant__name", "pk"
    )
    return [
        PersonalLink(
            invitation.pk,
            invitation.participant.name if invitation.participant else "–",
            invitation.organisation.name,
            invitation.get_role_display(),
            _address("invitation", invitation_token(invitation.pk, invitation.generation)),
        )
        for invitation in invitations
    ]


def open_link_of(round_: Round) -> str:
    """Return the one link for everybody."""
    return _address("open_link", round_.join_code)


def _address(name: str, secret: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[secret])}"
