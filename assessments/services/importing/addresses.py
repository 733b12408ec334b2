"""Addresses as mail programs and spreadsheets write them: with a name before or behind, or many in one line."""

import re

_ADDRESS = re.compile(r"[^\s<>()\[\]{}\"'“”‘’,;:|]+@[^\s<>()\[\]{}\"'“”‘’,;:|?]+")
_NAMED = re.compile(
    r"\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^<>;\n\"]*?))\s*"  # a name, in quotes or not
    r"<\s*(?:mailto:)?([^<>\s;,]+@[^<>\s;,]+)\s*>[ \t]*"
)
_BARE = re.compile(r"\s*([^<>\s;,\"()]+@[^<>\s;,\"()]+)[ \t]*")
_BETWEEN = re.compile(r"[;,\n]\s*")
_MOST = 3000
"""People in one line: more than a list may have."""


def address_in(text: str) -> str:
    """Return the only address in a cell, without what stands around it; the cell as it is if there is none or more.

    Examples
    --------
    >>> address_in("Anna de Wit <anna@school.nl>;"), address_in("mailto:bas@gemeente.nl?subject=x")
    ('anna@school.nl', 'bas@gemeente.nl')
    """
    found = {one.rstrip(".").casefold(): one.rstrip(".") for one in _ADDRESS.findall(text)}
    return next(iter(found.values())) if len(found) == 1 else text


def name_beside(text: str) -> str:
    """Return the name that stands with the address in a cell, the first name first; empty without one."""
    found = _NAMED.fullmatch(text.strip().rstrip(";,"))
    return _first_name_first(next(filter(None, found.groups()[:3]), "")) if found else ""


def people_in(text: str) -> list[tuple[str, str]]:
    """Return the names and addresses of a list as mail programs copy it; empty when the text is something else.

    Examples
    --------
    >>> people_in('"Wit, Anna de" <anna@school.nl>; Bas <bas@gemeente.nl>')
    [('Anna de Wit', 'anna@school.nl'), ('Bas', 'bas@gemeente.nl')]
    """
    people: list[tuple[str, str]] = []
    text, at = text.strip(), 0
    while at < len(text) and len(people) <= _MOST:
        named, bare = _NAMED.match(text, at), _BARE.match(text, at)
        found = named or bare
        if found is None:
            return []
        name = next(filter(None, named.groups()[:3]), "") if named else ""
        people.append((_first_name_first(name), found.groups()[-1]))
        between = _BETWEEN.match(text, found.end())
        if between is None and found.end() < len(text):
            return []
        at = between.end() if between else len(text)
    return people


def _first_name_first(name: str) -> str:
    """Return a name without quotes, and "Wit, Anna de" the other way round."""
    name = " ".join(name.strip(" \"'").split())
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name
