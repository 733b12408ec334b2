"""What a single cell holds, as far as it can be told from the cell alone."""

import re
from collections.abc import Callable, Sequence

from .matching import role_of

_ERROR = re.compile(r"#(?:N/?[A-Z]|#+|GETTING_DATA|[A-ZÀ-Þ0-9/_]+(?: [A-ZÀ-Þ0-9]+)*[!?])|ERR:\d{3}|###")
"""What spreadsheets show where a formula has no value, in any language, or where a column is too narrow."""


_NOTHING = {
    *("n.v.t.", "n.v.t", "nvt", "n/a", "none", "geen", "onbekend", "unknown", "niet bekend", "nog niet bekend"),
    *("volgt", "volgt nog", "nnb", "n.n.b.", "n.b.", "ntb", "n.t.b."),
}
"""What people write where there is nothing to write."""


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or has what people write instead.

    Examples
    --------
    >>> says_nothing("–"), says_nothing("N.v.t."), says_nothing("Geen Bezwaar BV")
    (True, True, False)
    """
    return not any(map(str.isalnum, cell)) or cell.strip().casefold() in _NOTHING


def is_error(cell: str) -> bool:
    """Whether a spreadsheet shows this where it has no value.

    Examples
    --------
    >>> is_error("#WAARDE!"), is_error("#DEEL/0!"), is_error("#1 De Linde")
    (True, True, False)
    """
    return _ERROR.fullmatch(cell.strip().upper()) is not None


def has_address(cell: str) -> bool:
    """Whether there may be an e-mail address in a cell."""
    return "@" in cell


def has_role(cell: str) -> bool:
    """Whether a cell says a role that we know."""
    return role_of(cell) is not None


def has_letters(cell: str) -> bool:
    """Whether a cell has letters, so that it is no number."""
    return any(map(str.isalpha, cell))


def is_like_a_name(cell: str) -> bool:
    """Whether a cell has a first and a last name; a single word may be anything."""
    return len(cell.split()) > 1 and has_letters(cell) and not any(map(str.isdigit, cell))


def share(rows: Sequence[Sequence[str]], place: int, holds: Callable[[str], bool]) -> float:
    """Return which share of the filled cells of a column holds something."""
    cells = [row[place] for row in rows if row[place]]
    return sum(map(holds, cells)) / len(cells) if cells else 0.0
