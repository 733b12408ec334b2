"""Rows with the same unknown word for a role or an organisation: it is asked at the first, and answered for all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assessments.vocabulary.limits import MOST_IN_A_NAME

from .checking import CheckedRow, Row
from .matching import normalise, organisation_key

_WORDS: Mapping[str, Callable[[Row], str]] = {
    "role": lambda row: normalise(row.role),
    "organisation": lambda row: organisation_key(row.organisation) if len(row.organisation) <= MOST_IN_A_NAME else "",
}


def word_in(field: str, row: Row) -> str:
    """Return what rows share that mean the same by their role or organisation; empty for other fields and no word."""
    return _WORDS[field](row) if field in _WORDS else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a word is asked about."""

    line: int
    """The line of the first row with it."""
    n_rows: int
    """How many rows have it."""


def asked_once(found: Iterable[CheckedRow]) -> dict[tuple[str, str], Asked]:
    """Return per field and word with a problem where it is asked about."""
    asked: dict[tuple[str, str], Asked] = {}
    for one in found:
        for field in one.problems:
            if word := word_in(field, one.row):
                first = asked.get((field, word), Asked(one.row.line, 0))
                asked[field, word] = Asked(min(first.line, one.row.line), first.n_rows + 1)
    return asked
