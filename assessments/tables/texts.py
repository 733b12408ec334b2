"""Texts in files: decoded, cleaned of characters that no file can hold, and kept from becoming formulas."""

import re

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
_MAC_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x87-\x90\x95\x98-\x9f]|[\x81-\x84\x86](?=[A-Za-z])")
"""Small letters with accents in Mac Roman behind other letters, and capitals before them."""
_WINDOWS_LETTERS = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])")


def decode(content: bytes) -> str:
    """Return the text of a file, without its byte order mark. Raises TableError for what is not text.

    Programs write UTF-8, UTF-16 with a mark, the old Windows encoding, or that of old Macs. Anything else is read as
    the Windows one, with a replacement character for each unknown byte, which is visible to whoever reviews the rows.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("mac_roman" if _is_of_old_mac(content) else "cp1252", errors="replace")
    if "\0" in text:
        raise TableError(NO_TEXT)
    return text


def _is_of_old_mac(content: bytes) -> bool:
    """Whether a text of bytes is more likely in Mac Roman than in cp1252.

    Letters with accents stand in other places of the two, which in the other one hold signs that are found in no word;
    quotation marks and dashes of cp1252, which are, do not count. Lines that end as on old Macs say it too.
    """
    if b"\r" in content and b"\n" not in content:
        return True
    return len(_MAC_LETTERS.findall(content)) > len(_WINDOWS_LETTERS.findall(content))


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
