"""A stored result: read back only when it is, to the letter, what was frozen."""

import hashlib
import json
from typing import Any

from assessments.models import Result, Round
from assessments.reporting.documents import DocumentError
from assessments.reporting.frozen import FrozenResult, from_document


class DamagedResultError(Exception):
    """A stored result that is not what was frozen: it was changed in the database, or damaged."""

    def __init__(self, round_id: int) -> None:
        super().__init__(f"The stored result of round {round_id} is not the one that was frozen.")
        self.round_id = round_id


def checksum(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document in canonical JSON: keys sorted, no white space."""
    canonical = json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def result_of(round_: Round) -> FrozenResult:
    """Return the frozen result of a round. Raises Result.DoesNotExist without one, DamagedResultError when altered."""
    stored = Result.objects.get(round_id=round_.pk)
    if checksum(stored.document) != stored.checksum:
        raise DamagedResultError(round_.pk)
    try:
        return from_document(stored.document)
    except DocumentError as error:
        raise DamagedResultError(round_.pk) from error
