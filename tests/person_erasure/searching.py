"""Searches the whole database and all files for words, whatever their case and accents."""

import base64
import json
import pickle
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from assessments.folding import fold
from collab.accounts.session_store import SessionStore


def places_of(words, *, beside=()):
    """Return ``table.column`` of every column in the database in which one of these words stands.

    Not where they are only part of what is in ``beside``.
    """
    return {
        f"{table}.{column}"
        for table in connection.introspection.table_names()
        for column, values in columns_of(table)
        if any(holds(readable(table, column, value), words, beside) for value in values)
    }


def holds(text, words, beside):
    folded = fold(text)
    for other in sorted(beside, key=len, reverse=True):
        folded = folded.replace(fold(other), "")
    return any(fold(word) in folded for word in words)


def columns_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – Django's own names
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    return [(name, [row[place] for row in rows]) for place, name in enumerate(names)]


def readable(table, column, value):
    """Return a value as text: JSON with its signs written out, sessions and the cache unpacked."""
    if column == "session_data":
        return json.dumps(SessionStore().decode(value), ensure_ascii=False)
    if (table, column) == ("cache", "value"):
        return repr(pickle.loads(base64.b64decode(value)))  # noqa: S301 – our own
    text = value if isinstance(value, str) else str(value)
    with suppress(ValueError):
        text = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", " ")
    return " ".join(text.split())


def files_with(words, *, beside=()):
    """Return the names of all files in DATA_DIR and of all kept reports in which one of these words stands."""
    folders = (Path(settings.DATA_DIR), Path(settings.PRIVATE_DIR))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if has_any(path.read_bytes(), words, beside)]


def has_any(content, words, beside):
    for other in sorted(beside, key=len, reverse=True):
        for form in forms_of(other):
            content = content.replace(form, b"")
    return any(form in content for word in words for form in forms_of(word))


def forms_of(word):
    """Return the bytes of a word as files may hold it: as it is, in small or in capital letters, folded, in JSON."""
    written = {word, word.lower(), word.upper(), fold(word)}
    return {form.encode() for text in written for form in (text, json.dumps(text)[1:-1])}
