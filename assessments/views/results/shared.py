"""The shared result of a round, for its participants, behind the link with which they answered.

Which role a page is for says the visitor, or else the invitation: what the coordinator had written down of whoever got
the link. Nothing here depends on who answered, or as what.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.languages import active_language, language_asked_for
from assessments.models import Result
from assessments.models.choices import Published, State
from assessments.reporting.names import made_for
from assessments.reporting.screen import ROLE_PIECES
from assessments.services.letterheads import letterhead_of
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import (
    Wanted,
    report_pdf,
    result_page,
    role_page,
    roles_with_report,
    summary_page,
    summary_pdf,
)
from assessments.services.shelves.values import Files
from assessments.views import closed_doors
from assessments.views.being_made import show_progress
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import chart_in, content_of, download_kept, pieces_of
from assessments.views.shared_result_keys import round_on_device
from assessments.vocabulary.roles import ROLES

from .download_list import file_name_of, summary_name_of
from .plan_links import without_plan_links


@dataclass(frozen=True, slots=True)
class Choice:
    """A role to read as."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared result, and the role in which the visitor was invited."""

    result: Result
    invited_as: str
    """Empty with an open link."""

    @property
    def is_whole(self) -> bool:
        """Whether the whole report is shared, and not the summary alone."""
        return self.result.round.published_what == Published.WHOLE


def with_shared_result(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view to get the shared result, or else show a friendly page that says why not."""

    @wraps(view)
    def answer(request: HttpRequest, round_id: int, **more: str) -> HttpResponse:
        try:
            round_, invited = round_on_device(request, round_id)
        except Http404:
            return closed_doors.link_to_result_needed(request, round_id)
        if round_.state != State.PUBLISHED:
            return closed_doors.closed(request, round_)
        result = Result.objects.get(round=round_)
        result.round = round_
        return view(request, shared=Shared(result, invited.role if invited else ""), **more)

    return answer


@require_safe
@gzip_page
@with_shared_result
@show_damaged_result_page
@show_progress
def shared_result(request: HttpRequest, shared: Shared) -> HttpResponse:
    """Show what the result says for the visitor's role (``?role=`` for another one), or the summary if that is shared.

    Without an outcome there is nothing to say per role: then it is the whole report.
    """
    if not shared.is_whole:
        return _show(request, "results/shared_summary.html", shared, content=content_of(_page_of(shared)))
    if not roles_with_report(shared.result):
        return _show_whole(request, shared)
    role = _role(request, shared)
    own = _own_pieces(shared, role)
    return _show(
        request,
        "results/shared_own.html",
        shared,
        report=pieces_of(_page_of(shared)),
        own={name: without_plan_links(piece) for name, piece in own.items()},
        choices=[Choice(code, _(one.label), is_chosen=code == role) for code, one in ROLES.items()],
        sheet=ROLES[role].advised_as if role else "",
        made_for=made_for(ROLES[role].advised_as) if role else "",
    )


@require_safe
@gzip_page
@with_shared_result
@show_damaged_result_page
@show_progress
def shared_report(request: HttpRequest, shared: Shared) -> HttpResponse:
    """Show the whole report, if that is shared."""
    return _show_whole(request, shared) if shared.is_whole else redirect("shared_result", shared.result.round_id)


def _show_whole(request: HttpRequest, shared: Shared) -> HttpResponse:
    report = pieces_of(_page_of(shared))
    report["parts"] = without_plan_links(report["parts"])
    return _show(request, "results/shared_report.html", shared, report=report)


def _show(request: HttpRequest, template: str, shared: Shared, **content: object) -> HttpResponse:
    page = {"round": shared.result.round, "language": active_language(), **content}
    answer = render(request, template, page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _role(request: HttpRequest, shared: Shared) -> str:
    """Return the role that was asked for, or else that of the invitation; empty where neither is known."""
    asked = request.GET.get("role", "")
    return next((role for role in (asked, shared.invited_as) if role in ROLES), "")


@require_safe
@gzip_page
@with_shared_result
@show_damaged_result_page
@show_progress
def shared_chart(request: HttpRequest, shared: Shared, chart: str) -> HttpResponse:
    """Return one chart of that page, in its language."""
    answer = chart_in(_page_of(shared), chart)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@with_shared_result
@show_damaged_result_page
@show_progress
def shared_report_pdf(request: HttpRequest, shared: Shared) -> HttpResponse:
    """Return the same as a PDF, in the visitor's language or that of ``?language=``; of one role with ``?role=``."""
    result, language = shared.result, language_asked_for(request.GET.get("language"))
    above = letterhead_of(result.round)
    if not shared.is_whole:
        name = summary_name_of(result.round, language=language)
        return download_kept(_made(shared, summary_pdf(language=language, letterhead=above)), name, "application/pdf")
    asked = request.GET.get("role")
    role = asked if asked in roles_with_report(result) else None
    name = file_name_of(result.round, role=role, language=language)
    return download_kept(
        _made(shared, report_pdf(role=role, language=language, letterhead=above)), name, "application/pdf"
    )


def _page_of(shared: Shared) -> Files:
    return _made(shared, (result_page if shared.is_whole else summary_page)(language=active_language()))


def _own_pieces(shared: Shared, role: str) -> dict[str, SafeString]:
    """Return what the result says for a role; nothing without one."""
    wanted = role_page(role=role, language=active_language())
    return pieces_of(_made(shared, wanted), ROLE_PIECES) if role else {}


def _made(shared: Shared, wanted: Wanted) -> Files:
    return get_or_ask(shared.result, wanted, now=timezone.now())
