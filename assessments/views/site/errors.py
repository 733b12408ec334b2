"""Friendly error pages."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.services.mail.smtp import can_mail


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return _page(request, "site/bad_request.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this user may not do this."""
    return _page(request, "site/permission_denied.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long, or that cookies are off; what was filled in on a page of ours is not lost.

    Whoever is signed in has signed in again since, in another window, and can send it from here; anybody else can copy
    it. What another site had somebody's browser send is shown and sent to nobody.
    """
    request.refused_because = "csrf"  # type: ignore[attr-defined]
    filled_in = _filled_in(request)
    is_signed_in = request.user.is_authenticated
    context = {
        "again": filled_in if is_signed_in else [],
        "texts": [] if is_signed_in else [value for _name, value in filled_in if " " in value],
    }
    return render(request, "site/csrf_failure.html", context, status=403)


def _filled_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent by a page of this site, without passwords, as pairs of a name and a value.

    Of an account nothing: its pages ask for passwords and codes, and have nothing else that takes time to type.
    """
    if request.path.startswith(reverse("my_account")):
        return []
    if request.headers.get("Origin") not in {
        f"{request.scheme}://{request.get_host()}",
        *settings.CSRF_TRUSTED_ORIGINS,
    }:
        return []
    fields = [(name, values) for name, values in request.POST.lists() if not _is_secret(name)]
    return [(name, str(value)) for name, values in fields for value in values]


def _is_secret(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or "password" in name


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or not for this visitor."""
    return render(request, "site/page_not_found.html", {"can_mail": can_mail()}, status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that more was sent than is taken in, and that nothing of it was stored."""
    return _page(request, "site/too_large.html", 413)


def too_large_to_keep(request: HttpRequest) -> HttpResponse:
    """Say to whoever was signed out meanwhile that what they sent is neither stored nor kept until they sign in."""
    context = {"then": urlencode({"next": request.path})}
    return render(request, "site/too_large_to_keep.html", context, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we made a mistake."""
    return _page_without_database("site/server_error.html", 500)


def busy(request: HttpRequest) -> HttpResponse:
    """Say that the database does not answer in time."""
    response = _page_without_database("site/busy.html", 503)
    response["Retry-After"] = "60"
    return response


def _page_without_database(template: str, status: int) -> HttpResponse:
    """Return a page that does not need the request: the visitor's session is in the database, which may be down."""
    return HttpResponse(render_to_string(template), status=status)
