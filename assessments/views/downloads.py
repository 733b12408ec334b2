"""Responses that a browser saves as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under this name."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer
