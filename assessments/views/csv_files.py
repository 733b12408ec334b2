"""Tables as CSV files that open in a spreadsheet as they are, and can do nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def harmless(cell: str) -> str:
    """Return a text that a spreadsheet shows and does not calculate."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def csv_answer(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Return a download of these rows; where people write a comma in numbers, cells are parted by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if get_language() == "nl" else ",")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer
