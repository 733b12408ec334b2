"""Hands mails to the mail server one by one over one connection, and reports what became of each.

`smtplib.SMTP.sendmail` is not used: it sends DATA and the text in one call, while the mark that a mail is being handed
over must be stored between the two. Set earlier it would call mails doubtful that the server never got; set later it
would miss those that it did.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

_GOING_DOWN = 421
_SIGN_IN_FIRST = 530
_NOT_ABOUT_THIS_MAIL = {_GOING_DOWN, _SIGN_IN_FIRST}
_READY = 250
_READY_FOR_TEXT = 354


def can_mail() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.EMAIL_HOST)


class DeliveryStatus(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    DEFERRED = "deferred"
    """Not accepted now: to be tried again."""
    REFUSED = "refused"
    """Not accepted, and never will be."""
    STOPPED = "stopped"
    """Withheld by us at the last moment."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The attempt to deliver one mail, with the mail server's words when it was not accepted."""

    status: DeliveryStatus
    reason: str = ""


class MailServerError(Exception):
    """The mail server does not work now; offering it the next mail is pointless."""

    def __init__(self, reason: str, *, is_about_mail: bool = False, is_handed_over: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_about_mail = is_about_mail
        """Whether it failed while handling a mail, which then may be the cause."""
        self.is_handed_over = is_handed_over
        """Whether the server had received the text of that mail, so that it may have been sent."""


class SmtpSession:
    """A connection to the mail server, opened for the first mail."""

    def __init__(self, *, timeout: float | None = None) -> None:
        """Wait at most ``timeout`` seconds for each reply of the server; None means the installation's setting."""
        self._backend = EmailBackend(fail_silently=False, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye to the server; if that fails, nothing is lost."""
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()

    def deliver(self, message: EmailMessage, may_hand_over: Callable[[], bool]) -> Delivery:
        """Offer a mail to the server; ``may_hand_over`` is called just before the server gets the text.

        Raises MailServerError when the server does not reply, drops the connection or says that it is going down.
        """
        data = _smtp_data(message)
        server = self._connect()
        try:
            refusal = _open_envelope(server, message)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailServerError(_reason(error), is_about_mail=True) from None
        if refusal is not None:
            return refusal
        if not may_hand_over():
            self._drop()
            return Delivery(DeliveryStatus.STOPPED)
        try:
            server.send(data)
            code, words = server.getreply()
            if code == _GOING_DOWN:
                self._drop()
                return Delivery(DeliveryStatus.DEFERRED, _quote(code, words))
            return _interpret(code, words)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailServerError(_reason(error), is_about_mail=True, is_handed_over=True) from None

    def _connect(self) -> smtplib.SMTP:
        if self._backend.connection is not None and not _is_ready(self._backend.connection):
            self._drop()
        try:
            self._backend.open()
            server: smtplib.SMTP = self._backend.connection  # type: ignore[assignment]
            server.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailServerError(_reason(error)) from None
        return server

    def _drop(self) -> None:
        """Break off the connection without a goodbye, for which we would have to wait."""
        if self._backend.connection is not None:
            self._backend.connection.close()
            self._backend.connection = None


def _is_ready(server: smtplib.SMTP) -> bool:
    """Whether the server takes the next mail: many hang up after a refusal, or after a number of mails."""
    try:
        code, _words = server.rset()
    except (smtplib.SMTPException, OSError):
        return False
    return code == _READY


def _open_envelope(server: smtplib.SMTP, message: EmailMessage) -> Delivery | None:
    """Name sender and recipient and ask for the text to be accepted; None when the server waits for it."""
    encoding = message.encoding or "utf-8"
    sender = sanitize_address(message.from_email, encoding)
    (recipient,) = (sanitize_address(address, encoding) for address in message.recipients())
    options = ["body=8bitmime"] if server.has_extn("8bitmime") else []
    steps: list[Callable[[], tuple[int, bytes]]] = [
        lambda: server.mail(sender, options),
        lambda: server.rcpt(recipient),
    ]
    for step in steps:
        delivery = _interpret(*step())
        if delivery.status != DeliveryStatus.SENT:
            return delivery
    code, words = server.docmd("DATA")
    if code == _READY_FOR_TEXT:
        return None
    delivery = _interpret(code, words)
    if delivery.status == DeliveryStatus.SENT:
        # 2xx instead of 354: nonsense, for the text was never sent
        return Delivery(DeliveryStatus.DEFERRED, delivery.reason)
    return delivery


def _interpret(code: int, words: bytes) -> Delivery:
    """Return what a reply of the server means for this mail. Raises SMTPResponseException if it is about more."""
    if code in _NOT_ABOUT_THIS_MAIL or code < 0:
        raise smtplib.SMTPResponseException(code, words)
    if 200 <= code < 300:
        return Delivery(DeliveryStatus.SENT)
    return Delivery(DeliveryStatus.REFUSED if code >= 500 else DeliveryStatus.DEFERRED, _quote(code, words))


def _quote(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}"


def _smtp_data(message: EmailMessage) -> bytes:
    """Return the bytes after DATA: a line that begins with a dot gets another one, and a lone dot ends the mail."""
    text = message.message().as_bytes(linesep="\r\n")
    stuffed = re.sub(rb"(?m)^\.", b"..", text)
    return stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _reason(error: Exception) -> str:
    """Return what went wrong, without the server's words, which may name the recipient."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
