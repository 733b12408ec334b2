"""Matches roles and organisations as people write them, ignoring case, accents, spaces and punctuation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.folding import fold
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ROLES, Role

_LONG_FORMS = {"gem": "gemeente", "st": "stichting", "stg": "stichting", "ver": "vereniging", "org": "organisatie"}
LIKE = 0.82
"""Similarity of two names, 0 to 1, from which on we ask whether they are the same organisation."""


def normalise(text: str) -> str:
    """Return a text without what is ignored: case, accents, punctuation and double spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text).replace("&", " en ")).split())


def role_of(text: str) -> str | None:
    """Return the role that a text stands for; None if it stands for none, or for more than one.

    The whole text is tried before single words, which tells a government office from the people who work there.
    """
    words, known = normalise(text), _role_by_word()
    whole = words.replace(" ", "")
    if whole in known:
        return known[whole]
    found = {known[word] for word in words.split() if word in known}
    return found.pop() if len(found) == 1 else None


@cache
def _role_by_word() -> dict[str, str]:
    """Return the role of each word that stands for one: its code, its names in every language, its synonyms."""
    return {word: role.code for role in ROLES.values() for word in (*_names_of(role), *role.synonyms.split())}


def _names_of(role: Role) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield from (normalise(name).replace(" ", "") for name in (role.code, _(role.label), _(role.plural)))


def organisation_key(name: str) -> str:
    """Return a key that is the same for all ways to write one organisation."""
    words = [_LONG_FORMS.get(word, word) for word in normalise(name).split()]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """The organisation that a written name is taken for."""

    name: str
    """The known name, or the name as written if there is none."""
    is_known: bool
    suggestion: str = ""
    """A known name that it resembles, to be confirmed by a person; empty if there is none."""


def organisation_of(written: str, known: Iterable[str]) -> OrganisationMatch:
    """Return the known organisation that is meant, or a suggestion, or the name as that of a new one."""
    names = {organisation_key(name): name for name in known}
    key = organisation_key(written)
    if key in names:
        return OrganisationMatch(names[key], is_known=True)
    alike = [(SequenceMatcher(None, key, other).ratio(), name) for other, name in names.items()]
    best = max(alike, default=(0.0, ""))
    return OrganisationMatch(written, is_known=False, suggestion=best[1] if key and best[0] >= LIKE else "")
