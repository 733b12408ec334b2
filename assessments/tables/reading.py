"""Files that come in, as rows: CSV, Excel and OpenDocument, whatever their names say."""

from collections.abc import Iterator

from .csv_files import read_delimited
from .grids import Grid, Row
from .limits import NO_LIST, OLD_OR_LOCKED, TableError, names_inside, refuse_large
from .ods_files import read_ods
from .texts import decode
from .xlsx_files import read_xlsx

_OLE = b"\xd0\xcf\x11\xe0"
"""How old and password-protected Office files begin."""
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
"""How files begin that people choose by mistake."""


def read(content: bytes, *, is_export: bool = False) -> Iterator[Grid]:
    """Return the sheets in a file that hold something, each read when it is asked for. Raises TableError.

    Parameters
    ----------
    content
        Of a CSV file or a workbook.
    is_export
        Whether the site wrote it once, as far as anyone can say: then a CSV has apostrophes to take away.
    """
    refuse_large(content)
    if content.startswith(_OLE):
        raise TableError(OLD_OR_LOCKED)
    if content.startswith(_OTHERS):
        raise TableError(NO_LIST)
    if content.startswith(b"PK"):
        return _of_workbook(content)
    rows = read_delimited(decode(content), is_export=is_export)
    return iter([Grid("", rows)] if rows else [])


def _of_workbook(content: bytes) -> Iterator[Grid]:
    names = names_inside(content)
    if "xl/workbook.xml" in names:
        return read_xlsx(content)
    if "content.xml" in names:
        return read_ods(content)
    raise TableError(NO_LIST)


def first_rows(content: bytes, *, is_export: bool = False) -> tuple[Row, ...]:
    """Return the rows of the first sheet that holds something; none for an empty file. Raises TableError."""
    grid = next(read(content, is_export=is_export), None)
    return grid.rows if grid else ()
