"""Writes a mail at the moment it is sent: to which address, in which words, from whom.

The links in it are made here too, and stored nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import formataddr, parseaddr
from types import MappingProxyType

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.cleaning import address, one_line
from assessments.links import (
    keyed_digest,
    page_url,
)
from assessments.models import (
    Invitation,
    Mail,
    Participant,
    Partnership,
    PlannedAction,
    Round,
    User,
)
from assessments.models.answers import Response
from assessments.models.choices import Access, State
from assessments.models.mails import MailKind, MailState
from assessments.moments import day, long_date, moment
from assessments.reporting.letterhead import BARE, Letterhead
from assessments.services.answering_time import duration_sentence
from assessments.services.letterheads import letterhead_of
from assessments.services.people_retention import people_end
from assessments.services.retention import round_kept_until
from assessments.vocabulary.languages import DEFAULT, DUTCH_AND_ENGLISH

from .calendar_file import NAME, closing_event
from .links import coordinator_invitation_url, invitation_url, replace_url, unsubscribe_url, withdraw_url
from .own_logo import attach_logo
from .paragraphs import Paragraph, button_words, html_paragraphs
from .styling import dressed
from .words import Words, fill_in, languages_of, standard_words, with_plain_placeholders, words_of

Values = Mapping[str, str]

_WITH_CLOSING_DATE = frozenset({MailKind.INVITATION, MailKind.REMINDER, MailKind.EXTENDED})
"""The kinds that bring the closing date as a file for a calendar."""


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A mail in one language, with its placeholders filled in."""

    language: str
    subject: str
    text: str
    paragraphs: list[Paragraph]
    button: str
    """What stands on the button with the link."""
    letterhead: Letterhead = BARE
    """What the partnership says with it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """The person a mail goes to, with their link to stop all mail, and why they get it."""

    name: str
    email: str
    unsubscribe: str = ""
    is_coordinator: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether they get it as somebody in the list of people who take part."""
        return bool(self.unsubscribe)


def write_letter(mail: Mail) -> EmailMessage | None:
    """Return the mail as it should be sent now; None if nobody should get it any more."""
    if mail.planned_action is not None:
        return _write_about_action(mail, mail.planned_action)
    if mail.coordinator_invitation is not None:
        return _write_to_new_coordinator(mail)
    if mail.partnership is not None and mail.user is not None:
        return _write_of_people(mail, mail.partnership, mail.user)
    if mail.round is None:
        return None
    if mail.user is not None:
        return _write_to_coordinator(mail, mail.round, mail.user)
    return _write_to_participant(mail, mail.round)


def _write_to_participant(mail: Mail, round_: Round) -> EmailMessage | None:
    if mail.invitation is None:
        return None
    if mail.kind == MailKind.ADDRESS_CHANGED:
        return _write_to_old_address(mail, round_, mail.invitation)
    person = mail.invitation.participant
    if person is None or not _may_be_mailed(person, mail) or _is_pointless(mail, round_):
        return None
    to = Recipient(person.name, person.email, unsubscribe_url(person))
    kind = MailKind(mail.kind)
    message = compose(kind, words_of(round_, kind), round_, to, link=_link_in(mail, mail.invitation))
    message.extra_headers |= _headers(mail) | {
        "List-Unsubscribe": f"<{to.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def _write_to_old_address(mail: Mail, round_: Round, invitation: Invitation) -> EmailMessage | None:
    """Return the mail to an address that was taken away; it names nobody, and has a link for this alone."""
    if not mail.address or not invitation.is_superseded:
        return None
    words = words_of(round_, MailKind.ADDRESS_CHANGED)
    to = Recipient("", mail.address)
    message = compose(MailKind.ADDRESS_CHANGED, words, round_, to, link=withdraw_url(invitation))
    message.extra_headers |= _headers(mail)
    return message


def _link_in(mail: Mail, invitation: Invitation) -> str:
    """Return the link that a mail to a participant is about: mostly their own."""
    if mail.kind == MailKind.SENT_AGAIN and mail.response is not None:
        return replace_url(invitation, mail.response)
    if mail.kind in {MailKind.REPLACED, MailKind.TO_WITHDRAW}:
        return withdraw_url(invitation)
    return invitation_url(invitation)


def _may_be_mailed(person: Participant, mail: Mail) -> bool:
    has_bounced = mail.invitation is not None and mail.invitation.bounced_at is not None
    is_asked_for = mail.kind == MailKind.LINK_AGAIN
    return bool(person.email) and person.wants_mail and (is_asked_for or not has_bounced)


def _is_pointless(mail: Mail, round_: Round) -> bool:
    """Whether it announces a result that was withdrawn meanwhile, or asks about what waits no longer, or too soon."""
    if mail.kind == MailKind.REMINDER:
        return _is_just_invited(mail)
    if mail.kind == MailKind.SENT_AGAIN:
        return mail.response is None or not Response.objects.aside().filter(pk=mail.response).exists()
    return mail.kind == MailKind.RESULT and round_.state != State.PUBLISHED


def _is_just_invited(mail: Mail) -> bool:
    """Whether the invitation goes out no sooner than this reminder of it: after days without a worker or mail server.

    Whoever was asked a minute ago needs no reminder, least of all one that says it was some time ago.
    """
    invitations = Mail.objects.filter(kind=MailKind.INVITATION, invitation=mail.invitation)
    is_on_its_way = Q(state__in=[MailState.WAITING, MailState.SENDING])
    return invitations.filter(is_on_its_way | Q(sent_at__gt=mail.created_at)).exists()


def compose(
    kind: MailKind, words: Mapping[str, Words], round_: Round, to: Recipient, *, link: str
) -> EmailMultiAlternatives:
    """Return a mail about a round, in the languages of the words."""
    parts = fill_parts(kind, words, round_, to.name, link)
    if kind == MailKind.RESULT:
        parts[0] = replace(parts[0], letterhead=letterhead_of(round_))
    message = _build_message(parts, to, _sender(round_.sender_name), round_.partnership, reply_to=round_.contact_email)
    if round_.contact_email:
        message.reply_to = [formataddr((one_line(round_.contact_name), address(round_.contact_email)))]
    if kind in _WITH_CLOSING_DATE:
        with translation.override(parts[0].language):
            message.attach(NAME, closing_event(round_, now=timezone.now()), "text/calendar")
    return message


def fill_parts(kind: MailKind, words: Mapping[str, Words], round_: Round, name: str, link: str) -> list[LetterPart]:
    """Fill in the words, each in its language."""
    parts = []
    for language, one in words.items():
        with translation.override(language):
            parts.append(_fill_part(kind, language, one, _values(round_, name, link)))
    return parts


def _values(round_: Round, name: str, link: str) -> dict[str, str]:
    """Return the values of the placeholders, in the active language."""
    return {
        "name": name,
        "partnership": round_.partnership.name,
        "round": round_.title,
        "link": link,
        "closes": moment(round_.closed_at or round_.closes_at),
        "takes": duration_sentence(round_.questionnaire_version),
        "contact": contact_of(round_),
        "reply_to": round_.contact_email,
    }


def contact_of(round_: Round) -> str:
    """Return whom to ask, with their address if there is one."""
    if round_.contact_name and round_.contact_email:
        return f"{round_.contact_name}, {round_.contact_email}"
    return round_.contact_name or round_.contact_email or _("the coordinator of the partnership")


def _fill_part(kind: MailKind, language: str, words: Words, values: Values) -> LetterPart:
    plain = with_plain_placeholders(words)
    return LetterPart(
        language,
        one_line(fill_in(plain.subject, values)),
        fill_in(plain.body, values).strip(),
        html_paragraphs(plain.body, values, kind),
        button_words(kind),
    )


def _standard_part(kind: MailKind, language: str, values: Values) -> LetterPart:
    return _fill_part(kind, language, standard_words(kind, language), values)


def _write_to_coordinator(mail: Mail, round_: Round, user: User) -> EmailMessage | None:
    if not user.is_active or not round_.partnership.coordinatorships.filter(user=user).exists():
        return None
    page = "round_result" if mail.kind == MailKind.CLOSED else "round_detail"
    parts = []
    for language in _wanted_by(user) or languages_of(round_):
        with translation.override(language):
            values = _values(round_, str(user), page_url(page, round_.pk)) | {"deleted": _deletion_day(round_)}
            parts.append(_standard_part(MailKind(mail.kind), language, values))
    return _build_message(parts, _coordinator(user), _sender(), round_.partnership, _headers(mail))


def _coordinator(user: User) -> Recipient:
    return Recipient(str(user), user.email, is_coordinator=True)


def _write_of_people(mail: Mail, partnership: Partnership, user: User) -> EmailMessage | None:
    """Return the mail that names and addresses will be erased; None if that is not so any more."""
    end = people_end(partnership, timezone.now())
    if not user.is_active or end is None or not partnership.coordinatorships.filter(user=user).exists():
        return None
    parts = []
    for language in _wanted_by(user) or DUTCH_AND_ENGLISH:
        with translation.override(language):
            link = page_url("participants", partnership.pk)
            values = {"name": str(user), "partnership": partnership.name, "deleted": day(end.at), "link": link}
            parts.append(_standard_part(MailKind(mail.kind), language, values))
    return _build_message(parts, _coordinator(user), _sender(), partnership, _headers(mail))


def _wanted_by(user: User | None) -> tuple[str, ...]:
    """Return the one language in which a user wants mails; nothing if they chose none."""
    return (user.language,) if user is not None and user.language else ()


def _user_at(email: str) -> User | None:
    return User.objects.filter(email__iexact=email, is_active=True).first()


def _deletion_day(round_: Round) -> str:
    return day(round_kept_until(round_))


def _write_to_new_coordinator(mail: Mail) -> EmailMessage | None:
    invitation = mail.coordinator_invitation
    if invitation is None:
        return None
    parts = []
    for language in _wanted_by(_user_at(invitation.email)) or DUTCH_AND_ENGLISH:
        with translation.override(language):
            values = {
                "partnership": invitation.partnership.name,
                "inviter": str(invitation.invited_by or _("A coordinator")),
                "until": day(invitation.expires_at),
                "link": coordinator_invitation_url(invitation),
            }
            kind = MailKind.READER if invitation.access == Access.READER else MailKind.COORDINATOR
            parts.append(_standard_part(kind, language, values))
    to, by = Recipient("", invitation.email), invitation.invited_by
    reply_to = by.email if by is not None else ""
    message = _build_message(parts, to, _sender(), invitation.partnership, _headers(mail), reply_to)
    if by is not None:
        message.reply_to = [formataddr((one_line(by.name), address(by.email)))]
    return message


def _write_about_action(mail: Mail, action: PlannedAction) -> EmailMessage | None:
    if not action.email or not action.reminds:
        return None
    [language] = _wanted_by(_user_at(action.email)) or (DEFAULT,)
    with translation.override(language):
        who = ", ".join(filter(None, [action.person, action.organisation.name if action.organisation else ""]))
        values = {
            "partnership": action.partnership.name,
            "action": action.title,
            "who": who or _("not agreed yet"),
            "due": _due(action),
        }
        part = _standard_part(MailKind.PLANNED_ACTION, language, values)
    return _build_message([part], Recipient(action.person, action.email), _sender(), action.partnership, _headers(mail))


def _due(action: PlannedAction) -> str:
    """Return in words when an action is due; of a reminder that goes out late, that the day has passed."""
    if action.due_on is None:
        return _("not agreed yet")
    if action.due_on < timezone.localdate():
        return _("%(day)s (that day has passed)") % {"day": long_date(action.due_on)}
    return long_date(action.due_on)


def _build_message(
    parts: list[LetterPart],
    to: Recipient,
    sender: str,
    partnership: Partnership,
    headers: Values = MappingProxyType({}),
    reply_to: str = "",
) -> EmailMultiAlternatives:
    """Return a mail in plain text and in HTML with the same words, one language under the other."""
    context = {
        "parts": parts,
        "to": to,
        "partnership": partnership,
        "privacy": page_url("privacy"),
        "reply_to": reply_to,
    }
    message = EmailMultiAlternatives(
        " / ".join(dict.fromkeys(part.subject for part in parts)),
        render_to_string("mail/letter.txt", context),
        sender,
        [address(to.email)],
        headers=dict(headers),
    )
    context |= attach_logo(message, partnership)
    message.attach_alternative(dressed(render_to_string("mail/letter.html", context)), "text/html")
    return message


def sender_of(round_: Round) -> str:
    """Return from whom the mails of a round come, as mail programs show it."""
    name, email = parseaddr(_sender(round_.sender_name))
    return f"{name} <{email}>" if name else email


def _sender(name: str = "") -> str:
    """Return the sender: the installation's address, with the name that the coordinator chose."""
    usual_name, of_site = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((one_line(name) or usual_name, address(of_site)))


def _headers(mail: Mail) -> dict[str, str]:
    """Return headers with a Message-ID that stays the same over attempts, so that a duplicate can be recognised."""
    digest = keyed_digest("mail", mail.pk, mail.created_at.timestamp()).hex()[:32]
    host = address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).rpartition("@")[2]
    return {"Message-ID": f"<{digest}@{host}>", "Auto-Submitted": "auto-generated"}
