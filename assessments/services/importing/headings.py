"""Finds the headings of a list: in whatever words, and under whatever title stands above them."""

from collections.abc import Sequence

from .matching import normalise

ADDRESS_SIGN = "@"
"""Alone above a column it means addresses."""
NAME, EMAIL, ROLE, ORGANISATION = FIELDS = ("name", "email", "role", "organisation")
FIRST, BETWEEN, LAST = PARTS = ("first", "between", "last")

_WHOLE = {
    NAME: ("naam", "volledige naam", "name", "full name", "deelnemer", "participant", "contactpersoon", "persoon"),
    FIRST: ("voornaam", "first name", "firstname", "given name", "roepnaam", "voorletters", "voorletter", "voorl"),
    BETWEEN: (
        *(
            "tussenvoegsel",
            "tussenvoegsels",
            "voorvoegsel",
            "voorvoegsels",
            "tussen",
            "infix",
            "tussenv",
            "tussenvoegs",
        ),
        *("middelste naam", "middle name", "tweede naam"),
    ),
    LAST: ("achternaam", "last name", "lastname", "surname", "family name", "familienaam"),
    EMAIL: (
        ADDRESS_SIGN,
        "e mail",
        "email",
        "mail",
        "e mailadres",
        "emailadres",
        "mailadres",
        "e mail address",
        "email address",
    ),
    ROLE: ("rol", "functie", "role", "function", "job title", "functietitel", "organization title"),
    ORGANISATION: (
        "organisatie",
        "instelling",
        "organisation",
        "organization",
        "bedrijf",
        "werkgever",
        "organisatienaam",
        "organization name",
        *("org", "partner", "partij", "namens", "werkzaam bij", "waar werkzaam", "partnerorganisatie"),
    ),
}
HEADINGS = {heading: field for field, headings in _WHOLE.items() for heading in headings}
"""Headings of which nothing else can be meant."""
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
        "weergavenaam",
        "naam",
        "name",
        "deelnemer",
        "deelnemers",
        "participant",
        "contactpersoon",
        "persoon",
        "medewerker",
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
_MOST_ROWS_ABOVE = 20
_LONGEST = 60


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Return the place of the row of headings and the column of each field in it; None if there is no such row."""
    for place, row in enumerate(rows[: _MOST_ROWS_ABOVE + 1]):
        places = _fields_in(row)
        if places:
            return place, places
    return None


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


def _fields_in(row: Sequence[str]) -> dict[str, int]:
    """Return the column of each field; empty when this does not look like a row of headings."""
    if any((ADDRESS_SIGN in cell and cell != ADDRESS_SIGN) or len(cell) > _LONGEST for cell in row):
        return {}
    cells = [cell if cell == ADDRESS_SIGN else normalise(cell) for cell in row]
    whole = _first_of_each([HEADINGS.get(cell) for cell in cells])
    by_word = _first_of_each([None if cell in HEADINGS else _field_by_word(cell) for cell in cells])
    found = by_word | whole
    is_sure = len(whole) >= 2 or (whole and (len(found) >= 2 or _is_of_others_too(cells))) or len(found) >= 3
    return _with_parts(found, cells) if is_sure else {}


def _is_of_others_too(cells: Sequence[str]) -> bool:
    """Whether all that stands beside a heading says that it is something else about a person, as a telephone number."""
    beside = [cell.split() for cell in cells if cell and cell not in HEADINGS]
    return bool(beside) and all(_OTHER_THINGS.intersection(words) for words in beside)


def _first_of_each(fields: Sequence[str | None]) -> dict[str, int]:
    """Return the first place of each field."""
    places: dict[str, int] = {}
    for place, field in enumerate(fields):
        if field is not None:
            places.setdefault(field, place)
    return places


def _field_by_word(heading: str) -> str | None:
    words = heading.split()
    if words[:2] == ["e", "mail"] or _WORDS[EMAIL].intersection(words):
        return EMAIL
    if _OTHER_THINGS.intersection(words):
        return None
    return next((field for field, known in _WORDS.items() if known.intersection(words)), None)


def _with_parts(places: dict[str, int], cells: Sequence[str]) -> dict[str, int]:
    """Return the columns, with "Name" beside "First name" as the last name, and no name that may be another's."""
    if FIRST in places and NAME in places and LAST not in places:
        return {LAST if field == NAME else field: place for field, place in places.items()}
    if FIRST in places and LAST in places:
        same = _first_of_each([NAME if cell in _WHOLE_NAMES else None for cell in cells])
        return {field: place for field, place in places.items() if field != NAME} | same
    return places
