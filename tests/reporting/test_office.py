"""The decision memo and the slides: what stands in them, for everybody, from every kind of result."""

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from docx.oxml.ns import qn

from assessments.catalogue.entries import Translated
from assessments.reporting.memo import write_memo
from assessments.reporting.render import render_for_screen
from assessments.reporting.slides import write_slides
from assessments.vocabulary.languages import LANGUAGES
from tests.disclosure.reading_files import numbers_in, words_of_page
from tests.reporting import disclosed as outcomes
from tests.soaking import IS_SOAK
from tests.some import some

from . import papers
from .cases import NAMES, frozen_case
from .office import (
    ADDRESS,
    alternative_of,
    blocks_of,
    fits_its_box,
    height_of,
    memo_in,
    room_of,
    slides_in,
    texts_of_memo,
    texts_of_slides,
)
from .results import HOSTILE, frozen_result

LONG = (
    "Samenwerkingsverband Langer Zelfstandig Thuis in de Regio Midden-Holland, Krimpenerwaard, Alblasserwaard en Noord"
)
WORDS = "Arbeidsongeschiktheidsverzekering " * 4
WRITERS = {"docx": write_memo, "pptx": write_slides}


def longest():
    """Return a result with the longest names and texts that can be entered, of letters that are wide enough."""
    result = frozen_result(
        outcomes.schijnsamenwerking(),
        partnership=(LONG + " " + LONG)[:150],
        title=WORDS.strip() + " 2026",
        contact=f"{LONG} ({'a' * 64}@{'b' * 60}.nl)",
    )
    return replace(result, actions=tuple(map(_with_long_texts, result.actions)))


def _with_long_texts(advice):
    def longer(chosen, number):
        texts = {
            language: replace(text, title=f"{number} {WORDS}"[:120], first_step=("Kies er een. " * 30)[:250])
            for language, text in chosen.entry.texts.by_language.items()
        }
        return replace(chosen, entry=replace(chosen.entry, texts=Translated(texts)))

    return replace(advice, main=tuple(longer(one, f"{advice.role} {n}") for n, one in enumerate(advice.main)))


@cache
def results():
    return papers.results() | {"longest": longest(), "first model": _of_first_model()}


def _of_first_model():
    return frozen_result(outcomes.of_version_1(), versions={"questionnaire": "1", "model": "1", "product": "0.1.0"})


NAMES_OF_RESULTS = (
    *(papers.OUTCOMES if IS_SOAK else ("schijnsamenwerking", "gezond", "fundament_ontbreekt")),
    *("onvoldoende_gegevens", "hostile", "later", "longest", "first model"),
)


@cache
def written(name, kind, language="nl"):
    return WRITERS[kind](results()[name], language=language, address=ADDRESS)


@cache
def page_of(name, language):
    return render_for_screen(results()[name], language=language).html


def texts_of(name, kind, language="nl"):
    content = written(name, kind, language)
    return texts_of_memo(memo_in(content)) if kind == "docx" else texts_of_slides(slides_in(content))


def test_every_kind_of_result_is_tried():
    assert set(results()) - set(NAMES_OF_RESULTS) <= (set() if IS_SOAK else set(papers.OUTCOMES))


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
@pytest.mark.parametrize("kind", WRITERS)
def test_every_number_stands_on_the_page_too(name, kind):
    for language in some(LANGUAGES if IS_SOAK or name == "schijnsamenwerking" else ["nl"]):
        said = numbers_in(" ".join(texts_of(name, kind, language)))
        assert said - numbers_in(words_of_page(page_of(name, language))) == set()
        assert len(said) >= (2 if name == "onvoldoende_gegevens" else 4)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_number_that_the_page_does_not_say_is_found(kind):
    finer = replace(outcomes.schijnsamenwerking(), bar=66.27)
    texts = WRITERS[kind](frozen_result(finer), language="nl", address=ADDRESS)
    read = texts_of_memo(memo_in(texts)) if kind == "docx" else texts_of_slides(slides_in(texts))
    assert numbers_in(" ".join(read)) - numbers_in(words_of_page(page_of("schijnsamenwerking", "nl")))


@pytest.mark.usefixtures("drawn_anew")
@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_result_gives_the_same_bytes(kind):
    for name in ("schijnsamenwerking", "hostile"):
        again = WRITERS[kind](results()[name], language="nl", address=ADDRESS)
        assert again == written(name, kind)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_date_in_the_file_is_that_of_the_round(kind, tmp_path):
    file = tmp_path / f"file.{kind}"
    file.write_bytes(written("schijnsamenwerking", kind))
    with ZipFile(file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 10, 25, 12, 30, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties)) == {"2026-10-25T11:30:00Z"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_its_title_and_its_language(language):
    locale = {"nl": "nl-NL", "en": "en-GB"}[language]
    memo = memo_in(written("schijnsamenwerking", "docx", language))
    slides = slides_in(written("schijnsamenwerking", "pptx", language))
    for document in (memo, slides):
        assert "Jeugdketen Noord" in document.core_properties.title
        assert document.core_properties.language == locale
    assert memo.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == locale
    runs = [run for slide in slides.slides for run in slide.element.iter(f"{{{DRAWN}}}r")]
    assert len(runs) > 20
    assert {run.rPr.get("lang") for run in runs} == {locale}


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
def test_a_memo_can_be_read_by_its_headings(name):
    memo = memo_in(written(name, "docx"))
    styles = [paragraph.style.name for paragraph in memo.paragraphs]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 5 - (name == "onvoldoende_gegevens")
    assert all(paragraph.text.strip() for paragraph in memo.paragraphs if not paragraph._p.xpath(".//w:drawing"))


def test_a_memo_has_outcome_certainty_reasons_steps_and_the_decision_in_that_order():
    memo = memo_in(written("schijnsamenwerking", "docx"))
    heads = [paragraph.text for paragraph in memo.paragraphs if paragraph.style.name == "Heading 2"]
    assert heads == [
        "De uitkomst",
        "Hoe zeker de uitkomst is",
        "Waarom dit de uitkomst is",
        "Wat eerst te doen",
        "Wat van u wordt gevraagd",
        "Het hele rapport",
    ]
    text = " ".join(texts_of_memo(memo))
    assert "25 oktober 2026" in text
    assert ADDRESS in text
    assert "ongeveer driekwart van wie is gevraagd" in text


def test_the_table_of_a_memo_has_a_head_and_room_for_who_and_when():
    (table,) = memo_in(written("schijnsamenwerking", "docx")).tables
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in head.cells] == ["Stap", "Voor", "Wie zorgt ervoor", "Wanneer"]
    assert len(rows) == 3
    for row in rows:
        assert [bool(cell.text) for cell in row.cells] == [True, True, False, False]


def test_a_step_that_was_done_is_not_advised_first_again():
    result = results()["later"]
    titles = [row.cells[0].paragraphs[0].text for row in memo_in(written("schijnsamenwerking", "docx")).tables[0].rows]
    done = replace(result.agreed[0], title=titles[1], progress="done")
    memo = memo_in(write_memo(replace(result, agreed=(done,)), language="nl", address=ADDRESS))
    assert titles[1] not in memo.tables[0].rows[1].cells[0].text


@pytest.mark.parametrize("name", [name for name in NAMES_OF_RESULTS if name != "onvoldoende_gegevens"])
@pytest.mark.parametrize("kind", WRITERS)
def test_every_picture_has_words(name, kind):
    if kind == "docx":
        told = [one.get("descr") for one in memo_in(written(name, kind)).element.body.iter(qn("wp:docPr"))]
        assert len(told) == (name not in {"longest", "hostile"})  # there text takes all the room
    else:
        shapes = [shape for slide in slides_in(written(name, kind)).slides for shape in slide.shapes]
        told = [alternative_of(shape) for shape in shapes if shape.has_table or hasattr(shape, "image")]
        assert len(told) >= 5
    assert all(len(words) > 20 for words in told)


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
def test_slides_are_ten_at_most_and_each_has_its_message_as_title(name):
    slides = slides_in(written(name, "pptx")).slides
    assert 4 <= len(slides) <= 10
    for slide in slides:
        assert slide.shapes.title.text_frame.text
        first = slide.shapes[0]
        assert first.shape_id == slide.shapes.title.shape_id  # read aloud first
        assert all(shape.text_frame.text for shape in slide.placeholders)


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
def test_nothing_on_a_slide_lies_outside_it(name):
    document = slides_in(written(name, "pptx"))
    for shape in some(shape for slide in document.slides for shape in slide.shapes):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= document.slide_width
        assert shape.top + shape.height <= document.slide_height


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
def test_the_title_of_a_slide_fits_its_place(name):
    titles = [slide.shapes.title for slide in slides_in(written(name, "pptx")).slides]
    assert [title.text_frame.text for title in some(titles) if not fits_its_box(title)] == []


def test_with_too_few_answers_it_says_so_and_what_to_do_now():
    for kind in some(WRITERS):
        text = " ".join(texts_of("onvoldoende_gegevens", kind))
        assert "Er zijn te weinig antwoorden" in text
        assert "Vraag een paar partners waarom" in text
        assert "nieuwe meting" in text


@pytest.mark.parametrize("kind", WRITERS)
def test_hostile_names_stay_text_that_can_be_read(kind):
    text = " ".join(texts_of("hostile", kind))
    assert "<script>alert(1)</script>" in text
    assert "\u202e" not in text
    assert HOSTILE not in text  # what our typefaces lack stands in other words, as on the page


@pytest.mark.parametrize("name", NAMES_OF_RESULTS)
def test_a_memo_fits_one_page(name):
    for language in some(LANGUAGES):
        memo = memo_in(written(name, "docx", language))
        assert [round(side.mm) for side in (memo.sections[0].page_width, memo.sections[0].page_height)] == [210, 297]
        assert height_of(memo) < room_of(memo)


@pytest.mark.parametrize("name", NAMES if IS_SOAK else NAMES[::24])
def test_a_memo_of_every_case_fits_one_page(name):
    result = frozen_case(name)
    for language in some(LANGUAGES):
        memo = memo_in(write_memo(result, language=language, address=ADDRESS))
        assert height_of(memo) < room_of(memo)


def test_a_memo_that_does_not_fit_is_found():
    memo = memo_in(written("longest", "docx"))
    for block in blocks_of(memo)[:9]:
        memo.add_paragraph(block.text * 3)
    assert height_of(memo) > room_of(memo)


OFFICE = shutil.which("soffice")
PROGRAMS = [Path(OFFICE).resolve().with_name(library) for library in ("libswlo.so", "libsdlo.so")] if OFFICE else []
"""Writer, which opens memos, and Impress, which opens slides: packages of their own beside what both rest on."""
HAS_BOTH = bool(PROGRAMS) and all(library.exists() for library in PROGRAMS)


@pytest.mark.skipif(not HAS_BOTH, reason="LibreOffice is not on this machine, or not with Writer and Impress")
def test_libreoffice_opens_them_all_and_prints_a_memo_on_one_page(tmp_path):
    for name in NAMES_OF_RESULTS:
        for kind in WRITERS:
            (tmp_path / f"{name}-{kind}.{kind}").write_bytes(written(name, kind))
    folder = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(file) for file in tmp_path.iterdir()]
    command = [OFFICE, folder, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "made"), *files]
    subprocess.run(command, check=True, capture_output=True)
    pages = {file.stem: n_pages(file) for file in (tmp_path / "made").glob("*.pdf")}
    assert {name: n for name, n in pages.items() if name.endswith("docx") and n != 1} == {}
    slides = {f"{name}-pptx": len(slides_in(written(name, "pptx")).slides) for name in NAMES_OF_RESULTS}
    assert {name: n for name, n in pages.items() if name.endswith("pptx")} == slides


def n_pages(file):
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()
