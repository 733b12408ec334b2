"""Names of people as lists have them: in parts, whole, with the last name first, and rows that are of nobody."""

from collections.abc import Callable, Mapping, Sequence

from .addresses import are_titles, first_name_first
from .cells import has_letters, has_role, share
from .headings import BETWEEN, FIRST, LAST, NAME
from .matching import normalise

_MOST = 0.6
"""Share of the names that must have a comma for it to part the last name from the first."""
_SMALL_WORDS = {
    *(
        "de",
        "den",
        "der",
        "van",
        "het",
        "ten",
        "ter",
        "te",
        "in",
        "t",
        "v",
        "d",
        "s",
        "vd",
        "vander",
        "op",
        "aan",
        "bij",
    ),
    *("onder", "over", "uit", "tot", "voor", "von", "vom", "zu", "zum", "zur", "du", "le", "la", "les", "da", "das"),
    *("di", "del", "dos", "el", "al"),
}
_NO_PERSON = {
    *("totaal", "subtotaal", "total", "aantal", "som", "opmerking", "opmerkingen", "toelichting", "noot", "let", "nb"),
    *("bron", "legenda", "bijgewerkt", "stand", "versie", "pagina", "page", "note", "notes", "remark", "source"),
}
"""First words of what stands below a list, and is nobody."""


def is_no_person(row: Sequence[str]) -> bool:
    """Whether a row is a total or a remark below the list, with nothing beside it but numbers.

    Examples
    --------
    >>> is_no_person(["Totaal: 2", "", "12"]), is_no_person(["Totaal", "School"])
    (True, False)
    """
    filled = [cell for cell in row if cell]
    words = normalise(filled[0]).split()
    return bool(words) and words[0] in _NO_PERSON and not any(map(has_letters, filled[1:]))


def turning(rows: Sequence[Sequence[str]], places: Mapping[str, int]) -> Callable[[str], str]:
    """Return what puts a name in order: the first name first, where most names have a comma behind the last name."""
    is_turned = NAME in places and share(rows, places[NAME], _has_last_name_first) >= _MOST
    return first_name_first if is_turned else str


def _has_last_name_first(name: str) -> bool:
    last, _comma, first = map(str.strip, name.partition(","))
    return bool(last and first) and "," not in first and not (has_role(first) or are_titles(first))


def _last_name(written: str, first: str) -> str:
    """Return a last name, "Wit, de" as "de Wit", or the whole name if it has the first one; else nothing is turned."""
    turned, behind = first_name_first(written), normalise(written.partition(",")[2]).split()
    is_turned = _SMALL_WORDS.issuperset(behind) or (first and _begins_with(turned, first))
    return turned if is_turned else written


def name_in(cells: Mapping[str, str], turn: Callable[[str], str]) -> str:
    """Return the name in a row: its parts if they make a whole one, else the whole one, else what parts there are.

    "Name" beside "First name" may be the last name or the whole one, and "Name" beside "Last name" the first name:
    which of them, the cells say.
    """
    name, first = turn(cells.get(NAME, "")), cells.get(FIRST, "")
    last = _last_name(cells.get(LAST, ""), first)
    parts = " ".join(filter(None, (first, cells.get(BETWEEN, ""), last)))
    if first and last:
        return last if last != first and _begins_with(last, first) else parts
    if name and last and FIRST not in cells and not _has_words_of(name, last):
        return f"{name} {parts}"
    return name or parts


def may_be_of_another(name: str, beside: str) -> bool:
    """Whether a name and the one that stands with the address share no word, so that the address is asked about.

    A single initial stands for any word that begins with it.

    Examples
    --------
    >>> may_be_of_another("Bas", "B. Jansen"), may_be_of_another("Bas", "A. Jansen")
    (False, True)
    """
    words, others = (set(normalise(one).split()) for one in (name, beside))
    if "@" in beside or not (words - _SMALL_WORDS and others - _SMALL_WORDS):
        return False
    return not (words & others - _SMALL_WORDS or _has_initial_of(words, others) or _has_initial_of(others, words))


def _has_initial_of(words: set[str], others: set[str]) -> bool:
    return any(len(word) == 1 and other.startswith(word) for word in words for other in others - _SMALL_WORDS)


def _begins_with(name: str, first: str) -> bool:
    words, beginning = normalise(name).split(), normalise(first).split()
    return words[: len(beginning)] == beginning


def _has_words_of(name: str, last: str) -> bool:
    return set(normalise(last).split()) <= set(normalise(name).split())
