"""The active language, and the names of languages."""

from django.utils.functional import lazy
from django.utils.translation import get_language, get_language_info

from assessments.vocabulary.languages import DEFAULT, LANGUAGES, known_language


def active_language() -> str:
    """Return the active language, or the default if none was chosen."""
    return known_language(get_language() or DEFAULT)


def language_asked_for(code: str | None) -> str:
    """Return the language with the code in an address, or the active one if that names none."""
    return code if code is not None and code in LANGUAGES else active_language()


def language_name(code: str) -> str:
    """Return the name of a language in the active language."""
    return str(get_language_info(code)["name_translated"])


lazy_language_name = lazy(language_name, str)
"""The same, evaluated when shown."""


def own_name(code: str) -> str:
    """Return the name of a language in that language, capitalised."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
