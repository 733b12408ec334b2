"""What stands in a memo and in slides, as python-docx and python-pptx read them, and how high a memo is."""

import io
from functools import cache

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from fontTools.ttLib import TTFont
from pptx import Presentation

from tests.repository import ROOT

ADDRESS = "https://driekracht.example/result/"
WIDE = ROOT / "static/vendor/dejavu/DejaVuSans.ttf"
"""Wider than Arial by a sixth, so that what fits in it fits in Arial and in all that stands in for that."""
POINT = 12700
"""In the measure of the files."""
LINE = 1.17
"""The height of a line in Arial, in sizes of its letters."""


def memo_in(content):
    return Document(io.BytesIO(content))


def slides_in(content):
    return Presentation(io.BytesIO(content))


def blocks_of(memo):
    """Return the paragraphs and tables of a memo in the order in which they stand."""
    return list(memo.iter_inner_content())


def texts_of_memo(memo):
    """Return the texts of a memo, those of its pictures and tables for who does not see them among them."""
    told = [*memo.element.body.iter(qn("wp:docPr")), *memo.element.body.iter(qn("w:tblDescription"))]
    cells = [cell.text for table in memo.tables for row in table.rows for cell in row.cells]
    alternatives = [one.get("descr") or one.get(qn("w:val")) or "" for one in told]
    return [*(paragraph.text for paragraph in memo.paragraphs), *cells, *alternatives]


def texts_of_slides(slides):
    """Return the texts of slides, those of pictures and tables for who does not see them among them."""
    shapes = [shape for slide in slides.slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [
        *(shape.text_frame.text for shape in shapes if shape.has_text_frame),
        *cells,
        *(alternative_of(shape) for shape in shapes),
    ]


def alternative_of(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""


def height_of(memo):
    """Return the height of all that stands in a memo, in points, in letters that are wider than its own."""
    return sum(
        _row_heights(block) if hasattr(block, "rows") else _paragraph_height(block, _text_width(memo))
        for block in blocks_of(memo)
    )


def room_of(memo):
    """Return the height of the text area of its page, in points."""
    page = memo.sections[0]
    return (page.page_height - page.top_margin - page.bottom_margin) / POINT


def fits_its_box(title):
    """Whether the title of a slide fits its place on the slide."""
    frame = title.text_frame
    size = frame.paragraphs[0].runs[0].font.size.pt
    width = (title.width - frame.margin_left - frame.margin_right) / POINT
    return _n_lines(frame.text, size, width) * size * LINE <= title.height / POINT


def _text_width(memo):
    page = memo.sections[0]
    return (page.page_width - page.left_margin - page.right_margin) / POINT


def _row_heights(table):
    padding = 2 * Cm(0.19).pt
    return sum(
        max(sum(_paragraph_height(one, cell.width.pt - padding) for one in cell.paragraphs) + 1 for cell in row.cells)
        for row in table.rows
    )


def _paragraph_height(paragraph, width):
    form = paragraph.style.paragraph_format
    above, below = ((one.pt if one is not None else 0) for one in (form.space_before, form.space_after))
    pictures = [int(one.get("cy")) / POINT for one in paragraph._p.iter(qn("wp:extent"))]
    size = paragraph.style.font.size.pt
    indent = 18 if paragraph.style.name.startswith("List") else 0
    return above + below + (sum(pictures) or _n_lines(paragraph.text, size, width - indent) * size * LINE)


def _n_lines(text, size, width):
    n_lines, used = 1, 0.0
    for word in text.split(" "):
        long = sum(_width(letter) for letter in word) * size
        if used and used + long > width:
            n_lines, used = n_lines + 1, 0.0
        while long > width:
            n_lines, long = n_lines + 1, long - width
        used += long + _width(" ") * size
    return n_lines


@cache
def _width(letter):
    font = _font()
    name = font.getBestCmap().get(ord(letter), ".notdef")
    return font["hmtx"][name][0] / font["head"].unitsPerEm


@cache
def _font():
    return TTFont(WIDE, lazy=True)
