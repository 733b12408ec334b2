"""What the log says: events in the words of one list, in whose request; never a link, an address or an answer."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

from assessments.ids import TOKEN

_SLASH = r"(?:/|%2F)+"
_LINK = re.compile(
    rf"({_SLASH}(?:[imucsg]|answers(?:{_SLASH}(?:withdraw|replace{_SLASH}[^/\s\"'%]+))?|password/reset/key|confirm-email|new-address|login/link)"
    rf"{_SLASH})[^/\s\"'?&]+",
    re.IGNORECASE,
)
_TOKEN = re.compile(TOKEN)
_ADDRESS = re.compile(r"[^\s<>\"'(),:;=]+@[^\s<>\"'(),:;]+")
_CODE = re.compile(r"[\w.:+-]{0,64}", re.ASCII)
"""What a fact of an event may be: a name or a number of ours. Texts of people never fit."""

SIGNING_IN = ("/accounts/", "/beheer/", "/c/")
"""Where somebody signs in or is about to: there the network address is noted before it is known who it is."""


class Event(StrEnum):
    """Everything that is noted; ``docs/logging.md`` says what each means."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    LIMITED = "limited"
    SECOND_STEP_ASKED = "second_step_asked"
    SECOND_STEP_PASSED = "second_step_passed"
    SECOND_STEP_FAILED = "second_step_failed"
    REAUTHENTICATED = "reauthenticated"
    REAUTHENTICATION_FAILED = "reauthentication_failed"
    REGISTERED = "registered"
    ADDRESS_PROVEN = "address_proven"
    LINK_ASKED = "link_asked"
    RESET_ASKED = "reset_asked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of an event)
    SECOND_STEP_CHANGED = "second_step_changed"
    SINGLE_SIGN_ON_JOINED = "single_sign_on_joined"
    SESSIONS_ENDED = "sessions_ended"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_DELETED = "account_deleted"
    DID = "did"
    PARTNERSHIP_DELETED = "partnership_deleted"
    LINKS_SHOWN = "links_shown"
    DOWNLOADED = "downloaded"
    REFUSED = "refused"
    BAD_LINK = "bad_link"
    REQUEST = "request"


_UNWELCOME = {
    Event.SIGN_IN_FAILED,
    Event.LIMITED,
    Event.SECOND_STEP_FAILED,
    Event.REAUTHENTICATION_FAILED,
    Event.REFUSED,
    Event.BAD_LINK,
}
"""Events that are warnings: a few mean nothing, many mean that somebody is trying something."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, as the lines that are written during it tell of it."""

    request_id: str
    request: HttpRequest
    address: str

    def user_id(self) -> int | None:
        """Return who is signed in, if this request has asked; a log line reads no database."""
        user = self.request.__dict__.get("user")
        if user is None or (isinstance(user, LazyObject) and user.__dict__.get("_wrapped") is empty):
            return None
        found: int | None = user.pk
        return found

    def known_address(self) -> str:
        """Return the network address of whoever is signed in or signs in; that of a partner is noted nowhere."""
        is_known = self.user_id() is not None or self.request.path_info.startswith(SIGNING_IN)
        return self.address if is_known else ""


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)
_events = logging.getLogger("driekracht.events")


@contextmanager
def visiting(visit: Visit) -> Iterator[None]:
    """Let every line that is written meanwhile tell of this request."""
    token = _visit.set(visit)
    try:
        yield
    finally:
        _visit.reset(token)


def note(event: Event, **facts: object) -> None:
    """Write down an event with its facts: numbers, and words of our own.

    ``about`` is the id of the user whom it happened to, where that is not who did it.
    """
    level = logging.WARNING if event in _UNWELCOME else logging.INFO
    _events.log(level, event.value, extra={"event": event.value, "facts": facts})


def note_links_on(request: HttpRequest) -> None:
    """Let the log tell, when this request is answered, that links stand on the page that let somebody else in."""
    request.shows_links = True  # type: ignore[attr-defined]


class InContext(logging.Filter):
    """Gives every line the request and the user of that moment, and its facts in a form that can leak nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Complete the record; none is ever dropped."""
        visit = _visit.get()
        context: dict[str, object] = {}
        if visit is not None:
            context = {"request": visit.request_id, "user": visit.user_id(), "address": visit.known_address()}
        facts = {name: _harmless(value) for name, value in getattr(record, "facts", {}).items()}
        told = context | facts
        record.told = {name: value for name, value in told.items() if value not in (None, "")}
        return True


class NoTraceOfRefusals(logging.Filter):
    """Leaves out where in the code a request was refused: that is no fault, and would fill the log at small cost.

    Django's lines of other refusals are left out as a whole, by their level.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; none is ever dropped."""
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True


class HideLinks(logging.Filter):
    """Replaces the secret part of every kind of link, and every e-mail address, in every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; none is ever dropped."""
        record.msg = _ADDRESS.sub("…@…", _TOKEN.sub("…", _LINK.sub(r"\1…", record.getMessage())))
        record.args = ()
        return True


def _harmless(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    text = str(value)
    return text if _CODE.fullmatch(text) else "?"
