"""The limits on files that people upload, and how a file that cannot be read is refused."""

import io
import zipfile
from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.vocabulary.limits import LARGEST_FILE

MOST_UNPACKED = 5 * LARGEST_FILE
"""Bytes in all parts of a workbook together, and characters in all cells once repeated cells are expanded."""
MOST_PARTS = 500
"""Files in a workbook: a real one has a few dozen."""
MOST_TAGS = 500_000
"""Tags in a workbook: five megabytes of the shortest ones would keep a processor busy for ten seconds."""
MOST_ROWS = 2000
"""Rows that are not empty."""
MOST_ROWS_BESIDE = 25
"""Rows with titles and headings that a list of people may have beside them."""
MOST_COLUMNS = 100
"""Columns further to the right are not read."""
_PIECE = 64 * 1024
LAST_ROW = 20_000
"""The last row of a sheet, counting empty ones: a few bytes can say that the only row is the billionth."""

NO_LIST = _(
    "This is not a list that we can read. Choose an Excel spreadsheet (.xlsx), an OpenDocument spreadsheet "
    "(.ods) or a CSV file."
)
NO_TEXT = _("This file cannot be read: it is not text.")
OLD_OR_LOCKED = _(
    "This is an old Excel file, or one with a password. Save it without a password as a new Excel file (.xlsx) "
    "or as CSV, and try again."
)
DAMAGED = _(
    "This spreadsheet is damaged or of another kind. Open it in the program you made it with and save it again "
    "as .xlsx or .ods."
)
BROKEN_CSV = _("This file cannot be read. Save it again as CSV.")
TOO_LARGE = _("This file is larger than 1 MB. Save only the sheet that you need, and try again.")
TOO_MUCH_INSIDE = _("There is too much in this file. Copy only the sheet you need to a new spreadsheet.")
TOO_MANY_ROWS = _("There are more than %(most)s rows. Split the list, and add the parts one after the other.")
TOO_FAR_DOWN = _(
    "This sheet continues below row %(last)s. Delete the rows below your list, empty ones too, and try again."
)


class TableError(Exception):
    """Something cannot be read as rows; the text says why and what to do, in the reader's language."""

    def __init__(self, reason: str | Promise, **values: object) -> None:
        super().__init__(reason)
        self._reason, self._values = reason, values

    def __str__(self) -> str:
        return str(self._reason) % self._values if self._values else str(self._reason)


def refuse_large(content: bytes) -> None:
    """Refuse a file that is larger than any list. Raises TableError."""
    if len(content) > LARGEST_FILE:
        raise TableError(TOO_LARGE)


def names_inside(content: bytes) -> Collection[str]:
    """Return the names of the parts of a workbook that may be unpacked. Raises TableError for any other.

    The size that a workbook claims is checked before anything is unpacked, and no more than that is unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TableError(TOO_MUCH_INSIDE)
            n_tags = sum(_n_tags(archive, part) for part in parts)
    except TableError:
        raise
    except Exception as error:  # a damaged or locked archive fails in more ways than its library documents
        raise TableError(DAMAGED) from error
    if n_tags > MOST_TAGS:
        raise TableError(TOO_MUCH_INSIDE)
    return {part.filename for part in parts}


def _n_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Count the tags of a part by pieces: of one that lies about its size, at most one piece too much is unpacked."""
    with archive.open(part) as file:
        return sum(piece.count(b"<") for piece in iter(lambda: file.read(_PIECE), b""))
