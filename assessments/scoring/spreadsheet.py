"""The rows of a spreadsheet of answers as an input document."""

from collections.abc import Mapping, Sequence
from typing import Any

from .instrument import Instrument
from .reading import SPECIAL_ANSWERS, InputError, shown

IDENTITY = ("id", "organisation", "role")
NumberedRow = tuple[int, Sequence[str]]


def respondents_of_rows(rows: Sequence[NumberedRow], instrument: Instrument) -> list[dict[str, Any]]:
    """Return the respondents in rows under the columns id, organisation, role and item codes; one respondent a row.

    An empty cell is no answer; reasons are ``a b c``.

    Parameters
    ----------
    rows
        Those that hold something, the headings first, each with its number in the file.
    instrument
        The questionnaire that was answered.

    Raises
    ------
    InputError
        For a missing, unknown or repeated column, a row with too many cells, or an invalid answer.
    """
    if not rows:
        raise InputError("The CSV is empty; it must begin with the columns id, organisation and role.")
    columns = _columns(rows[0][1], instrument)
    return [_respondent(columns, row, number, instrument) for number, row in rows[1:]]


def _columns(heading: Sequence[str], instrument: Instrument) -> list[str]:
    columns = [cell.strip() for cell in heading]
    while not columns[-1]:  # spreadsheet programs also save columns that were once in use
        columns.pop()
    known = {*IDENTITY, *instrument.rating_codes, instrument.reasons, *instrument.text_codes}
    for column in columns:
        if column not in known:
            message = f"The CSV has an unknown column {shown(column)}."
            raise InputError(message)
        if columns.count(column) > 1:
            message = f"The CSV has the column {column} twice."
            raise InputError(message)
    for column in IDENTITY:
        if column not in columns:
            message = f"The CSV lacks the column {column}."
            raise InputError(message)
    return columns


def _respondent(columns: list[str], row: Sequence[str], number: int, instrument: Instrument) -> dict[str, Any]:
    if any(cell.strip() for cell in row[len(columns) :]):
        message = f"Row {number} of the CSV has more cells than there are columns."
        raise InputError(message)
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    answers = {
        code: _answer(code, cell, cells, instrument) for code, cell in cells.items() if code not in IDENTITY and cell
    }
    return {**{key: cells.get(key, "") for key in IDENTITY}, "answers": answers}


def _answer(code: str, cell: str, cells: Mapping[str, str], instrument: Instrument) -> object:
    if code in instrument.text_codes or cell in SPECIAL_ANSWERS:
        return cell
    if code == instrument.reasons:
        return cell.split()
    if cell in {"1", "2", "3", "4", "5"}:
        return int(cell)
    message = (
        f"Respondent {shown(cells.get('id', ''))}, code {code}: {shown(cell)} is no answer; "
        "it must be 1, 2, 3, 4, 5, weet_niet, nvt or empty."
    )
    raise InputError(message)
