"""Finds the headings of a list: in whatever words, and under whatever title stands above them."""

import re
from collections.abc import Collection, Sequence

from .matching import normalise

ADDRESS_SIGN = "@"
"""Alone above a column it means addresses."""
NAME, EMAIL, ROLE, ORGANISATION = FIELDS = ("name", "email", "role", "organisation")
FIRST, BETWEEN, LAST = PARTS = ("first", "between", "last")

_WHOLE = {
    NAME: ("naam", "volledige naam", "name", "full name", "deelnemer", "participant", "contactpersoon", "persoon"),
    FIRST: ("voornaam", "first name", "firstname", "given name", "roepnaam", "voorletters", "voorletter", "voorl"),
    BETWEEN: (
        *("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tussen", "infix", "tussenv"),
        *("tussenvoegs", "middelste naam", "middle name", "tweede naam"),
    ),
    LAST: ("achternaam", "last name", "lastname", "surname", "family name", "familienaam"),
    EMAIL: (
        *(ADDRESS_SIGN, "e mail", "email", "mail", "e mails", "emails", "mails", "e mailadres", "emailadres"),
        *("mailadres", "e mailadressen", "emailadressen", "mailadressen", "e mail address", "email address"),
    ),
    ROLE: (
        *("rol", "functie", "role", "function", "job title", "functietitel", "organization title"),
        *("organization 1 title", "rollen", "functies", "roles", "functienaam"),
    ),
    ORGANISATION: (
        *("organisatie", "instelling", "organisation", "organization", "bedrijf", "werkgever", "organisatienaam"),
        *("organization name", "organization 1 name", "org", "partner", "partij", "namens", "werkzaam bij"),
        *("waar werkzaam", "partnerorganisatie", "organisaties", "instellingen", "bedrijven", "organisations"),
    ),
}
HEADINGS = {heading: field for field, headings in _WHOLE.items() for heading in headings}
"""Headings of which nothing else can be meant."""
_MAYBE = {
    **dict.fromkeys(("namen", "names", "deelnemers", "respondent", "genodigde", "betrokkene", "collega", "wie"), NAME),
    **dict.fromkeys(("beroep", "hoedanigheid"), ROLE),
    **dict.fromkeys(
        ("school", "gemeente", "vereniging", "stichting", "praktijk", "werkt bij", "werkplek"), ORGANISATION
    ),
    **dict.fromkeys(
        ("samenwerkingspartner", "ketenpartner", "partners", "partijen", "school organisatie"), ORGANISATION
    ),
}
"""Headings that say it where no other heading does."""
_WORDS = {
    EMAIL: {"mail", "email", "mailadres", "emailadres", "mailadressen", "mailaddress", "emailaddress"},
    FIRST: {"voornaam", "voornamen", "firstname", "roepnaam"},
    BETWEEN: {"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels"},
    LAST: {"achternaam", "familienaam", "lastname", "surname"},
    ORGANISATION: {
        *("organisatie", "organisatienaam", "instelling", "instantie", "bedrijf", "bedrijfsnaam", "werkgever"),
        *("organisation", "organization", "company", "employer"),
    },
    ROLE: {"rol", "functie", "functietitel", "functieomschrijving", "role", "function", "position"},
    NAME: {
        *("weergavenaam", "naam", "name", "deelnemer", "deelnemers", "participant", "contactpersoon", "persoon"),
        *("medewerker", "respondent"),
    },
}
"""Words of which one in a longer heading says what the column holds; of two, the first field in this order."""
_OTHER_THINGS = {
    *("telefoon", "telefoonnummer", "tel", "mobiel", "nummer", "nr", "id", "adres", "straat", "postcode", "plaats"),
    *("datum", "opmerking", "opmerkingen", "phone", "mobile", "number", "address", "street", "city", "date", "remarks"),
}
"""Words that say that it is something else about a person or an organisation."""
_WHOLE_NAMES = {"naam", "volledige naam", "naam deelnemer", "name", "full name", "weergavenaam", "display name"}
"""Headings of a whole name that mean the same person beside first and last names; "contactpersoon" may be another."""
_OF_LISTS = {
    *("naam", "namen", "namenlijst", "deelnemer", "deelnemers", "deelnemerslijst", "personen", "medewerkers"),
    *("contactpersonen", "contacten", "genodigden", "betrokkenen", "respondenten", "ontvangers", "maillijst"),
    *("mail", "mails", "mailadres", "mailadressen", "adres", "adressen", "email", "emails", "emailadres"),
    *("emailadressen", "name", "names", "participants", "people", "contacts", "recipients", "attendees"),
    *("address", "addresses"),
}
"""Words that say what is below them, and that are in nobody's name."""
_BESIDE = {
    *("e", "en", "of", "van", "de", "het", "alle", "onze", "lijst", "volledige", "werk", "prive", "zakelijke"),
    *("verplicht", "and", "the", "all", "list", "full", "required"),
}
"""Words that stand with these."""
_SUREST = {"rol", "rollen", "role", "roles"}
"""Headings that count before "functie", which may stand beside them for the name of a job."""
_MOST_ROWS_ABOVE = 20
_LONGEST = 60
_LONGEST_QUESTION = 200
"""Of a form, of which the questions become the headings."""


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Return the place of the row of headings and the column of each field in it; None if there is no such row.

    Of two such rows below each other the lower one counts, if it says at least as much: what stands above it are the
    titles of groups of columns. Of two columns for the same, the one with something in it counts.
    """
    for place, row in enumerate(rows[: _MOST_ROWS_ABOVE + 1]):
        if _fields_in(row):
            at = _lowest(rows, place)
            filled = {column for below in rows[at + 1 :] for column, cell in enumerate(below) if cell}
            return at, _with_parts(_fields_in(rows[at], filled), _plain(rows[at]))
    return None


def _lowest(rows: Sequence[Sequence[str]], place: int) -> int:
    n_above = len(_fields_in(rows[place]))
    for at in range(place + 1, len(rows)):
        is_again = are_same(rows[at], rows[place])
        if is_again or len(_fields_in(rows[at])) < n_above:
            break
        place, n_above = at, len(_fields_in(rows[at]))
    return place


def are_same(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row has the same headings, which may stand at the top of each page."""
    return _plain(row) == _plain(headings)


def _plain(row: Sequence[str]) -> list[str]:
    """Return the cells without what is ignored in headings; "NaamDeelnemer" as two words."""
    parted = (re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell) for cell in row)
    return [cell if cell == ADDRESS_SIGN else normalise(cell) for cell in parted]


def is_heading(text: str) -> bool:
    """Whether a text alone above a column says what is below it; a name in which such a word occurs does not.

    Examples
    --------
    >>> is_heading("E-mailadressen deelnemers:"), is_heading("Anna Persoon")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    heading = normalise(text)
    words = set(heading.split())
    is_of_list = bool(words & _OF_LISTS) and words <= _OF_LISTS | _BESIDE
    return text.strip() == ADDRESS_SIGN or heading in HEADINGS or is_of_list


def _fields_in(row: Sequence[str], filled: Collection[int] = ()) -> dict[str, int]:
    """Return the column of each field; empty when this does not look like a row of headings.

    Of several columns for one field, the first counts of those that are ``filled``, and of those with the surest words.
    """
    if any((ADDRESS_SIGN in cell and cell != ADDRESS_SIGN) or len(cell) > _LONGEST_QUESTION for cell in row):
        return {}
    cells = _plain(row)
    whole = {HEADINGS[cell] for cell in cells if cell in HEADINGS}
    said = [
        (place not in filled, sureness, place, field)
        for place, cell in enumerate(cells)
        for sureness, field in _meanings(cell)
    ]
    found: dict[str, int] = {}
    for _is_empty, _sureness, place, field in sorted(said):
        if field not in found and place not in found.values():
            found[field] = place
    is_sure = len(whole) >= 2 or (whole and (len(found) >= 2 or _is_of_others_too(cells))) or len(found) >= 3
    return found if is_sure else {}


def _meanings(heading: str) -> list[tuple[int, str]]:
    """Return the fields that a heading may be of, the surest first, each with a number that is lower when it is."""
    if heading in HEADINGS:
        return [(int(HEADINGS[heading] == ROLE and heading not in _SUREST), HEADINGS[heading])]
    by_word = [(2 + 2 * (place > 0), field) for place, field in enumerate(_fields_by_word(heading))]
    return by_word or ([(3, _MAYBE[heading])] if heading in _MAYBE else [])


def _is_of_others_too(cells: Sequence[str]) -> bool:
    """Whether all that stands beside a heading says that it is something else about a person, as a telephone number."""
    beside = [cell.split() for cell in cells if cell and cell not in HEADINGS]
    return bool(beside) and all(_OTHER_THINGS.intersection(words) for words in beside)


def _fields_by_word(heading: str) -> list[str]:
    """Return the fields that the words of a heading say, the likeliest first."""
    words = heading.split()
    if words[:2] == ["e", "mail"] or _WORDS[EMAIL].intersection(words):
        return [EMAIL]
    if _OTHER_THINGS.intersection(words):
        return []
    if _WORDS[LAST].intersection(words) and {"voor", "naam", *_WORDS[FIRST]}.intersection(words):
        return [NAME]  # both in one column
    fields = [field for field, known in _WORDS.items() if known.intersection(words)]
    is_of_organisation = ORGANISATION in fields and {"naam", "name"}.intersection(words)
    return [ORGANISATION] if is_of_organisation else fields


def _with_parts(places: dict[str, int], cells: Sequence[str]) -> dict[str, int]:
    """Return the columns, with "Name" beside "First name" as the last name, and no name that may be another's."""
    if FIRST in places and NAME in places and LAST not in places:
        return {LAST if field == NAME else field: place for field, place in places.items()}
    if FIRST in places and LAST in places:
        same = [place for place, cell in enumerate(cells) if cell in _WHOLE_NAMES]
        return {field: place for field, place in places.items() if field != NAME} | ({NAME: same[0]} if same else {})
    return places
