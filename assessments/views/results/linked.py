"""The result of a round for others than its participants, behind a link that an owner made for them."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.access import share_link_for, share_link_opened
from assessments.forms.results.share_links import LinkPasswordForm
from assessments.languages import active_language, language_asked_for
from assessments.models import Result, ShareLink
from assessments.models.choices import Published
from assessments.services.letterheads import letterhead_of
from assessments.services.rate_limit import return_attempt, take_attempt
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import Wanted, report_pdf, result_page, summary_page, summary_pdf
from assessments.services.share_links import count_opening, is_password_of
from assessments.services.shelves.values import Files
from assessments.views import closed_doors
from assessments.views.being_made import show_progress
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import chart_in, content_of, download_kept, pieces_of
from assessments.views.network_address import visitor
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

from .download_list import file_name_of, summary_name_of
from .link_keys import give_key, key_for
from .plan_links import without_plan_links

Page = Callable[..., HttpResponse]

_MOST_WRONG = 10
"""Wrong passwords per hour, link and network."""
_MOST_WRONG_OF_LINK = 60
"""The same from anywhere."""


def told_to_nobody(view: Page) -> Page:
    """Decorate a view so that no search engine shows the page; no page of ours tells another site its address.

    A stricter policy for referrers would make browsers send forms without an origin, which Django refuses.
    """

    @wraps(view)
    def answer(request: HttpRequest, **address: object) -> HttpResponse:
        response = view(request, **address)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@require_safe_or_post
@told_to_nobody
@never_cache
@sensitive_post_parameters("password")
def share_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link for others, after its password if it has one; looking at it changes nothing."""
    try:
        link = share_link_for(token)
    except Http404:
        return closed_doors.mended(request) or _over(request, None)
    if not link.works(timezone.now()):
        return _over(request, link)
    if not link.password:
        return _let_in(link)
    form = LinkPasswordForm(posted(request))
    if form.is_valid() and _is_right(request, link, form):
        return _let_in(link)
    return form_page(request, "results/link_password.html", form, link=link, round=link.round)


def _let_in(link: ShareLink) -> HttpResponse:
    return give_key(redirect("linked_result", link.pk), link, is_counted=False)


def _is_right(request: HttpRequest, link: ShareLink, form: LinkPasswordForm) -> bool:
    """Whether the password opens the link; otherwise add the error to the form. A wrong one uses up a try."""
    limits = {f"share:{link.pk}:{visitor(request)}": _MOST_WRONG, f"share:{link.pk}": _MOST_WRONG_OF_LINK}
    taken = {scope: take_attempt(scope, most) for scope, most in limits.items()}
    may_try = None not in taken.values()
    is_right = may_try and is_password_of(link, form.cleaned_data["password"])
    if is_right or not may_try:
        for scope, number in taken.items():
            if number is not None:
                return_attempt(scope, number)
    if not may_try:
        form.add_error("password", _("A wrong password was entered too many times. Try again in an hour."))
    elif not is_right:
        form.add_error("password", _("This is not the password of this link. Ask the person who gave it to you."))
    return is_right


def _over(request: HttpRequest, link: ShareLink | None) -> HttpResponse:
    """Say that a link shows nothing: it was taken back, it has ended, or there is none."""
    page = {"is_revoked": link is not None and link.revoked_at is not None, "has_ended": link is not None}
    return render(request, "results/link_over.html", page, status=410 if link else 404)


def with_linked_result(view: Page) -> Page:
    """Decorate a view to get the link that this device opened and its result, or else a page that says why not."""

    @wraps(view)
    def answer(request: HttpRequest, link_id: int, **more: str) -> HttpResponse:
        if key_for(request, link_id) is None:
            return render(request, "results/link_needed.html", status=403)
        link = share_link_opened(link_id)
        if link is None or not link.works(timezone.now()):
            return _over(request, link)
        result = Result.objects.get(round=link.round_id)
        result.round = link.round
        return view(request, link=link, result=result, **more)

    return answer


@require_safe
@gzip_page
@told_to_nobody
@with_linked_result
@show_damaged_result_page
@show_progress
def linked_result(request: HttpRequest, link: ShareLink, result: Result) -> HttpResponse:
    """Show the whole report or the summary, and count that it was opened."""
    page = {"round": link.round, "link": link, "language": active_language(), **_content(link, result)}
    answer = render(request, "results/linked.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    if not key_for(request, link.pk):
        count_opening(link)
        give_key(answer, link, is_counted=True)
    return answer


def _content(link: ShareLink, result: Result) -> dict[str, object]:
    if link.what != Published.WHOLE:
        return {"content": content_of(_page_of(link, result))}
    report = pieces_of(_page_of(link, result))
    return {"is_whole": True, "report": report | {"parts": without_plan_links(report["parts"])}}


@require_safe
@gzip_page
@told_to_nobody
@with_linked_result
@show_damaged_result_page
@show_progress
def linked_chart(request: HttpRequest, link: ShareLink, result: Result, chart: str) -> HttpResponse:
    """Return one chart of that page, in its language."""
    answer = chart_in(_page_of(link, result), chart)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@told_to_nobody
@with_linked_result
@show_damaged_result_page
@show_progress
def linked_pdf(request: HttpRequest, link: ShareLink, result: Result) -> HttpResponse:
    """Return the same as a PDF, in the visitor's language or that of ``?language=``."""
    language, above = language_asked_for(request.GET.get("language")), letterhead_of(link.round)
    if link.what != Published.WHOLE:
        name = summary_name_of(link.round, language=language)
        return download_kept(_made(result, summary_pdf(language=language, letterhead=above)), name, "application/pdf")
    name = file_name_of(link.round, role=None, language=language)
    return download_kept(
        _made(result, report_pdf(role=None, language=language, letterhead=above)), name, "application/pdf"
    )


def _page_of(link: ShareLink, result: Result) -> Files:
    return _made(result, (result_page if link.what == Published.WHOLE else summary_page)(language=active_language()))


def _made(result: Result, wanted: Wanted) -> Files:
    return get_or_ask(result, wanted, now=timezone.now())
