"""What applies to every request and response: size, readable text, content policy, no cached copies, the language."""

import errno
import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from assessments.vocabulary.languages import LANGUAGES

from .views.site.errors import bad_request, busy, too_large, too_large_to_keep

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
"""Errors of a disk that is full, or of an account that may use no more of it."""

log = logging.getLogger(__name__)

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation"),
        *("gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
        *("window-management", "xr-spatial-tracking"),
    )
)
"""What no page uses, so that no script that gets into one can. Passkeys, full screen and the clipboard are left."""


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Put on every response what its page may load and use, and that no other site may load it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Forbid keeping copies of a page, unless its view says otherwise: after signing out it must be gone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


MOST_OF_ANYONE = 64 * 1024
"""Bytes in the body of a request by whoever is not signed in: the fullest page of questions has far less."""


def bounded_bodies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body that is too large before anything reads it, so that nobody fills memory or the disk.

    Whoever is signed in may send the list of a large partnership, or a file.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        n_bytes = int(length) if length.isdecimal() else 0
        if n_bytes > MOST_OF_ANYONE and n_bytes > _most_bytes(request):
            return too_large_to_keep(request) if _was_signed_in(request) else too_large(request)
        return get_response(request)

    return middleware


def _most_bytes(request: HttpRequest) -> int:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return most if SESSION_KEY in request.session else MOST_OF_ANYONE


def _was_signed_in(request: HttpRequest) -> bool:
    """Whether whoever is not signed in may think that they are: somebody once signed in with this browser."""
    cookies = {settings.SESSION_COOKIE_NAME, settings.KNOWN_DEVICE_COOKIE_NAME}
    return SESSION_KEY not in request.session and not cookies.isdisjoint(request.COOKIES)


def busy_page_on_database_errors(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show a page with status 503 when the database does not answer in time, or the disk is full: clients try again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            log.error("The database did not answer: %s", exception)
        elif isinstance(exception, OSError) and exception.errno in NO_ROOM:
            log.error("There is no room on the disk: %s", exception.strerror)
        else:
            return None
        return busy(request)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def readable_text(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse text that nobody typed: forms in another encoding than UTF-8, and addresses with a null character.

    Decoding some encodings fails, and PostgreSQL cannot store a null character.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        address = request.path_info + unquote(request.META.get("QUERY_STRING", ""))
        if charset.strip().lower() not in {"utf-8", "utf8"} or "\0" in address:
            return bad_request(request)
        return get_response(request)

    return middleware


def chosen_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Use Dutch, unless the visitor chose another language; a browser's own setting does not count as a choice."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
