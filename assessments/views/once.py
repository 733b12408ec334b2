"""A form that is sent twice does its work once, and leads both times to what it made."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.services.submissions import do_once, key_of, landing_of
from assessments.views.authenticated import AuthenticatedRequest

P = ParamSpec("P")
FIELD = "once"
"""The hidden field with the number that a page has of its own."""
STORED = _("This had already been saved. It was not done a second time.")


def once(request: AuthenticatedRequest, make: Callable[[], str], told: Promise = STORED) -> HttpResponse:
    """Redirect to the address that ``make`` returns, or to the one that it returned for the same form before.

    The same form is one with the same content and the same number: whoever goes back and changes something sends
    another one. What ``make`` raises passes through, and nothing is stored then. ``told`` is said the second time.
    """
    landing = do_once(_key(request), make, is_numbered=_is_numbered(request), now=timezone.now())
    return HttpResponseRedirect(landing.address) if landing.is_first else _lead_on(request, landing.address, told)


def done_before(request: AuthenticatedRequest, told: Promise = STORED) -> HttpResponse | None:
    """Return where this form led when it was sent before; None if it was not.

    For forms that are no longer right once they have done their work: they are asked before they are checked, as
    ``known_when_sent_twice`` does.
    """
    if request.method != "POST":
        return None
    address = landing_of(_key(request), is_numbered=_is_numbered(request), now=timezone.now())
    return _lead_on(request, address, told) if address else None


def known_when_sent_twice(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[AuthenticatedRequest, P], HttpResponse]:
    """Let a form that did its work before lead to where it led then, whatever has become of what it is about.

    Asked again of a form that is refused: the same one may have done its work at that very moment.
    """

    @wraps(view)
    def answer(request: AuthenticatedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if done := done_before(request):
            return done
        try:
            found = view(request, *args, **kwargs)
        except Http404:
            if done := done_before(request):
                return done
            raise
        done = done_before(request) if found.status_code == HTTPStatus.UNPROCESSABLE_ENTITY else None
        return done or found

    return answer


def _lead_on(request: AuthenticatedRequest, address: str, told: Promise) -> HttpResponse:
    messages.info(request, str(told))
    return HttpResponseRedirect(address)


def _is_numbered(request: AuthenticatedRequest) -> bool:
    return bool(request.POST.get(FIELD))


def _key(request: AuthenticatedRequest) -> str:
    names = sorted(set(request.POST) - {"csrfmiddlewaretoken"})
    content = [request.get_full_path(), *((name, _told(name, request.POST.getlist(name))) for name in names)]
    return key_of(request.user, repr(content))


def _told(name: str, values: list[str]) -> list[str]:
    """Return what counts of a field. Of a password nothing is kept, not even in a digest, but whether there is one.

    Two forms of one page that differ in a password alone are rare enough.
    """
    return ["filled in" if value else "" for value in values] if "password" in name else values
