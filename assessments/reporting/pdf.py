"""Renders the report as a tagged PDF."""

import atexit
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import Any

from .own_files import SCHEME, ForbiddenAddressError, OwnFiles, static_file

STYLESHEET = "css/report.css"
_RENDERING = Lock()
"""The fonts cached between reports cannot be used by two threads at once."""


class UnfinishedPdfError(Exception):
    """A PDF would lack something, such as a picture or a text alternative; the text says what."""


def html_to_pdf(html: str) -> bytes:
    """Return a finished HTML page as a PDF/UA-1 document.

    The same page gives the same bytes: dates come from the page's own ``dcterms`` entries and the
    identifier from its text.

    Parameters
    ----------
    html : str
        A whole page in one language, with a title; it may use our own static files
        (``static:…``) and ``data:`` addresses.

    Raises
    ------
    ForbiddenAddressError
        When the page asks for anything else; nothing is fetched and nothing is made.
    UnfinishedPdfError
        When part of the page cannot be shown.
    """
    from weasyprint.urls import FatalURLFetchingError

    own_files = OwnFiles()
    with _RENDERING, _no_garbage_collection(), _complaints() as complaints:
        try:
            made = _render(html, own_files)
        except FatalURLFetchingError as error:
            raise ForbiddenAddressError(str(error)) from error
    if own_files.refused:
        raise ForbiddenAddressError(own_files.refused[0])
    if complaints:
        raise UnfinishedPdfError(complaints[0])
    return made


def _render(html: str, own_files: OwnFiles) -> bytes:
    from weasyprint import HTML

    page = HTML(string=html, base_url=SCHEME, url_fetcher=own_files)
    made: bytes = page.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_fonts(),
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return made


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Rendering creates a great many objects that all live until the end: collecting meanwhile would find nothing.
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


@lru_cache(maxsize=1)
def _stylesheet() -> Any:
    from weasyprint import CSS

    text = static_file(STYLESHEET).read_text(encoding="utf-8")
    return CSS(string=text, base_url=SCHEME, url_fetcher=OwnFiles(), font_config=_fonts())
