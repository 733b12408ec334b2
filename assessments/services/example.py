"""The example that everybody may look at: its page and its PDF, each made once, whoever asks."""

from pathlib import Path
from threading import Lock

from assessments.results.example import example_result

from .reports import report_pdf_file, result_page

_ONE_AT_A_TIME = Lock()
"""Nobody needs to sign in for it, so that many may ask at once for what is not made yet: then one makes it."""


def example_page(*, language: str) -> Path:
    """Return the folder with the example on screen, as ``result_page`` does."""
    with _ONE_AT_A_TIME:
        return result_page(example_result(language), language=language)


def example_pdf_file(*, language: str) -> Path:
    """Return the example as a PDF."""
    with _ONE_AT_A_TIME:
        return report_pdf_file(example_result(language), role=None, language=language)
