"""Stored results: read back only if they are, to the letter, what was frozen."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from assessments.models import Result, Round
from assessments.reporting.documents import DocumentError
from assessments.reporting.frozen import FrozenResult, from_document


class DamagedResultError(Exception):
    """A stored result differs from what was frozen: it was changed in the database, or damaged."""

    def __init__(self, round_id: int) -> None:
        super().__init__(f"The stored result of round {round_id} is not the one that was frozen.")
        self.round_id = round_id


def checksum(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document in canonical JSON: keys sorted, no white space."""
    return _digest(_canonical(document))


def _canonical(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _digest(canonical: str) -> str:
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=16)
def _parse(canonical: str) -> FrozenResult:
    """Return the result in a document. Cached, because one page asks for it several times."""
    return from_document(json.loads(canonical))


def in_stored_order(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with its questionnaire first, which is long and about nobody.

    SQLite overwrites what is erased of a row, except what may lie in its first 4,061 bytes (see ``services.erasure``).
    """
    return dict(sorted(document.items(), key=lambda part: part[0] != "questionnaire"))


def without_own_words(stored: Result) -> tuple[dict[str, Any], str]:
    """Return the document of a result without what people wrote in their own words, and the checksum to store with it.

    A result that was altered keeps its checksum, so that it is not taken for whole.
    """
    shown = stored.document["disclosed"]
    erased = [{"what": f"open:{code}", "why": "erased"} for code, _texts in shown["open_answers"]]
    return _changed(stored, disclosed=shown | {"open_answers": [], "withheld": [*shown["withheld"], *erased]})


def without_contact(stored: Result) -> tuple[dict[str, Any], str]:
    """Return the document of a result without whom people could ask, and the checksum to store with it."""
    return _changed(stored, facts=stored.document["facts"] | {"contact": ""})


def _changed(stored: Result, **parts: Any) -> tuple[dict[str, Any], str]:
    document = in_stored_order(stored.document | parts)
    is_whole = checksum(stored.document) == stored.checksum
    return document, checksum(document) if is_whole else stored.checksum


def result_of(round_: Round) -> FrozenResult:
    """Return the frozen result of a round. Raises Result.DoesNotExist without one, DamagedResultError if altered."""
    return read_stored(Result.objects.get(round_id=round_.pk))


def read_stored(stored: Result) -> FrozenResult:
    """Return the frozen result in this row. Raises DamagedResultError if it was altered."""
    canonical = _canonical(stored.document)
    if _digest(canonical) != stored.checksum:
        raise DamagedResultError(stored.round_id)
    try:
        return _parse(canonical)
    except DocumentError as error:
        raise DamagedResultError(stored.round_id) from error
