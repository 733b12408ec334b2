"""Collects, checks and compiles the translations with Babel, without system gettext."""

import argparse
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from assessments.vocabulary.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("assessments", "collab", "templates")
METHODS = [
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "tools.messages:extract_django"),
    ("**.txt", "tools.messages:extract_django"),
]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def extract_django(fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Yield the messages of a Django template: Django turns it into pseudo-Python, which Babel can read."""
    from django.conf import settings
    from django.utils.translation import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    source = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", None))
    flat = "\n".join(line.strip() for line in source.splitlines())
    return extract_python(io.BytesIO(flat.encode()), keywords, comment_tags, options)


def po_path(language: str) -> Path:
    """Return the catalogue file of a language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@cache
def collect() -> Catalog:
    """Return every message in the code and the templates, read once for all languages."""
    catalog = Catalog(project="Driekracht", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, method_map=METHODS, keywords=KEYWORDS, comment_tags=("Translators:",))
        for filename, _line, message, comments, context in found:
            catalog.add(message, locations=[(f"{folder}/{filename}", 0)], auto_comments=comments, context=context)
    return catalog


def read(language: str) -> Catalog:
    """Return the translations of a language."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> Catalog:
    """Bring a language's file up to date with the code; in English the message is its own translation."""
    translated = read(language)
    fresh = Catalog(locale=language, project="Driekracht", charset="utf-8", header_comment="# Driekracht", fuzzy=False)
    for message in collect():
        if message.id:
            before = translated.get(message.id, message.context)
            string = message.id if language == "en" else before.string if before else ""
            fresh.add(
                message.id, string, message.locations, auto_comments=message.auto_comments, context=message.context
            )
    write(language, fresh)
    return fresh


def write(language: str, catalog: Catalog) -> None:
    """Write a language's file, sorted and without places and dates, so that diffs stay small and merge."""
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, omit_header=False, no_location=True)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By')))
    )


def is_missing(message: Message) -> bool:
    """Whether a message lacks its translation or one of its plural forms."""
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return not all(strings)


def missing(language: str) -> list[str]:
    """Return the messages in the code that this language lacks."""
    translated = read(language)
    found = []
    for message in collect():
        own = translated.get(message.id, message.context) if message.id else None
        if message.id and (own is None or is_missing(own)):
            found.append(str(message.id))
    return found


def compile_all() -> None:
    """Write the compiled catalogues that Django reads."""
    for language in LANGUAGES:
        with po_path(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language))


def main() -> int:
    """Run one of the three tasks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["update", "check", "compile"])
    task = parser.parse_args().task
    if task == "compile":
        compile_all()
        return 0
    if task == "update":
        for language in LANGUAGES:
            update(language)
    lacking = {language: missing(language) for language in LANGUAGES}
    for language, messages in lacking.items():
        for message in messages:
            sys.stderr.write(f"{language}: no translation of {message!r}\n")
    return int(any(lacking.values()))


if __name__ == "__main__":
    sys.exit(main())
