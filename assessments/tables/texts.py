"""Texts in files: decoded, cleaned of characters that no file can hold, and kept from becoming formulas."""

import re
from itertools import islice

from assessments.cleaning import with_plain_breaks, without_unwritable

from .limits import NO_TEXT, TableError

_STARTS_FORMULA = (
    "=+\\-@"
    "\uff0b\uff0d\uff1d\uff20\ufe62\ufe63\ufe66\ufe6b"  # their full-width and small forms
    "\u207a-\u207c\u208a-\u208c\u2212\u2a75\u2a76\ufb29"  # superscript, subscript and double forms, and the minus sign
)
_PARTS_CELLS = ";,\t|\n\r\x0b\x0c\x85\u2028\u2029\u037e\uff1b\uff0c\uff5c\ufe50\ufe54"
"""Where some program may begin a new cell, whatever delimiter the file really has; the last six become such a
character when a program normalises Unicode."""
_PASSED_OVER = (
    " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # spaces
    "\"'`\xab\xbb\xb4\u2018-\u201f\u2039\u203a\u2e02-\u2e05\u2e09\u2e0a\u2e0c\u2e0d\u2e1c\u2e1d\u2e20\u2e21\uff02\uff07"
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"  # characters without width
)
"""A program may skip these before it looks for a formula."""
_DANGER = (
    rf"(?:\A(?=[{_PASSED_OVER}]*[{_STARTS_FORMULA}\t\n\r\u2028\u2029])"
    rf"|(?<=[{_PARTS_CELLS}])(?=[{_PASSED_OVER}]*[{_STARTS_FORMULA}]))"
)
_UNGUARDED = re.compile(_DANGER)
_GUARDED = re.compile(_DANGER + "'")
_GUARD = "'"
_OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")
"""Those of Windows, of old Macs, and of DOS, in which Excel still offers to save; of equals the first."""
_USUAL = dict.fromkeys("éëï", 3.0) | dict.fromkeys("öüè", 2.0) | {"ç": 1.5} | dict.fromkeys("áêóñäàâîôûíúøåãõæßšž", 0.5)
"""How much a small letter with an accent speaks for an encoding: as much as Dutch texts have of it."""
_USUAL_CAPITAL, _USUAL_CAPITALS = 0.6, 0.7
_USUAL_FIRST = 0.5
"""The same for a small é with which a word begins, as few do but "één"."""
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
"""What UTF-8 looks like once it was read as the encoding of Windows, and what no encoding has a letter for."""
_LEAST_LEAD = 2.0
"""By how much an encoding must be likelier than the next one, or somebody has to look at the letters."""
_UNUSUAL = -1.0
_ENOUGH = 2000
"""Signs that are looked at."""
_SIGNS = "’‘“”„–—…€«»"
"""Signs of cp1252 that are usual, also against a letter."""
_WELL_PLACED = re.compile(
    r"(?<!\w)[’‘](?:s|t|n|m|k|ns)(?!\w)"  # ’s-Hertogenbosch, in ’t Veld
    r"|(?-i:(?<!\w)[DLO]’(?=[A-Z]))"  # D’Hondt, O’Neill
    r"|(?-i:(?<=[A-Z])’S(?!\w))"  # FOTO’S; of small letters the í of a Mac stands there too, as in Luís
    r"|(?<!\w)[“”„](?=\w)[^“”„\r\n]{1,100}[“”](?!\w)"
    r"|(?<!\w)‘(?=\w)[^‘\r\n]{1,100}?’(?!\w)",
    re.IGNORECASE,
)
"""Apostrophes of words that begin with one, and words between quotation marks: what letters give only by chance."""
_SURE = 3.0
"""How much each of these speaks for an encoding: as much as the most usual letter."""


def decode(content: bytes) -> str:
    """Return the text of a file, without its byte order mark. Raises TableError for what is not text.

    Programs write UTF-8, UTF-16, the old Windows encoding, or that of old Macs or of DOS. Anything else is read as the
    Windows one, with a replacement character for each unknown byte, which is visible to whoever reviews the rows.
    """
    wide = _wide_encoding(content)
    if wide:
        text = content.decode(wide, errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode(_old_encoding(content), errors="replace")
    if "\0" in text:
        raise TableError(NO_TEXT)
    return text


def _wide_encoding(content: bytes) -> str:
    """Return the encoding of a text with two bytes for each sign, with a mark or without; empty for any other."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    half, is_uneven = divmod(len(content), 2)
    if is_uneven:
        return ""
    for name, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if content[place::2].count(0) > 0.6 * half and not content[1 - place :: 2].count(0):
            return name
    return ""


def _old_encoding(content: bytes) -> str:
    """Return in which of the old encodings a text of bytes is most likely.

    Letters with accents stand in other places of each, which in the others hold signs that are found in no word, or
    capitals within one. Lines that end as on old Macs say it too.
    """
    if b"\r" in content and b"\n" not in content:
        return "mac_roman"
    return max(_OLD_ENCODINGS, key=lambda encoding: _likelihood(content.decode(encoding, errors="replace")))


def is_guess(content: bytes) -> bool:
    """Whether the letters of a file may also be others: in an old encoding, with no other one that is less likely."""
    if _GARBLED.search(decode(content)):
        return True
    if _wide_encoding(content):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        *_rest, second, first = sorted(_likelihood(content.decode(one, errors="replace")) for one in _OLD_ENCODINGS)
        return first - second < _LEAST_LEAD
    return False


def _likelihood(text: str) -> float:
    """Return how much the signs beyond ASCII look like those of a text in Dutch."""
    padded = f"  {text}  "
    places = (found.start() for found in islice(re.finditer(r"[^\x00-\x7f]", padded), _ENOUGH))
    n_well_placed = sum(1 for _found in islice(_WELL_PLACED.finditer(text), _ENOUGH))
    signs = sum(_worth(padded[place], padded[place - 2 : place], padded[place + 1]) for place in places)
    return signs + _SURE * n_well_placed


def _worth(sign: str, before: str, behind: str) -> float:
    """Return how much one sign speaks for an encoding, by the two signs before it and the one behind it."""
    last = before[-1]
    is_alone = not last.isalpha() and not behind.isalpha()
    if not sign.isalpha():
        return 0.5 if sign in _SIGNS else _UNUSUAL * (not is_alone)
    if is_alone:
        return _UNUSUAL / 2
    if sign.isupper():
        is_within = last.islower() or (last.isupper() and behind.islower())
        usual = _USUAL_CAPITALS if sign in "ÇÉÈÖÜŠ" else _USUAL_CAPITAL
        return _UNUSUAL if is_within else usual
    if behind.isupper() or (last.isupper() and before.isupper() and not behind.isalpha()):
        return _UNUSUAL
    if sign == "é" and not last.isalpha() and behind not in "éÉ":
        return _USUAL_FIRST
    # No word begins with another small letter with an accent but "à", and ç stands before a, o and u alone.
    is_out_of_place = (sign not in "éà" and not last.isalpha()) or (sign == "ç" and behind not in "aou")
    return _UNUSUAL if is_out_of_place else _USUAL.get(sign, _UNUSUAL)


def writable(text: str) -> str:
    """Return a text that every kind of file can hold.

    A single non-character in one answer would give a workbook that no program opens.
    """
    return without_unwritable(with_plain_breaks(text))


def guard(text: str) -> str:
    """Return a text that becomes a formula in no spreadsheet, wherever that begins a new cell in it.

    An apostrophe is put before everything that would begin a formula: at the start, and after every character that is
    a delimiter somewhere, since a Dutch computer splits a file with commas at its semicolons. ``unguard`` removes
    exactly these.
    """
    return _UNGUARDED.sub(_GUARD, text)


def unguard(text: str) -> str:
    """Return the text that ``guard`` was given, by removing one apostrophe from each guarded place."""
    return _GUARDED.sub("", text)


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it."""
    return guard(text[:100]).startswith(_GUARD) and not text.startswith(_GUARD)
