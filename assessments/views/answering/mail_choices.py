"""The pages behind the links in mails about answers: let new ones take the place of others, and take back everything.

Whoever has the mail need not have the device or the code, so these pages never show answers.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.access import invitation_to_replace, invitation_to_withdraw
from assessments.models import Invitation
from assessments.moments import moment
from assessments.services import replacing
from assessments.services.own_response import has_answers_through, sent_through
from assessments.services.round_extension import extend_itself_if_due
from assessments.views import closed_doors
from assessments.views.posted_forms import require_safe_or_post

from .keys import KEY_FIELD, set_language, wanted_language

Choosing = Callable[..., HttpResponse]


def proved_by_mail(find: Callable[..., Invitation]) -> Callable[[Choosing], Choosing]:
    """Decorate a view to get the invitation to which the token in a mail belongs, or else show a friendly page.

    A posted form must carry the token too, which is why the view is exempt from Django's CSRF protection, as those are
    that are ``proved_by_key``: another site cannot know it, and whoever reads mail may have no cookies. Posting leads
    back to the same address, so that a page opened again, or after closing, says what is so by then.
    """

    def decorate(view: Choosing) -> Choosing:
        @require_safe_or_post
        @csrf_exempt
        @never_cache
        @wraps(view)
        def answer(request: HttpRequest, token: str, **address: Any) -> HttpResponse:
            if request.method == "POST" and not _is_our_form(request, token):
                return closed_doors.wrong_link(request)
            try:
                invitation = find(token, **address)
            except Http404:
                return closed_doors.wrong_link(request)
            now = timezone.now()
            if not invitation.round.is_open(now) and not extend_itself_if_due(invitation.round, now=now):
                return _back(request) if request.method == "POST" else _closed(request, invitation, now)
            if language := wanted_language(request):
                return set_language(_back(request), language)
            return view(request, invitation, token, **address)

        return answer

    return decorate


def _is_our_form(request: HttpRequest, token: str) -> bool:
    return request.POST.get(KEY_FIELD) == token and request.headers.get("Sec-Fetch-Site") != "cross-site"


def _back(request: HttpRequest, query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(request.path + query)


def _closed(request: HttpRequest, invitation: Invitation, now: datetime) -> HttpResponse:
    return closed_doors.not_open(request, invitation.round, now)


def _context(invitation: Invitation, token: str) -> dict[str, Any]:
    return {"round": invitation.round, "key": token, "closes": moment(invitation.round.closes_at)}


@proved_by_mail(invitation_to_replace)
def replace_by_mail(request: HttpRequest, invitation: Invitation, token: str, response_id: UUID) -> HttpResponse:
    """Ask whether new answers take the place of those sent before through the same link."""
    if request.method == "POST":
        is_kept = request.POST.get("go") == "keep"
        if request.POST.get("go") == "replace":
            replacing.replace_by_mail(invitation, response_id, now=timezone.now())
        return _back(request, "?kept" if is_kept else "")
    sent = sent_through(invitation, response_id)
    context = _context(invitation, token) | {
        "sent": sent,
        "sent_at": moment(sent.sent_at) if sent else "",
        "is_kept": "kept" in request.GET,
    }
    return render(request, "answering/replace_by_mail.html", context, status=200 if sent else 410)


@proved_by_mail(invitation_to_withdraw)
def withdraw_by_mail(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Ask whether everything that was given through a personal link is to be deleted; say so if nothing was."""
    if request.method == "POST":
        if request.POST.get("go") == "withdraw":
            replacing.withdraw_by_mail(invitation, now=timezone.now())
        return _back(request)
    context = _context(invitation, token) | {"is_stored": has_answers_through(invitation)}
    return render(request, "answering/withdraw_by_mail.html", context)
