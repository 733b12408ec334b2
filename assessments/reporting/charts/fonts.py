"""The two typefaces of the charts: where their files are and how wide their words run."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
Family = Literal["Source Sans 3", "Source Serif 4"]

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
    """Return how many pixels a line of text takes, kerning included."""
    from matplotlib.ft2font import LoadFlags

    font = _measure(family, weight)
    font.set_size(size, 72)
    font.set_text(drawable(text, weight, family), 0.0, flags=LoadFlags.NO_HINTING)
    width, _height = font.get_width_height()
    return float(width) / 64


def wrapped(text: str, width: float, size: float, weight: int = 400, family: str = SANS) -> tuple[str, ...]:
    """Return the text in lines of at most ``width`` pixels; a longer word stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight, family) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balanced(text: str, width: float, size: float, weight: int = 400, family: str = SANS) -> tuple[str, ...]:
    """Return the text in as few lines as ``wrapped`` does, of lengths as equal as can be."""
    best = wrapped(text, width, size, weight, family)
    while len(best) > 1:
        width -= 4
        tried = wrapped(text, width, size, weight, family)
        if len(tried) > len(best) or max(text_width(line, size, weight, family) for line in tried) > width:
            break
        best = tried
    return best
