"""Sends what waits in the queue, each mail once, as far as a mail server lets anybody know."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage

from assessments.models import Mail
from assessments.models.mails import MailKind, MailState

from .claiming import (
    MOST_UNSURE,
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
from .delivering import Delivery, Fate, MailServerError, Postman
from .kinds import can_mail
from .letters import letter_of
from .recipients import sent_in

log = logging.getLogger(__name__)

TO_WHO_HAS_NOT_SENT = frozenset({MailKind.REMINDER, MailKind.UNSENT})
BATCH = 20
LONGEST = 4.0
"""Seconds after which no new mail is begun, so that a slow mail server keeps no round from closing."""


class Sending:
    """Sends mails one by one until the time is up."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ends_at = time.monotonic() + LONGEST
        self.n_sent = 0

    def is_over(self) -> bool:
        """Whether no new mail is to be begun."""
        return time.monotonic() >= self.ends_at

    def send_all(self, mails: Sequence[Mail], postman: Postman) -> None:
        """Send these, and put back what there was no time for or no server."""
        reminding = [mail for mail in mails if mail.kind in TO_WHO_HAS_NOT_SENT]
        have_sent = sent_in(mail.invitation_id for mail in reminding if mail.invitation_id is not None)
        waiting = list(mails)
        try:
            while waiting and not self.is_over():
                mail = waiting.pop(0)
                self._send(mail, postman, has_sent=mail in reminding and mail.invitation_id in have_sent)
        finally:
            put_back(waiting)

    def _send(self, mail: Mail, postman: Postman, *, has_sent: bool) -> None:
        if mail.n_unsure >= MOST_UNSURE:
            finish(mail, MailState.UNSURE, now=self.now)
        elif useful_until(mail) <= self.now:
            give_up(mail, mail.last_error, now=self.now)
        elif has_sent:
            drop(mail)
        else:
            self._hand_over(mail, postman)

    def _hand_over(self, mail: Mail, postman: Postman) -> None:
        message = self._written(mail)
        if message is None:
            return
        try:
            delivery = postman.deliver(message, lambda: mark_handing_over(mail, now=self.now))
        except MailServerError as error:
            self._note_trouble(mail, error)
            raise
        except ValueError as error:
            log.error("Mail %s has an address or a header that no mail can have (%s).", mail.pk, type(error).__name__)
            finish(mail, MailState.REFUSED, now=self.now)
        else:
            self._note(mail, delivery)

    def _written(self, mail: Mail) -> EmailMessage | None:
        """Return the mail in words; None when nobody is to get it any more, or it cannot be written now."""
        try:
            message = letter_of(mail)
        except Exception:
            log.exception("Mail %s cannot be written.", mail.pk)
            try_later(mail, "", now=self.now)
            return None
        if message is None:
            drop(mail)
        return message

    def _note(self, mail: Mail, delivery: Delivery) -> None:
        if delivery.fate == Fate.SENT:
            finish(mail, MailState.SENT, now=self.now)
            self.n_sent += 1
        elif delivery.fate == Fate.REFUSED:
            finish(mail, MailState.REFUSED, delivery.reason, now=self.now)
        elif delivery.fate == Fate.LATER:
            try_later(mail, delivery.reason, now=self.now)

    def _note_trouble(self, mail: Mail, error: MailServerError) -> None:
        if error.is_handed_over:
            note_unknown(mail, error.reason, now=self.now)
        elif error.is_about_mail:
            try_later(mail, error.reason, now=self.now)
        else:
            put_back([mail])


def send_due_mails(*, now: datetime) -> int:
    """Send the mails that are due, for some seconds, over one connection, and return how many were sent.

    Raises MailServerError when the server cannot be worked with: what was not tried waits, without a time-out each.
    """
    if not can_mail():
        return 0
    sending = Sending(now)
    try:
        with Postman() as postman:
            while not sending.is_over() and (mails := claim(BATCH, now=now)):
                sending.send_all(mails, postman)
    finally:
        if sending.n_sent:
            log.info("Sent %s mails.", sending.n_sent)
    return sending.n_sent
