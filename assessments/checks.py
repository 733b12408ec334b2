"""System checks: settings that start but are wrong get an id and a hint."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning


@register("security")
def keys_differ(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that the link key differs from the secret key."""
    if settings.LINK_KEY != settings.SECRET_KEY:
        return []
    return [
        Error(
            "LINK_KEY is the same as SECRET_KEY.",
            hint="Set LINK_KEY to a long random text of its own.",
            id="driekracht.E001",
        )
    ]


@register("security")
def keys_are_long(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that keys have at least 32 characters: shorter ones can be guessed."""
    return [
        Error(
            f"{name} is shorter than 32 characters.",
            hint="Set it to a long random text, for example with: python -c "
            "'import secrets; print(secrets.token_urlsafe(48))'",
            id="driekracht.E002",
        )
        for name in ("SECRET_KEY", "LINK_KEY")
        if len(getattr(settings, name)) < 32
    ]


@register("security")
def site_is_allowed(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that the host of SITE_URL, to which mails and sheets point, is answered."""
    host = settings.SITE_URL.split("://", 1)[1].split("/")[0].rsplit(":", 1)[0]
    if host in settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS or settings.DEBUG:
        return []
    return [
        CheckWarning(
            f"The host of SITE_URL, {host}, is not in ALLOWED_HOSTS.",
            hint="Add it to ALLOWED_HOSTS, or links will lead to an error page.",
            id="driekracht.W001",
        )
    ]
