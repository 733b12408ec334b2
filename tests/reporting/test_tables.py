"""The files with all that is shown: each opens in its own library, says what the page says, and hides what it hides."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from django.utils.translation import override
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from openpyxl import load_workbook

from assessments.reporting.drawing import draw_chart
from assessments.reporting.numbers import format_score
from assessments.reporting.render import render_for_screen
from assessments.reporting.tables import book_of
from assessments.services.reports import TABLE_FILES
from assessments.tables.json_files import write_json
from assessments.vocabulary.languages import LANGUAGES
from tests.reporting import disclosed as outcomes
from tests.some import some
from tests.tables.attacks import FORMULAS, formulas_in

from .cases import frozen_case
from .results import after_three_rounds, frozen_result

OUTCOMES = ["schijnsamenwerking", "eilandsamenwerking", "gezond", "fundament_ontbreekt", "rem_onbekend"]


def rows_in(kind, content):
    """Return the rows of every sheet of a file, each cell as words or a number."""
    return {"xlsx": rows_in_xlsx, "ods": rows_in_ods, "csv": rows_in_csv, "json": rows_in_json}[kind](content)


def rows_in_xlsx(content):
    sheets = load_workbook(io.BytesIO(content))
    assert not any(cell.data_type == "f" for page in sheets for row in page for cell in row)
    return {page.title: [[cell.value for cell in row] for row in page][1:] for page in sheets}


def rows_in_ods(content):
    found = {}
    for table in load(io.BytesIO(content)).spreadsheet.getElementsByType(Table):
        rows = [[ods_value(cell) for cell in row.getElementsByType(TableCell)] for row in rows_of(table)]
        found[table.getAttribute("name")] = rows[1:]
    return found


def rows_of(table):
    return table.getElementsByType(TableRow)


def ods_value(cell):
    assert cell.getAttribute("formula") is None
    if cell.getAttribute("valuetype") == "float":
        return float(cell.getAttribute("value"))
    return "\n".join(extractText(line) for line in cell.childNodes) or None


def rows_in_csv(content):
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            found[name] = list(csv.reader(io.StringIO(text, newline="")))[1:]
    return found


def rows_in_json(content):
    return {key: [list(row.values()) for row in one["rows"]] for key, one in json.loads(content)["sheets"].items()}


def written_out(kind, content):
    """Return everything that a file says, its XML about itself included."""
    if kind == "json":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def plain(cell):
    return "" if cell is None else str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_file_holds_the_same_rows(language):
    book = book_of(frozen_result(), language=language)
    expected = [[[plain(cell) for cell in row] for row in one.rows] for one in book.sheets]
    for kind, make in some(TABLE_FILES.items()):
        found = rows_in(kind, make(book))
        assert [[[plain(cell) for cell in row] for row in rows] for rows in found.values()] == expected, kind


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_number_is_one_that_the_page_shows(name):
    result = frozen_result(getattr(outcomes, name)())
    page = render_for_screen(result, language="en").html
    on_page = set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"<[^>]+>", " ", page)))
    book = book_of(result, language="en")
    assert "forces" in {one.key for one in book.sheets}
    counted = {"order"}
    for one in book.sheets:
        for place, column in enumerate(one.columns):
            numbers = {str(row[place]) for row in one.rows if isinstance(row[place], int | float)}
            if column.key not in counted:
                bare = {number.removesuffix(".0") for number in on_page} | on_page
                assert {number for number in numbers if number.removesuffix(".0") not in bare} == set(), column


def test_rounds_before_and_what_was_agreed_have_their_tables():
    result = after_three_rounds(frozen_result())
    book = book_of(result, language="nl")
    sheets = {one.key: one for one in book.sheets}
    assert {row[1] for row in sheets["rounds"].rows} == {"2023-10-25", "2024-10-25", "2025-10-25", "2026-10-25"}
    with override("nl"):
        table = draw_chart("rounds", result, "screen", "wide").table
    told = {(row[1][:4], row[2]): (row[3], row[4], row[5]) for row in sheets["rounds"].rows}
    for force, *cells in table.rows:
        for year, cell in zip(("2023", "2024", "2025", "2026"), cells, strict=True):
            assert cell == "{} ({} tot {})".format(*told[year, force])
    assert [row[3] for row in sheets["agreed"].rows] == ["gedaan", "bezig", "gepland", "vervallen"]
    assert "rounds" not in {one.key for one in book_of(frozen_result(), language="nl").sheets}


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_chart_s_numbers_are_in_the_tables(name):
    result = frozen_result(getattr(outcomes, name)())
    book = book_of(result, language="en")
    in_book = {str(cell) for one in book.sheets for row in one.rows for cell in row if cell is not None}
    with override("en"):
        charts = [
            draw_chart(chart, result, "screen", "wide") for chart in ("forces", "groups", "processes", "interests")
        ]
    for chart in charts:
        figures = {cell for row in chart.table.rows for cell in row[1:] if re.fullmatch(r"[\d.]+", cell)}
        assert figures
        assert {one for one in figures if one.removesuffix(".0") not in in_book and one not in in_book} == set()


def test_scores_are_rounded_as_shown_and_exact_ones_are_nowhere():
    disclosed = outcomes.schijnsamenwerking()
    near = replace(disclosed.scores["actie"], value=disclosed.bar - 0.4444)
    result = frozen_result(replace(disclosed, scores={**disclosed.scores, "actie": near}))
    book = book_of(result, language="en")
    forces = next(one for one in book.sheets if one.key == "forces")
    with override("en"):
        assert [str(row[1]) for row in forces.rows] == [
            format_score(result.disclosed.scores[force].value, disclosed.bar)
            for force in ("intentie", "actie", "verbinding")
        ]
    exact = [str(score.value) for score in result.disclosed.scores.values() if score.value % 1]
    for kind, make in TABLE_FILES.items():
        content = written_out(kind, make(book))
        assert [number for number in exact if number in content] == [], kind


def test_every_column_is_explained_in_the_language_of_the_file():
    for language, word in (("nl", "Uitleg"), ("en", "Explanation")):
        book = book_of(frozen_result(), language=language)
        explained = next(one for one in book.sheets if one.key == "columns")
        assert explained.columns[3].heading == word
        expected = {(one.title, column.key) for one in book.sheets for column in one.columns}
        assert {(row[0], row[1]) for row in explained.rows} == expected
        assert all(row[3] for row in explained.rows)
        assert all(len(one.title) <= 31 for one in book.sheets)


@pytest.mark.parametrize("kind", TABLE_FILES)
def test_what_disclosure_hides_is_in_no_file(kind):
    hidden = frozen_case("rollen-9-5-3", texts=("KANARIE",) * 3)
    named = frozen_case("rollen-9-5-3", named=True, texts=tuple(f"KANARIE {n}" for n in range(12)))
    seen = written_out(kind, TABLE_FILES[kind](book_of(named, language="nl")))
    assert "KANARIE" in seen
    assert named.facts.organisations[0] in seen
    content = written_out(kind, TABLE_FILES[kind](book_of(hidden, language="nl")))
    secrets = ["KANARIE", *hidden.facts.organisations]
    assert len(secrets) > 2
    assert [secret for secret in secrets if secret in content] == []
    groups = next(one for one in book_of(hidden, language="nl").sheets if one.key == "groups")
    assert "bestuurders" not in {row[0] for row in groups.rows}


@pytest.mark.parametrize("kind", TABLE_FILES)
def test_text_stays_text_and_never_becomes_a_formula(kind):
    result = frozen_result(
        outcomes.schijnsamenwerking(open_answers={"O1": FORMULAS}), partnership=FORMULAS[0], title=FORMULAS[3]
    )
    rows = rows_in(kind, TABLE_FILES[kind](book_of(result, language="nl")))
    cells = [cell for sheet in rows.values() for row in sheet for cell in row if isinstance(cell, str)]
    assert sum("HYPERLINK" in cell for cell in cells) >= 2
    assert any(cell.endswith("=3") for cell in cells)
    if kind == "csv":
        assert [found for cell in cells for found in formulas_in(cell)] == []
    else:
        assert FORMULAS[0] in cells


@pytest.mark.parametrize("kind", TABLE_FILES)
def test_the_same_result_gives_the_same_bytes_of_the_time_it_closed(kind, monkeypatch):
    book = book_of(frozen_result(), language="nl")
    first = TABLE_FILES[kind](book)
    monkeypatch.setattr("time.localtime", lambda *_: (2001, 2, 3, 4, 5, 6, 0, 1, 0))
    assert TABLE_FILES[kind](book) == first
    assert f"{book.made_at:%Y-%m-%dT}" in written_out(kind, first) or kind == "csv"


def test_a_young_partnership_and_a_round_with_too_few_answers_get_no_hard_word():
    young = outcomes.schijnsamenwerking(flags=("startfase",), level="vastgelopen")
    assert "vastgelopen" not in write_json(book_of(frozen_result(young), language="nl")).decode()
    few = book_of(frozen_result(outcomes.onvoldoende_gegevens()), language="nl")
    assert {"about", "columns", "outcome", "report_text"} <= {one.key for one in few.sheets}
    assert {"forces", "groups", "actions"} & {one.key for one in few.sheets} == set()
    assert "onvoldoende" not in write_json(few).decode()
