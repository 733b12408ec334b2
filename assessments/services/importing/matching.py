"""Roles and organisations as people write them, matched leniently: case, accents, spaces and signs do not count."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.vocabulary.roles import ROLES, Role

_LONG_FORMS = {"gem": "gemeente", "st": "stichting", "stg": "stichting", "ver": "vereniging", "org": "organisatie"}
LIKE = 0.82
"""From how alike two names are, 0 to 1, we ask whether they are one organisation."""


def folded(text: str) -> str:
    """Return a text without what does not count: case, accents, signs and double spaces."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", plain.replace("&", " en ")).split())


def role_of(text: str) -> str | None:
    """Return the role that a text stands for; None when it stands for none, or for more than one.

    A government office and the people of it are told apart by the whole text before single words are tried.
    """
    words, known = folded(text), _role_by_word()
    whole = words.replace(" ", "")
    if whole in known:
        return known[whole]
    found = {known[word] for word in words.split() if word in known}
    return found.pop() if len(found) == 1 else None


@cache
def _role_by_word() -> dict[str, str]:
    """Return the role for each word that stands for one: its value, its names in every language, its synonyms."""
    return {word: role.code for role in ROLES.values() for word in (*_names_of(role), *role.synonyms.split())}


def _names_of(role: Role) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield from (folded(name).replace(" ", "") for name in (role.code, _(role.label), _(role.plural)))


def organisation_key(name: str) -> str:
    """Return what two ways to write one organisation have in common."""
    words = [_LONG_FORMS.get(word, word) for word in folded(name).split()]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """What a written name of an organisation is taken for."""

    name: str
    """The known name; as written where there is none."""
    is_known: bool
    suggestion: str = ""
    """A known name that it looks like, to be confirmed by a person; empty where there is none."""


def organisation_of(written: str, known: Iterable[str]) -> OrganisationMatch:
    """Return the known organisation that is meant, or a suggestion, or the name as a new one."""
    names = {organisation_key(name): name for name in known}
    key = organisation_key(written)
    if key in names:
        return OrganisationMatch(names[key], is_known=True)
    alike = [(SequenceMatcher(None, key, other).ratio(), name) for other, name in names.items()]
    best = max(alike, default=(0.0, ""))
    return OrganisationMatch(written, is_known=False, suggestion=best[1] if key and best[0] >= LIKE else "")
