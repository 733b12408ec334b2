"""What is left of a text that comes in from outside: nothing that cannot be seen, stored or written to a file.

Every door has the same functions: ``one_line`` for names and titles, ``address`` for e-mail addresses, ``prose`` for
what has lines.
"""

import re
import unicodedata
from collections.abc import Callable

import idna

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # invisible control characters
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # non-characters, and characters for private use
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"
)
_INVISIBLE = re.compile(
    "[\xad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001"
    "\u202a-\u202e"  # embeddings and overrides, which show a text in another order than it has
    "]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"  # tags, but for those of a flag
)
_JOINERS = re.compile("[\u200c\u200d]+")
_FIRST_THAT_JOINS = "\u0590"
"""Latin, Greek and Cyrillic letters, which come before it, join nothing; Arabic, Indian scripts and emoji do."""
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
_RIGHT_TO_LEFT = {"R", "AL"}
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
MOST_MARKS = 30
"""Most accents on one letter. It is Unicode's own bound (UAX #15): what puts more in order takes the square of them."""
_PERHAPS_A_PILE = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
"""No accent that stands by itself comes before U+0300."""
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_LOOK_ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")
_BLANK = re.compile("[\u2800\\s]+")


def one_line(text: str) -> str:
    r"""Return a text as one line with single spaces, without what nobody sees.

    Examples
    --------
    >>> one_line("  Gemeente\r\nBcc:\u200b x\x00\ue000 ")
    'Gemeente Bcc: x'
    """
    return _clean(text, lambda line: _BLANK.sub(" ", line.replace("\n", " ")))


def address(text: str) -> str:
    """Return an e-mail address as one line, with a domain of other letters than ASCII as mail servers know it.

    By IDNA 2008, in which ß is a letter of its own: the standard before it makes another domain of it, where mail then
    goes. A domain that cannot be is left as it is, so that whoever checks it refuses it; so is one with letters of two
    scripts in a word, of which one only looks like the other. The hyphens of word processors become plain ones.

    Examples
    --------
    >>> address("anna@müller.nl "), address("anna@straße.nl")
    ('anna@xn--mller-kva.nl', 'anna@xn--strae-oqa.nl')
    """
    line = one_line(text).translate(_HYPHENS)
    before, at, domain = line.rpartition("@")
    if not at or domain.isascii() or any(_has_two_scripts(label) for label in domain.split(".")):
        return line
    try:
        return f"{before}@{idna.encode(domain, uts46=True).decode()}"
    except UnicodeError:  # of which those of idna are
        return line


def _has_two_scripts(label: str) -> bool:
    """Whether a word of a domain has letters of two of the scripts in which many letters look alike."""
    letters = unicodedata.normalize("NFKC", label)
    return (
        len({name for name in _LOOK_ALIKE if any(unicodedata.name(sign, "").startswith(name) for sign in letters)}) > 1
    )


def prose(text: str) -> str:
    r"""Return a text of any number of lines, each ended by a line feed alone, without what nobody sees.

    Examples
    --------
    >>> prose("Goed\r\n\ufffe\x0bbegonnen \u202e")
    'Goed\n\nbegonnen'
    """
    return _clean(text, str)


def without_unwritable(text: str) -> str:
    """Return a text without control characters, surrogates, non-characters and characters for private use."""
    return _UNWRITABLE.sub("", text)


def with_plain_breaks(text: str) -> str:
    """Return a text in which every line ends in a line feed alone."""
    return _LINE_BREAK.sub("\n", text)


def _clean(text: str, put_on_lines: Callable[[str], str]) -> str:
    is_plain = text.isascii()
    if not (is_plain and text.isprintable()):  # of what is both, nothing can be taken away but spaces
        text = without_unwritable(with_plain_breaks(text))
    text = put_on_lines(text)
    if not is_plain:
        # Cleaned once more after Unicode composed it: that can put two signs together that were apart.
        text = _JOINERS.sub(_joiner, _with_directions(_INVISIBLE.sub("", _composed(text))))
        text = put_on_lines(_composed(text))
    return text.strip()


def _composed(text: str) -> str:
    """Return a text in which a letter with its accents is one sign, without piles of accents that nobody can read."""
    if _PERHAPS_A_PILE.search(text):
        text = _without_piles(text)
    return unicodedata.normalize("NFC", text)


def _without_piles(text: str) -> str:
    kept, n_marks = [], 0
    for sign in text:
        n_marks = n_marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if n_marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _joiner(found: re.Match[str]) -> str:
    """Return one joiner where it shapes letters or emoji, and nothing where it can only hide."""
    start, end = found.span()
    before, after = found.string[max(start - 1, 0) : start], found.string[end : end + 1]
    return found[0][0] if min(before, after) >= _FIRST_THAT_JOINS and not (before + after).isspace() else ""


def _with_directions(text: str) -> str:
    """Return a text with marks of direction only where it has letters from right to left, and isolates in pairs."""
    if not _DIRECTIONS.search(text):
        return text
    if not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in _DIRECTIONS.sub("", text)):
        return _DIRECTIONS.sub("", text)
    return "\n".join(map(_with_pairs, text.split("\n")))


def _with_pairs(line: str) -> str:
    opened: list[int] = []
    alone: set[int] = set()
    for place, sign in enumerate(line):
        if sign in _OPEN:
            opened.append(place)
        elif sign == _CLOSE:
            if opened:
                opened.pop()
            else:
                alone.add(place)
    alone.update(opened)
    return "".join(sign for place, sign in enumerate(line) if place not in alone)
