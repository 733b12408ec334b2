"""Rows read from a file, as plain texts, numbered as a spreadsheet numbers them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from .limits import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, TOO_MANY_ROWS, TOO_MUCH_INSIDE, TableError


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty."""

    number: int
    """Counted from 1, empty rows included."""
    cells: tuple[str, ...]
    is_hidden: bool = False
    """Whether a filter, or somebody, hid it in the spreadsheet."""
    is_uncalculated: bool = False
    """Whether a formula in it has no value, as when a program wrote it that does not calculate."""
    from_above: frozenset[int] = frozenset()
    """The places of its cells that are one with those of the row above."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The content of one sheet of a file."""

    name: str
    rows: tuple[Row, ...]
    """All equally long, without empty columns on the right."""
    is_hidden: bool = False
    """Whether the spreadsheet shows no tab for it."""
    is_in_front: bool = False
    """Whether the spreadsheet opens with it."""
    is_guess: bool = False
    """Whether the file does not say which letters it has, so that some may be others."""


class MergedCells:
    """Cells that are one over several rows, of which a file has the value in the first row alone."""

    def __init__(self) -> None:
        self._values: dict[int, tuple[int, str]] = {}
        self.filled: dict[int, frozenset[int]] = {}
        """The places of the cells of each row that got their value from above."""

    def begin(self, column: int, last: int, value: str) -> None:
        """Note that the value of a column counts down to the row ``last``."""
        self._values[column] = (last, value)

    def fill(self, number: int, cells: Sequence[str]) -> list[str]:
        """Return the cells of a row with the values from above; of a row that has nothing else, the row as it is."""
        self._values = {column: kept for column, kept in self._values.items() if kept[0] >= number}
        if not self._values or not any(cell.strip() for cell in cells):
            return list(cells)
        filled = [*cells, *[""] * (max(self._values) + 1 - len(cells))]
        self.filled[number] = frozenset(column for column in self._values if not filled[column])
        for column in self.filled[number]:
            filled[column] = self._values[column][1]
        return filled


def to_grid(name: str, rows: Iterable[Row], *, is_hidden: bool = False, is_in_front: bool = False) -> Grid:
    """Return rows as a grid."""
    rows = tuple(rows)
    width = max((place for row in rows for place, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    padding = ("",) * width
    equally_long = tuple(replace(row, cells=(*row.cells, *padding)[:width]) for row in rows)
    return Grid(name, equally_long, is_hidden, is_in_front)


def filled_rows(
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    most: int | None = MOST_ROWS,
    hidden: Container[int] = (),
    uncalculated: Container[int] = (),
    from_above: Mapping[int, frozenset[int]] = MappingProxyType({}),
) -> Iterator[Row]:
    """Return the non-empty rows, numbered. Raises TableError for more than ``most`` rows, or too much text in them.

    ``hidden`` has the numbers of the rows that the spreadsheet does not show, and ``uncalculated`` those of the rows
    with a formula that has no value; ``from_above`` has, by the number of the row, the places of the cells that are one
    with those above. All may be filled while the rows are read.

    Characters are counted because a workbook can hold a long text once and refer to it from every cell. If ``most`` is
    None, there is no limit at all.
    """
    n_rows = n_characters = 0
    for number, cells in rows:
        row = Row(
            number,
            tuple(cells if most is None else cells[:MOST_COLUMNS]),
            number in hidden,
            number in uncalculated,
            from_above.get(number, frozenset()),
        )
        if not any(cell.strip() for cell in row.cells):
            continue
        n_rows += 1
        n_characters += sum(map(len, row.cells))
        if most is not None and n_rows > most:
            raise TableError(TOO_MANY_ROWS, most=min(most, MOST_ROWS))
        if most is not None and n_characters > MOST_UNPACKED:
            raise TableError(TOO_MUCH_INSIDE)
        yield row


def as_text(value: object) -> str:
    """Return the value of a cell as people would have typed it; a date and time as its date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
