"""What lies on the disk: the files of the database that the tests use, read byte by byte."""

import json
import re
from collections import defaultdict
from pathlib import Path

from django.db import connection

_BEGINNING = 8
"""Bytes by which what is looked for is found in a file."""


def as_written(text):
    """Return the ways in which a text can lie in a file: as it is, and as it stands in JSON."""
    return {text.encode(), json.dumps(text)[1:-1].encode()}


def id_as_written(identity):
    """Return the ways in which a UUID can lie in a file."""
    return {str(identity).encode(), identity.hex.encode(), identity.bytes}


def files_of_database():
    """Return every file of the database, with its log; of PostgreSQL those of all databases of the server."""
    if connection.vendor == "sqlite":
        main = Path(connection.settings_dict["NAME"])
        return sorted(main.parent.glob(f"{main.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    return [path for part in ("base", "global", "pg_wal") for path in (Path(folder) / part).rglob("*")]


def write_out():
    """Let the database write to its files what it has in memory alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")


def found_in(paths, planted):
    """Return which of the planted things, each a set of ways to write it, lie in these files."""
    beginnings = defaultdict(list)
    for name, ways in planted.items():
        for way in ways:
            beginnings[way[:_BEGINNING]].append((way, name))
    return {name for path in paths for name in _found_in(path, beginnings)}


def _found_in(path, beginnings):
    # Few files have any of the few beginnings, and hundreds of megabytes are read.
    try:
        content = path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:  # the database deleted it meanwhile
        return
    for beginning, ways in beginnings.items():
        for place in (match.start() for match in re.finditer(re.escape(beginning), content)):
            yield from (name for way, name in ways if content.startswith(way, place))
