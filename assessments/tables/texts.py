"""Texts in files: decoded, cleaned of characters that no file can hold, and kept from becoming formulas."""

import re

from .limits import NO_TEXT, TableError

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85]")
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # invisible control characters
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # non-characters, and characters for private use
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"
)

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


def decode(content: bytes) -> str:
    """Return the text of a file, without its byte order mark. Raises TableError for what is not text.

    Programs write UTF-8, UTF-16 with a mark, or the old Windows encoding. Anything else is read as the last, with a
    replacement character for each unknown byte, which is visible to whoever reviews the rows.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise TableError(NO_TEXT)
    return text


def with_plain_breaks(text: str) -> str:
    """Return a text in which every line ends in a line feed alone."""
    return _LINE_BREAK.sub("\n", text)


def writable(text: str) -> str:
    """Return a text that every kind of file can hold.

    A single non-character in one answer would give a workbook that no program opens.
    """
    return without_unwritable(with_plain_breaks(text))


def without_unwritable(text: str) -> str:
    """Return a text without control characters, surrogates, non-characters and characters for private use."""
    return _UNWRITABLE.sub("", text)


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
