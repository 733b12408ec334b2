"""The language that is spoken at the moment, and what languages are called."""

from django.utils.functional import lazy
from django.utils.translation import get_language, get_language_info

from assessments.vocabulary.languages import DEFAULT, LANGUAGES, known_language


def active_language() -> str:
    """Return the language that texts are translated to now; the default where none was chosen."""
    return known_language(get_language() or DEFAULT)


def language_asked_for(code: str | None) -> str:
    """Return the language with this code, as an address says it; the active one where it names none."""
    return code if code is not None and code in LANGUAGES else active_language()


def language_name(code: str) -> str:
    """Return what a language is called in the active one."""
    return str(get_language_info(code)["name_translated"])


lazy_language_name = lazy(language_name, str)
"""The same, found when it is shown."""


def own_name(code: str) -> str:
    """Return what a language is called in itself, as it begins a line."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
