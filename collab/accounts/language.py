"""The language that somebody chose for their account, on the device on which they are signed in."""

from django.conf import settings
from django.http import HttpResponse


def show_pages_in(response: HttpResponse, language: str) -> None:
    """Let this device show pages in a language from now on, as the button below each page does; empty changes nothing.

    Whoever presses that button gets the other language on this device until they sign in again.
    """
    if not language:
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
