"""Reads the file of a partnership: completely, and checked before anything is stored. Other files are refused."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models.choices import State
from assessments.reporting.assemble import assemble
from assessments.reporting.documents import DocumentError, from_plain
from assessments.reporting.frozen import FrozenResult, from_document
from assessments.results.first_model import is_of_old_format, reduce_result
from assessments.results.stored_results import checksum
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.limits import LARGEST_FILE

from .shapes import FORMAT, MEMBER, VERSION, MovedPartnership, MovedRound
from .signing import SIGNATURE, is_signed_by_us

LARGEST_CONTENT = 5 * 1024 * 1024
"""Bytes when unpacked: about forty rounds."""
EARLIEST, LATEST = 1900, 2200
"""Years between which every day in a file must lie."""
Day = TypeVar("Day", bound=date)
PROGRAMMES_SINCE = 6
"""The version of files from which on they say to which programmes a partnership belongs."""
SIGNED_SINCE = 4
"""The version of files from which on they carry a signature."""
FOREWORDS_SINCE = 5
LOGOS_SINCE = 7
_LATER: Mapping[str, tuple[int, Any]] = {"programmes": (PROGRAMMES_SINCE, []), "logo": (LOGOS_SINCE, None)}
"""What a partnership has since a later version, with what stands for it in files from before."""
_FIELDS = {"format", "version", "product", "made_at", "partnership", "results"}


class UnusableFileError(Exception):
    """A file cannot be taken over; the text says why, to whoever chose it."""


@dataclass(frozen=True, slots=True)
class IncomingResult:
    """A frozen result as it is taken over from a file."""

    document: dict[str, Any]
    checksum: str
    created_at: datetime
    frozen: FrozenResult


@dataclass(frozen=True, slots=True)
class Incoming:
    """The content of a file."""

    partnership: MovedPartnership
    results: Mapping[int, IncomingResult]
    """By the position of their round."""
    made_at: datetime
    is_ours: bool
    """Whether this installation wrote the file, as it is."""

    def rounds(self) -> Iterator[tuple[int, MovedRound]]:
        """Yield the rounds that are taken over, with their positions."""
        return (found for found in enumerate(self.partnership.rounds) if is_closed(found[1]))

    def left_out(self) -> list[MovedRound]:
        """Return the rounds that had not closed, which are not taken over: their answers are not in the file."""
        return [round_ for round_ in self.partnership.rounds if not is_closed(round_)]


def is_closed(round_: MovedRound) -> bool:
    """Whether a round had closed when the file was made."""
    return round_.state in {State.CLOSED, State.PUBLISHED}


def refuse_as_damaged() -> NoReturn:
    """Refuse a file of ours that was changed or damaged."""
    raise UnusableFileError(
        _("This file is damaged or was changed. Download it once more on the other site, and choose it as it is.")
    )


def read_file(data: bytes) -> Incoming:
    """Return the content of a file. Raises UnusableFileError with the reason for any file that we did not make."""
    content = _content(data)
    is_ours = is_signed_by_us(content)
    try:
        _bring_up_to_date(content)
        partnership = from_plain(MovedPartnership, content["partnership"])
        _check_moments(asdict(partnership))
        results = dict(map(_result, content["results"]))
        made_at = _moment(content["made_at"])
    except (DocumentError, KeyError, TypeError, ValueError):
        refuse_as_damaged()
    closed = {place for place, round_ in enumerate(partnership.rounds) if is_closed(round_)}
    if set(results) != closed or len(content["results"]) != len(results):
        refuse_as_damaged()
    return Incoming(partnership, results, made_at, is_ours)


def _bring_up_to_date(content: dict[str, Any]) -> None:
    """Convert what an earlier version wrote to the current shape."""
    if content["version"] == 1:
        for round_ in content["partnership"]["rounds"]:
            round_["open_limit"] = None
    if content["version"] < FOREWORDS_SINCE:
        for round_ in content["partnership"]["rounds"]:
            round_["foreword"] = ""
    if content["version"] < SIGNED_SINCE:
        for entry in content["partnership"]["deeds"]:
            entry["is_from_file"] = False
    content["partnership"] |= _lacking(content["version"])


def _lacking(version: int) -> dict[str, Any]:
    """Return what a partnership did not have in this version, as nothing."""
    return {name: nothing for name, (since, nothing) in _LATER.items() if version < since}


def _content(data: bytes) -> dict[str, Any]:
    """Return the JSON in a zip, if it has our format in a version that we can read."""
    try:
        content = json.loads(_unpack(data), parse_constant=_refuse_constant)
        is_ours = isinstance(content, dict) and content.get("format") == FORMAT
        has_text = all(map(_is_text, _texts(content)))
    except (ValueError, RecursionError):
        is_ours = has_text = False
    if not is_ours:
        raise UnusableFileError(
            _("This is not the file of a partnership. Choose the file that you got with “Download everything”.")
        )
    if content.get("version") not in range(1, VERSION + 1):
        raise UnusableFileError(
            _("This file was made by another version of Driekracht, and this site cannot read it. Update it first.")
        )
    if set(content) != _FIELDS | ({SIGNATURE} if content["version"] >= SIGNED_SINCE else set()) or not has_text:
        refuse_as_damaged()
    return content  # type: ignore[no-any-return]


def _unpack(data: bytes) -> bytes:
    """Return the one file in the zip, unless it is too large. Raises ValueError for anything but such a zip."""
    if len(data) > LARGEST_FILE:
        _refuse_as_too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MEMBER) as member:
            unpacked = member.read(LARGEST_CONTENT + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ValueError from error
    if len(unpacked) > LARGEST_CONTENT:
        _refuse_as_too_large()
    return unpacked


def _refuse_as_too_large() -> NoReturn:
    raise UnusableFileError(_("This file is too large: at most 1 MB, and 5 MB unpacked."))


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinity, which JSON does not have."""
    raise ValueError(name)


def _texts(value: object) -> Iterator[str]:
    """Yield all texts, including keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _texts(item)


def _is_text(text: str) -> bool:
    """Whether every database can store it: no null character and no lone surrogates."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _moment(plain: object) -> datetime:
    moment = datetime.fromisoformat(str(plain))
    if moment.tzinfo is None:
        raise ValueError
    return check_year(moment)


def check_year(day: Day) -> Day:
    """Return a day or moment. Raises ValueError for a year that our calendars cannot show."""
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError
    return day


def _check_moments(value: object) -> None:
    """Check the year of every moment in a dataclass that was converted to plain values."""
    if isinstance(value, datetime):
        check_year(value)
    elif isinstance(value, Mapping | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            _check_moments(item)


def _result(plain: Mapping[str, Any]) -> tuple[int, IncomingResult]:
    """Return a result with the position of its round, after checking that it is unchanged and can be shown.

    One of an earlier version is reduced to what may be shown of it now, as an upgrade does with those that are here.
    """
    document = plain["document"]
    if checksum(document) != plain["checksum"]:
        refuse_as_damaged()
    if is_of_old_format(document):
        document = reduce_result(document)
    frozen = from_document(document)
    _show(frozen)
    return plain["round"], IncomingResult(document, checksum(document), _moment(plain["created_at"]), frozen)


def _show(frozen: FrozenResult) -> None:
    """Assemble the report, so that a result of which none can be made is refused here and not on its page."""
    for language in LANGUAGES:
        try:
            with override(language):
                assemble(frozen, language=language, role=None)
        except Exception as error:
            raise ValueError from error
