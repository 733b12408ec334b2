"""Statements that every page of questions and every save needs: Django takes far longer to write them than to run them.

Django writes a statement itself, from a queryset, the first time; from then on it is run with other values. Relies on
how Django makes objects of the rows of a joined statement; ``tests/answering/test_kept_statements.py`` fails when that
changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class _Written:
    """What Django made of a queryset, with how a row becomes an object."""

    sql: str
    first_column: int
    columns: tuple[str, ...]
    converters: Mapping[int, Any]
    related: tuple[Any, ...]


class KeptStatement(Generic[M]):
    """Finds the first row of a queryset that has these values in these fields."""

    def __init__(self, queryset: QuerySet[M], *names: str, is_shared: bool = False) -> None:
        """Keep the statement for values of the fields with these names; ``is_shared`` adds FOR SHARE on PostgreSQL.

        Django has no word for that. On SQLite a writing transaction is alone already.
        """
        self._queryset, self._names, self._is_shared = queryset.order_by(), names, is_shared
        self._fields = [queryset.model._meta.get_field(name) for name in names]  # noqa: SLF001 (Django's own way to ask)
        self._written: dict[str, _Written] = {}

    def first(self, *values: Any) -> M | None:
        """Return the first row with these values; None if there is none."""
        written = self._written.get(connection.vendor) or self._write(values)
        asked = [
            field.get_db_prep_value(value, connection)  # type: ignore[union-attr]
            for field, value in zip(self._fields, values, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, asked)
            row = cursor.fetchone()
        return None if row is None else self._object(written, list(row))

    def _write(self, values: tuple[Any, ...]) -> _Written:
        found = self._queryset
        for name, value in zip(self._names, values, strict=True):
            found = found.filter(**{name: value})
        compiler: Any = found.query.get_compiler(connection=connection)
        sql, _values = compiler.as_sql()
        kind, places = compiler.klass_info, compiler.klass_info["select_fields"]
        written = _Written(
            sql=f"{sql} FOR SHARE" if self._is_shared and connection.vendor == "postgresql" else sql,
            first_column=places[0],
            columns=tuple(one[0].target.attname for one in compiler.select[places[0] : places[-1] + 1]),
            converters=compiler.get_converters([one[0] for one in compiler.select]),
            related=tuple(get_related_populators(kind, compiler.select, DEFAULT_DB_ALIAS)),
        )
        self._written[connection.vendor] = written
        return written

    def _object(self, written: _Written, row: list[Any]) -> M:
        for place, (converters, expression) in written.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        own = row[written.first_column : written.first_column + len(written.columns)]
        made = self._queryset.model.from_db(DEFAULT_DB_ALIAS, written.columns, own)
        for related in written.related:
            related.populate(row, made)
        return made
