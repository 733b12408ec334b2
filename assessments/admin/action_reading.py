"""Files with actions, read with limits: what is no such file is refused with a sentence that says why."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from assessments.catalogue.actions import TEXTS
from assessments.catalogue.entries import LANGUAGES
from assessments.catalogue.subjects import KINDS

from .action_columns import COLUMNS, one_kind_of_break

MOST_BYTES = 1024 * 1024
MOST_BYTES_UNPACKED = 5 * MOST_BYTES
MOST_LINES = 2000
MOST_COLUMNS = 100
DEPTH = 12
"""Deepest nesting in a YAML file; actions need six."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheet programs take for the beginning of a formula."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FileError(Exception):
    """A file that cannot be read as a list of actions; the message is for the admin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One action as it stands in a file."""

    number: int
    """Of the row in a table, or of the line in a YAML file."""
    cells: dict[str, str]
    """A text for every column."""
    unknown: str = ""
    """Names that mean nothing, separated by commas."""


def protected(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula: with an apostrophe before it where needed."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unprotected(text: str) -> str:
    """Return a text without the apostrophe that ``protected`` put before it."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def read_csv(data: bytes) -> list[Line]:
    """Return the actions of a CSV; commas, semicolons or tabs separate, as the heading shows. Raises FileError."""
    text = _decoded(data)
    heading = text.lstrip().partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _of_table([unprotected(cell) for cell in row] for row in rows)
    except csv.Error as error:
        raise FileError(_("This file cannot be read. Save it again as CSV.")) from error


def read_xlsx(data: bytes) -> list[Line]:
    """Return the actions on the first sheet of a workbook. Raises FileError."""
    import openpyxl

    _refuse_large(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        return _of_table([_cell(value) for value in row] for row in rows)
    except FileError:
        raise
    except Exception as error:  # a broken workbook fails in more ways than can be summed up
        raise FileError(_("This file cannot be read. Save it again as XLSX.")) from error


def read_yaml(data: bytes) -> list[Line]:
    """Return the actions of a YAML file in the shape of the shipped ones. Raises FileError."""
    text = _decoded(data)
    try:
        _refuse_tricks(text)
        tree = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise FileError(_("This file cannot be read as YAML.")) from error
        sentence = _("This file cannot be read as YAML: something is wrong in line %(number)s.")
        raise FileError(sentence % {"number": mark.line + 1}) from error
    if not isinstance(tree, yaml.SequenceNode):
        raise FileError(_("A YAML file with actions is a list: each action begins with “- code: …”."))
    _refuse_long(len(tree.value))
    return _some([_of_document(node) for node in tree.value])


def _decoded(data: bytes) -> str:
    """Return the text of a file; spreadsheet programs of Windows save CSV in its old encoding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise FileError(_("This file cannot be read: it is no text."))
    return text


def _refuse_long(n: int) -> None:
    if n > MOST_LINES:
        raise FileError(_("This file has more than %(most)s lines.") % {"most": MOST_LINES})


def _refuse_large(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise FileError(_("This file cannot be read. Save it again as XLSX.")) from error
    if size > MOST_BYTES_UNPACKED:
        raise FileError(_("This file is too large when it is unpacked."))


def _cell(value: object) -> str:
    """Return the value of a cell as people would have typed it."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _of_table(rows: Iterable[Sequence[str]]) -> list[Line]:
    """Return the lines under a heading; empty ones are passed over, but counted."""
    numbered = _filled(rows)
    _number, first = next(numbered, (0, []))
    heading = [cell.strip().casefold() for cell in first]
    _refuse_heading(heading)
    lines = []
    for number, row in numbered:
        if any(cell.strip() for cell in row[len(heading) :]):
            raise FileError(_("Row %(number)s has more cells than there are columns.") % {"number": number})
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(heading, map(_plain, row), strict=False))
        lines.append(Line(number, cells))
    return _some(lines)


def _filled(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        _refuse_long(number - 1)
        cells = list(row[: MOST_COLUMNS + 1])
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _refuse_heading(heading: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in heading]
    unknown = [column[:60] or "–" for column in heading if column not in COLUMNS]
    if missing:
        raise FileError(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if unknown:
        raise FileError(_("There are no such columns: %(columns)s.") % {"columns": ", ".join(unknown)})
    if len(set(heading)) < len(heading):
        raise FileError(_("A column stands in the file twice."))


def _some(lines: list[Line]) -> list[Line]:
    if not lines:
        raise FileError(_("There are no actions in this file."))
    return lines


def _plain(text: str) -> str:
    return one_kind_of_break(text).strip()


def _refuse_tricks(text: str) -> None:
    """Refuse references, with which a small file can grow without end, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise FileError(_("References (“*name”) cannot be used in a file with actions."))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            raise FileError(_("This file cannot be read as YAML."))


def _of_document(node: yaml.Node) -> Line:
    number = node.start_mark.line + 1
    document = _value(node)
    if not isinstance(document, dict):
        raise FileError(_("In line %(number)s no action begins: it should say “code: …”.") % {"number": number})
    cells = dict.fromkeys(COLUMNS, "") | {"active": "yes"}
    cells |= {column: _plain(_as_text(document.pop(column, cells[column]))) for column in COLUMNS[:7]}
    cells["conditions"] = "; ".join(_condition(one) for one in _as_list(document.pop("when", [])))
    unknown = []
    for language in LANGUAGES:
        texts = document.pop(language, {})
        texts = texts if isinstance(texts, dict) else {str(texts): ""}
        cells |= {f"{name}_{language}": _plain(_as_text(texts.pop(name, ""))) for name in TEXTS}
        unknown += [f"{language}: {name}" for name in texts]
    return Line(number, cells, ", ".join([*document, *unknown])[:200])


def _value(node: yaml.Node) -> Any:
    """Return a node as texts, lists and dictionaries: what a word such as “yes” means is for each column to say."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(_as_text(_value(key)), _value(value)) for key, value in node.value]
        if len({key for key, _value_ in pairs}) < len(pairs):
            sentence = _("In line %(number)s and after it something stands twice.")
            raise FileError(sentence % {"number": node.start_mark.line + 1})
        return dict(pairs)
    return "" if node.tag == "tag:yaml.org,2002:null" else node.value


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(one) for one in value)
    return str(value)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _condition(document: Any) -> str:
    """Return a condition as the tables write it; what is none as it is, to be refused with the others."""
    if not isinstance(document, dict) or not document:
        return _as_text(document)
    kind = next((kind for kind in KINDS if kind in document), "")
    rest = [f"{key} {_as_text(value)}" for key, value in document.items() if key != kind]
    return " ".join([f"{kind}: {_as_text(document.get(kind, ''))}", *rest])
