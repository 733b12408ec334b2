"""Delivers the queued mails: each once, as far as a mail server lets anyone know."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage

from assessments.models import Mail
from assessments.models.mails import MailKind, MailState

from .letters import write_letter
from .queue import (
    MAX_UNSURE,
    claim,
    drop,
    finish,
    give_up,
    mark_handing_over,
    note_unknown,
    put_back,
    try_later,
    useful_until,
)
from .recipients import with_sent_answers
from .smtp import Delivery, DeliveryStatus, MailServerError, SmtpSession, can_mail

log = logging.getLogger(__name__)

_FOR_UNSENT_ANSWERS = frozenset({MailKind.REMINDER, MailKind.UNSENT})
BATCH = 20
LONGEST = 4.0
"""Seconds after which no new mail is begun, so that a slow mail server does not delay the closing of rounds."""


class DeliveryRun:
    """Sends mails one by one until the time is up."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ends_at = time.monotonic() + LONGEST
        self.n_sent = 0

    def is_over(self) -> bool:
        """Whether no new mail may be begun."""
        return time.monotonic() >= self.ends_at

    def send_all(self, mails: Sequence[Mail], session: SmtpSession) -> None:
        """Send these, and put back those for which time or the server ran out."""
        reminding = [mail for mail in mails if mail.kind in _FOR_UNSENT_ANSWERS]
        have_sent = with_sent_answers(mail.invitation_id for mail in reminding if mail.invitation_id is not None)
        waiting = list(mails)
        try:
            while waiting and not self.is_over():
                mail = waiting.pop(0)
                self._send(mail, session, has_sent=mail in reminding and mail.invitation_id in have_sent)
        finally:
            put_back(waiting)

    def _send(self, mail: Mail, session: SmtpSession, *, has_sent: bool) -> None:
        if mail.n_unsure >= MAX_UNSURE:
            finish(mail, MailState.UNSURE, now=self.now)
        elif useful_until(mail) <= self.now:
            give_up(mail, mail.last_error, now=self.now)
        elif has_sent:
            drop(mail)
        else:
            self._hand_over(mail, session)

    def _hand_over(self, mail: Mail, session: SmtpSession) -> None:
        message = self._write(mail)
        if message is None:
            return
        try:
            delivery = session.deliver(message, lambda: mark_handing_over(mail, now=self.now))
        except MailServerError as error:
            self._record_server_error(mail, error)
            raise
        except ValueError as error:
            log.error("Mail %s has an address or a header that no mail can have (%s).", mail.pk, type(error).__name__)
            finish(mail, MailState.REFUSED, now=self.now)
        else:
            self._record(mail, delivery)

    def _write(self, mail: Mail) -> EmailMessage | None:
        """Write the mail; None if nobody should get it any more, or if it cannot be written now."""
        try:
            message = write_letter(mail)
        except Exception:
            log.exception("Mail %s cannot be written.", mail.pk)
            try_later(mail, "", now=self.now)
            return None
        if message is None:
            drop(mail)
        return message

    def _record(self, mail: Mail, delivery: Delivery) -> None:
        if delivery.status == DeliveryStatus.SENT:
            finish(mail, MailState.SENT, now=self.now)
            self.n_sent += 1
        elif delivery.status == DeliveryStatus.REFUSED:
            finish(mail, MailState.REFUSED, delivery.reason, now=self.now)
        elif delivery.status == DeliveryStatus.DEFERRED:
            try_later(mail, delivery.reason, now=self.now)

    def _record_server_error(self, mail: Mail, error: MailServerError) -> None:
        if error.is_handed_over:
            note_unknown(mail, error.reason, now=self.now)
        elif error.is_about_mail:
            try_later(mail, error.reason, now=self.now)
        else:
            put_back([mail])


def send_due_mails(*, now: datetime) -> int:
    """Send the mails that are due, for a few seconds, over one connection, and return how many were sent.

    Raises MailServerError when the server does not work: the rest waits, instead of timing out one by one.
    """
    if not can_mail():
        return 0
    run = DeliveryRun(now)
    try:
        with SmtpSession() as session:
            while not run.is_over() and (mails := claim(BATCH, now=now)):
                run.send_all(mails, session)
    finally:
        if run.n_sent:
            log.info("Sent %s mails.", run.n_sent)
    return run.n_sent
