"""The words of the page before a round opens: its dates, who gets a mail, and what the button does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Participant, Round
from assessments.moments import moment, short_moment
from assessments.reporting.names import listed
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.mailings import reminder_moments
from assessments.services.mail.smtp import can_mail
from assessments.views.closing_days import closing_day_words

MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Audience:
    """The people of a round that is about to open, by how they get their link."""

    mailed: Sequence[Participant]
    without_address: Sequence[Participant]
    unwilling: Sequence[Participant]
    """They have an address and want no mail."""


def audience_of(people: Iterable[Participant]) -> Audience:
    """Return who gets the link by mail, and who does not."""
    asked = list(people)
    with_address = [person for person in asked if person.email]
    return Audience(
        [person for person in with_address if person.wants_mail],
        [person for person in asked if not person.email],
        [person for person in with_address if not person.wants_mail],
    )


def sentences(round_: Round, audience: Audience, now: datetime) -> list[str]:
    """Return in words when the round is open, who gets a mail, and whose link is handed out."""
    said = [dates_words(round_), closing_day_words(round_.closes_at)]
    if round_.has_personal_links:
        said += _of_mail(round_, audience, now) if can_mail() else _without_mail(audience)
    if round_.has_open_link:
        said.append(_("The open link is on the next page. It is not emailed to anyone: you share it yourself."))
    return [sentence for sentence in said if sentence]


def dates_words(round_: Round) -> str:
    """Return when the round opens and closes."""
    closes = moment(round_.closes_at)
    if round_.opens_at is None:
        return _("The round opens at once and closes on %(closes)s.") % {"closes": closes}
    words = _("The round opens on %(opens)s and closes on %(closes)s.")
    return words % {"opens": moment(round_.opens_at), "closes": closes}


def _of_mail(round_: Round, audience: Audience, now: datetime) -> list[str]:
    said = [_mailed(len(audience.mailed), is_later=round_.opens_at is not None)]
    n_without = len(audience.without_address)
    if not n_without:
        said.append(_("Everybody has an email address."))
    else:
        words = ngettext(
            "%(number)s participant has no email address: %(names)s. You hand out that link yourself.",
            "%(number)s participants have no email address: %(names)s. You hand out their links yourself.",
            n_without,
        )
        said.append(words % {"number": n_without, "names": _names(audience.without_address)})
    if n_unwilling := len(audience.unwilling):
        words = ngettext(
            "%(number)s participant wants no email and gets no link: %(names)s.",
            "%(number)s participants want no email and get no link: %(names)s.",
            n_unwilling,
        )
        said.append(words % {"number": n_unwilling, "names": _names(audience.unwilling)})
    if audience.mailed and (reminders := _reminders(round_, now)):
        said.append(reminders)
    return said


def _mailed(number: int, *, is_later: bool) -> str:
    if not number:
        return _("Nobody gets an email.")
    if is_later:
        words = ngettext(
            "%(number)s participant gets an email with a personal link when the round opens.",
            "%(number)s participants get an email with a personal link when the round opens.",
            number,
        )
    else:
        words = ngettext(
            "%(number)s participant gets an email with a personal link, %(minutes)s minutes after you open the round. "
            "Until then you can stop it.",
            "%(number)s participants get an email with a personal link, %(minutes)s minutes after you open the round. "
            "Until then you can stop them.",
            number,
        )
    return words % {"number": number, "minutes": int(PAUSE.total_seconds() // 60)}


def _reminders(round_: Round, now: datetime) -> str:
    moments = [short_moment(one) for one in sorted(reminder_moments(round_, now).values())]
    return (
        _("Anyone who has not answered by then gets a reminder on %(moments)s.") % {"moments": listed(moments)}
        if moments
        else ""
    )


def _without_mail(audience: Audience) -> list[str]:
    number = sum(map(len, (audience.mailed, audience.without_address, audience.unwilling)))
    words = ngettext(
        "Nothing is emailed: no mail server has been set up. You hand out the link of %(number)s person yourself.",
        "Nothing is emailed: no mail server has been set up. You hand out the links of %(number)s people yourself.",
        number,
    )
    return [words % {"number": number}]


def _names(people: Sequence[Participant]) -> str:
    names = [person.name for person in people[:MOST_NAMES]]
    more = len(people) - len(names)
    return listed(names) if not more else listed([*names, _("%(number)s more") % {"number": more}])


def button_words(round_: Round, n_mails: int) -> str:
    """Return what the button does: open or plan the round, and mail so many people or nobody."""
    if round_.opens_at is None:
        if not n_mails:
            return _("Open the round")
        return ngettext("Open and send %(number)s email", "Open and send %(number)s emails", n_mails) % {
            "number": n_mails
        }
    if not n_mails:
        return _("Plan the round")
    return ngettext("Plan the round with %(number)s email", "Plan the round with %(number)s emails", n_mails) % {
        "number": n_mails
    }
