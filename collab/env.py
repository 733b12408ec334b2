"""Strict readers of the environment: a wrong value stops the start with a sentence."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

_EMAIL = re.compile(r"[^@\s<>\"':;,/\\]+@[^@\s<>\"':;,/\\]+")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HTTPS = re.compile(r"https://[^\s<>\"'/?#@]+([/?#][^\s<>\"']*)?")
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def _refuse(name: str, value: str, wanted: str) -> NoReturn:
    message = f"The environment variable {name} is {value!r}, but it must be {wanted}."
    raise ImproperlyConfigured(message)


def text(name: str, default: str | None = None, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return a text; without a default it must be there and not be empty."""
    value = environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        message = f"The environment variable {name} must be set. docs/operating.md lists what each variable means."
        raise ImproperlyConfigured(message)
    return default


def boolean(name: str, default: bool, *, environ: Mapping[str, str] = os.environ) -> bool:
    """Return a truth value from 1/0, true/false, yes/no or on/off."""
    value = environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _TRUE | _FALSE:
        _refuse(name, value, "one of 1, 0, true, false, yes, no, on, off")
    return value in _TRUE


def integer(name: str, default: int, *, low: int, high: int, environ: Mapping[str, str] = os.environ) -> int:
    """Return a whole number from ``low`` to ``high``."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not value.removeprefix("-").isdecimal() or not low <= int(value) <= high:
        _refuse(name, value, f"a whole number from {low} to {high}")
    return int(value)


def words(name: str, default: tuple[str, ...], *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the comma-separated words."""
    value = environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or list(default)


def one_of(name: str, allowed: tuple[str, ...], default: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return one of the allowed words."""
    value = environ.get(name, "").strip()
    if value and value not in allowed:
        _refuse(name, value, f"one of {', '.join(allowed)}")
    return value or default


def email(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return an e-mail address; empty if there is none."""
    return _matching(name, "an e-mail address", _EMAIL, environ=environ)


def guid(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return an id such as Microsoft gives to a tenant, in small letters; empty if there is none."""
    wanted = "an id such as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
    return _matching(name, wanted, _GUID, environ=environ).lower()


def https_url(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return the address of a page; empty if there is none."""
    return _matching(name, "an address that starts with https://", _HTTPS, environ=environ)


def email_or_https_url(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return an e-mail address or the address of a page; empty if there is none."""
    return _matching(
        name, "an e-mail address, or an address that starts with https://", _EMAIL, _HTTPS, environ=environ
    )


def secret(name: str, default: str = "", *, environ: Mapping[str, str] = os.environ) -> str:
    """Return what must stay secret: from the variable itself, or from the file that ``name`` with ``_FILE`` leads to.

    A file is how containers and systemd hand over secrets: unlike the environment, no child process inherits it.
    """
    path = environ.get(f"{name}_FILE", "").strip()
    if not path:
        return text(name, default, environ=environ)
    if environ.get(name, "").strip():
        message = f"Set only one of the environment variables {name} and {name}_FILE."
        raise ImproperlyConfigured(message)
    return text_in(Path(path), f"The environment variable {name}_FILE leads to {path}, which")


def secret_words(name: str, *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return what must stay secret, with commas or on lines of their own, as ``secret`` finds it."""
    return [word for word in re.split(r"[,\s]+", secret(name, environ=environ)) if word]


def text_in(path: Path, named: str) -> str:
    """Return the text in a file, which must be there and not be empty; a refusal begins with how it is named."""
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{named} cannot be read: {error}"
        raise ImproperlyConfigured(message) from error
    if not value:
        message = f"{named} cannot be read: that file is empty."
        raise ImproperlyConfigured(message)
    return value


def _matching(name: str, wanted: str, *patterns: re.Pattern[str], environ: Mapping[str, str]) -> str:
    value = environ.get(name, "").strip()
    if value and not any(pattern.fullmatch(value) for pattern in patterns):
        _refuse(name, value, wanted)
    return value
