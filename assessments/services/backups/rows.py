"""Rows as lines of JSON, the same from either database, so that each can be made from a backup of the other."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_string

from .archive import Archive, BackupError

Model = type[models.Model]
_AT_ONCE = 500
"""Rows per statement."""
_FIRST = "questionnaire"
"""With which the document of a result begins on SQLite, which keeps copies of what stands first in a row."""


def tables_of(apps: Apps) -> dict[str, Model]:
    """Return the model of every table, by the name of the table."""
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    return {table: model for table, model in sorted(found.items()) if model._meta.managed}  # noqa: SLF001


def lines_of(model: Model) -> Iterator[bytes]:
    """Yield the rows of a table, the names of its columns first."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    yield _line([field.column for field in fields])
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))  # noqa: SLF001
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield _line(row)


def _line(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), default=_as_text, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _as_text(value: Any) -> str:
    """Return a value that JSON does not have as the text that its field reads again."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    message = f"no way to write {type(value).__name__}"
    raise TypeError(message)


def load(archive: Archive, apps: Apps) -> None:
    """Put all rows of a backup into the tables, which are as they were when it was made, instead of what is there.

    Raises BackupError if the tables are others than those in the backup.
    """
    tables = tables_of(apps)
    if set(tables) != set(archive.manifest.n_rows):
        unlike = ", ".join(sorted(set(tables) ^ set(archive.manifest.n_rows)))
        message = f"The backup does not fit the tables of this version: {unlike}."
        raise BackupError(message)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608 – ours, and quoted
        for table, model in tables.items():
            lines = archive.lines_of(table)
            columns = json.loads(next(lines))
            into = ", ".join(map(quote, columns))
            values = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {quote(table)} ({into}) VALUES ({values})"  # noqa: S608
            prepare = _preparer(model, columns)
            while some := [prepare(json.loads(line)) for line in islice(lines, _AT_ONCE)]:
                cursor.executemany(statement, some)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
            cursor.execute(statement)


def _preparer(model: Model, columns: list[str]) -> Callable[[list[Any]], list[Any]]:
    """Return what makes a line into the values that the database takes."""
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001
    if set(fields) != set(columns):
        message = f"The backup does not fit the columns of {model._meta.db_table} in this version."  # noqa: SLF001
        raise BackupError(message)
    chosen = [(fields[column], _reader(fields[column])) for column in columns]

    def prepare(values: list[Any]) -> list[Any]:
        return [
            field.get_db_prep_save(read(value), connection) for (field, read), value in zip(chosen, values, strict=True)
        ]

    return prepare


def _reader(field: Any) -> Callable[[Any], Any]:
    """Return what makes the value of a field from what JSON gives."""
    while field.remote_field:
        field = field.target_field
    if not isinstance(field, models.JSONField):
        return field.to_python  # type: ignore[no-any-return]
    return _in_order if connection.vendor == "sqlite" else lambda value: value


def _in_order(value: Any) -> Any:
    """Return a document with what is about nobody first: PostgreSQL puts the parts in an order of its own."""
    if not isinstance(value, dict) or _FIRST not in value:
        return value
    return {_FIRST: value[_FIRST]} | value
