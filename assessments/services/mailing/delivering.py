"""Hands one mail after another to the mail server over one connection, and tells what became of each."""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

_GOING_DOWN = 421
_SIGN_IN_FIRST = 530
_NOT_ABOUT_THIS_MAIL = {_GOING_DOWN, _SIGN_IN_FIRST}
_READY = 250
_READY_FOR_TEXT = 354


class Fate(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"
    """Not taken now: to be tried again."""
    REFUSED = "refused"
    """Not taken, and never will be."""
    STOPPED = "stopped"
    """We held it back ourselves at the last moment."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The fate of one mail, with the words of the mail server when it was not taken."""

    fate: Fate
    reason: str = ""


class MailServerError(Exception):
    """The mail server cannot be worked with now; there is no use in offering it the next mail."""

    def __init__(self, reason: str, *, is_about_mail: bool = False, is_handed_over: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_about_mail = is_about_mail
        """Whether it went wrong with a mail in hand, which then may be the cause."""
        self.is_handed_over = is_handed_over
        """Whether the server had the text of that mail, so that it may have been sent."""


class Postman:
    """A connection to the mail server, made at the first mail."""

    def __init__(self, *, patience: float | None = None) -> None:
        """Wait at most so many seconds for each answer of the server; None is what the installation says."""
        self._backend = EmailBackend(fail_silently=False, timeout=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye to the server; a goodbye that goes wrong changes nothing."""
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()

    def deliver(self, message: EmailMessage, may_hand_over: Callable[[], bool]) -> Delivery:
        """Offer a mail to the server; ``may_hand_over`` is called just before the server gets the text.

        Raises MailServerError when the server does not answer, drops the connection or says that it goes down.
        """
        text = _on_the_line(message)
        server = self._server()
        try:
            refusal = _offer(server, message)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailServerError(_reason(error), is_about_mail=True) from None
        if refusal is not None:
            return refusal
        if not may_hand_over():
            self._drop()
            return Delivery(Fate.STOPPED)
        try:
            server.send(text)
            code, words = server.getreply()
            if code == _GOING_DOWN:
                self._drop()
                return Delivery(Fate.LATER, _said(code, words))
            return _judged(code, words)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailServerError(_reason(error), is_about_mail=True, is_handed_over=True) from None

    def _server(self) -> smtplib.SMTP:
        if self._backend.connection is not None and not _is_there(self._backend.connection):
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
        """Break the connection off, without a goodbye that would have to be waited for."""
        if self._backend.connection is not None:
            self._backend.connection.close()
            self._backend.connection = None


def _is_there(server: smtplib.SMTP) -> bool:
    """Whether the server is ready for the next mail: many hang up after a refusal, or after so many mails."""
    try:
        code, _words = server.rset()
    except (smtplib.SMTPException, OSError):
        return False
    return code == _READY


def _offer(server: smtplib.SMTP, message: EmailMessage) -> Delivery | None:
    """Name sender and recipient and ask leave to send the text; None when the server waits for it."""
    encoding = message.encoding or "utf-8"
    sender = sanitize_address(message.from_email, encoding)
    (recipient,) = (sanitize_address(address, encoding) for address in message.recipients())
    options = ["body=8bitmime"] if server.has_extn("8bitmime") else []
    steps: list[Callable[[], tuple[int, bytes]]] = [
        lambda: server.mail(sender, options),
        lambda: server.rcpt(recipient),
    ]
    for step in steps:
        answer = _judged(*step())
        if answer.fate != Fate.SENT:
            return answer
    code, words = server.docmd("DATA")
    if code == _READY_FOR_TEXT:
        return None
    answer = _judged(code, words)
    return answer if answer.fate != Fate.SENT else Delivery(Fate.LATER, answer.reason)


def _judged(code: int, words: bytes) -> Delivery:
    """Return what an answer of the server means for this mail. Raises SMTPResponseException when it is not about it."""
    if code in _NOT_ABOUT_THIS_MAIL or code < 0:
        raise smtplib.SMTPResponseException(code, words)
    if 200 <= code < 300:
        return Delivery(Fate.SENT)
    return Delivery(Fate.REFUSED if code >= 500 else Fate.LATER, _said(code, words))


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}"


def _on_the_line(message: EmailMessage) -> bytes:
    """Return the mail as the server gets it: a line that begins with a dot gets another, and a lone dot ends it."""
    text = message.message().as_bytes(linesep="\r\n")
    dotted = re.sub(rb"(?m)^\.", b"..", text)
    return dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _reason(error: Exception) -> str:
    """Return what went wrong, without words of the server: those may name whom the mail was for."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
