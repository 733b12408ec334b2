"""Finds the choices in a posted page: what differs from what the page showed, and when it was chosen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import QueryDict

from assessments.scoring.instrument import Answer
from assessments.services.response_changes import Choice

from .cards import DONT_KNOW, NOT_APPLICABLE, Card

SHOWN = "shown"
"""Hidden field with what the page showed."""
MOMENTS = "moments"
"""Hidden field with the moments of choices that were not sent at once, by our clock as the page knew it."""
CLEAR = "clear"
"""Field with the code of a question whose answer is cleared."""
_APART = frozenset({DONT_KNOW, NOT_APPLICABLE})
_DIGEST_LENGTH = 16
_MOST_CHOICES = 10**6
_LONGEST_WAIT = timedelta(days=30)

Shown = Mapping[str, tuple[str, int]]
"""Per code, the value that the page showed, as text, and its sequence number."""


def as_posted(value: Answer) -> list[str]:
    """Return an answer as the values that its fields would post."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [str(value)]


def shown_as(value: Answer) -> str:
    """Return a value as a short text for comparison; for free text, a digest."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(value)
    text = str(value)
    if isinstance(value, int) or text in _APART:
        return text
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def shown_by(entries: Mapping[str, Mapping[str, Any]], codes: tuple[str, ...]) -> str:
    """Return the content of the hidden field: the stored values that the page shows."""
    shown = {code: [shown_as(entries[code]["value"]), entries[code]["number"]] for code in codes if code in entries}
    return json.dumps(shown, separators=(",", ":"))


def answered_elsewhere(entries: Mapping[str, Mapping[str, Any]], here: tuple[str, ...]) -> str:
    """Return what is stored for questions that are not on this page, for a script that shows their page by itself.

    JSON ``{"shown": …, "words": …}``: as in the hidden field of the page that they are on, and the texts of which that
    holds only a digest.
    """
    others = tuple(code for code in entries if code not in here)
    texts = ((code, entries[code]["value"]) for code in others)
    words = {code: text for code, text in texts if isinstance(text, str) and text not in _APART}
    return f'{{"shown":{shown_by(entries, others)},"words":{json.dumps(words, separators=(",", ":"))}}}'


def read_shown(data: QueryDict) -> Shown:
    """Return what the page showed; empty if the field was tampered with."""
    try:
        found = json.loads(data.get(SHOWN) or "{}")
        return {str(code): (str(value), int(number)) for code, (value, number) in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def read_moments(data: QueryDict, now: datetime) -> Mapping[str, datetime]:
    """Return the moments of choices, per code; empty if the field was tampered with."""
    try:
        found = json.loads(data.get(MOMENTS) or "{}")
        return {code: _within(float(milliseconds), now) for code, milliseconds in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def _within(milliseconds: float, now: datetime) -> datetime:
    """Return the moment, limited to the recent past: a choice does not wait longer than that for a connection."""
    earliest, latest = (now - _LONGEST_WAIT).timestamp(), now.timestamp()
    return datetime.fromtimestamp(min(max(milliseconds / 1000, earliest), latest), tz=UTC)


def choices_in(
    page: tuple[Card, ...], data: QueryDict, values: Mapping[str, Answer], now: datetime
) -> dict[str, Choice]:
    """Return what the person chose on this page: what differs from what it showed, or has a moment of its own.

    ``values`` holds the valid posted values. A choice may equal what the page showed: something else may have been
    stored meanwhile.

    What is not posted was not touched, for nobody can take a radio button back; only checkboxes say "none" by being
    absent, from a page that is there as a whole.
    """
    shown, moments = read_shown(data), read_moments(data, now)
    said = {*data, *data.getlist(CLEAR)}
    if SHOWN in data:
        said.update(card.code for card in page if card.question.kind == "reasons")
    found = {}
    for code, value in values.items():
        before, number = shown.get(code, ("", 0))
        if code in said and (code in moments or shown_as(value) != before):
            found[code] = Choice(value, moments.get(code, now), min(max(number, 0), _MOST_CHOICES) + 1)
    return found
