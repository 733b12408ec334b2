"""The code of an open link, typed over from a screen or from paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.forms.answering.codes import CodeForm
from assessments.services.guesses import guessing_with
from assessments.services.mail.smtp import can_mail
from assessments.services.rate_limit import has_attempts_left, take_attempt
from assessments.views import closed_doors
from assessments.views.network_address import visitor
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

_MOST_WRONG_CODES = 100
"""Per hour and network: a whole office may share one, and of 387 million codes a hundred find none."""


@require_safe_or_post
@csrf_exempt
@never_cache
def code_page(request: HttpRequest) -> HttpResponse:
    """Ask for the code of an open link, and lead on to it, or to the page of whatever link was pasted.

    Exempt from Django's CSRF protection, because it changes nothing, and so the home page, which has the same field,
    gives no cookie to whoever only reads it.
    """
    form = CodeForm(posted(request))
    if form.is_valid():
        found = form.cleaned_data["code"]
        return redirect(found.page, *found.arguments)
    return form_page(request, "answering/code.html", form, can_mail=can_mail())


def may_try_codes(request: HttpRequest) -> bool:
    """Whether wrong codes from this network leave room for another try."""
    return has_attempts_left(_scope(request), _MOST_WRONG_CODES)


def wrong_code(request: HttpRequest, code: str) -> HttpResponse:
    """Lead on to the open link that this was, or to the guesses on a screen in a room, which has such a code too.

    Otherwise say that no round has this code, and let it be typed again.
    """
    if (way := closed_doors.mended(request)) is not None:
        return way
    if guessing_with(code) is not None:
        return redirect("guess", code)
    take_attempt(_scope(request), _MOST_WRONG_CODES)
    form = CodeForm({"code": code})
    form.add_error(
        "code", _("There is no open link with this code. Compare it with the screen, the paper or the email.")
    )
    page = form_page(request, "answering/code.html", form, can_mail=can_mail())
    page.status_code = 404
    return page


def too_many_codes(request: HttpRequest) -> HttpResponse:
    """Say that too many wrong codes came from this network."""
    return render(request, "answering/too_many_codes.html", {"most": _MOST_WRONG_CODES}, status=429)


def _scope(request: HttpRequest) -> str:
    return f"code:{visitor(request)}"
