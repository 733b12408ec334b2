"""Asks ahead for the reports of new and shared results, so that nobody has to wait for them.

After an update of the product, which is another edition, it asks for them again. What is not among them is made when
somebody asks for it.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from assessments.models import Result
from assessments.models.choices import State
from assessments.results.stored_results import DamagedResultError
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ROLES

from .kept_reports import is_made
from .letterheads import letterhead_of
from .report_requests import Subject, ask_ahead
from .reports import Wanted, report_pdf, result_page, role_page, roles_with_report, summary_page, summary_pdf

RECENT = timedelta(days=14)
"""A result is new for this long."""
SHARED_LATELY = timedelta(days=90)
"""Partners come for a shared result for this long."""
MOST_AT_ONCE = 20
"""How many results one call looks at, so that a worker can stop in between."""

log = logging.getLogger(__name__)


class NewReports:
    """Asks for what people will come for, once per result and process: one that is made by then is not asked for."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def __call__(self, *, now: datetime) -> int:
        """Ask for the reports of results that are new or shared lately, and return of how many."""
        due = _due(now).values_list("pk", flat=True)
        unseen = [pk for pk in due if pk not in self.seen][:MOST_AT_ONCE]
        for pk in unseen:
            self.seen.add(pk)
            result = Result.objects.select_related("round").filter(pk=pk).first()
            if result is not None:
                _ask(result, now)
        return len(unseen)


def things_ahead(result: Result) -> list[Wanted]:
    """Return what people will come for, in the order in which they will. Raises DamagedResultError."""
    own = result.round.language
    others = [language for language in LANGUAGES if language != own]
    advised = roles_with_report(result)
    roles = tuple(ROLES) if advised else ()
    above = letterhead_of(result.round)
    return [
        result_page(language=own),
        report_pdf(role=None, language=own, letterhead=above),
        summary_page(language=own),
        summary_page(language=own, charts_at="../result/charts/"),
        *(role_page(role=role, language=own) for role in roles),
        *(report_pdf(role=role, language=own, letterhead=above) for role in advised),
        summary_pdf(language=own, letterhead=above),
        *(result_page(language=language) for language in others),
        *(summary_page(language=language) for language in others),
        *(role_page(role=role, language=language) for language in others for role in roles),
    ]


def _due(now: datetime) -> QuerySet[Result]:
    is_shared = Q(round__state=State.PUBLISHED, round__published_at__gte=now - SHARED_LATELY)
    return Result.objects.filter(Q(created_at__gte=now - RECENT) | is_shared).order_by("-created_at", "-pk")


def _ask(result: Result, now: datetime) -> None:
    try:
        things = things_ahead(result)
    except DamagedResultError as error:
        log.error("%s No reports are made of it.", error)
        return
    missing = [wanted for wanted in things if not is_made(result.checksum, wanted.what)]
    ask_ahead(Subject(result.checksum, result_id=result.pk), missing, now=now)
