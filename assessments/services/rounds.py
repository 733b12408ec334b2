"""What a coordinator does with a round before it closes: open it, invite people, renew links."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import (
    AuditEntry,
    Invitation,
    Participant,
    Partnership,
    Round,
    ScoringProfileVersion,
    User,
)
from assessments.models.audit import AuditAction
from assessments.models.choices import State
from assessments.moments import day
from assessments.results.handing_out import handed_out
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS

from .audit_trail import record
from .locks import lock_partnership, lock_round
from .mail.mailings import invite_by_mail, mail_new_link, plan_mailings

BETWEEN_CLOSINGS = timedelta(days=DAYS_BETWEEN_CLOSINGS)


class TooNearError(ValidationError):
    """A round would close too soon before or after another one."""

    def __init__(self, message: str, earliest: datetime) -> None:
        super().__init__(message, code="too_near")
        self.earliest = earliest
        """From when it can close as far as that other one is concerned."""


class RoundTerms(TypedDict, total=False):
    """The choices for a round; those left out keep the model's default."""

    opens_at: datetime | None
    """None means at once."""
    language: str
    weighting: str
    split: str
    interests_named: bool
    has_personal_links: bool
    has_open_link: bool
    open_limit: int | None
    """How many people may begin through the open link; None means no limit."""
    contact_name: str
    contact_email: str
    sends_invitations: bool
    sends_thanks: bool
    reminder_days: list[int]
    mail_language: str
    sender_name: str


def current_profile() -> ScoringProfileVersion:
    """Return the newest version of the thresholds, creating the first one, with the defaults, if there is none."""
    newest = ScoringProfileVersion.objects.order_by("-version").first()
    return newest or ScoringProfileVersion.objects.get_or_create(version=1)[0]


class NewRound(RoundTerms):
    """A coordinator's choices for a new round."""

    title: str
    closes_at: datetime


def open_round(partnership: Partnership, *, by: User | None, now: datetime, **terms: Unpack[NewRound]) -> Round:
    """Open a round, from ``opens_at`` or at once. Raises ValidationError with the reason if it cannot be opened."""
    with transaction.atomic():
        lock_partnership(partnership.pk)
        round_ = Round(
            partnership=partnership,
            state=State.OPEN,
            profile=current_profile(),
            **{**terms, "opens_at": terms.get("opens_at") or now},
        )
        check_terms(round_, now)
        round_.save()
        record(AuditAction.OPENED, partnership, by=by, now=now, round_=round_)
        return round_


def open_and_invite(
    partnership: Partnership,
    participants: Iterable[Participant],
    *,
    by: User | None,
    now: datetime,
    pause: timedelta = timedelta(),
    **terms: Unpack[NewRound],
) -> Round:
    """Open a round, give these people a link if it has personal links, and plan its mails, after a ``pause``.

    Raises ValidationError with the reason if it cannot be opened.
    """
    with transaction.atomic():
        round_ = open_round(partnership, by=by, now=now, **terms)
        if round_.has_personal_links:
            invite(round_, participants, now=now)
        plan_mailings(round_, now=now, pause=pause)
        return round_


def check_terms(round_: Round, now: datetime) -> None:
    """Refuse a round that nobody can answer, or with impossible times. Raises ValidationError."""
    if not round_.has_personal_links and not round_.has_open_link:
        raise ValidationError(_("Choose personal links, an open link, or both."), code="no_link")
    if not round_.partnership.organisations.exists():
        raise ValidationError(_("Add at least one organisation before you open a round."), code="no_organisations")
    if round_.closes_at <= max(now, round_.opens_at or now):
        raise ValidationError({"closes_at": _("Choose a closing time in the future, after the opening.")})
    check_distance(round_, round_.closes_at)


def check_distance(round_: Round, closes_at: datetime) -> None:
    """Refuse to close too soon before or after another round. Raises ValidationError on ``closes_at``."""
    others = Round.objects.filter(partnership_id=round_.partnership_id).exclude(pk=round_.pk)
    for other in others.exclude(state=State.DRAFT):
        other_closes = other.closed_at or other.closes_at
        if abs(closes_at - other_closes) < BETWEEN_CLOSINGS:
            earliest = other_closes + BETWEEN_CLOSINGS + timedelta(days=1)
            message = _(
                "There must be at least %(days)s days between the closing of two rounds, so that nobody can find one "
                "person’s answers by comparing two reports. The closing date of the round “%(title)s” is %(other)s. "
                "This round can close from %(earliest)s."
            ) % {
                "title": other.title,
                "other": day(other_closes),
                "days": DAYS_BETWEEN_CLOSINGS,
                "earliest": day(earliest),
            }
            raise ValidationError({"closes_at": TooNearError(message, earliest)})


def invite(round_: Round, participants: Iterable[Participant], *, now: datetime | None = None) -> list[Invitation]:
    """Create an invitation for every participant without one; return the new ones.

    Raises ValidationError if the round has closed, or someone belongs to another partnership.
    """
    asked = {person.pk: person for person in participants}
    with transaction.atomic():
        current = _lock_unless_closed(round_.pk, now or timezone.now())
        if any(person.organisation.partnership_id != current.partnership_id for person in asked.values()):
            raise ValidationError(_("This participant belongs to another partnership."), code="other_partnership")
        invited = set(current.invitations.values_list("participant_id", flat=True))
        return Invitation.objects.bulk_create(
            Invitation(round=current, participant=person, organisation=person.organisation, role=person.role)
            for person in asked.values()
            if person.pk not in invited
        )


def uninvited(round_: Round) -> QuerySet[Participant]:
    """Return the participants without a link to this round; none if it has no personal links."""
    people = Participant.objects.filter(organisation__partnership=round_.partnership_id)
    return people.exclude(invitations__round=round_) if round_.has_personal_links else people.none()


def invite_uninvited(round_: Round, *, by: User | None, now: datetime) -> int:
    """Invite every participant without a link, by mail if the round has opened; return how many.

    Before a round opens, its mails are planned for everyone together. Raises ValidationError if it has closed.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        new = invite(current, uninvited(current).select_related("organisation"), now=now)
        invite_by_mail(new, now=now)
        if new:
            record(AuditAction.INVITED, current.partnership, by=by, now=now, round_=current)
        return len(new)


def renew_link(invitation: Invitation, *, by: User | None, now: datetime) -> Invitation:
    """Give an invitation a new link, by mail at once where it goes by mail; the old one dies.

    Raises ValidationError if the round has closed.
    """
    with transaction.atomic():
        round_ = _lock_unless_closed(invitation.round_id, now)
        end_link(invitation)
        renewed = Invitation.objects.select_related("participant").get(pk=invitation.pk)
        mail_new_link(renewed, now=now)
        record(AuditAction.RENEWED, round_.partnership, by=by, now=now, round_=round_)
    invitation.refresh_from_db()
    return invitation


def renew_all_links(partnership: Partnership, *, by: User | None, now: datetime) -> int:
    """Give everybody in every open round of a partnership a new link, and return how many; all old ones die.

    For when somebody who could see the links has gone. New links go by mail where links do.
    """
    n_renewed = 0
    with transaction.atomic():
        lock_partnership(partnership.pk)
        for round_ in Round.objects.filter(partnership=partnership, state=State.OPEN, closes_at__gt=now).order_by("pk"):
            current = lock_round(round_.pk)
            everyone = current.invitations.filter(participant__isnull=False, is_superseded=False)
            for invitation in everyone.order_by("pk"):
                end_link(invitation)
                mail_new_link(Invitation.objects.select_related("participant").get(pk=invitation.pk), now=now)
                n_renewed += 1
            record(AuditAction.RENEWED, current.partnership, by=by, now=now, round_=current)
    return n_renewed


def end_link(invitation: Invitation) -> None:
    """Kill the link of an invitation; nobody has seen the one that takes its place."""
    Invitation.objects.filter(pk=invitation.pk).update(generation=F("generation") + 1, is_shown=False)


def show_links(round_: Round, *, by: User | None, now: datetime) -> list[Invitation]:
    """Return the invitations whose links a coordinator hands out and is about to see, and note that for each.

    In the trail it stands once for each coordinator. From then on the answers of the round are counted in steps of
    five, once a day: who holds a link could send answers through it, and see by an exact count whether its owner had.
    It is noted before the links are read: one that goes by mail by then is not among them, and one that a change of
    address has ended since is dead.
    """
    asked = handed_out(round_.invitations.all())
    if not asked.exists():
        return []
    seen = AuditEntry.objects.filter(round=round_, user=by, action=AuditAction.LINKS)
    if not (round_.has_shown_links and seen.exists()) or asked.filter(is_shown=False).exists():
        with transaction.atomic():
            partnership = lock_partnership(round_.partnership_id)
            Round.objects.filter(pk=round_.pk).update(has_shown_links=True)
            asked.filter(is_shown=False).update(is_shown=True)
            if not seen.exists():
                record(AuditAction.LINKS, partnership, by=by, now=now, round_=round_)
        round_.has_shown_links = True
    shown = asked.filter(is_shown=True).select_related("participant", "organisation")
    return list(shown.order_by("organisation__name", "participant__name", "pk"))


def _lock_unless_closed(round_id: int, now: datetime) -> Round:
    current = lock_round(round_id)
    if current.has_result or current.is_due(now):
        raise ValidationError(_("This round is closed."), code="closed")
    return current
