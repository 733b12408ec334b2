"""The two typefaces of the charts: their files, and the width of words set in them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
_MEASURING = Lock()
"""A typeface can measure only one text at a time."""

_FILES: dict[tuple[str, int], str] = {
    (SANS, 400): "source-sans/SourceSans3-Regular.ttf",
    (SANS, 600): "source-sans/SourceSans3-Semibold.ttf",
    (SANS, 700): "source-sans/SourceSans3-Bold.ttf",
    (SERIF, 600): "source-serif/SourceSerif4-Semibold.ttf",
}


def font_file(family: str, weight: int) -> Path:
    """Return the file of a typeface. Raises KeyError for a weight that is not shipped."""
    return Path(settings.BASE_DIR) / "static" / "vendor" / _FILES[family, weight]


@lru_cache(maxsize=8)
def _measure(family: str, weight: int) -> Any:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(font_file(family, weight)))


@lru_cache(maxsize=4096)
def drawable(text: str, weight: int = 400, family: str = SANS) -> str:
    """Return the text in one line, with a question mark for every character that the typeface does not have."""
    has = _measure(family, weight).get_char_index
    return "".join(letter if has(ord(letter)) else "?" for letter in " ".join(text.split()))


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400, family: str = SANS) -> float:
    """Return the width of a line of text in pixels, including kerning."""
    from matplotlib.ft2font import LoadFlags

    letters = drawable(text, weight, family)
    font = _measure(family, weight)
    with _MEASURING:
        font.set_size(size, 72)
        font.set_text(letters, 0.0, flags=LoadFlags.NO_HINTING)
        width, _height = font.get_width_height()
    return float(width) / 64


@dataclass(frozen=True, slots=True)
class _Type:
    """A typeface in a size."""

    size: float
    weight: int
    family: str

    def width(self, text: str) -> float:
        return text_width(text, self.size, self.weight, self.family)

    def pieces(self, word: str, width: float) -> list[str]:
        """Return a word, cut with hyphens into pieces that fit if it is too long for a line."""
        pieces = []
        while len(word) > 2 and self.width(word) > width:
            fits = [end for end in range(2, len(word)) if self.width(word[:end] + "-") <= width]
            end = fits[-1] if fits else 2
            pieces.append(word[:end] + "-")
            word = word[end:]
        return [*pieces, word]


def wrapped(text: str, width: float, size: float, weight: int = 400, family: str = SANS) -> tuple[str, ...]:
    """Return the text in lines of at most ``width`` pixels; a word that is longer is cut with a hyphen."""
    type_ = _Type(size, weight, family)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and type_.width(longer) <= width:
            lines[-1] = longer
        else:
            lines += type_.pieces(word, width)
    return tuple(lines)


def balanced(text: str, width: float, size: float, weight: int = 400, family: str = SANS) -> tuple[str, ...]:
    """Return the text in as few lines as ``wrapped``, with lengths as equal as possible."""
    type_ = _Type(size, weight, family)
    longest_word = max(map(type_.width, text.split()), default=0)
    best = wrapped(text, width, size, weight, family)
    while len(best) > 1 and width - 4 >= longest_word:
        width -= 4
        tried = wrapped(text, width, size, weight, family)
        if len(tried) > len(best):
            break
        best = tried
    return best
