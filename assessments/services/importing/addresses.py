"""Addresses as mail programs and spreadsheets write them: with a name before or behind, or many in one line."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import takewhile
from unicodedata import normalize

from .cells import says_nothing
from .headings import ADDRESS_SIGN, is_heading

_IN_ADDRESS = r"[^\s<>()\[\]{}\"“”'‘’,;:|?@]"
_ADDRESS = re.compile(
    r"(?:(?<![^\s<>()\[\]{}\"“”'‘’,;|])|(?<=mailto:)|(?<=smtp:)|(?<=mail:))"  # nothing that may belong to it before it
    rf"({_IN_ADDRESS}++(?:['’]{_IN_ADDRESS}++)*+@{_IN_ADDRESS}++)"
    r"(?![,;:|]\w|@)",  # nor behind it: "school,nl" is no address of "school"
    re.IGNORECASE,
)
_TORN = re.compile(rf"{_IN_ADDRESS}[,;:|'’]{_IN_ADDRESS}*@")
"""An address with a sign in it that may be a mistake: what stands behind the sign may be somebody else's."""
_NAMED = re.compile(
    r"\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^<>;\n\"]*?))\s*"  # a name, in quotes or not
    r"<\s*(?:mailto:)?([^<>\s;,@]++@[^<>\s;,@]++)\s*>[ \t]*"
)
_QUOTES = " \"'“”„‘’«»"
_BULLET = re.compile(r"^\s*(?:[-•*·–]\s+|\d+[.)]\s+)")
_BEFORE_A_PERSON = re.compile(r"^\s*(?:aan|to|cc|bcc|van|from)\s*:\s*", re.IGNORECASE)
"""The line of a mail that people were copied from."""
_LINE_OF_MAIL = re.compile(
    r"\s*(?:verzonden|onderwerp|sent|subject|datum|date|bijlagen?|attachments?|prioriteit|urgentie|importance)\s*:",
    re.IGNORECASE,
)
"""What stands among them there, and is nobody."""
_AT = re.compile(r"(?<!\s)\s*+[\[({]\s*+at\s*+[\])}]\s*+", re.IGNORECASE)
_DOT = re.compile(r"(?<!\s)\s*+[\[({]\s*+(?:dot|punt)\s*+[\])}]\s*+", re.IGNORECASE)
_MARKS = {"(": ")", "<": ">", "[": "]"}
_TITLES = {"msc", "ma", "mba", "mpa", "phd", "bsc", "ba", "llm", "llb", "ra", "rc", "aa"}
_PARTING = " ,;|\t"
"""Signs that stand around people, and belong to none."""
_LONGEST = 1000
"""Characters in which an address is looked for, with the name beside it."""
_MOST = 3000
"""People in one line: more than a list may have."""
_LEAST_SHARE = 0.75
"""Of the parts of a list of addresses that have one; what has fewer is rows of a spreadsheet."""
_LEAST_SHARE_IN_BRACKETS = 0.5
"""The same where every address is marked as one, as mail programs do: then what has none is a group of theirs."""
_NONE = {
    *("x", "na", "0", "geen e-mail", "geen mail", "geen email", "geen adres", "geen e-mailadres"),
    *("no e-mail", "no email", "no mail"),
}
"""What people write where somebody has no address."""


def address_in(text: str) -> str:
    """Return the only address in a cell, without what stands around it; the cell as it is if there is none or more.

    Of a cell that says that there is no address, nothing is left.

    Examples
    --------
    >>> address_in("Anna de Wit <anna@school.nl>;"), address_in("mailto:bas@gemeente.nl?subject=x")
    ('anna@school.nl', 'bas@gemeente.nl')
    >>> address_in("d'hondt@school.nl"), address_in("anna,wit@school.nl"), address_in("n.v.t.")
    ("d'hondt@school.nl", 'anna,wit@school.nl', '')
    """
    if says_nothing(text) or text.strip().casefold() in _NONE:
        return ""
    plain = re.sub(r"#mailto:.*", "", with_signs(text[: _LONGEST + 1]), flags=re.IGNORECASE | re.DOTALL).strip("#? ")
    found = {one.casefold(): one for one in reversed(_addresses(plain))}
    is_one = len(found) == 1 and len(text) <= _LONGEST and all("." in one.rpartition("@")[2] for one in found)
    return next(iter(found.values())) if is_one else text


def with_signs(text: str) -> str:
    """Return a text with the signs of addresses for which words stand in brackets, as in "anna [at] school.nl"."""
    return _DOT.sub(".", _AT.sub("@", text)) if _AT.search(text) else text


def without_bullet(name: str) -> str:
    """Return a name without the bullet or the number of a list before it."""
    return _BULLET.sub("", name)


def _addresses(text: str) -> list[str]:
    """Return the addresses in a text, as they are written; none when it may have one that was torn apart."""
    plain = normalize("NFKC", text)
    found = [one[1].rstrip(".").replace("’", "'") for one in _ADDRESS.finditer(plain)]
    whole = "".join(found).replace("'", "")
    return [] if any(one[0] not in whole for one in _TORN.finditer(_unquoted(plain))) else found


def _unquoted(text: str) -> str:
    """Return a text without apostrophes, which an address may have, and without what tells that one follows."""
    return re.sub(r"(?:mailto|smtp|e-?mail|mail):|['’]", "", text, flags=re.IGNORECASE)


def name_beside(text: str) -> str:
    """Return the name that stands with the address in a cell, the first name first; empty without one."""
    found = _NAMED.fullmatch(text.strip().rstrip(";,"))
    return first_name_first(next(filter(None, found.groups()[:3]), "")) if found else ""


def people_in(text: str) -> list[tuple[str, str]]:
    """Return the names and addresses of a list as mail programs copy it; empty when the text is something else.

    A heading is nobody: it has neither, so that those below it keep their places.

    Examples
    --------
    >>> people_in('"Wit, Anna de" <anna@school.nl>; Bas (bas@gemeente.nl)')
    [('Anna de Wit', 'anna@school.nl'), ('Bas', 'bas@gemeente.nl')]
    """
    plain = normalize("NFKC", unescape(text)).strip()
    parts = [part.strip() for part in _parts(plain) if part.strip(_PARTING)]
    if not parts or len(parts) > _MOST:
        return []
    nobody = _headings_above(plain) | {part.strip(_PARTING) for part in parts if _LINE_OF_MAIL.match(part)}
    lines = [line.strip() for line in plain.splitlines() if line.strip() and line.strip(_PARTING) not in nobody]
    is_one_a_line = lines == [part for part in parts if part.strip(_PARTING) not in nobody]
    pairs = iter(_pairs(lines) if is_one_a_line else [])
    people = []
    for part in parts:
        person = ("", "") if part.strip(_PARTING) in nobody else next(pairs, None) or _person_in(part)
        if person is None:
            return []
        people.append(person)
    return people if _has_addresses([(part, one) for part, one in zip(parts, people, strict=True) if any(one)]) else []


def _has_addresses(read: Sequence[tuple[str, tuple[str, str]]]) -> bool:
    """Whether so many of these parts have an address that they are people as mail programs write them."""
    n_with = sum(bool(address) or "<" in part for part, (_name, address) in read)
    in_brackets = all("<" in part for part, _person in read if "@" in part)
    return n_with > len(read) * _LEAST_SHARE_IN_BRACKETS if in_brackets else n_with >= len(read) * _LEAST_SHARE


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Return what each line says where each address stands below a name, at the name; nothing of another list."""
    names, addresses = lines[::2], lines[1::2]
    is_paired = len(names) == len(addresses) > 1 and not any(re.search(r"[,;|\t]", line) for line in lines)
    if (
        not is_paired
        or any("@" in name for name in names)
        or not all(_ADDRESS.fullmatch(one.strip(" <>")) for one in addresses)
    ):
        return []
    people = [(first_name_first(name), one.strip(" <>")) for name, one in zip(names, addresses, strict=True)]
    return [said for person in people for said in (person, ("", ""))]


def _headings_above(text: str) -> set[str]:
    """Return what stands alone in a line above the people; it may do so again at the top of each page."""
    lines = (line.strip(_PARTING) for line in text.splitlines())
    above = takewhile(lambda line: line == ADDRESS_SIGN or "@" not in line, lines)
    return {line for line in above if not re.search(r"[,;|\t]", line) and is_heading(line)}


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between the signs that part people; a comma within quotes or before an address parts none."""
    part, is_quoted, has_address = "", False, False
    for sign in text:
        is_quoted = is_quoted != (sign == '"') and sign != "\n"
        has_address = has_address or sign == "@"
        is_end = sign in ";\n\t" or (sign == "," and has_address and not is_quoted)
        if is_end and not (sign == ";" and is_quoted):
            yield from _apart(part)
            part, has_address = "", False
        else:
            part += sign
    yield from _apart(part)


def _apart(part: str) -> list[str]:
    """Return the addresses of a part that has nothing else, or else the part itself."""
    alone = re.split(r"[\s|]+", part.strip()) if len(part) <= _LONGEST else []
    return alone if len(alone) > 1 and all(_ADDRESS.fullmatch(one.strip("<>")) for one in alone) else [part]


def _person_in(part: str) -> tuple[str, str] | None:
    """Return the name and the address of one part, either of them empty; None when it is no person of a list."""
    part = _BEFORE_A_PERSON.sub("", without_bullet(part), count=1).strip().rstrip(",")
    found = list(_ADDRESS.finditer(part)) if len(part) <= _LONGEST else []
    if not found:
        name = re.sub(r"(?<!\s)\s*+<[^<>]*+>", "", part)  # how mail within one organisation is addressed
        return None if "@" in part or "," in part else (first_name_first(name), "")
    first, last = found[0], found[-1]
    if len({one[1].casefold() for one in found}) > 1:
        return None
    before, behind = part[: first.start(1)].strip(), part[last.end(1) :].strip()
    before = re.sub(r"(?:mailto|smtp|e-?mail):$", "", before, flags=re.IGNORECASE).rstrip()
    is_marked = before[-1:] in _MARKS
    if is_marked:
        behind = behind.removeprefix(_MARKS[before[-1]]).strip()
        before = before[:-1]
    name = before.strip(_QUOTES if is_marked else f"{_QUOTES}-–:")
    name = name.rpartition(": ")[2] if is_marked else name  # what stands before it is the name of a group
    if _has_cells(name, behind, is_marked=is_marked):
        return None
    if not is_marked and ("," in name or (name and behind.strip(_QUOTES))):
        return None
    return first_name_first(name or _name_behind(behind)), first[1].rstrip(".")


def _has_cells(name: str, behind: str, *, is_marked: bool) -> bool:
    """Whether a bar beside an address parts the cells of a row; one with spaces around it may stand within a name."""
    within = name.replace(" | ", " ") if is_marked else name
    return "|" in within or bool(behind.partition("|")[2].strip(" |"))


def _name_behind(behind: str) -> str:
    """Return the name behind an address, perhaps between brackets; a remark does not begin with a capital."""
    found = re.fullmatch(r"\(([^()@]+)\)|[-–:]?\s*([^\W\d][^()@\d]*)", behind)
    name = (found[1] or found[2]) if found else ""
    return name if name[:1].isupper() else ""


def first_name_first(name: str) -> str:
    """Return a name without quotes around it, and "Wit, Anna de" the other way round; "Wit, de" as "de Wit".

    Titles behind the comma are no first name, as in "Anna de Wit, MSc".
    """
    name = " ".join(name.strip(_QUOTES).split())
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and not are_titles(first) else name


def are_titles(text: str) -> bool:
    """Whether a text has nothing but titles that stand behind a name, with dots or not.

    Examples
    --------
    >>> are_titles("M.Sc., MBA"), are_titles("Ma Anna"), are_titles("")
    (True, False, False)
    """
    words = text.replace(",", " ").replace(".", "").casefold().split()
    return bool(words) and _TITLES.issuperset(words)
