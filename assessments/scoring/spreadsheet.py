"""A spreadsheet of answers, saved as CSV, as an input document."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from .reading import SPECIAL_ANSWERS, InputError, shown
from .values import Instrument

IDENTITY = ("id", "organisation", "role")


def read_csv(text: str, instrument: Instrument) -> list[dict[str, Any]]:
    """Return the respondents of a CSV: columns id, organisation, role and item codes; one respondent a row.

    Commas or semicolons separate, as the heading shows; an empty cell is no answer; reasons stand as ``a b c``.

    Raises
    ------
    InputError
        For a missing, unknown or double column, a row with too many cells, or a cell that is no answer.
    """
    lines = text.removeprefix("\ufeff")
    heading = lines.lstrip().partition("\n")[0]
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    try:
        table = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        message = f"The CSV cannot be read: {error}."
        raise InputError(message) from error
    if not table:
        raise InputError("The CSV is empty; it must begin with the columns id, organisation and role.")
    columns = _columns(table[0][1], instrument)
    return [_respondent(columns, row, number, instrument) for number, row in table[1:]]


def _columns(heading: list[str], instrument: Instrument) -> list[str]:
    columns = [cell.strip() for cell in heading]
    while not columns[-1]:  # spreadsheet programmes save columns that were once in use
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


def _respondent(columns: list[str], row: list[str], number: int, instrument: Instrument) -> dict[str, Any]:
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
