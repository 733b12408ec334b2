"""Adapts free text to our own typefaces, so that no letter in a PDF becomes a meaningless empty box."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .own_files import static_file

Value = TypeVar("Value")

_TYPEFACE = "vendor/source-sans/SourceSans3-Regular.ttf"
_WIDE_TYPEFACE = "vendor/dejavu/DejaVuSans.ttf"
_KEPT = "\n\t"
_SKIN_TONES = {chr(code) for code in range(0x1F3FB, 0x1F400)}
"""Change the hand or the face before them, and are nothing by themselves."""


def legible(text: str) -> str:
    """Return ``text`` with what our typefaces lack replaced by a word in brackets, in the active language.

    Pictographs in a row become "[emoji]", other characters in a row "[sign]" or "[signs]"; what is invisible (control
    characters, marks that turn the direction of reading) is left out.
    """
    if text.isascii() and text.isprintable():
        return text
    return _beyond().sub(lambda found: _replacement(found[0]), unicodedata.normalize("NFC", text))


def with_legible_text(value: Value) -> Value:
    """Return a frozen value with every text in it made legible, however deep; dates and numbers stay as they are."""
    changed: object = value
    if isinstance(value, str):
        changed = legible(value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        changed = replace(value, **{name: with_legible_text(part) for name, part in parts.items()})
    elif isinstance(value, Mapping):
        changed = _with_legible_keys(value)
    elif isinstance(value, tuple) and not isinstance(value, date):
        changed = tuple(with_legible_text(part) for part in value)
    return changed  # type: ignore[return-value]


def _with_legible_keys(value: Mapping[object, object]) -> dict[object, object]:
    """Return a mapping with its keys and values made legible; of names that become the same, each keeps its place."""
    changed: dict[object, object] = {}
    for key, part in value.items():
        name, number = with_legible_text(key), 2
        while name in changed:
            name, number = f"{with_legible_text(key)} ({number})", number + 1
        changed[name] = with_legible_text(part)
    return changed


_Kind = Literal["invisible", "emoji", "sign"]


def _replacement(characters: str) -> str:
    """Return words for characters in a row, as one word where they are of one kind."""
    runs: list[tuple[_Kind, int]] = []
    for kind in map(_kind, characters):
        if runs and kind in {runs[-1][0], "invisible"}:
            runs[-1] = (runs[-1][0], runs[-1][1] + (kind != "invisible"))
        elif kind != "invisible":
            runs.append((kind, 1))
    return "".join(_("[emoji]") if kind == "emoji" else ngettext("[sign]", "[signs]", n) for kind, n in runs)


def _kind(character: str) -> _Kind:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Mn", "Me", "Cs"} or character in _SKIN_TONES:
        return "invisible"
    return "emoji" if category == "So" else "sign"


@lru_cache(maxsize=1)
def _beyond() -> re.Pattern[str]:
    kept = {ord(sign) for sign in _KEPT} | {code for code in _drawn_by(_TYPEFACE) if _is_text(code)}
    kept |= {code for code in _drawn_by(_WIDE_TYPEFACE) if _is_text(code) and unicodedata.category(chr(code)) != "So"}
    return re.compile(f"[^{''.join(_ranges(sorted(kept)))}]+")


def _is_text(code: int) -> bool:
    return unicodedata.category(chr(code)) not in {"Cc", "Cf", "Cs", "Co", "Cn"} and not 0xFE00 <= code <= 0xFE0F


def _drawn_by(typeface: str) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(static_file(typeface), lazy=True) as font:
        return set(font.getBestCmap())


def _ranges(codes: list[int]) -> list[str]:
    found: list[list[int]] = []
    for code in codes:
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"\\U{first:08x}-\\U{last:08x}" for first, last in found]
