"""Makes the reports of recently closed rounds ahead, one by one, so that nobody has to wait for them.

Reports in another language than the round's own are made when someone asks for them.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from assessments.models import Result
from assessments.vocabulary.languages import LANGUAGES

from .reports import report_pdf_file, result_page, roles_with_report

RECENT = timedelta(days=1)
"""Older reports are made when someone asks for them."""


class NewReports:
    """Makes the pages and PDFs of new results: one per call, so that a worker can stop in between."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.waiting: deque[Callable[[], Path]] = deque()

    def __call__(self, *, now: datetime) -> int:
        """Make one file and return 1, or return 0 when there is nothing to make."""
        for result in Result.objects.filter(created_at__gte=now - RECENT).exclude(pk__in=self.seen):
            self.seen.add(result.pk)
            self.waiting.extend(_file_makers(result))
        if not self.waiting:
            return 0
        self.waiting.popleft()()
        return 1


def _file_makers(result: Result) -> list[Callable[[], Path]]:
    """Return a call for each file of a result: the pages on screen and the reports."""
    own = result.round.language
    pages = sorted(LANGUAGES, key=lambda language: language != own)
    return [
        *(partial(result_page, result, language=language) for language in pages),
        *(partial(report_pdf_file, result, role=role, language=own) for role in (None, *roles_with_report(result))),
    ]
