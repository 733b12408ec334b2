"""Friendly pages instead of what was asked for: not open yet, closed, a wrong link, a lost cookie, a damaged result."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assessments.mangled_links import page_in
from assessments.models import Round
from assessments.models.choices import State
from assessments.moments import moment
from assessments.results.stored_results import DamagedResultError
from assessments.services.mail.smtp import can_mail
from assessments.services.own_response import OwnResponse


def mended(request: HttpRequest) -> HttpResponse | None:
    """Return the way to the link that this address was before something changed it on its way; None if it was none."""
    found = page_in(request.path_info)
    if found is None or request.method == "POST":
        return None
    address = reverse(found.page, args=found.arguments)
    return redirect(address) if address != request.path else None


def wrong_link(request: HttpRequest) -> HttpResponse:
    """Lead on to the link that this was; otherwise say that nothing has this link, or that a newer one replaced it."""
    return mended(request) or render(request, "answering/wrong_link.html", {"can_mail": can_mail()}, status=404)


def link_needed(request: HttpRequest) -> HttpResponse:
    """Say that the link is needed: this device has no key for the address."""
    return render(request, "answering/link_needed.html", {"can_mail": can_mail()}, status=403)


def link_to_result_needed(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say how to see a result of which somebody has the address and not the link, whether there is one or not."""
    page = {"can_mail": can_mail(), "round_id": round_id}
    return render(request, "results/link_to_result_needed.html", page, status=403)


def link_switched_off(request: HttpRequest) -> HttpResponse:
    """Say that the open link of this key opens nothing any more; whoever has begun goes on."""
    return render(request, "answering/wrong_link.html", {"can_mail": can_mail()}, status=410)


def link_replaced(request: HttpRequest) -> HttpResponse:
    """Say that the link of this key was replaced by a new one."""
    return render(request, "answering/link_replaced.html", status=410)


def not_open(request: HttpRequest, round_: Round, now: datetime, own: OwnResponse | None = None) -> HttpResponse:
    """Say that the round does not accept answers: not yet, or no longer."""
    has_begun = round_.state != State.DRAFT and (round_.opens_at is None or round_.opens_at <= now)
    if has_begun:
        return closed(request, round_, own)
    is_planned = round_.opens_at is not None and round_.opens_at > now
    return render(
        request,
        "answering/not_yet.html",
        {"round": round_, "opens": moment(round_.opens_at) if is_planned and round_.opens_at else ""},
    )


def closed(request: HttpRequest, round_: Round, own: OwnResponse | None = None) -> HttpResponse:
    """Say that the round has closed, and, for a form that came too late, what that means; scripts use ``?late``."""
    is_posted = request.method == "POST"
    return render(
        request,
        "answering/closed.html",
        {
            "round": round_,
            "closed": moment(round_.closed_at or round_.closes_at),
            "is_published": round_.state == State.PUBLISHED,
            "is_late": is_posted or "late" in request.GET,
            "is_sent": own is not None and own.sent_at is not None,
        },
        status=409 if is_posted else 200,
    )


def show_damaged_result_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view to show a page when the stored result is not the one that was frozen."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            return view(request, **address)
        except DamagedResultError:
            return render(request, "results/damaged.html", status=500)

    return answer
