"""The typefaces of the charts: their files, what they can draw, and the width of words set in them.

Two are ours; a third has the letters of alphabets that they lack, such as Hebrew and Arabic.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from unicodedata import bidirectional

from django.conf import settings

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
WIDE_LETTERS = "Wide Letters"
"""The name that the third has in the stylesheet of the PDF."""
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


def wide_letters_file() -> Path:
    """Return the file of the typeface for letters that the others lack."""
    return Path(settings.BASE_DIR) / "static" / "vendor" / "dejavu" / "DejaVuSans.ttf"


@lru_cache(maxsize=8)
def _letters(file: Path) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(file)).get_charmap())


@lru_cache(maxsize=4096)
def drawable(text: str, weight: int = 400, family: str = SANS) -> str:
    """Return the text in one line, without what no typeface has: names are made legible before they come here."""
    line = " ".join(text.split())
    if line.isascii():
        return line
    known = _letters(font_file(family, weight)) | _letters(wide_letters_file())
    return "".join(letter for letter in line if ord(letter) in known)


def needs_wide_letters(text: str, weight: int = 400, family: str = SANS) -> bool:
    """Whether the text has a letter for which the third typeface is needed."""
    if text.isascii():
        return False
    own = _letters(font_file(family, weight))
    return any(ord(letter) not in own for letter in text)


def runs_to_the_left(text: str) -> bool:
    """Whether there are letters in the text that are read from right to left, such as those of Hebrew and Arabic."""
    return not text.isascii() and any(bidirectional(letter) in {"R", "AL", "AN"} for letter in text)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400, family: str = SANS) -> float:
    """Return the width of a line of text in pixels, including kerning."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    letters = drawable(text, weight, family)
    others = [wide_letters_file()] if needs_wide_letters(letters, weight, family) else []
    with _MEASURING:
        font = get_font([font_file(family, weight), *others])
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
