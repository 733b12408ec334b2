"""Lays out open answers: short ones beside each other, and long ones over the whole width, where they may go on."""

from dataclasses import dataclass
from typing import Literal

from .assemble.report import Quotes

LONGEST_BESIDE = 400
"""The most letters of an answer that stands beside another."""


@dataclass(frozen=True, slots=True)
class QuoteRows:
    """The open answers to one question, in the order in which they came, one or two to a row."""

    question: str
    rows: tuple[tuple[str, ...], ...]
    instead: str
    """What a page says instead of them, when all were struck out."""
    kind: Literal["quotes"] = "quotes"


def in_rows(quotes: Quotes) -> QuoteRows:
    """Return open answers by row."""
    rows: list[tuple[str, ...]] = []
    for text in quotes.texts:
        if rows and len(rows[-1]) == 1 and max(len(rows[-1][0]), len(text)) <= LONGEST_BESIDE:
            rows[-1] = (*rows[-1], text)
        else:
            rows.append((text,))
    return QuoteRows(quotes.question, tuple(rows), quotes.instead)
