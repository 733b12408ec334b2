"""What an installation with the first version of the model left: the demo, made and dumped by that version.

It holds six results of closed rounds with their answers, and two open rounds that are partly answered.
"""

import json
import lzma
import re
import sqlite3
from functools import cache
from pathlib import Path

DUMP = Path(__file__).with_name("filled_by_first_model.sql.xz")
NO_ANSWERS = ("18.75",)
"""Numbers with decimals that are thresholds, and so no answers of anybody."""


def restore(path):
    """Make that database here and return a connection to it."""
    database = sqlite3.connect(path)
    database.executescript(lzma.decompress(DUMP.read_bytes()).decode())
    return database


@cache
def _stored():
    database = restore(":memory:")
    rows = database.execute("SELECT document, checksum FROM assessments_result ORDER BY id").fetchall()
    database.close()
    return tuple(rows)


def documents():
    """Return the results as they were stored, and may be changed."""
    return [json.loads(document) for document, _checksum in _stored()]


def checksums():
    """Return what they were stored with, in the same order."""
    return [checksum for _document, checksum in _stored()]


def exact_numbers(document):
    """Return, as they are written, the numbers of a result that are more exact than anything that is shown."""
    told = json.dumps([document["disclosed"], document["actions"], document.get("earlier")])
    return set(re.findall(r"\d+\.\d{2,}", told)) - {*NO_ANSWERS}
