"""The whole report against WeasyPrint alone: words, charts, page, workbook and PDF, beside the finished page.

Run ``python -m bench.report``. Both are warm, keep fonts and stylesheet from one time to the next, take turns and are
counted in CPU time; the page for one role and the memory of the process are told as well.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import re
import resource
import statistics
import sys
import tempfile
import time
from base64 import b64decode
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from assessments.reporting.own_files import SCHEME, OwnFiles, static_file
from assessments.reporting.paper import print_report
from assessments.reporting.pdf import STYLESHEET
from assessments.reporting.render import render_for_print
from bench.rows import Row, finish
from tests.reporting.results import frozen_result

ROUNDS = 7
TARGET = 1.1
"""The whole report, as a multiple of WeasyPrint on the finished page."""


def with_charts_as_files(html: str, folder: Path) -> str:
    """Put the charts of a page in files beside it and return the page that refers to them."""

    def to_file(found: re.Match[str]) -> str:
        file = folder / f"chart-{len(list(folder.iterdir()))}.svg"
        file.write_bytes(b64decode(found[1]))
        return file.as_uri()

    return re.sub(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", to_file, html)


class Plain:
    """WeasyPrint as its manual has it, with fonts and stylesheet kept."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        text = static_file(STYLESHEET).read_text(encoding="utf-8")
        self.sheet = CSS(string=text, base_url=SCHEME, url_fetcher=_fetch, font_config=self.fonts)

    def print(self, html: str) -> bytes:
        """Make a PDF of a finished page."""
        page = HTML(string=html, base_url=SCHEME, url_fetcher=_fetch)
        made: bytes = page.write_pdf(stylesheets=[self.sheet], font_config=self.fonts, pdf_variant="pdf/ua-1")
        return made


def _fetch(address: str) -> object:
    return OwnFiles()(address) if address.startswith(SCHEME) else _from_file(address)


def _from_file(address: str) -> object:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("file",))(address)


def seconds(work) -> float:
    """Return the CPU time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure, and tell the medians."""
    result = frozen_result()
    finished = with_charts_as_files(
        render_for_print(result, language="nl"), Path(tempfile.mkdtemp(prefix="driekracht-charts-"))
    )
    plain = Plain()
    works = {
        "whole report": lambda: print_report(result, language="nl"),
        "WeasyPrint on the finished page": lambda: plain.print(finished),
        "report for one role": lambda: print_report(result, language="nl", role="bestuurder"),
    }
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    middle = {name: statistics.median(found) for name, found in times.items()}
    whole, alone = middle["whole report"], middle["WeasyPrint on the finished page"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    beside = f"{1000 * alone:.0f} ms: WeasyPrint on the finished page, fonts and CSS kept too"
    finish(
        [
            Row("whole report", f"{1000 * whole:.0f} ms CPU", beside, whole / alone, most=TARGET),
            Row("report for one role", f"{1000 * middle['report for one role']:.0f} ms CPU"),
            Row("memory while reports are made", f"{memory:.0f} MiB at most"),
        ]
    )


if __name__ == "__main__":
    main()
