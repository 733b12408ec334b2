"""What a coordinator does with a round before it closes: open it, invite, make a new link."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from assessments.models import Invitation, Participant, Partnership, Round, ScoringProfileVersion
from assessments.models.choices import State

BETWEEN_CLOSINGS = timedelta(days=56)
"""Two rounds of one partnership close at least so far apart: otherwise two reports together give away a newcomer."""


class RoundTerms(TypedDict, total=False):
    """What may be chosen for a round; what is left out keeps the model's default."""

    opens_at: datetime
    language: str
    weighting: str
    split: str
    interests_named: bool
    has_personal_links: bool
    has_open_link: bool
    contact_name: str
    contact_email: str


def current_profile() -> ScoringProfileVersion:
    """Return the newest version of the thresholds; the first one, with the defaults, is made when there is none."""
    newest = ScoringProfileVersion.objects.order_by("-version").first()
    return newest or ScoringProfileVersion.objects.get_or_create(version=1)[0]


def open_round(
    partnership: Partnership, *, title: str, closes_at: datetime, now: datetime, **terms: Unpack[RoundTerms]
) -> Round:
    """Open a round, from ``opens_at`` or at once. Raises ValidationError with the reason why it cannot be opened."""
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        round_ = Round(
            partnership=partnership,
            title=title,
            state=State.OPEN,
            closes_at=closes_at,
            profile=current_profile(),
            **{"opens_at": now, **terms},
        )
        _check(round_, now)
        round_.save()
        return round_


def _check(round_: Round, now: datetime) -> None:
    if not round_.has_personal_links and not round_.has_open_link:
        raise ValidationError(_("Choose personal links, an open link, or both."), code="no_link")
    if not round_.partnership.organisations.exists():
        raise ValidationError(_("Add at least one organisation before you open a round."), code="no_organisations")
    if round_.closes_at <= max(now, round_.opens_at or now):
        raise ValidationError({"closes_at": _("Choose a closing time in the future, after the opening.")})
    check_distance(round_, round_.closes_at)


def check_distance(round_: Round, closes_at: datetime) -> None:
    """Refuse a closing too near to that of another round. Raises ValidationError on ``closes_at``."""
    others = Round.objects.filter(partnership_id=round_.partnership_id).exclude(pk=round_.pk)
    for other in others.exclude(state=State.DRAFT):
        other_closes = other.closed_at or other.closes_at
        if abs(closes_at - other_closes) < BETWEEN_CLOSINGS:
            message = _(
                "There must be at least 56 days between the closing of two rounds, so that nobody can find one "
                "person's answers by comparing two reports. The closing date of the round “%(title)s” is %(other)s. "
                "This round can close from %(earliest)s."
            ) % {
                "title": other.title,
                "other": _day(other_closes),
                "earliest": _day(other_closes + BETWEEN_CLOSINGS + timedelta(days=1)),
            }
            raise ValidationError({"closes_at": ValidationError(message, code="too_near")})


def _day(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y")


def invite(round_: Round, participants: Iterable[Participant], *, now: datetime | None = None) -> list[Invitation]:
    """Make an invitation for every participant who has none yet; return the new ones.

    Raises ValidationError when the round no longer takes answers, or someone is not of this partnership.
    """
    asked = {person.pk: person for person in participants}
    with transaction.atomic():
        current = _not_closed(round_.pk, now)
        if any(person.organisation.partnership_id != current.partnership_id for person in asked.values()):
            raise ValidationError(_("This participant belongs to another partnership."), code="other_partnership")
        invited = set(current.invitations.values_list("participant_id", flat=True))
        return Invitation.objects.bulk_create(
            Invitation(round=current, participant=person, organisation=person.organisation, role=person.role)
            for person in asked.values()
            if person.pk not in invited
        )


def renew_link(invitation: Invitation, *, now: datetime | None = None) -> Invitation:
    """Give an invitation a new link; the old one dies. Raises ValidationError when the round is closed."""
    with transaction.atomic():
        _not_closed(invitation.round_id, now)
        Invitation.objects.filter(pk=invitation.pk).update(generation=F("generation") + 1)
    invitation.refresh_from_db()
    return invitation


def _not_closed(round_id: int, now: datetime | None) -> Round:
    """Return the round, locked."""
    current = Round.objects.select_for_update().get(pk=round_id)
    if current.has_result or current.is_due(now or timezone.now()):
        raise ValidationError(_("This round is closed."), code="closed")
    return current
