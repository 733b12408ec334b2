"""The forms for adding many people: a file or pasted rows, and then the rows in the preview until they are added."""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.cleaning import address, one_line
from assessments.forms.files import FileChoice
from assessments.forms.layout import fields_only
from assessments.ids import id_in
from assessments.models.choices import roles
from assessments.services.importing.checking import Row
from assessments.services.importing.columns import ForAll
from assessments.services.importing.same_words import word_in
from assessments.services.importing.sheets import sheet_of_text, sheets_in
from assessments.tables.grids import Grid
from assessments.tables.limits import MOST_ROWS, MOST_UNPACKED, TOO_LARGE, TableError
from assessments.vocabulary.limits import LARGEST_FILE

FIELDS = ("name", "email", "role", "organisation")
WORDS = {"role", "organisation"}
"""The fields of which a word that several rows share is asked about once."""
NEW_ORGANISATION = "+"
"""Chosen if a name resembles a known organisation but is another one."""
CHOSEN = "id:"
"""Stands before the id of a known organisation that is chosen, so that it is never taken for a name."""
_LONGEST_CELL = 1000
_MOST_PACKED = 800_000
"""Characters of all rows packed: with one page of rows beside it, a page stays below a megabyte."""


class SourceForm(forms.Form):
    """Rows pasted from a spreadsheet, or a file."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste rows from a spreadsheet"),
        help_text=gettext_lazy(
            "One participant per row: name, email address, role and organisation. You can also paste a list of "
            "addresses that you copied from your email program."
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy(
            "An Excel spreadsheet (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file of at most 1 MB."
        ),
        required=False,
        widget=FileChoice({"data-too-large": TOO_LARGE}),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    role = forms.ChoiceField(label=gettext_lazy("Role for everyone without one in the list"), required=False)
    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation for everyone without one in the list"), required=False
    )

    def __init__(self, *args: Any, organisations: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("As in the list")), *roles()]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("As in the list")),
            *((str(pk), name) for pk, name in organisations.items()),
        ]
        self.helper = fields_only()
        self.sheets: Sequence[Grid] = ()
        self._organisations = organisations

    def clean(self) -> dict[str, Any]:
        """Read the rows, or say why they cannot be read."""
        cleaned = super().clean() or self.cleaned_data
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if self.errors:
            return cleaned
        try:
            if file:
                self.sheets = sheets_in(file.read(LARGEST_FILE + 1))
            elif pasted.strip():
                self.sheets = (sheet_of_text(pasted),)
            else:
                self.add_error("pasted", _("Paste rows, or choose a file."))
        except TableError as error:
            self.add_error("file" if file else "pasted", str(error))
        return cleaned

    @property
    def for_all(self) -> ForAll:
        """What counts for everybody of whom the list does not say it."""
        chosen = self.cleaned_data.get("organisation") or "0"
        return ForAll(self.cleaned_data.get("role", ""), self._organisations.get(int(chosen), ""))


def to_text(rows: Sequence[Row]) -> str:
    """Return rows as the value of one field of the form, packed. Raises TableError if they are too much for a page."""
    plain = [
        [
            *(row.line, row.name, row.email, row.role, row.organisation),
            *(int(row.is_left_out), int(row.is_new_organisation), row.updates),
        ]
        for row in rows
    ]
    written = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(written)).decode()
    if len(packed) > _MOST_PACKED or len(written) > MOST_UNPACKED:
        raise TableError(_("There is too much text in this list. Split it, and add the parts one after the other."))
    return packed


def _unpack(packed: str) -> Any:
    """Return what was packed. Raises ValueError for anything else, and for what would unpack to far more."""
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(base64.urlsafe_b64decode(packed[: _MOST_PACKED + 4]), MOST_UNPACKED)
    except zlib.error as error:
        raise ValueError from error
    if not unpacking.eof:
        raise ValueError
    return json.loads(written)


def rows_in(data: "MultiValueDict[str, str] | Mapping[str, str]", organisations: Mapping[int, str]) -> list[Row]:
    """Return the rows of a posted preview with its changes. Raises TableError if it cannot be read.

    An organisation is chosen by its id in ``organisations``, or typed; one that is gone has to be chosen again.
    """
    try:
        rows = [_row(*cells) for cells in _list(_unpack(data.get("rows", "")))]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise TableError(_("The rows did not arrive complete. Paste them, or choose the file, again.")) from error
    if len(rows) > MOST_ROWS or len({row.line for row in rows}) < len(rows):
        raise TableError(_("The rows did not arrive complete. Paste them, or choose the file, again."))
    changes = {row.line: _changes(row, data, organisations) for row in rows}
    chosen = {
        (name, word_in(name, row)): changes[row.line][name] for row in rows for name in changes[row.line].keys() & WORDS
    }
    return [_changed(row, changes[row.line], chosen, data) for row in rows]


def _list(plain: object) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    return plain


def _row(line: int, name: str, email: str, role: str, organisation: str, *choices: int | str) -> Row:
    left_out, is_new, updates = choices
    cells = (name, email, role, organisation, updates)
    if type(line) is not int or not all(isinstance(cell, str) for cell in cells):
        raise ValueError(line)
    name, email, role, organisation, mark = (one_line(str(cell))[:_LONGEST_CELL] for cell in cells)
    return Row(line, name, email, role, organisation, bool(left_out), bool(is_new), mark)


def _changes(
    row: Row, data: "MultiValueDict[str, str] | Mapping[str, str]", organisations: Mapping[int, str]
) -> dict[str, dict[str, Any]]:
    """Return per field of this row on the page what it changes; a list in which nothing is chosen changes nothing."""
    given = {name: data.get(f"{name}-{row.line}") for name in FIELDS}
    cells = {name: one_line(value)[:_LONGEST_CELL] for name, value in given.items() if value is not None}
    changes: dict[str, dict[str, Any]] = {name: {name: value} for name, value in cells.items()}
    for name in WORDS:
        if cells.get(name) == "" and word_in(name, row):
            del changes[name]
    organisation = given["organisation"] or ""
    if organisation == NEW_ORGANISATION:
        changes["organisation"] = {"is_new_organisation": True}
    elif organisation.startswith(CHOSEN):
        chosen = id_in(organisation.removeprefix(CHOSEN))
        changes["organisation"] = {"organisation": organisations.get(chosen or 0, "")}
    return changes


def _changed(
    row: Row,
    own: Mapping[str, Mapping[str, Any]],
    chosen: Mapping[tuple[str, str], Mapping[str, Any]],
    data: "MultiValueDict[str, str] | Mapping[str, str]",
) -> Row:
    """Return a row with what was changed in it, and with what was chosen at another row for the same word."""
    changes: dict[str, Any] = {}
    for name in FIELDS:
        word = word_in(name, row)
        changes |= own.get(name) or (chosen.get((name, word), {}) if word else {})
    if f"shown-{row.line}" in data:
        changes["is_left_out"] = f"leave-{row.line}" in data
        changes["updates"] = data.get(f"update-{row.line}", "")[:_LONGEST_CELL]
    return replace(row, **changes | {"email": address(changes.get("email", row.email))})
