"""Finds the answers that a request may touch: by the cookie to look at them, by the key in the form to change them."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.catalogue.questionnaire import questionnaire
from assessments.services.answering import Standing, standing_for
from assessments.services.mail.smtp import can_mail
from assessments.services.round_extension import extend_itself_if_due
from assessments.views import closed_doors as states
from assessments.vocabulary.languages import LANGUAGES

from .keys import keep_for_answering, key_in_cookie, key_in_form, signed

Answering = Callable[Concatenate[HttpRequest, Standing, ...], HttpResponse]


def proved_by_key(view: Answering) -> Callable[..., HttpResponse]:
    """Give a view the answers that a signed key opens, or say on a friendly page why it opens none.

    A posted form must carry the key itself; the cookie alone changes nothing. This is why the view is exempt from
    Django's CSRF protection: another site can make a browser send its cookies, but cannot know the key, so a form
    that carries it came from one of our own pages. The exemption is worth having, because the token of Django's
    protection lives in a cookie, and a browser that loses its cookies halfway must not lose answers.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
        is_posted = request.method == "POST"
        if is_posted and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return states.link_needed(request)
        key = (key_in_form if is_posted else key_in_cookie)(request, response_id)
        if key is None:
            return states.link_needed(request)
        standing = standing_for(key)
        if standing is None:
            return states.link_replaced(request)
        now = timezone.now()
        if standing.round.is_open(now) or extend_itself_if_due(standing.round, now=now):
            return view(request, standing, **kwargs)
        return (
            states.closed(request, standing.round, standing)
            if is_posted
            else states.not_open(request, standing.round, now, standing)
        )

    return answer


def place(standing: Standing) -> str:
    """Return the address where this person was."""
    if standing.sent_at is not None:
        return address("answer_sent", standing)
    n_pages = questionnaire(standing.round.questionnaire_version).n_pages
    if standing.page > n_pages:
        return address("answer_check", standing)
    return address("answer_page", standing, max(standing.page, 1))


def address(name: str, standing: Standing, *more: object) -> str:
    """Return the address of one of the pages of these answers."""
    return reverse(name, args=[standing.key.response_id, *more])


def go_to(url: str, standing: Standing) -> HttpResponseRedirect:
    """Send the person on, with the cookie renewed that the next page needs."""
    response = HttpResponseRedirect(url)
    keep_for_answering(response, standing.key, standing.round)
    return response


def common(standing: Standing) -> dict[str, Any]:
    """Return what every page of these answers shows."""
    key = signed(standing.key, standing.round)
    return {"standing": standing, "round": standing.round, "key": key, "can_mail": can_mail()}


def wanted_language(request: HttpRequest) -> str | None:
    """Return the language that the person asked for with this form."""
    wanted = request.POST.get("language")
    return wanted if wanted in LANGUAGES else None


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Speak this language from here on."""
    response.headers["Content-Language"] = language
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
