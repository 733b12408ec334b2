"""How all charts look: widths, sizes of type, strokes, and colours by their meaning, the same as the site's."""

from collections.abc import Mapping
from dataclasses import dataclass

from .values import Layout


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture is drawn on: its width and the sizes of its type, in pixels."""

    width: float
    small: float
    """Marks of scales, what stands behind a number at an end, and how to read the picture."""
    text: float
    """Names and statements."""
    strong: float
    """Figures and headings among texts."""
    name: float
    """Of a force."""
    figure: float
    """The score of a force."""
    leading: float
    """From one line of text to the next."""

    @property
    def is_wide(self) -> bool:
        """Whether there is room for words beside a scale."""
        return self.width > PHONE


PHONE = 336.0
"""The width of a column on a phone of 360 pixels."""
WIDE = Sheet(width=720, small=13, text=14.5, strong=15, name=18, figure=25, leading=18)
"""For paper and desks: over the width of a page of A4, 720 pixels are 170 mm, and 13 pixels 8.7 points."""
NARROW = Sheet(width=PHONE, small=18, text=18, strong=18, name=20, figure=24, leading=22)
"""For a phone, on which nothing is smaller than the text of the page."""
SHEETS: Mapping[Layout, Sheet] = {"wide": WIDE, "narrow": NARROW}
PAGE, HALF_PAGE = 640.0, 500.0
"""The most height of a picture for paper, pixels; what is taller goes on in pictures of which two fill a page of A4.

They are 151 and 118 mm: a page that has no room for one is not left emptier than that.
"""

HAIR, EDGE, STRONG, BAR = 1.0, 1.4, 2.0, 2.2
"""Widths of strokes: of grids, of what is filled, of marks and arrows, of the bar."""

LIGHT: dict[str, str] = {
    "ink": "#1d2733",
    "ink-soft": "#4c5967",
    "paper": "#ffffff",
    "line": "#8a94a0",
    "line-soft": "#d9dde1",
    "wash": "#eef0f1",
    "intentie": "#0b5c8a",
    "actie": "#a84a08",
    "verbinding": "#2f6f4e",
    "belangen": "#6b4a86",
    "intentie-soft": "#d6e6ef",
    "actie-soft": "#f6e1d2",
    "verbinding-soft": "#d9e8df",
    "belangen-soft": "#e5dced",
    "plain": "#4b5866",
    "plain-soft": "#e3e6e9",
    "on-solid": "#fffffe",
}
"""Every value differs from every other, so that a value tells which colour is meant."""

DARK: dict[str, str] = {
    "ink": "#eceff2",
    "ink-soft": "#b9c2cb",
    "paper": "#14191f",
    "line": "#8a94a0",
    "line-soft": "#39434e",
    "wash": "#232b34",
    "intentie": "#7cbbe3",
    "actie": "#f0a56b",
    "verbinding": "#86c9a3",
    "belangen": "#c3a5dd",
    "intentie-soft": "#1c3a4d",
    "actie-soft": "#4a2d17",
    "verbinding-soft": "#1f3d2e",
    "belangen-soft": "#392a48",
    "plain": "#aab4be",
    "plain-soft": "#2c3540",
    "on-solid": "#0d1419",
}


def following_the_device(svg: str) -> str:
    """Return the picture with a stylesheet that changes its colours on a dark device."""
    rules = "".join(
        f'[{part}="{light}"]{{{part}:{DARK[name]}}}'
        for name, light in LIGHT.items()
        for part in ("fill", "stroke")
        if f'{part}="{light}"' in svg and DARK[name] != light
    )
    head_end = svg.index(">") + 1
    return f"{svg[:head_end]}<style>@media (prefers-color-scheme:dark){{{rules}}}</style>{svg[head_end:]}"
