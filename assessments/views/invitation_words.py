"""The invitations of a round in words: until when they can be stopped, and what became of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.models import Invitation, Mail, Round
from assessments.models.mails import MailKind, MailState
from assessments.moments import moment
from assessments.services.mail.holding import waiting_invitations
from assessments.services.mail.mailings import mailed_at
from assessments.services.mail.smtp import can_mail


def invitations_context(round_: Round, now: datetime) -> dict[str, Any]:
    """Return what the page of a round says of its invitations: that they wait, or what became of them.

    Links that are mailed one by one, in a round that mailed nobody together, are on the page of its mail alone.
    """
    have_left = round_.mailings.filter(kind=MailKind.INVITATION, started_at__isnull=False).exists()
    sent = sending_context(round_) if have_left else {"invitations_sent": ""}
    return {"waiting_invitations": waiting_words(round_, now), **sent}


def sending_context(round_: Round) -> dict[str, Any]:
    """Return what became of the invitations, and while some are on their way, how many of how many are done."""
    numbers = _numbers(round_)
    n_waiting = numbers.get(MailState.WAITING, 0) + numbers.get(MailState.SENDING, 0)
    n_mails = sum(numbers.values())
    return {
        "invitations_sent": sent_words(round_),
        "is_sending": can_mail() and n_waiting > 0,
        "n_mails": n_mails,
        "n_done": n_mails - n_waiting,
    }


def waiting_words(round_: Round, now: datetime) -> str:
    """Return how many invitations leave when; empty if none can be stopped any more."""
    waiting = waiting_invitations(round_, now=now) if can_mail() else None
    if waiting is None:
        return ""
    if waiting.due_at <= now:
        words = ngettext(
            "%(number)s email with an invitation is going out now.",
            "%(number)s emails with an invitation are going out now.",
            waiting.n_mails,
        )
    else:
        words = ngettext(
            "%(number)s email with an invitation goes out %(when)s. Until then you can stop it.",
            "%(number)s emails with an invitation go out %(when)s. Until then you can stop them.",
            waiting.n_mails,
        )
    return words % {"number": waiting.n_mails, "when": when(waiting.due_at, now)}


def when(value: datetime, now: datetime) -> str:
    """Return with its preposition when something happens: the time today, and else the whole moment."""
    local = timezone.localtime(value)
    if local.date() == timezone.localdate(now):
        return pgettext("when something happens", "at %(time)s") % {"time": date_format(local, "H:i")}
    return pgettext("when something happens", "on %(moment)s") % {"moment": moment(value)}


def sent_words(round_: Round) -> str:
    """Return how many invitations were sent and how many failed, the rest only where there is any."""
    numbers = _numbers(round_)
    waiting = numbers.get(MailState.WAITING, 0) + numbers.get(MailState.SENDING, 0)
    sent, failed, unsure = (numbers.get(one, 0) for one in (MailState.SENT, MailState.REFUSED, MailState.UNSURE))
    is_under_way = bool(sent or failed or unsure)
    words = [
        (is_under_way, sent, ngettext("%(number)s sent", "%(number)s sent", sent)),
        (waiting, waiting, ngettext("%(number)s waits to be sent", "%(number)s wait to be sent", waiting)),
        (is_under_way, failed, ngettext("%(number)s failed", "%(number)s failed", failed)),
        (unsure, unsure, ngettext("%(number)s perhaps sent", "%(number)s perhaps sent", unsure)),
    ]
    return ", ".join(text % {"number": number} for is_told, number, text in words if is_told)


def _numbers(round_: Round) -> dict[str, int]:
    """Return how many people there are per state of their newest invitation by mail."""
    newest = Mail.objects.filter(invitation=OuterRef("pk"), kind=MailKind.INVITATION).order_by("-pk")
    people = Invitation.objects.filter(round=round_, participant__isnull=False)
    counted = people.annotate(mail_state=Subquery(newest.values("state")[:1])).values_list("mail_state")
    return {state: number for state, number in counted.annotate(number=Count("pk")) if state is not None}


def promised_mail(round_: Round, now: datetime) -> str:
    """Return when the link leaves of somebody with an address who gets one to this round now."""
    at = mailed_at(round_, now=now)
    if at is None:
        return _("no email goes out, you hand out the link yourself")
    if at <= now:
        return _("the email with the link leaves as soon as you save")
    return _("the email with the link leaves %(when)s") % {"when": when(at, now)}


def invited_words(rounds: Iterable[Round], n_with_address: int, n_without: int, now: datetime) -> list[str]:
    """Return what became of the links of people who have just got one to these rounds, a sentence for each round."""
    said = []
    for round_ in rounds:
        at = mailed_at(round_, now=now)
        if n_with_address and at is not None:
            words = _sent_now(n_with_address) if at <= now else _sent_later(n_with_address)
            said.append(words % {"number": n_with_address, "round": round_.title, "when": when(at, now)})
        if n_without or at is None:
            said.append(
                _("The links to “%(round)s” that you hand out yourself are on the page “Links”.")
                % {"round": round_.title}
            )
    return said


def _sent_now(number: int) -> str:
    return ngettext(
        "%(number)s email with a link to “%(round)s” is going out now.",
        "%(number)s emails with a link to “%(round)s” are going out now.",
        number,
    )


def _sent_later(number: int) -> str:
    return ngettext(
        "%(number)s email with a link to “%(round)s” goes out %(when)s.",
        "%(number)s emails with a link to “%(round)s” go out %(when)s.",
        number,
    )
