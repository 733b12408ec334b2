"""Points out what in a text may tell who somebody is: names that are known, e-mail addresses, telephone numbers.

A help for whoever reads, never a filter: names that nobody knows of, and nicknames, are found by reading alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assessments.folding import fold
from assessments.vocabulary.ordinary_names import BETWEEN_NAMES, OPENING_NAMES, ORDINARY_NAMES

_WORD = re.compile(r"(?:[^\W\d_]++[\u0300-\u036f]*+)++")
"""Letters, with accents that are written as signs of their own."""
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
_TELEPHONE = re.compile(r"(?<!\w)\(?(?:\+\d|0)[\d ().\-/]{7,18}\d(?!\w)")
_FEWEST_DIGITS = 9
"""Of a telephone number; a date has eight."""
_WORDS_TOO = OPENING_NAMES | ORDINARY_NAMES
_SHORT = 3
"""Names of so few letters are words too often."""
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;…\n•*])[\s\"'“”‘’„«(\[–—-]*$")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text."""

    text: str
    is_marked: bool
    """Whether it may tell who somebody is."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    has_capital: bool
    """Also true of a letter that knows no capitals."""


class Mentions:
    """Looks for the names of some people, and for addresses and numbers of anybody.

    Parameters
    ----------
    names
        Names of people as they were typed in: "Anna de Wit", "Wit, A. de", "dr. A. de Wit".

    Notes
    -----
    Case and accents make no difference, and words are compared whole, but for the Dutch ending of "Anna's" and "Jans".
    Of a name those parts count that are more than an initial, a particle or a title. Two parts next to each other, in
    their order and with any particles between, are pointed out, and so is one part alone, unless it may be a word: a
    name of up to three letters and an ordinary word need a capital, a word that often begins sentences needs one inside
    a sentence, and two that are ordinary words both need one.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self._alone: set[str] = set()
        for name in names:
            parts = tuple(part for part in map(fold, _WORD.findall(name)) if _is_own(part))
            self._alone |= set(parts)
            self._pairs |= set(pairwise(parts))
        self._any = self._alone | {f"{part}s" for part in self._alone}

    @property
    def knows_names(self) -> bool:
        """Whether there is any name to look for."""
        return bool(self._alone)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text in parts, of which those are marked that may tell who somebody is."""
        found: list[Piece] = []
        place = 0
        for start, end in _joined(self._spans(text)):
            found += [Piece(text[place:start], is_marked=False), Piece(text[start:end], is_marked=True)]
            place = end
        return tuple(piece for piece in (*found, Piece(text[place:], is_marked=False)) if piece.text)

    def _spans(self, text: str) -> Iterator[Span]:
        if "@" in text:
            yield from (found.span() for found in _EMAIL.finditer(text))
        yield from (found.span() for found in _TELEPHONE.finditer(text) if _n_digits(found[0]) >= _FEWEST_DIGITS)
        if not self._any.isdisjoint(_distinct_words(text)):  # far faster than to look at each word in its place
            yield from self._names_in(text)

    def _names_in(self, text: str) -> Iterator[Span]:
        words = [_Word(*found.span(), _folded(found[0]), not found[0][0].islower()) for found in _WORD.finditer(text)]
        own = [word for word in words if _is_own(word.folded)]
        is_shouted = text == text.upper()
        for word in own:
            if self._is_name(text, word, is_shouted=is_shouted):
                yield word.start, word.end
        for first, second in pairwise(own):
            if self._is_pair(first, second, is_shouted=is_shouted):
                yield first.start, second.end

    def _is_pair(self, first: _Word, second: _Word, *, is_shouted: bool) -> bool:
        possible = [(first.folded, name) for name in _without_ending(second.folded)]
        found = [pair for pair in possible if pair in self._pairs]
        is_certain = first.has_capital and second.has_capital and not is_shouted
        return bool(found) and (is_certain or not _WORDS_TOO.issuperset(found[0]))

    def _is_name(self, text: str, word: _Word, *, is_shouted: bool) -> bool:
        name = next((name for name in _without_ending(word.folded) if name in self._alone), "")
        if not name or (is_shouted and name in _WORDS_TOO):
            return False
        if name in OPENING_NAMES:
            return word.has_capital and not _begins_sentence(text, word)
        return word.has_capital or (name not in ORDINARY_NAMES and len(name) > _SHORT)


def _without_ending(folded: str) -> tuple[str, ...]:
    """Return what a word can be: itself, and itself without the ending of what is somebody's."""
    return (folded, folded[:-1]) if folded.endswith("s") else (folded,)


def _begins_sentence(text: str, word: _Word) -> bool:
    return _BEGINS_SENTENCE.search(text, max(word.start - 8, 0), word.start) is not None


def _is_own(part: str) -> bool:
    return len(part) > 1 and part not in BETWEEN_NAMES


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


def _distinct_words(text: str) -> set[str]:
    return {_folded(word) for word in set(_WORD.findall(text.casefold()))}


def _n_digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
