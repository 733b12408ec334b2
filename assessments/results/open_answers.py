"""The open answers of a result as its owners read them, and the result without one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessments.models import Participant, Result
from assessments.reporting.assemble.omissions import notices, open_words

from .mentions import Mentions, Piece
from .stored_results import checksum, read_stored


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """One answer, in its place in the result."""

    key: str
    """Names this answer and no other: its question, its place, and a digest of what it says."""
    code: str
    """Of its question."""
    number: int
    """Its place among the answers to its question, from 1; it keeps it whatever is struck out."""
    question: str
    is_struck: bool
    """Whether an owner struck it out: then nothing of it is left."""
    pieces: tuple[Piece, ...]
    """What it says, in parts."""

    @property
    def is_marked(self) -> bool:
        """Whether something in it may tell who somebody is."""
        return any(piece.is_marked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """All open answers of a result, in the order of the report."""

    answers: tuple[OpenAnswer, ...]
    not_shown: tuple[str, ...]
    """What of the open answers is not in the result, and why."""
    knows_names: bool
    """Whether there were names of participants to look for."""

    @property
    def marked(self) -> tuple[OpenAnswer, ...]:
        """Those in which something may tell who somebody is."""
        return tuple(answer for answer in self.answers if answer.is_marked)

    @property
    def n_left(self) -> int:
        """How many were not struck out."""
        return sum(not answer.is_struck for answer in self.answers)


def open_answers_of(stored: Result) -> OpenAnswers:
    """Return the open answers of a result in the active language of the questions.

    Names are those of the people who take part in the partnership now. Raises DamagedResultError if it was altered.
    """
    result = read_stored(stored)
    people = Participant.objects.filter(organisation__partnership__rounds=stored.round_id)
    mentions = Mentions(people.order_by().values_list("name", flat=True))
    return OpenAnswers(
        answers=tuple(
            answer
            for code, texts in result.disclosed.open_answers.items()
            for answer in _answers(code, open_words(result, code), texts, mentions)
        ),
        not_shown=tuple(notice.text for notice in notices(result, "open_answers")),
        knows_names=mentions.knows_names,
    )


def _answers(code: str, question: str, texts: Sequence[str | None], mentions: Mentions) -> Iterator[OpenAnswer]:
    for place, text in enumerate(texts):
        pieces = () if text is None else mentions.pieces(text)
        yield OpenAnswer(_key(code, place, text or ""), code, place + 1, question, text is None, pieces)


def _key(code: str, place: int, text: str) -> str:
    """Return what names an answer: places never shift, and the digest tells another result with another answer there.

    The place is needed beside it, because of two people who wrote the same only one may be meant.
    """
    return f"{code}:{place}:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def was_struck(stored: Result, key: str) -> bool:
    """Whether the answer that has, or had, this key was struck out before."""
    return any(
        text is None and key.startswith(f"{code}:{place}:")
        for code, texts in stored.document["disclosed"]["open_answers"]
        for place, text in enumerate(texts)
    )


def without_answer(stored: Result, key: str) -> tuple[dict[str, Any], str]:
    """Return the document of a result with None in the place of one answer, and the checksum to store with it.

    Raises LookupError if no answer has this key.
    """
    shown = stored.document["disclosed"]
    kept = [
        [code, [None if _has_key(key, code, place, text) else text for place, text in enumerate(texts)]]
        for code, texts in shown["open_answers"]
    ]
    if kept == shown["open_answers"]:
        raise LookupError(key)
    document = stored.document | {"disclosed": shown | {"open_answers": kept}}
    return document, checksum(document)


def _has_key(key: str, code: str, place: int, text: str | None) -> bool:
    return text is not None and _key(code, place, text) == key
