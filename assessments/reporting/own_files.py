"""The files that a PDF may use: our own static files, and what the document itself carries."""

from pathlib import Path
from typing import Any
from urllib.request import DataHandler, Request

from django.conf import settings

SCHEME = "static:"
"""``static:vendor/…`` in a stylesheet of the PDF is a file in our folder of static files."""

_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}


class ForbiddenAddressError(Exception):
    """A document asked for something other than our own files; the text is the address."""


def static_file(name: str) -> Path:
    """Return the path of one of our static files. Raises ForbiddenAddressError for anything else."""
    folder = (Path(settings.BASE_DIR) / "static").resolve()
    path = (folder / name).resolve()
    if path.suffix not in _TYPES or not path.is_relative_to(folder) or not path.is_file():
        raise ForbiddenAddressError(SCHEME + name)
    return path


class OwnFiles:
    """Answers WeasyPrint's requests for addresses, and stops rendering at the first that is not ours.

    ``refused`` collects the refused addresses, because WeasyPrint goes on after a refusal inside a drawing.
    """

    _fail_on_errors = True

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, address: str) -> Any:
        """Return one of our own files, or the content of a ``data:`` address."""
        from weasyprint.urls import FatalURLFetchingError

        try:
            return _answer(address)
        except (ForbiddenAddressError, ValueError) as error:
            self.refused.append(address[:200])
            raise FatalURLFetchingError(address[:200]) from error


def _answer(address: str) -> Any:
    from weasyprint.urls import URLFetcherResponse

    if address.startswith(SCHEME):
        path = static_file(address.removeprefix(SCHEME))
        return URLFetcherResponse(address, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})
    if address.lower().startswith("data:"):
        held = DataHandler().data_open(Request(address))  # noqa: S310 – reads the address itself, opens nothing
        return URLFetcherResponse(address, held.read(), held.headers)
    raise ForbiddenAddressError(address)
