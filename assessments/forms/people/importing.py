"""The forms for adding many people: a file or pasted rows, and then the rows in the preview until they are added."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.layout import fields_only
from assessments.services.importing.checking import Row
from assessments.tables.csv_files import read_delimited
from assessments.tables.grids import Row as FileRow
from assessments.tables.limits import MOST_BYTES, MOST_ROWS, TableError
from assessments.tables.reading import first_rows

FIELDS = ("name", "email", "role", "organisation")
NEW_ORGANISATION = "+"
"""Chosen if a name resembles a known organisation but is another one."""
_LONGEST_CELL = 1000


class SourceForm(forms.Form):
    """Rows pasted from a spreadsheet, or a file."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste rows from a spreadsheet"),
        help_text=gettext_lazy("One person on each row: name, e-mail address, role and organisation."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file, at most 1 MB."
        ),
        required=False,
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.rows: tuple[FileRow, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Read the rows, or say why they cannot be read."""
        cleaned = super().clean() or self.cleaned_data
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if self.errors:
            return cleaned
        try:
            if file:
                self.rows = first_rows(file.read(MOST_BYTES + 1))
            elif pasted.strip():
                self.rows = read_delimited(pasted)
            else:
                self.add_error("pasted", _("Paste rows, or choose a file."))
        except TableError as error:
            self.add_error("file" if file else "pasted", str(error))
        return cleaned


def to_text(rows: Sequence[Row]) -> str:
    """Return rows as the value of one field of the form."""
    plain = [
        [
            *(row.line, row.name, row.email, row.role, row.organisation),
            *(int(row.is_left_out), int(row.is_new_organisation), int(row.updates)),
        ]
        for row in rows
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def rows_in(data: "MultiValueDict[str, str] | Mapping[str, str]") -> list[Row]:
    """Return the rows of a posted preview with its changes. Raises TableError if it cannot be read."""
    try:
        plain = json.loads(data.get("rows", ""))
        rows = [_row(*cells) for cells in _list(plain)]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise TableError(_("The rows did not arrive whole. Paste them, or choose the file, once more.")) from error
    if len(rows) > MOST_ROWS or len({row.line for row in rows}) < len(rows):
        raise TableError(_("The rows did not arrive whole. Paste them, or choose the file, once more."))
    return [_apply_changes(row, data) for row in rows]


def _list(plain: object) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    return plain


def _row(line: int, name: str, email: str, role: str, organisation: str, *choices: int) -> Row:
    cells = (name, email, role, organisation)
    if type(line) is not int or len(choices) != 3 or not all(isinstance(cell, str) for cell in cells):
        raise ValueError(line)
    left_out, is_new, updates = map(bool, choices)
    name, email, role, organisation = (cell[:_LONGEST_CELL] for cell in cells)
    return Row(line, name, email, role, organisation, left_out, is_new, updates)


def _apply_changes(row: Row, data: "MultiValueDict[str, str] | Mapping[str, str]") -> Row:
    """Return a row with the values of the fields on the page; a field that is not on the page changes nothing."""
    given = {name: data.get(f"{name}-{row.line}") for name in FIELDS}
    changes: dict[str, Any] = {
        name: " ".join(value.split())[:_LONGEST_CELL] for name, value in given.items() if value is not None
    }
    if given["organisation"] == NEW_ORGANISATION:
        changes |= {"organisation": row.organisation, "is_new_organisation": True}
    if f"shown-{row.line}" in data:
        changes["is_left_out"] = f"leave-{row.line}" in data
        changes["updates"] = f"update-{row.line}" in data
    return replace(row, **changes)
