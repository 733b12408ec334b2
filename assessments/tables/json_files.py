"""Tables as JSON, for programs."""

import json

from .values import Book, Sheet


def write_json(book: Book) -> bytes:
    """Return the book as JSON: sheets by key, rows as objects by the key of each column."""
    content = {
        "title": book.title,
        "language": book.language,
        "closed_at": book.made_at.isoformat(),
        "sheets": {sheet.key: _plain(sheet) for sheet in book.sheets},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _plain(sheet: Sheet) -> dict[str, object]:
    keys = [column.key for column in sheet.columns]
    return {
        "title": sheet.title,
        "columns": [
            {"key": column.key, "heading": column.heading, "explanation": column.explanation}
            for column in sheet.columns
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in sheet.rows],
    }
