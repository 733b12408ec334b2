"""Where a text mentions one person: their address or their full name, whatever the case, accents and spaces.

A longer name or address is somebody else's: "Arjan de Vries", "Klaas-Jan de Vries" and "Jan de Vries-Bakker" are not
"Jan de Vries", and "j.devries@…" is not "devries@…".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from assessments.folding import fold

_HYPHENS = "-\u2010\u2011"
_VARIANTS = {"-": f"[{_HYPHENS}]", "'": "['\u2018\u2019\u02bc`]"}
"""Signs that are typed in several ways."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to be erased: by address, by full name, or by both."""

    email: str = ""
    """Without capitals."""
    name: str = ""
    """With single spaces."""

    def has_address(self, email: str) -> bool:
        """Whether this is their address."""
        return bool(self.email) and email.strip().casefold() == self.email

    def has_name(self, name: str) -> bool:
        """Whether this is exactly their name."""
        return bool(self.name) and fold(name).split() == fold(self.name).split()


def person_of(email: str, name: str) -> Person:
    """Return the person with this address, this full name, or both.

    Raises ValidationError for neither, for what is no address, and for one word, which stands in texts that are not
    about this person.
    """
    person = Person(email.strip().casefold(), " ".join(name.split()))
    if not person.email and not person.name:
        raise ValidationError({"email": _("Enter the address, or the full name.")})
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError as error:
            raise ValidationError({"email": error}) from error
    if person.name and len([word for word in person.name.split() if any(map(str.isalpha, word))]) < 2:
        raise ValidationError(
            {"name": _("Enter first name and surname: a single word also appears in texts about others.")}
        )
    return person


class Mentions:
    """Finds and replaces the mentions of one person in texts, lists and JSON; each different text is read once."""

    def __init__(self, person: Person) -> None:
        self._patterns = [
            *([_name_pattern(person.name)] if person.name else []),
            *([_address_pattern(person.email)] if person.email else []),
        ]
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def are_in(self, value: Any) -> bool:
        """Whether the person is mentioned in a text, or anywhere in a list or mapping."""
        return any(self._spans(text) for text in _texts(value))

    def replaced(self, value: Any, mark: str) -> Any:
        """Return the value with this mark in the place of each mention; other values are returned as they are.

        In a list or mapping different texts stay different, by a number in the mark: some of them are keys.
        """
        if isinstance(value, str):
            return self._replace(value, mark)
        taken = set(_texts(value))
        new: dict[str, str] = {}
        for text in dict.fromkeys(_texts(value)):
            if self._spans(text):
                replaced = (self._replace(text, numbered(mark, number)) for number in count(1))
                new[text] = next(one for one in replaced if one not in taken)
                taken.add(new[text])
        return _translated(value, new)

    def _replace(self, text: str, mark: str) -> str:
        for start, end in reversed(self._spans(text)):
            text = text[:start] + mark + text[end:]
        return text

    def _spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the mentions begin and end, in order and without overlap."""
        if text not in self._known:
            self._known[text] = tuple(_without_overlap(self._find(text)))
        return self._known[text]

    def _find(self, text: str) -> list[tuple[int, int]]:
        folded = fold(text)
        found = [match.span() for pattern in self._patterns for match in pattern.finditer(folded)]
        if not found:
            return []
        places = _places(text)
        spans = [(places[start], places[end]) for start, end in found]
        return sorted(span for span in spans if not _goes_on(text, span[1]))


def _name_pattern(name: str) -> re.Pattern[str]:
    words = ("".join(_VARIANTS.get(sign, re.escape(sign)) for sign in word) for word in fold(name).split())
    return re.compile(rf"(?<!\w)(?<!\w[{_HYPHENS}])" + r"\s+".join(words) + r"(?!\w)")


def _address_pattern(email: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+%-])(?<!\w')" + re.escape(fold(email)) + r"(?!-?\w)(?!\.\w)")


def _places(text: str) -> list[int]:
    """Return for each character of the folded text, and for its end, the place in the text that it stands for."""
    return [place for place, sign in enumerate(text) for _part in fold(sign)] + [len(text)]


def _goes_on(text: str, end: int) -> bool:
    """Whether the name goes on after a hyphen, as a double surname does."""
    return text[end : end + 1] in tuple(_HYPHENS) and text[end + 1 : end + 2].isupper()


def _without_overlap(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


def numbered(mark: str, number: int) -> str:
    """Return a mark with a number in it, for what may not be the same; the first has none."""
    return mark if number == 1 else f"{mark[:-1]} {number}{mark[-1]}"


def _translated(value: Any, new: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return new.get(value, value)
    if isinstance(value, list | tuple):
        return [_translated(one, new) for one in value]
    if isinstance(value, dict):
        return {_translated(key, new): _translated(one, new) for key, one in value.items()}
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
