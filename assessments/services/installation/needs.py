"""What the site needs before it can serve, each lack in one sentence that says what to do."""

import filecmp
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.utils.translation import to_locale

from .database import reason_other_version, reason_unreachable
from .fingerprints import OtherKeysError, has_unkept_keys, refuse_other_keys


def lacks_of_worker() -> list[str]:
    """Return what is missing for the worker: the folder, the database, and the keys that it was made with."""
    return _first_lacks(folder_lack, database_lack, keys_lack) + list(translation_lacks())


def lacks_of_web() -> list[str]:
    """Return what is missing for serving pages."""
    found = (lack() for lack in (proxy_lack, static_files_lack))
    return lacks_of_worker() + [lack for lack in found if lack]


def _first_lacks(*asked: Callable[[], str]) -> list[str]:
    """Return the first lack, if there is one: what comes after it cannot be told then."""
    return next(([lack] for ask in asked if (lack := ask())), [])


def folder_lack() -> str:
    """Return what is wrong with the folder for data."""
    folder = Path(settings.DATA_DIR)
    if os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return ""
    return (
        f"The folder for data, {folder}, cannot be written by the account that runs the site. Give it to that account, "
        "or set DATA_DIR to another folder."
    )


def database_lack() -> str:
    """Return what is wrong with the database."""
    return reason_unreachable() or reason_other_version()


def keys_lack() -> str:
    """Return which keys are not those that the database was made with, or that there are none yet."""
    try:
        refuse_other_keys()
    except OtherKeysError as error:
        return str(error)
    return "There are no keys yet. Run: manage.py migrate" if has_unkept_keys() else ""


def proxy_lack() -> str:
    """Return why an address with https leads nowhere: this server speaks http, behind a proxy that does the rest."""
    if not settings.IS_HTTPS or settings.BEHIND_PROXY:
        return ""
    return (
        f"SITE_URL is {settings.SITE_URL}, but BEHIND_PROXY is not set: every page would lead to itself without end. "
        "Put a proxy with TLS before the site, which sets X-Forwarded-Proto and X-Forwarded-For, and set "
        "BEHIND_PROXY=true."
    )


def static_files_lack() -> str:
    """Return whether stylesheets and scripts have to be collected: pages without them cannot be made."""
    if settings.DEBUG or not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return ""
    root = Path(settings.STATIC_ROOT)
    if staticfiles_storage.hashed_files and all(_is_collected(source, root / name) for name, source in _static_files()):
        return ""
    return f"The static files of this version are not in {root}. Run: manage.py collectstatic --noinput"


def _static_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            yield name, Path(storage.path(name))


def _is_collected(source: Path, collected: Path) -> bool:
    return collected.is_file() and filecmp.cmp(source, collected, shallow=False)


def translation_lacks() -> Iterator[str]:
    """Yield for each language whether its texts have to be compiled."""
    for folder in settings.LOCALE_PATHS:
        for language, _name in settings.LANGUAGES:
            compiled = Path(folder) / to_locale(language) / "LC_MESSAGES" / "django.mo"
            if not compiled.exists():
                yield f"The texts are not compiled: {compiled} is missing. Run: python -m tools.messages compile"
