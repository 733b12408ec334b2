"""System checks: settings that start but are wrong get an id and a hint."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning
from django.db import connection

from assessments.vocabulary.legal_bases import CONSENT, LEGAL_BASES

_PRIVACY = {
    "PRIVACY_CONTROLLER": (
        "driekracht.W002",
        "/privacy/ cannot say who is responsible for the personal data: PRIVACY_CONTROLLER is not set.",
        "Set it to the name of the organisation, or of the organisations, that decide why and how people are asked.",
    ),
    "PRIVACY_CONTACT": (
        "driekracht.W003",
        "/privacy/ cannot say where people can ask about their data: PRIVACY_CONTACT is not set.",
        "Set it to an e-mail address, or to the https address of a page or form.",
    ),
    "PRIVACY_OFFICER": (
        "driekracht.W004",
        "/privacy/ names no data protection officer: PRIVACY_OFFICER is not set.",
        "Public bodies must have one: set it to the name, the address or both. Whoever has none can leave it empty.",
    ),
    "PRIVACY_BASIS": (
        "driekracht.W005",
        "/privacy/ cannot say on which legal ground people are asked: PRIVACY_BASIS is not set.",
        f"Set it to one of {', '.join(LEGAL_BASES)}. For public bodies it is usually the first.",
    ),
    "PRIVACY_URL": (
        "driekracht.W006",
        "/privacy/ does not lead to the privacy statement of the organisation itself: PRIVACY_URL is not set.",
        "Set it to the https address of that statement.",
    ),
}
"""Per setting: the id of the warning, what is missing and what to do."""
MOST_OF_SQLITE = 1024**3
"""Bytes from which a site has outgrown SQLite: some four thousand partnerships with two results each.

``docs/scale.md`` says what was measured.
"""


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


@register("security")
def tls_ends_somewhere(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that an address with https has a proxy that takes care of TLS, and that we believe."""
    if not settings.IS_HTTPS or settings.BEHIND_PROXY:
        return []
    return [
        CheckWarning(
            "SITE_URL begins with https://, but BEHIND_PROXY is not set: every page leads to itself without end.",
            hint="Put a proxy with TLS before the site, which sets X-Forwarded-Proto and X-Forwarded-For itself, and "
            "set BEHIND_PROXY=true.",
            id="driekracht.W008",
        )
    ]


@register("security")
def registering_proves_the_address(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that whoever may register must prove that the address is theirs: others could take it before them."""
    if not settings.ALLOW_REGISTRATION or settings.EMAIL_HOST:
        return []
    return [
        Error(
            "ALLOW_REGISTRATION is on without a mail server: anybody can register the address of somebody else.",
            hint="Set EMAIL_HOST, so that an address is proven first, or turn ALLOW_REGISTRATION off.",
            id="driekracht.E003",
        )
    ]


@register("security", deploy=True)
def privacy_is_told(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that people can read who is responsible for their data, why, and whom to ask."""
    return [
        CheckWarning(message, hint=hint, id=number)
        for name, (number, message, hint) in _PRIVACY.items()
        if not getattr(settings, name)
    ]


@register("security", deploy=True)
def consent_is_free(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that consent was chosen knowingly: people who are asked in their job are seldom free to refuse it."""
    if settings.PRIVACY_BASIS != CONSENT:
        return []
    return [
        CheckWarning(
            "PRIVACY_BASIS is consent, which hardly holds for people who are asked in their job.",
            hint="Consent must be free, and you must be able to prove it; this site does not keep who answered. Let "
            "your data protection officer decide. Public bodies can usually rest on public_task.",
            id="driekracht.W007",
        )
    ]


def outgrown_megabytes() -> int | None:
    """Return how large the database is if it is one of SQLite that has become too large, in megabytes; else None."""
    if connection.vendor != "sqlite":
        return None
    file = Path(str(connection.settings_dict["NAME"]))
    size = file.stat().st_size if file.is_file() else 0  # a database in memory has no file
    return size // 1024**2 if size >= MOST_OF_SQLITE else None


@register("database_size")
def sqlite_is_large_enough(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that the site has not outgrown SQLite."""
    megabytes = outgrown_megabytes()
    if megabytes is None:
        return []
    return [
        CheckWarning(
            f"The database has {megabytes} MB, and SQLite lets one process write at a time.",
            hint="Move to PostgreSQL: docs/operating.md says how. Until then people may be told to try again while a "
            "large table is erased.",
            id="driekracht.W020",
        )
    ]
