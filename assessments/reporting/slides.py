"""The result as a presentation: at most ten slides, of words to change and pictures that can be read aloud."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from .assemble.decision import Decision, decision
from .assemble.origin import origin_words
from .assemble.outcome import level_words
from .assemble.report import ChartName
from .assemble.titles.interests import of_the_map, of_the_reasons
from .assemble.titles.processes import of_the_bars
from .assemble.titles.since import of_the_rounds
from .assemble.why import force_sentences, path_sentence
from .assemble.wording import forces_shown
from .charts.values import Chart
from .drawing import draw_chart
from .frozen import FrozenResult
from .legible import with_legible_text
from .office import bytes_of, describe, locale_of

WIDTH_CM, HEIGHT_CM, EDGE_CM, TOP_CM = 33.867, 19.05, 1.7, 4.4
"""Of a wide slide, with the edge around what stands on it and the place where that begins below the title."""
COLUMNS_CM = (16, 5.2, 5.9, 3.367)
"""Widths of the columns of the table; together what is between the edges."""
TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ONLY = 0, 1, 5
"""The layouts of the template that are used."""
_OF_FORCE: dict[str, ChartName] = {
    "intentie": "items-intentie",
    "actie": "items-actie",
    "verbinding": "items-verbinding",
}
_ONE_OF: dict[ChartName, Callable[[FrozenResult], str]] = {
    "rounds": of_the_rounds,
    "interests": of_the_map,
    "reasons": of_the_reasons,
    "processes": of_the_bars,
}
"""Of these the first that there is has a slide, with its message as the title."""
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its message as the title, and below that texts, a picture, or the table of steps."""

    title: str
    texts: tuple[str, ...] = ()
    chart: Chart | None = None
    has_steps: bool = False


def write_slides(result: FrozenResult, *, language: str, address: str) -> bytes:
    """Return a presentation of a result as PPTX; the same result gives the same bytes.

    Parameters
    ----------
    result : FrozenResult
        The result of one round.
    language : str
        One of ``LANGUAGES``.
    address : str
        Where coordinators find the whole report.
    """
    from pptx import Presentation

    with override(language):
        legible, at = with_legible_text(result), result.facts.closed_at
    said = decision(legible, language=language, address=address)
    document = Presentation()
    _prepare(document)
    with override(language):
        _add_title_slide(document, said)
        for slide in _plan(said, legible):
            _add(document, slide, said)
        if origin := origin_words(legible):
            for slide in document.slides:
                _say_origin(slide, origin)
    for slide in document.slides:
        for run in slide.element.iter(f"{{{_DRAWN}}}r"):
            run.get_or_add_rPr().set("lang", locale_of(language))
    describe(document, title=said.title, language=language, at=at)
    return bytes_of(document.save, at)


def _plan(said: Decision, result: FrozenResult) -> Iterator[Slide]:
    """Yield the slides after the first, without those that would have nothing to show."""
    if not said.certainty:
        yield Slide(said.outcome, said.reasons)
    else:
        yield from _of_outcome(said, result)
    yield Slide(_("What to do first"), has_steps=True)
    yield Slide(_("What is asked of you"), (*said.asked, said.whole_report))


def _of_outcome(said: Decision, result: FrozenResult) -> Iterator[Slide]:
    yield Slide(said.outcome, chart=_draw("chain", result))
    yield Slide(_("How sure the outcome is"), (level_words(result), *said.certainty))
    yield Slide(path_sentence(result), said.reasons)
    for force, sentence in zip(forces_shown(result), force_sentences(result), strict=True):
        if chart := _draw(_OF_FORCE[force], result):
            yield Slide(sentence, chart=chart)
    found = ((message, chart) for name, message in _ONE_OF.items() if (chart := _draw(name, result)))
    for message, chart in islice(found, 1):
        yield Slide(message(result) or chart.table.caption, chart=chart)


def _draw(name: ChartName, result: FrozenResult) -> Chart | None:
    return draw_chart(name, result, "file", "wide")


def _prepare(document: Any) -> None:
    """Make the template wide, and its titles quiet."""
    from pptx.util import Cm

    document.slide_width, document.slide_height = Cm(WIDTH_CM), Cm(HEIGHT_CM)
    master = document.slide_master
    for shape in [*master.shapes, *(shape for layout in document.slide_layouts for shape in layout.shapes)]:
        if shape.element.xpath("./p:spPr/a:xfrm"):
            shape.left, shape.width = shape.left * 4 // 3, shape.width * 4 // 3  # it was made for narrow slides
    (style,) = master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr")
    style.set("algn", "l")
    style.find(f"{{{_DRAWN}}}defRPr").set("b", "1")
    title, subtitle, *_rest = document.slide_layouts[TITLE_SLIDE].placeholders
    subtitle.left, subtitle.width = title.left, title.width
    (style,) = subtitle.element.iter(f"{{{_DRAWN}}}lvl1pPr")
    style.set("algn", "l")
    for colour in list(style.iter(f"{{{_DRAWN}}}solidFill")):
        colour.getparent().remove(colour)  # it is too pale to be read by everyone


def _add_title_slide(document: Any, said: Decision) -> None:
    slide = document.slides.add_slide(document.slide_layouts[TITLE_SLIDE])
    _write(slide.shapes.title, (said.partnership,), 36 if len(said.partnership) < 60 else 24)
    _write(slide.placeholders[1], (said.round, said.confidential), 20)


def _say_origin(slide: Any, origin: str) -> None:
    """Put a line at the bottom of a slide."""
    from pptx.util import Cm

    box = slide.shapes.add_textbox(Cm(1), Cm(HEIGHT_CM - 1.2), Cm(WIDTH_CM - 2), Cm(1))
    _write(box, (origin,), 11)


def _add(document: Any, planned: Slide, said: Decision) -> None:
    has_texts_only = planned.chart is None and not planned.has_steps
    layout = TITLE_AND_TEXT if has_texts_only else TITLE_ONLY
    slide = document.slides.add_slide(document.slide_layouts[layout])
    _write(slide.shapes.title, (planned.title,), 30 if len(planned.title) < 90 else 22)
    if has_texts_only:
        _write(slide.placeholders[1], planned.texts, 22 if sum(map(len, planned.texts)) < 500 else 16)
    if planned.chart:
        _picture(slide, planned.chart)
    if planned.has_steps:
        _table(slide, said)


def _write(shape: Any, texts: tuple[str, ...], size: int) -> None:
    """Put texts into a shape, a paragraph each, in letters of this size."""
    from pptx.util import Pt

    frame = shape.text_frame
    for number, text in enumerate(filter(None, texts)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = text, Pt(size)


def _picture(slide: Any, chart: Chart) -> None:
    """Put a picture below the title, as large as fits, with its words."""
    from pptx.util import Cm

    width, height = Cm(WIDTH_CM - 2 * EDGE_CM), Cm(HEIGHT_CM - TOP_CM - EDGE_CM)
    picture = slide.shapes.add_picture(io.BytesIO(chart.canvas.png()), Cm(EDGE_CM), Cm(TOP_CM))
    scale = min(width / picture.width, height / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    picture.left = (Cm(WIDTH_CM) - picture.width) // 2
    picture.name = chart.table.caption
    picture._element.nvPicPr.cNvPr.set("descr", chart.alt)  # noqa: SLF001 - there is no other way


def _table(slide: Any, said: Decision) -> None:
    """Put in the steps with an empty cell each for who does it and by when."""
    from pptx.util import Cm

    height = Cm(HEIGHT_CM - TOP_CM - 2 * EDGE_CM)
    shape = slide.shapes.add_table(
        len(said.steps) + 1, len(said.heads), Cm(EDGE_CM), Cm(TOP_CM), Cm(sum(COLUMNS_CM)), height
    )
    shape.name = slide.shapes.title.text_frame.text
    shape._element.nvGraphicFramePr.cNvPr.set("descr", said.about_steps)  # noqa: SLF001
    for column, width in zip(shape.table.columns, COLUMNS_CM, strict=True):
        column.width = Cm(width)
    shape.table.rows[0].height = Cm(1.1)
    for cell, head in zip(shape.table.rows[0].cells, said.heads, strict=True):
        _write(cell, (head,), 16)
    for row, step in zip(list(shape.table.rows)[1:], said.steps, strict=True):
        _write(row.cells[0], (step.title, step.begin), 14)
        row.cells[0].text_frame.paragraphs[0].runs[0].font.bold = bool(step.begin)
        _write(row.cells[1], (step.made_for,), 14)
