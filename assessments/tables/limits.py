"""What a file that comes in may hold at most, and how one that cannot be read is refused."""

import io
import zipfile
from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 5 * MOST_BYTES
"""Bytes in all parts of a workbook together, and characters in all cells once repeated ones are written out."""
MOST_PARTS = 500
"""Files in a workbook: a real one has some dozens."""
MOST_TAGS = 500_000
"""In a workbook. Five megabytes of the shortest tags would keep a processor busy for ten seconds."""
MOST_ROWS = 2000
"""That hold something."""
MOST_COLUMNS = 100
"""What stands further to the right is not read."""
_PIECE = 64 * 1024
LAST_ROW = 20_000
"""Of a sheet, empty rows included: a workbook can say in a few bytes that its only row is the billionth."""

NO_LIST = _(
    "This is no list that we can read. Choose an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a "
    "CSV file."
)
NO_TEXT = _("This file cannot be read: it is no text.")
OLD_OR_LOCKED = _(
    "This is an old Excel file, or one with a password. Save it without password as Excel workbook (.xlsx) or as CSV, "
    "and try again."
)
DAMAGED = _(
    "This workbook is damaged or of another kind. Open it in your spreadsheet and save it as .xlsx or .ods once more."
)
BROKEN_CSV = _("This file cannot be read. Save it again as CSV.")
TOO_LARGE = _("This file is larger than 1 MB. Save only the sheet that is needed, and try again.")
TOO_MUCH_INSIDE = _("This file holds too much. Copy only the sheet that is needed to a new workbook.")
TOO_MANY_ROWS = _("There are more than %(most)s rows. Split the list, and add the parts one after the other.")
TOO_FAR_DOWN = _(
    "This sheet goes on below row %(last)s. Delete the rows below your list, empty ones too, and try again."
)


class TableError(Exception):
    """Something that cannot be read as rows; its text says why and what to do, in the language of whoever reads it."""

    def __init__(self, reason: str | Promise, **values: object) -> None:
        super().__init__(reason)
        self._reason, self._values = reason, values

    def __str__(self) -> str:
        return str(self._reason) % self._values if self._values else str(self._reason)


def refuse_large(content: bytes) -> None:
    """Refuse a file that is larger than any list. Raises TableError."""
    if len(content) > MOST_BYTES:
        raise TableError(TOO_LARGE)


def names_inside(content: bytes) -> Collection[str]:
    """Return the names of the parts of a workbook that may be unpacked. Raises TableError for any other.

    What a workbook says of its own size is looked at before anything is unpacked, and unpacking stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TableError(TOO_MUCH_INSIDE)
            n_tags = sum(_n_tags(archive, part) for part in parts)
    except TableError:
        raise
    except Exception as error:  # a damaged or locked archive fails in more ways than its library names
        raise TableError(DAMAGED) from error
    if n_tags > MOST_TAGS:
        raise TableError(TOO_MUCH_INSIDE)
    return {part.filename for part in parts}


def _n_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Count the tags of a part by pieces: of one that lies about its size no more is unpacked than a piece."""
    with archive.open(part) as file:
        return sum(piece.count(b"<") for piece in iter(lambda: file.read(_PIECE), b""))
