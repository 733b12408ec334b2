"""Puts a mark in the place of each mention of a person, in rows and in frozen results."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models import Result
from assessments.results.stored_results import checksum, in_stored_order
from assessments.vocabulary.languages import DEFAULT

from .columns import language_path, text_columns
from .finding import Keys
from .mentions import Mentions, numbered


def mark_in(language: str | None) -> str:
    """Return what stands in the place of what was erased, in the language of the text around it."""
    with override(language or DEFAULT):
        return _("[erased]")


def erase_in_rows(model: type[models.Model], keys: Keys, mentions: Mentions) -> None:
    """Erase every mention of a person from the text and JSON columns of these rows, as they are now.

    A column that holds nothing else becomes empty, if it may be.
    """
    columns = text_columns()[model]
    rows = model._default_manager.order_by("pk").filter(pk__in=keys)  # noqa: SLF001 – Django's own name for it
    languages = _languages(model, rows)
    for key, *values in rows.select_for_update().values_list("pk", *(column.name for column in columns)):
        mark = mark_in(languages.get(key))
        held = {column: value for column, value in zip(columns, values, strict=True) if mentions.are_in(value)}
        _store(rows.filter(pk=key), held, mentions, mark)


def erase_in_result(key: int, mentions: Mentions) -> str:
    """Erase every mention of a person from a frozen result, and whom to ask if that is them.

    Returns the checksum from before, by which the files made from it are known; empty if the result is gone. A result
    that was altered keeps its checksum, so that it is not taken for whole.
    """
    stored = Result.objects.select_for_update().filter(pk=key).first()
    if stored is None:
        return ""
    before = stored.checksum
    is_whole = checksum(stored.document) == before
    document = mentions.replaced(_without_contact(stored.document, mentions), mark_in(stored.round.language))
    stored.document = in_stored_order(document) if isinstance(document, dict) else document
    stored.checksum = checksum(stored.document) if is_whole else before
    stored.save(update_fields=["document", "checksum"])
    return before


def _languages(model: type[models.Model], rows: models.QuerySet[Any]) -> Mapping[Any, str | None]:
    path = language_path(model)
    return dict(rows.values_list("pk", path)) if path else {}


def _store(
    row: models.QuerySet[Any], held: Mapping[models.Field[Any, Any], Any], mentions: Mentions, mark: str
) -> None:
    """Store one row without the mentions; the mark gets a number where two rows may not be the same."""
    for number in count(1):
        marked = numbered(mark, number)
        changed = {column.name: _without(column, value, mentions, marked) for column, value in held.items()}
        try:
            with transaction.atomic():
                row.update(**changed)
        except IntegrityError:
            continue
        return


def _without(column: models.Field[Any, Any], value: Any, mentions: Mentions, mark: str) -> Any:
    replaced = mentions.replaced(value, mark)
    if not isinstance(replaced, str):
        return replaced
    if column.blank and replaced.strip() == mark:
        return ""
    return replaced[: column.max_length] if column.max_length else replaced


def _without_contact(document: Any, mentions: Mentions) -> Any:
    """Return a document without whom to ask, if that mentions the person: name and address are one text there."""
    facts = document.get("facts") if isinstance(document, dict) else None
    if not isinstance(facts, dict) or not mentions.are_in(facts.get("contact", "")):
        return document
    return document | {"facts": facts | {"contact": ""}}
