"""Renders the report as a PDF that everyone can read (PDF/UA-1) and that can be kept for good (PDF/A-3a)."""

import atexit
import gc
import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from threading import Lock
from typing import Any

from .own_files import SCHEME, ForbiddenAddressError, OwnFiles, static_file
from .xmp import finish

STYLESHEET = "css/report.css"
COLOURS = "colours"
"""The name of the colour profile in a document."""
_RENDERING = Lock()
"""The fonts cached between reports cannot be used by two threads at once."""


class UnfinishedPdfError(Exception):
    """A PDF would lack something, such as a picture or a text alternative; the text says what."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a PDF, with the data of which the PDF tells."""

    name: str
    kind: str
    """Its media type."""
    about: str
    """What it is, in a sentence."""
    content: bytes
    made_at: datetime


def html_to_pdf(html: str, enclosed: Enclosed | None = None) -> bytes:
    """Return a finished HTML page as a document that is PDF/UA-1 and PDF/A-3a at once.

    The same page gives the same bytes: dates come from the page's own ``dcterms`` entries and the
    identifier from its text.

    Parameters
    ----------
    html : str
        A whole page in one language, with a title; it may use our own static files
        (``static:…``) and ``data:`` addresses.
    enclosed : Enclosed or None
        A file to put into the document.

    Raises
    ------
    ForbiddenAddressError
        When the page asks for anything else; nothing is fetched and nothing is made.
    UnfinishedPdfError
        When part of the page cannot be shown.
    """
    from weasyprint.urls import FatalURLFetchingError

    own_files = OwnFiles()
    with _RENDERING, no_garbage_collection(), _complaints() as complaints:
        try:
            made = _render(html, own_files, enclosed)
        except FatalURLFetchingError as error:
            raise ForbiddenAddressError(str(error)) from error
    if own_files.refused:
        raise ForbiddenAddressError(own_files.refused[0])
    if complaints:
        raise UnfinishedPdfError(complaints[0])
    return made


def _render(html: str, own_files: OwnFiles, enclosed: Enclosed | None) -> bytes:
    from weasyprint import HTML

    page = HTML(string=html, base_url=SCHEME, url_fetcher=own_files)
    made: bytes = page.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_fonts(),
        pdf_variant="pdf/a-3a",
        color_profiles={COLOURS: _Colours()},
        output_intent=COLOURS,
        finisher=finish,
        attachments=[_attachment(enclosed, own_files)] if enclosed else None,
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return made


def _attachment(enclosed: Enclosed, own_files: OwnFiles) -> Any:
    from weasyprint import Attachment

    return Attachment(
        # by an address, which tells its kind: without one it would be what this machine makes of its name
        url=f"data:{enclosed.kind};base64,{b64encode(enclosed.content).decode()}",
        url_fetcher=own_files,
        name=enclosed.name,
        description=enclosed.about,
        created=enclosed.made_at.astimezone(UTC),
        modified=enclosed.made_at.astimezone(UTC),
        relationship="Data",
    )


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Collect no garbage while a report is made: its many objects live until the end, so nothing would be found."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage()[:300])


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect the errors that WeasyPrint only logs."""
    listener, logger = _Listener(), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    atexit.register(_fonts.cache_clear)  # it deletes its folder, which fails when Python is already shutting down
    return FontConfiguration()


class _Colours:
    """The profile of the colours of screens that WeasyPrint brings, byte for byte; its own class writes it anew."""

    name = "sRGB2014"
    components = (("r",), ("g",), ("b",))
    pdf_reference: bytes | None = None
    """For WeasyPrint to fill in."""

    def __init__(self) -> None:
        self.content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


@lru_cache(maxsize=1)
def _stylesheet() -> Any:
    from weasyprint import CSS

    text = static_file(STYLESHEET).read_text(encoding="utf-8")
    return CSS(string=text, base_url=SCHEME, url_fetcher=OwnFiles(), font_config=_fonts())
