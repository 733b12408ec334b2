"""The overview of a coordinator's partnerships, on screen and as a table for a spreadsheet."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import partnerships_for
from assessments.results.overview import partnership_statuses
from assessments.tables.csv_files import delimiter_for, write_csv
from assessments.tables.values import CONTENT_TYPES
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.downloads import download

from .overview_filter import Question, answer_to, outcome_choices, question_in, show_choices, sort_choices
from .overview_sheet import overview_sheet
from .overview_words import overview_line

PER_PAGE = 25


@require_safe
@signed_in
def partnership_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show where each of this user's partnerships stands: searched, filtered, in an order, a page at a time."""
    now = timezone.now()
    question = question_in(request.GET)
    own = partnerships_for(request.user)
    page = Paginator(answer_to(question, own, now), PER_PAGE).get_page(question.page)
    lines = [overview_line(status, now) for status in partnership_statuses(page.object_list)]  # type: ignore[arg-type]
    context = {
        "question": question,
        "lines": lines,
        "page": page,
        "n_archived": 0 if lines else own.filter(archived_at__isnull=False).count(),
        "has_any": bool(lines) or own.exists(),
        "columns": columns(question),
        "outcomes": outcome_choices(),
        "shows": show_choices(),
        "sorts": sort_choices(),
        **_links(question, page),
    }
    return render(request, "partnerships/partnership_list.html", context)


def columns(question: Question) -> list[dict[str, str]]:
    """Return the heads of the table: their words, the address that sorts by them, and how they are sorted now."""
    heads = [
        ("name", _("Partnership")),
        ("diagnosis", _("Last diagnosis")),
        ("", _("The three forces")),
        ("last", _("Result of")),
        ("next", pgettext("column", "What comes next")),
    ]
    way = "descending" if question.is_descending else "ascending"
    return [
        {
            "words": words,
            "address": question.sorted_by(sort) if sort else "",
            "sorted": way if sort == question.sort else "",
        }
        for sort, words in heads
    ]


def _links(question: Question, page: Any) -> dict[str, str]:
    return {
        "csv": question.address("partnership_list_csv"),
        "previous": question.address(page=page.previous_page_number()) if page.has_previous() else "",
        "next": question.address(page=page.next_page_number()) if page.has_next() else "",
    }


@require_safe
@signed_in
def partnership_list_csv(request: AuthenticatedRequest) -> HttpResponse:
    """Give all that the overview would show over all its pages as a table."""
    now = timezone.now()
    found = list(answer_to(question_in(request.GET), partnerships_for(request.user), now))
    content = write_csv(overview_sheet(partnership_statuses(found), now), delimiter=delimiter_for(get_language()))
    return download(content, _("partnerships") + ".csv", CONTENT_TYPES["csv"])
