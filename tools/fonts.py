"""Cuts the fonts of the site down to the letters of its own texts, so that a first visit need not fetch the others.

The cut fonts are committed under ``static/fonts/`` with the style sheet that names them; run ``python -m tools.fonts``
when a font or ``LETTERS`` changes. Letters beyond these are taken from the whole font, which a browser fetches when a
page has one of them. The licence keeps the names of the fonts for the whole ones, so the cut ones have their own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static/vendor"
FOLDER = ROOT / "static/fonts"
STYLES = ROOT / "static/css/fonts.css"
FONTS = {
    "text-regular": "source-sans/SourceSans3-Regular.ttf",
    "text-italic": "source-sans/SourceSans3-It.ttf",
    "text-semibold": "source-sans/SourceSans3-Semibold.ttf",
    "text-bold": "source-sans/SourceSans3-Bold.ttf",
    "title-semibold": "source-serif/SourceSerif4-Semibold.ttf",
}
"""What each cut font is made of. Its name says the family and the weight or slope."""
WEIGHTS = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F),
    *(
        0x2039,
        0x203A,
        0x20AC,
        0x2122,
        0x2190,
        0x2191,
        0x2192,
        0x2193,
        0x2197,
        0x2212,
        0x2195,
        0x2264,
        0x2265,
        0x25B2,
        0x25BC,
        0x2713,
        0x2717,
    ),
)
"""Western Europe, and the dashes, quotes, arrows and signs that our texts use."""
FEATURES = ("kern", "liga", "locl", "mark", "mkmk", "ccmp", "calt", "tnum", "lnum")
NAMES_KEPT = (0, 13, 14)
"""Copyright and licence; the other entries name the font."""


def main() -> None:
    """Write the cut fonts and say how large they are."""
    FOLDER.mkdir(exist_ok=True)
    for name, source in FONTS.items():
        file = FOLDER / f"{name}.woff2"
        cut(VENDOR / source, name).save(file)
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")  # noqa: T201
    STYLES.write_text(style_sheet(), encoding="utf-8")


def style_sheet() -> str:
    """Return the style sheet: the whole font has the letters that the cut one lacks, and no other.

    With all letters in both, a browser that still waits for the cut one may fetch the whole one as well.
    """
    others = unicode_range(sorted({*range(0x110000)} - {*LETTERS}))
    lines = ["/* Written by tools/fonts.py. The whole fonts are fetched only for letters that the cut ones lack. */"]
    for name, source in FONTS.items():
        lines.append(_rule(name, f"../vendor/{source}.woff2", f" unicode-range: {others};"))
        lines.append(_rule(name, f"../fonts/{name}.woff2", f" unicode-range: {unicode_range(LETTERS)};"))
    return "\n".join(lines) + "\n"


def _rule(name: str, address: str, more: str = "") -> str:
    family, look = name.split("-")
    slope = " font-style: italic;" if look == "italic" else ""
    return (
        f'@font-face {{ font-family: "Driekracht {family}"; font-weight: {WEIGHTS[look]};{slope} font-display: swap; '
        f'src: url("{address}") format("woff2");{more} }}'
    )


def cut(source: Path, name: str) -> Any:
    """Return a font of these letters, without hints, under a name of its own."""
    options = subset.Options(
        layout_features=list(FEATURES), hinting=False, desubroutinize=True, name_IDs=["*"], notdef_outline=True
    )
    options.flavor = "woff2"
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    _rename(font, f"Driekracht {name.replace('-', ' ')}")
    font.flavor = "woff2"
    return font


def _rename(font: Any, name: str) -> None:
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in NAMES_KEPT]
    for number, text in {1: name, 2: "Regular", 3: name, 4: name, 6: name.replace(" ", "")}.items():
        table.setName(text, number, 3, 1, 0x409)


def unicode_range(letters: Iterable[int]) -> str:
    """Return these letters in the way of a style sheet."""
    spans: list[list[int]] = []
    for letter in sorted(letters):
        if spans and letter == spans[-1][1] + 1:
            spans[-1][1] = letter
        else:
            spans.append([letter, letter])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


if __name__ == "__main__":
    main()
