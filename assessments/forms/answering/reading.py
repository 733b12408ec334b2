"""Reads the answers of one page from what was posted, by plain code that gives what the form would give."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.scoring.values import Answer
from assessments.services.answering import OTHER_LIMIT, TEXT_LIMIT
from assessments.services.answers import Choice

from .cards import DONT_KNOW, NOT_APPLICABLE, Card

SHOWN = "shown"
"""The hidden field with what the page showed."""
MOMENTS = "moments"
"""The hidden field with when choices were made that were not sent at once, on our clock as the page knew it."""
CLEAR = "clear"
"""Names a question whose answer is taken back."""
_DIGEST_LENGTH = 16
_MOST_CHOICES = 10**6
_LONGEST_WAIT = timedelta(days=30)

Shown = Mapping[str, tuple[str, int]]
"""Per code the value that the page showed, as text, and its number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was posted for one page."""

    values: dict[str, Answer] = field(default_factory=dict)
    """Per code that was posted well: its value, None when it was left empty."""
    problems: dict[str, str] = field(default_factory=dict)
    """Per code what is wrong, in words for the person."""
    typed: dict[str, Answer] = field(default_factory=dict)
    """Per code with a problem, or of a card with one, what was typed or chosen, to be shown again."""


def plain_text(raw: str) -> str:
    """Return text without control characters and outer white space, each line break one character."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}).strip()


def not_an_option() -> str:
    """Say that the answer is none of those offered."""
    return _("Choose one of the answers that are offered.")


def too_many(most: int, count: int) -> str:
    """Say that too many reasons were chosen."""
    return _("Choose at most %(most)s reasons. You have chosen %(count)s.") % {"most": most, "count": count}


def too_long(limit: int, length: int) -> str:
    """Say that a text is too long."""
    return _("Your text has %(length)s characters. Shorten it to at most %(limit)s characters.") % {
        "length": length,
        "limit": limit,
    }


def as_rating(raw: str) -> int | str:
    """Return a rating as it is stored: a number, or the word for an answer apart."""
    return int(raw) if raw.isdecimal() else raw


def read_page(page: tuple[Card, ...], data: QueryDict) -> Reading:
    """Read what was posted for the cards of a page; what is posted besides is not looked at."""
    reading = Reading()
    cleared = data.getlist(CLEAR)
    for card in page:
        if card.code in cleared:
            reading.values.update(dict.fromkeys(card.codes))
        else:
            _READERS[card.question.kind](card, data, reading)
    return reading


def _read_rating(card: Card, data: QueryDict, reading: Reading) -> None:
    raw = data.get(card.code) or ""
    if raw and raw not in card.values:
        reading.problems[card.code] = not_an_option()
    else:
        reading.values[card.code] = as_rating(raw) if raw else None


def _read_reasons(card: Card, data: QueryDict, reading: Reading) -> None:
    chosen = set(data.getlist(card.code))
    kept = tuple(value for value in card.values if value in chosen)
    if len(kept) < len(chosen):
        reading.problems[card.code] = not_an_option()
    elif len(kept) > card.most:
        reading.problems[card.code] = too_many(card.most, len(kept))
    else:
        reading.values[card.code] = kept or None
    if card.words and card.values[-1] in kept:
        _read_words(card.words, OTHER_LIMIT, data, reading)
    elif card.words:
        reading.values[card.words] = None
    if card.code in reading.problems:
        reading.typed[card.code] = kept
        reading.typed.update({code: reading.values[code] for code in card.codes if code in reading.values})


def _read_text(card: Card, data: QueryDict, reading: Reading) -> None:
    _read_words(card.code, TEXT_LIMIT, data, reading)


def _read_words(code: str, limit: int, data: QueryDict, reading: Reading) -> None:
    text = plain_text(data.get(code) or "")
    if len(text) > limit:
        reading.problems[code] = too_long(limit, len(text))
        reading.typed[code] = text
    else:
        reading.values[code] = text or None


_READERS: dict[str, Callable[[Card, QueryDict, Reading], None]] = {
    "rating": _read_rating,
    "reasons": _read_reasons,
    "text": _read_text,
}


def shown_as(value: Answer) -> str:
    """Return a value as short text to compare with: a text of one's own by its digest."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(value)
    text = str(value)
    if isinstance(value, int) or text in {DONT_KNOW, NOT_APPLICABLE}:
        return text
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def shown_by(entries: Mapping[str, Mapping[str, Any]], codes: tuple[str, ...]) -> str:
    """Return the content of the hidden field: what a page shows of what is stored."""
    shown = {code: [shown_as(entries[code]["value"]), entries[code]["number"]] for code in codes if code in entries}
    return json.dumps(shown, separators=(",", ":"))


def read_shown(data: QueryDict) -> Shown:
    """Return what the page showed; nothing when the field was meddled with."""
    try:
        found = json.loads(data.get(SHOWN) or "{}")
        return {str(code): (str(value), int(number)) for code, (value, number) in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def read_moments(data: QueryDict, now: datetime) -> Mapping[str, datetime]:
    """Return when choices were made, per code; nothing when the field was meddled with."""
    try:
        found = json.loads(data.get(MOMENTS) or "{}")
        return {code: _within(float(milliseconds), now) for code, milliseconds in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def _within(milliseconds: float, now: datetime) -> datetime:
    """Return a moment that lies not in the future and not further back than anyone waits for a connection."""
    earliest, latest = (now - _LONGEST_WAIT).timestamp(), now.timestamp()
    return datetime.fromtimestamp(min(max(milliseconds / 1000, earliest), latest), tz=UTC)


def choices_in(page: tuple[Card, ...], data: QueryDict, reading: Reading, now: datetime) -> dict[str, Choice]:
    """Return what the person chose on this page: what differs from what it showed, and what it says when it was chosen.

    The latter may be what the page showed, chosen again: meanwhile something else may stand there.

    What is not posted was not touched, for nobody can take a radio button back; only checkboxes say "none" by being
    absent, from a page that is there as a whole.
    """
    shown, moments = read_shown(data), read_moments(data, now)
    said = {*data, *data.getlist(CLEAR)}
    if SHOWN in data:
        said.update(card.code for card in page if card.question.kind == "reasons")
    found = {}
    for code, value in reading.values.items():
        before, number = shown.get(code, ("", 0))
        if code in said and (code in moments or shown_as(value) != before):
            found[code] = Choice(value, moments.get(code, now), min(max(number, 0), _MOST_CHOICES) + 1)
    return found
