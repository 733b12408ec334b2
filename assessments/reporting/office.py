"""What documents for word processors and presentations share: their properties, their zip, and their language."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from assessments.tables.zip_files import read_zip, write_zip

from .charts.style import LIGHT

TYPEFACE = "Arial"
"""It is on nearly every computer, and where it is not, one of the same widths is."""
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
"""How programs for offices call our languages, so that they spell and read aloud in them."""
_IN_THEME = ((b"Calibri", TYPEFACE.encode()), (b"4F81BD", LIGHT["intentie"][1:].encode()))
"""What the themes of the libraries' templates have, and what ours have: white on their blue is hard to read."""


def locale_of(language: str) -> str:
    """Return the name of a language for programs for offices."""
    return LOCALES.get(language, language)


def describe(document: Any, *, title: str, language: str, at: datetime) -> None:
    """Set the properties of a document."""
    about = document.core_properties
    about.title, about.language = title[:255], locale_of(language)  # properties hold no more
    about.author = about.last_modified_by = "Driekracht"
    about.comments = about.keywords = about.subject = ""
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def bytes_of(save: Callable[[BinaryIO], None], at: datetime) -> bytes:
    """Return a saved document, of one moment: the same document gives the same bytes."""
    out = io.BytesIO()
    save(out)
    files = [
        (name, _in_our_theme(content) if "/theme/" in name else content) for name, content in read_zip(out.getvalue())
    ]
    return write_zip(files, at)


def _in_our_theme(content: bytes) -> bytes:
    for theirs, ours in _IN_THEME:
        content = content.replace(theirs, ours)
    return content
