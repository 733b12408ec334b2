"""Matches roles and organisations as people write them, ignoring case, accents, spaces and punctuation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override
from rapidfuzz import fuzz, process

from assessments.folding import fold
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.limits import MOST_IN_A_NAME
from assessments.vocabulary.roles import ROLES, Role

_LONG_FORMS = {"gem": "gemeente", "st": "stichting", "stg": "stichting", "ver": "vereniging", "org": "organisatie"}
_IN_ANY = {
    *("de", "het", "een", "van", "voor", "en", "in", "op", "te", "der", "den", "the", "of", "for", "and"),
    *("stichting", "vereniging", "organisatie", "afdeling", "dienst", "team", "regio", "groep", "centrum", "nederland"),
    *("bv", "nv", "b", "v", "n", "u", "a"),
}
"""Words that may stand in the name of any organisation: two that share only these are not alike."""
_HOUSING = ("woningcorporatie", "wooncorporatie", "woonstichting", "woningbouwvereniging", "ws")
_SCHOOLS = ("school", "obs", "cbs", "kbs", "rkbs", "pcbs", "bs")
_KINDS = dict.fromkeys(_HOUSING, "woningstichting") | dict.fromkeys(_SCHOOLS, "basisschool")
"""Words for the same kind of organisation, of which people write the one for the other."""
_OF_NO_ROLE = {
    *("accountmanager", "officemanager", "assistent", "assistente", "assistant", "secretaresse", "secretary"),
}
"""Words for jobs that may be of any role; a role beside one of them is that of whom they work for."""
_MOST_SUGGESTED = 4
"""Known organisations that are suggested for one name: one that may be any of more is rather a new one."""
_LONGEST_INITIALS = 6
LIKE = 82
"""Similarity of two names, 0 to 100, from which on we ask whether they are the same organisation."""
MOST_COMPARED = 120_000
"""Pairs of names that are compared letter by letter for one list: 2,000 different names with 60 known ones."""


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
    parts = words.split()
    found = {role for role in map(_role_of_word, parts) if role}
    return found.pop() if len(found) == 1 and _OF_NO_ROLE.isdisjoint((whole, *parts)) else None


def _role_of_word(word: str) -> str | None:
    """Return the role of a word, also in the plural, or of what it ends with: most names of what people do are long."""
    known = _role_by_word()
    forms = {word} if word[-1] not in "sn" else {word, word[:-1], word.removesuffix("en")}
    whole = next((known[form] for form in sorted(forms, key=len, reverse=True) if form in known), None)
    if whole or not any(form.endswith(_endings()) for form in forms):
        return whole
    found = [ending for ending in _endings() if any(form.endswith(ending) for form in forms)]
    return _role_by_ending()[max(found, key=len)]


@cache
def _role_by_word() -> dict[str, str]:
    """Return the role of each word that stands for one: its code, its names in every language, its synonyms."""
    return {word: role.code for role in ROLES.values() for word in (*_names_of(role), *role.synonyms.split())}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_role_by_ending())


@cache
def _role_by_ending() -> dict[str, str]:
    return {ending: role.code for role in ROLES.values() for ending in role.endings.split()}


def _names_of(role: Role) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield from (normalise(name).replace(" ", "") for name in (role.code, _(role.label), _(role.plural)))


def organisation_key(name: str) -> str:
    """Return a key that is the same for all ways to write one organisation."""
    joined = re.sub(r"\b\w(?: \w\b)+", lambda letters: letters[0].replace(" ", ""), normalise(name))  # B.V., G.G.D.
    words = [_LONG_FORMS.get(word, word) for word in joined.split()]
    return " ".join(words)


def _is_within(key: str, other: str) -> bool:
    """Whether one name has all words of the other, of which at least one says something."""
    words, others = ({_KINDS.get(word, word) for word in name.split()} for name in (key, other))
    return bool(words & others - _IN_ANY) and (words <= others or others <= words)


def _is_short_for(key: str, other: str) -> bool:
    """Whether a name is the initials of the other, with or without those of its small words."""
    words = other.split()
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _IN_ANY)}
    return len(words) > 1 and 1 < len(key) <= _LONGEST_INITIALS and key in initials


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """The organisation that a written name is taken for."""

    name: str
    """The known name, or the name as written if there is none."""
    is_known: bool
    suggestions: tuple[str, ...] = ()
    """The known names that it resembles, of which a person has to say whether it is one."""


class KnownOrganisations:
    """The organisations that written names are compared with, each different name once."""

    def __init__(self, names: Iterable[str], *, most: int = MOST_COMPARED) -> None:
        self._names = {organisation_key(name): name for name in names}
        self._found: dict[str, OrganisationMatch] = {}
        self._left = most
        self.n_compared = 0
        """How many pairs of names were compared letter by letter."""

    def has(self, written: str) -> bool:
        """Whether this is one of them, however it is written."""
        return self.key_of(written) in self._names

    def match(self, written: str) -> OrganisationMatch:
        """Return the known organisation that is meant, or a suggestion, or the name as that of a new one.

        Nothing is suggested for a name that is longer than names can be, and none once enough has been compared.
        """
        if written not in self._found:
            self._found[written] = self._match(written)
        return self._found[written]

    def key_of(self, written: str) -> str:
        """Return the key of a written name, of which no more counts than names can have."""
        return organisation_key(written[: MOST_IN_A_NAME + 1])

    def _match(self, written: str) -> OrganisationMatch:
        key = self.key_of(written)
        if key in self._names and len(written) <= MOST_IN_A_NAME:
            return OrganisationMatch(self._names[key], is_known=True)
        suggestions = self._most_like(key) if len(written) <= MOST_IN_A_NAME else ()
        return OrganisationMatch(written, is_known=False, suggestions=suggestions)

    def _most_like(self, key: str) -> tuple[str, ...]:
        if not key or len(self._names) > self._left:
            return ()
        self._left -= len(self._names)
        self.n_compared += len(self._names)
        best = process.extractOne(key, list(self._names), scorer=fuzz.ratio, score_cutoff=LIKE)
        return (self._names[best[0]],) if best else self._within(key)

    def _within(self, key: str) -> tuple[str, ...]:
        """Return the known names that have all words of this one, or of which this one has all, or the initials."""
        found = tuple(
            name
            for known, name in self._names.items()
            if _is_within(key, known) or _is_short_for(key, known) or _is_short_for(known, key)
        )
        return found if len(found) <= _MOST_SUGGESTED else ()
