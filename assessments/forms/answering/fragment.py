"""A page's HTML, rendered by crispy once and kept in pieces, into which each request puts its own answers.

The templates under ``answering/fields`` leave slots like ``⟦checked A1 3⟧``. Slots that stand between
``⟦shuffle B0⟧`` and ``⟦end⟧`` are divided by ``⟦item a⟧`` into options that every respondent sees in an order of
their own.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crispy_forms.utils import render_crispy_form
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.scoring.values import Answer

from .cards import Card
from .fields import PageForm

_SLOT = re.compile("⟦([^⟧]*)⟧")

Slot = tuple[str, ...]
"""What kind of slot, the code of its question, and sometimes one of its values."""
Piece = str | Slot


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Options that stand in an order of the respondent's own; the last keeps its place."""

    items: tuple[tuple[str, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """What one request puts into a fragment."""

    answers: Mapping[str, Answer]
    problems: Mapping[str, str]
    order: str
    """Decides the order of shuffled options; the same text gives the same order."""


@lru_cache(maxsize=64)
def fragment(version: str, page: int, language: str, *, interests_named: bool) -> tuple[Piece | Shuffled, ...]:
    """Return the pieces of a page; made at first use in this process."""
    with override(language):
        html = render_crispy_form(PageForm(version, page, language, interests_named=interests_named))
    return _with_shuffles(_pieces(re.sub(r"\s*\n\s*", "\n", html)))


def filled(pieces: tuple[Piece | Shuffled, ...], filling: Filling) -> SafeString:
    """Return the page with these answers and problems in it; whatever a person typed is escaped."""
    written = []
    for piece in pieces:
        if isinstance(piece, Shuffled):
            written += [_written(part, filling) for _value, parts in _in_order(piece, filling) for part in parts]
        else:
            written.append(_written(piece, filling))
    return mark_safe("".join(written))  # noqa: S308 - our own templates; answers are escaped in their slots


def first_choice(card: Card, filling: Filling) -> str:
    """Return the id of the first field of a card, as this respondent sees it."""
    if card.question.kind == "text":
        return card.code
    values = card.values
    if card.question.kind == "reasons":
        values = tuple(sorted(values[:-1], key=lambda value: _rank(value, filling)))
    return f"{card.code}-{values[0]}"


def _pieces(html: str) -> list[Piece]:
    """Split HTML at its slots."""
    parts = _SLOT.split(html)
    return [part if number % 2 == 0 else tuple(part.split()) for number, part in enumerate(parts)]


def _with_shuffles(pieces: list[Piece]) -> tuple[Piece | Shuffled, ...]:
    """Gather what stands between shuffle and end."""
    found: list[Piece | Shuffled] = []
    start = 0
    for number, piece in enumerate(pieces):
        if piece[0] == "shuffle" and isinstance(piece, tuple):
            found += pieces[start:number]
            start = number
        elif piece == ("end",):
            found.append(_shuffled(pieces[start:number]))
            start = number + 1
    return (*found, *pieces[start:])


def _shuffled(pieces: list[Piece]) -> Shuffled:
    places = [number for number, piece in enumerate(pieces) if isinstance(piece, tuple) and piece[0] == "item"]
    return Shuffled(
        tuple((pieces[start][1], tuple(pieces[start + 1 : end])) for start, end in pairwise([*places, len(pieces)]))
    )


def _in_order(shuffled: Shuffled, filling: Filling) -> list[tuple[str, tuple[Piece, ...]]]:
    *others, last = shuffled.items
    others.sort(key=lambda item: _rank(item[0], filling))
    return [*others, last]


def _rank(value: str, filling: Filling) -> bytes:
    return hashlib.sha256(f"{filling.order} {value}".encode()).digest()


def _written(piece: Piece, filling: Filling) -> str:
    return piece if isinstance(piece, str) else _WRITERS[piece[0]](piece, filling)


def _checked(slot: Slot, filling: Filling) -> str:
    answer = filling.answers.get(slot[1])
    is_chosen = slot[2] in answer if isinstance(answer, list | tuple) else slot[2] == str(answer)
    return " checked" if is_chosen else ""


def _typed(slot: Slot, filling: Filling) -> str:
    return escape(filling.answers.get(slot[1]) or "")


def _marked(slot: Slot, filling: Filling) -> str:
    return " has-error" if slot[1] in filling.problems else ""


def _described(slot: Slot, filling: Filling) -> str:
    """Return the attribute that ties a field to its hints and its error; other words of the slot are ids of hints."""
    ids = [*slot[2:], *([f"{slot[1]}-error"] if slot[1] in filling.problems else [])]
    invalid = ' aria-invalid="true"' if slot[1] in filling.problems else ""
    return (f' aria-describedby="{" ".join(ids)}"' if ids else "") + invalid


def _grouped(slot: Slot, filling: Filling) -> str:
    """Return the same for a group, which has no ``aria-invalid``."""
    return _described(slot, filling).removesuffix(' aria-invalid="true"')


def _problem(slot: Slot, filling: Filling) -> str:
    problem = filling.problems.get(slot[1])
    if problem is None:
        return ""
    return (
        f'<p class="invalid-feedback d-block" id="{slot[1]}-error">'
        f'<span class="visually-hidden">{_("Error:")}</span> {escape(problem)}</p>'
    )


_WRITERS: dict[str, Callable[[Slot, Filling], str]] = {
    "checked": _checked,
    "typed": _typed,
    "marked": _marked,
    "described": _described,
    "grouped": _grouped,
    "problem": _problem,
}
