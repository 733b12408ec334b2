"""The decision memo: one page for a word processor, from which a secretary can paste."""

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from .assemble.decision import Decision, decision
from .assemble.origin import origin_words
from .charts.style import LIGHT
from .charts.values import Chart
from .drawing import draw_chart
from .frozen import FrozenResult
from .legible import with_legible_text
from .office import TYPEFACE, bytes_of, describe, locale_of

WIDTHS_CM = (8.1, 3.2, 3.5, 2.2)
"""Of the columns of the table; together the width of the text."""
ROOM, ROOM_TO_BEGIN = 2000, 2400
"""Letters of all texts together up to which there is room for a picture, and for how to begin with each step."""
HIGHEST_CM = 5.2
"""Of that picture."""
_STYLES = {
    "Normal": (9.5, 0, 3),
    "Heading 1": (15, 0, 1),
    "Heading 2": (11, 7, 2),
    "List Bullet": (9.5, 0, 2),
}
"""Size of the letters and room above and below a paragraph, in points."""
_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_memo(result: FrozenResult, *, language: str, address: str) -> bytes:
    """Return the decision memo of a result as DOCX; the same result gives the same bytes.

    Parameters
    ----------
    result : FrozenResult
        The result of one round.
    language : str
        One of ``LANGUAGES``.
    address : str
        Where coordinators find the whole report.
    """
    from docx import Document

    with override(language):
        legible = with_legible_text(result)
    said = decision(legible, language=language, address=address)
    document = Document()
    _prepare(document, language)
    with override(language):
        _fill(document, said, draw_chart("forces", legible, "file", "wide"))
        if origin := origin_words(legible):
            document.sections[0].header.paragraphs[0].text = origin
    at = result.facts.closed_at
    describe(document, title=said.title, language=language, at=at)
    return bytes_of(document.save, at)


def _prepare(document: Any, language: str) -> None:
    """Set paper, styles and language."""
    from docx.shared import Cm

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.5)
    for name, measures in _STYLES.items():
        _set_style(document.styles[name], *measures)
    defaults = document.styles.element.find(f".//{{{_NAMES}}}rPrDefault//{{{_NAMES}}}lang")
    for part in ("val", "eastAsia"):
        defaults.set(f"{{{_NAMES}}}{part}", locale_of(language))


def _set_style(style: Any, size: float, above: float, below: float) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.name = Pt(size), TYPEFACE
    style.font.color.rgb = RGBColor.from_string(LIGHT["ink"][1:].upper())
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]  # the fonts of a theme go before a font by name
    for part in ("cs", "eastAsia", "hAnsi"):
        fonts.set(f"{{{_NAMES}}}{part}", TYPEFACE)
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(above), Pt(below), 1.0


def _fill(document: Any, said: Decision, chart: Chart | None) -> None:
    document.add_heading(said.partnership, 1)
    document.add_paragraph(_("Decision memo, %(round)s") % {"round": said.round})
    document.add_heading(_("The outcome"), 2)
    document.add_paragraph().add_run(said.outcome).bold = True
    if said.certainty:
        document.add_heading(_("How sure the outcome is"), 2)
        document.add_paragraph(" ".join(said.certainty))
    if said.reasons:
        document.add_heading(said.why, 2)
        _list(document, said.reasons)
    if chart and said.length <= ROOM:
        _picture(document, chart)
    if said.steps:
        document.add_heading(_("What to do first"), 2)
        _table(document, said)
    document.add_heading(_("What is asked of you"), 2)
    _list(document, said.asked)
    document.add_heading(_("The whole report"), 2)
    document.add_paragraph(f"{said.whole_report} {said.confidential}")


def _list(document: Any, texts: tuple[str, ...]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _picture(document: Any, chart: Chart) -> None:
    from docx.shared import Cm

    picture = document.add_picture(io.BytesIO(chart.canvas.png()), width=Cm(sum(WIDTHS_CM)))
    if picture.height > Cm(HIGHEST_CM):
        picture.width, picture.height = picture.width * Cm(HIGHEST_CM) // picture.height, Cm(HIGHEST_CM)
    about = picture._inline.docPr  # noqa: SLF001 - there is no other way
    about.set("descr", chart.alt)
    about.set("name", chart.table.caption)


def _table(document: Any, said: Decision) -> None:
    """Add the steps with an empty cell each for who does it and by when."""
    from docx.oxml import OxmlElement

    table = document.add_table(rows=1, cols=len(said.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, said.heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - there is no other way
    for step in said.steps:
        cells = table.add_row().cells
        first = cells[0].paragraphs[0]
        first.add_run(step.title).bold = bool(step.begin)
        if step.begin and said.length <= ROOM_TO_BEGIN:
            cells[0].add_paragraph(step.begin)
        cells[1].paragraphs[0].add_run(step.made_for)
    _set_table(table, said.about_steps)


def _set_table(table: Any, about: str) -> None:
    """Set the widths of a table, what it says for who does not see it, and that its rows stay whole."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table.autofit = False
    described = OxmlElement("w:tblDescription")
    described.set(f"{{{_NAMES}}}val", about)
    table._tbl.tblPr.append(described)  # noqa: SLF001
    for column, width in zip(table.columns, WIDTHS_CM, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, width in zip(row.cells, WIDTHS_CM, strict=True):
            cell.width = Cm(width)
