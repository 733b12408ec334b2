"""Measures pages of paper as whoever holds them sees them: how full, what sticks out, how small the letters are."""

import ctypes
import math
from dataclasses import dataclass
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
LEFT, RIGHT = 20 * MM, 190 * MM
TOP, BOTTOM = (297 - 16) * MM, 14 * MM
"""Where the text of a page stands, from its lower left corner."""
HIGHEST_STROKE = 20 * MM
SLACK = 2.0
"""By how many points letters may reach over an edge: boxes of letters are larger than their ink."""


@dataclass(frozen=True)
class Line:
    """Letters beside each other."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    def is_over(self, other):
        """Whether the inner half of its height meets that of another, and its width too."""
        inner, its = (self.top - self.bottom) / 4, (other.top - other.bottom) / 4
        return (
            min(self.right, other.right) - max(self.left, other.left) > SLACK
            and min(self.top - inner, other.top - its) - max(self.bottom + inner, other.bottom + its) > 0
        )


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    lines: tuple[Line, ...]
    """Between head and foot."""
    lowest: float
    """Where the lowest letter or stroke between them ends."""
    sizes: frozenset[float]
    """Of all letters, in points."""

    @property
    def fill(self):
        """How much of the height between head and foot is used, from 0 to 1."""
        return (TOP - self.lowest) / (TOP - BOTTOM)

    @property
    def sticking_out(self):
        """Return the lines that reach over an edge."""
        return [line.text for line in self.lines if line.left < LEFT - SLACK or line.right > RIGHT + SLACK]

    @property
    def over_another(self):
        """Return pairs of lines that lie over one another."""
        rows = sorted(self.lines, key=lambda line: -line.top)
        return [(one.text, other.text) for one, other in combinations(rows, 2) if one.is_over(other)]


def sheets_of(content):
    """Return the pages of a PDF."""
    return [_sheet(number, page) for number, page in enumerate(pypdfium2.PdfDocument(content), 1)]


def _sheet(number, page):
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    inside = [box for box in boxes if BOTTOM < (box[1] + box[3]) / 2 < TOP]
    lines = tuple(Line(*box, text.get_text_bounded(*box).strip()) for box in inside)
    drawn = [one.get_bounds() for one in page.get_objects(max_depth=1) if one.type != pdfium.FPDF_PAGEOBJ_TEXT]
    # what is higher is a frame, such as the one of a part, whose line is at its top alone; charts have words below
    low = [box[1] for box in drawn if BOTTOM < box[1] < TOP and box[3] - box[1] < HIGHEST_STROKE]
    lowest = min([*(line.bottom for line in lines), *low], default=TOP)
    return Sheet(number, lines, lowest, frozenset(_sizes(text)))


def _sizes(text):
    matrix = pdfium.FS_MATRIX()
    for index in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, index)).isspace():
            continue
        pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield round(size * math.hypot(matrix.c, matrix.d), 1)
