"""The words of the page of a round's mail: mailings with moment and numbers, first invitations with their state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Invitation, Mail, Mailing, Round
from assessments.models.mails import MailKind, MailState
from assessments.moments import moment, short_moment
from assessments.results.handing_out import is_handed_out

_FAILED = (MailState.REFUSED, MailState.UNSURE)


@dataclass(frozen=True, slots=True)
class MailingLine:
    """One mailing: what it is, when it goes out, and its numbers if they may be shown."""

    what: str
    when: str
    numbers: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One invited person with the state of their first mail."""

    invitation_id: int
    name: str
    email: str
    organisation: str
    words: str
    reason: str
    is_trouble: bool
    is_bounced: bool
    can_be_mailed: bool
    """Whether a mail can be sent to them."""
    is_mailed: bool
    """Whether a mail went, or may have gone."""
    can_be_renewed: bool
    """Whether the link goes by mail alone, so that a new one is made here."""


def planned_lines(mailings: Iterable[Mailing]) -> list[MailingLine]:
    """Return what will be sent, and when."""
    return [MailingLine(_title_of(one), moment(one.due_at), "") for one in mailings if one.started_at is None]


def sent_lines(mailings: Iterable[Mailing]) -> list[MailingLine]:
    """Return what was sent, newest first."""
    started = [one for one in mailings if one.started_at is not None]
    return [MailingLine(_title_of(one), moment(one.started_at or one.due_at), _numbers(one)) for one in started[::-1]]


def _title_of(mailing: Mailing) -> str:
    if mailing.kind == MailKind.REMINDER and mailing.started_at is None and mailing.days_before is not None:
        return _title_of_reminder(mailing)
    return {
        MailKind.INVITATION: _("Invitation"),
        MailKind.REMINDER: _("Reminder"),
        MailKind.UNSENT: _("Email to people who began and have not sent anything yet"),
        MailKind.EXTENDED: _("Email that the round stays open longer"),
        MailKind.RESULT: _("Email that the result is available"),
    }.get(MailKind(mailing.kind), str(MailKind(mailing.kind).label))


def _title_of_reminder(mailing: Mailing) -> str:
    """Return how long before closing a reminder comes: more days than were asked for, where it avoids a weekend."""
    closing, coming = (timezone.localdate(at) for at in (mailing.round.closes_at, mailing.due_at))
    n_days = (closing - coming).days
    return ngettext("Reminder, %(days)s day before closing", "Reminder, %(days)s days before closing", n_days) % {
        "days": n_days
    }


def _numbers(mailing: Mailing) -> str:
    """Return the numbers of a mailing; for reminders, only what the page of the round says as well."""
    if mailing.kind == MailKind.UNSENT:
        return _("We do not keep how many people got it, because nobody may find out who had started.")
    if mailing.kind == MailKind.REMINDER:
        return _reminder_numbers(mailing)
    if mailing.kind == MailKind.INVITATION:
        return _("The status of each email is below.")
    words = ngettext("%(sent)s of %(number)s email sent", "%(sent)s of %(number)s emails sent", mailing.n_mails)
    said = words % {"sent": mailing.n_sent, "number": mailing.n_mails}
    if not mailing.n_failed:
        return said
    failed = ngettext("%(number)s could not be delivered", "%(number)s could not be delivered", mailing.n_failed)
    return _("%(sent)s, %(failed)s") % {"sent": said, "failed": failed % {"number": mailing.n_failed}}


def _reminder_numbers(mailing: Mailing) -> str:
    """Return how many were reminded, but not how many failed: that could tell of one wrong address."""
    if not mailing.n_mails:
        return _(
            "To everyone with a working address who had not sent answers yet, but not to an address that was changed "
            "while the round was open."
        )
    return ngettext("%(number)s reminder", "%(number)s reminders", mailing.n_mails) % {"number": mailing.n_mails}


def invited_people(round_: Round) -> QuerySet[Any]:
    """Return everyone with a link, with the state of their newest invitation by mail; failures come first."""
    newest = Mail.objects.filter(invitation=OuterRef("pk"), kind=MailKind.INVITATION).order_by("-pk")
    people = Invitation.objects.filter(round=round_, participant__isnull=False).annotate(
        **{f"mail_{name}": Subquery(newest.values(name)[:1]) for name in ("state", "last_error", "sent_at", "n_tries")}
    )
    place = Case(
        When(bounced_at__isnull=False, then=Value(0)),
        When(mail_state__in=_FAILED, then=Value(1)),
        When(participant__wants_mail=False, then=Value(2)),
        When(participant__email="", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    people = people.annotate(place=place).select_related("participant", "organisation")
    return people.order_by("place", "organisation__name", "participant__name", "pk")


def has_failed(people: QuerySet[Any]) -> bool:
    """Whether there are failed invitations that can be sent again together."""
    reachable = people.filter(bounced_at=None, participant__wants_mail=True).exclude(participant__email="")
    return bool(reachable.filter(mail_state__in=_FAILED).exists())


def person_line(invitation: Any) -> PersonLine:
    """Return the line of a person fetched with the state of the mail."""
    person = invitation.participant
    is_bounced = invitation.bounced_at is not None
    return PersonLine(
        invitation.pk,
        person.name,
        person.email,
        invitation.organisation.name,
        _status_words(invitation),
        _server_reason(invitation),
        is_trouble=is_bounced or invitation.mail_state in _FAILED,
        is_bounced=is_bounced,
        can_be_mailed=bool(person.email) and person.wants_mail and invitation.mail_state in {None, "sent", *_FAILED},
        is_mailed=invitation.mail_state in {MailState.SENT, MailState.UNSURE},
        can_be_renewed=not is_handed_out(invitation),
    )


def _status_words(invitation: Any) -> str:
    if not invitation.participant.wants_mail:
        return _("wants no email")
    if not invitation.participant.email:
        return _("has no email address")
    if invitation.bounced_at is not None:
        return _("came back, noted on %(moment)s") % {"moment": short_moment(invitation.bounced_at)}
    return _state_words(invitation.mail_state, invitation.mail_sent_at, invitation.mail_n_tries)


def _state_words(state: str | None, sent_at: datetime | None, n_tries: int | None) -> str:
    if state == MailState.SENT and sent_at is not None:
        return _("sent on %(moment)s") % {"moment": short_moment(sent_at)}
    if state == MailState.REFUSED:
        return _("not delivered")
    if state == MailState.UNSURE:
        return _("perhaps sent: the mail server did not respond")
    if state is None:
        return _("not emailed yet")
    return _("is tried again soon") if n_tries else _("waits to be sent")


def _server_reason(invitation: Any) -> str:
    """Return the mail server's own words, if it gave any and the mail has not arrived."""
    said = invitation.mail_last_error or ""
    is_told = invitation.mail_state not in {None, MailState.SENT, MailState.UNSURE} and said[:1].isdigit()
    return _("The mail server said: %(said)s") % {"said": said} if is_told else ""
