"""The formats in which the catalogue goes out and comes in: XLSX, CSV and YAML."""

import csv
import io
from collections.abc import Callable
from typing import Any, ClassVar

import tablib
import yaml
from import_export.formats.base_formats import Format

from assessments.catalogue.actions import TEXTS
from assessments.vocabulary.languages import LANGUAGES

from .action_columns import COLUMNS, condition_documents
from .action_reading import Line, protected, read_csv, read_xlsx
from .action_reading_yaml import read_yaml

LINE, UNKNOWN = "line", "unknown"
"""Two columns beside those of the file: where a line stands in it, and the names in it that mean nothing."""

BOM = "\ufeff"
WIDE = {"code": 24, "active": 8, "order": 8, "source": 24, "roles": 34, "diagnosis": 22, "level": 20, "conditions": 40}
WIDTH_OF_TEXT = 60


class ActionFormat(Format):  # type: ignore[misc]
    """One format; the library asks for these names."""

    title: ClassVar[str]
    extension: ClassVar[str]
    content_type: ClassVar[str]

    def get_title(self) -> str:
        """Return what the format is called."""
        return self.title

    def get_extension(self) -> str:
        """Return how the names of its files end."""
        return self.extension

    def get_content_type(self) -> str:
        """Return its type for browsers."""
        return self.content_type

    def can_import(self) -> bool:
        """Whether files can come in."""
        return True

    def can_export(self) -> bool:
        """Whether files can go out."""
        return True

    def read(self, data: bytes) -> list[Line]:
        """Return the lines of a file. Raises FileError."""
        raise NotImplementedError

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Return a file as the library takes it. Raises FileError."""
        lines = self.read(in_stream)
        rows = [[line.number, line.unknown, *(line.cells[column] for column in COLUMNS)] for line in lines]
        return tablib.Dataset(*rows, headers=[LINE, UNKNOWN, *COLUMNS])


class Xlsx(ActionFormat):
    """A workbook with one sheet."""

    title, extension = "XLSX", "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def read(self, data: bytes) -> list[Line]:
        """Return the lines of a file. Raises FileError."""
        return read_xlsx(data)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Return the workbook; every cell is text, also when it begins as a formula does."""
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        workbook = Workbook()
        sheet: Any = workbook.active
        sheet.title = "actions"
        for number, row in enumerate([dataset.headers, *dataset], start=1):
            for place, text in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"
                cell.quotePrefix = number > 1
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.font = Font(bold=number == 1)
        for place, column in enumerate(dataset.headers, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column, WIDTH_OF_TEXT)
        sheet.freeze_panes = "B2"
        return _saved(workbook.save)


class Csv(ActionFormat):
    """A table with semicolons, as spreadsheet programs in Dutch save it."""

    title, extension, content_type = "CSV", "csv", "text/csv"

    def read(self, data: bytes) -> list[Line]:
        """Return the lines of a file. Raises FileError."""
        return read_csv(data)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Return the table; what begins as a formula does is given an apostrophe, which an import takes away."""
        told = io.StringIO(newline="")
        writer = csv.writer(told, delimiter=";")
        writer.writerow(dataset.headers)
        writer.writerows([protected(text) for text in row] for row in dataset)
        return (BOM + told.getvalue()).encode()


class Yaml(ActionFormat):
    """A list in the shape of the files that the product brings."""

    title, extension, content_type = "YAML", "yaml", "application/yaml"

    def read(self, data: bytes) -> list[Line]:
        """Return the lines of a file. Raises FileError."""
        return read_yaml(data)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Return the list."""
        documents = [_document(dict(zip(dataset.headers, row, strict=True))) for row in dataset]
        told: str = yaml.dump(documents, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
        return told.encode()


FORMATS: tuple[type[ActionFormat], ...] = (Xlsx, Csv, Yaml)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def _document(cells: dict[str, str]) -> dict[str, Any]:
    return {
        "code": cells["code"],
        **({} if cells["active"] == "yes" else {"active": False}),
        "order": int(cells["order"]),
        "diagnosis": cells["diagnosis"] or None,
        "level": cells["level"],
        "roles": cells["roles"].split(", "),
        "when": condition_documents(cells["conditions"]),
        "source": cells["source"],
        **{language: {name: cells[f"{name}_{language}"] for name in TEXTS} for language in LANGUAGES},
    }


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as people do."""


def _several_lines(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _several_lines)
