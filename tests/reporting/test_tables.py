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

from assessments.disclosure.shown import ShownGroup, ShownScore, ShownStatement
from assessments.reporting.drawing import draw_chart
from assessments.reporting.render import render_for_screen
from assessments.reporting.tables import book_of
from assessments.services.reports import TABLE_FILES
from assessments.tables.csv_files import write_csv_archive
from assessments.tables.json_files import write_json
from assessments.vocabulary.languages import LANGUAGES
from tests.reporting import disclosed as outcomes
from tests.some import some
from tests.tables.attacks import FORMULAS, formulas_in

from .cases import frozen_case
from .results import after_three_rounds, frozen_result

FIRST = {"questionnaire": "1", "model": "1", "product": "0.1.0"}
OUTCOMES = ["schijnsamenwerking", "eilandsamenwerking", "gezond", "fundament_ontbreekt", "rem_onbekend", "capped"]


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
            delimiter = ";" if '";"' in text.splitlines()[0] else ","
            found[name] = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[1:]
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


@pytest.mark.parametrize(("language", "delimiter"), [("nl", ";"), ("en", ",")])
def test_a_csv_is_parted_as_its_language_expects(language, delimiter):
    book = book_of(frozen_result(), language=language)
    with zipfile.ZipFile(io.BytesIO(write_csv_archive(book))) as archive:
        for name, sheet in some(list(zip(archive.namelist(), book.sheets, strict=True))):
            content = archive.read(name)
            assert content.startswith(b"\xef\xbb\xbf")
            heads = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
            assert len(heads) == len(sheet.columns)


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
    told = {(row[1][:4], row[2]): (row[3], row[5], row[6]) for row in sheets["rounds"].rows}
    for force, *cells in table.rows:
        for year, cell in zip(("2023", "2024", "2025", "2026"), cells, strict=True):
            assert cell == "{} ({} tot {})".format(*told[year, force])
    change = [(row[0], row[3], row[4]) for row in sheets["changes"].rows]
    assert change == [(force, 0, "nee") for force in ("intentie", "actie", "verbinding")]
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


def sheet(disclosed, key, language="en", **facts):
    """Return one table of this result as rows by the keys of its columns."""
    book = book_of(frozen_result(disclosed, **facts), language=language)
    one = next((one for one in book.sheets if one.key == key), None)
    keys = [column.key for column in one.columns] if one else []
    return [dict(zip(keys, row, strict=True)) for row in (one.rows if one else ())]


def test_an_end_of_a_grid_is_a_number_with_a_word_beside_it():
    few, many = ShownStatement(80, 10), ShownStatement(80, 5)
    lowest, highest = ShownScore(5, 5, 11, 3.0), ShownScore(95, 88, 95, 3.0)
    groups = {"professional": {"actie": ShownGroup(90, 10), "verbinding": ShownGroup(85, None)}}
    result = replace(
        outcomes.schijnsamenwerking(),
        scores={"intentie": highest, "actie": lowest, "verbinding": ShownScore(63, None, None, None)},
        statements={"A1": few, "A2": many, "I1": ShownStatement(10, 5), "V1": ShownStatement(20, 10)},
        groups=groups,
    )
    told = [(row["score"], row["score_or"]) for row in sheet(result, "forces")]
    assert told == [(95, "or higher"), (5, "or lower"), (63, None)]
    told = {row["code"]: (row["score"], row["score_or"]) for row in sheet(result, "statements")}
    assert told == {"I1": (10, "or lower"), "A1": (80, "or higher"), "A2": (80, None), "V1": (20, "or lower")}
    told = [(row["score"], row["score_or"], row["margin"]) for row in sheet(result, "groups")]
    assert told == [(90, "or higher", 10), (85, None, None)]
    assert sheet(result, "forces", "nl")[0]["score_or"] == "of hoger"


def test_each_force_stands_beside_its_own_bar():
    rows = sheet(outcomes.schijnsamenwerking(), "forces")
    assert [row["bar"] for row in rows] == [62.5, 66.5, 66.5]
    assert rows[1]["distance"] == "29.5 below the bar"
    [outcome] = sheet(outcomes.schijnsamenwerking(), "outcome")
    assert (outcome["bar_intentie"], outcome["bar"]) == (62.5, 66.5)
    path = sheet(outcomes.schijnsamenwerking(), "path")
    assert all(row["points"] == row["bar"] - row["score"] for row in path)
    assert [(row["force"], row["points"]) for row in path] == [("actie", 29.5), ("verbinding", 20.5)]


def test_chances_stand_in_fives_with_how_sure_the_outcome_and_the_foundation_are():
    rows = sheet(outcomes.capped(), "certainty")
    told = {row["subject"]: (row["share"], row["share_or"], row["certainty"]) for row in rows}
    assert told["schijnsamenwerking"][2] == "likely"
    assert told["gezond"] == (5, "or lower", None)
    assert told["intentie below its bar"] == (5, "or lower", "likely")
    assert sheet(outcomes.schijnsamenwerking(shares={}, foundation=None), "certainty") == []


def test_signals_say_which_of_them_keep_the_outcome_from_being_clear():
    told = {row["code"]: (row["caps_outcome"], row["caps_foundation"]) for row in sheet(outcomes.capped(), "signals")}
    assert told["signalen_anders"] == ("yes", "no")
    assert told["lage_respons"] == ("yes", "yes")
    assert told["belangen_ongeregeld"] == ("no", "no")
    assert sheet(outcomes.gezond(flags=()), "signals") == []


@pytest.mark.parametrize(("decided", "said"), [(True, "yes"), (False, "no"), (None, None)])
def test_whether_others_could_still_change_the_outcome_is_a_word_or_nothing(decided, said):
    assert sheet(outcomes.schijnsamenwerking(decided=decided), "outcome")[0]["decided"] == said


def test_the_part_that_answered_and_which_version_made_it_are_among_the_facts():
    told = {row["subject"]: row["value"] for row in sheet(outcomes.schijnsamenwerking(), "about")}
    assert told["Share of the people asked who answered"] == "70 to 80%"
    assert "Version 1 and 2" not in told
    unknown = sheet(outcomes.schijnsamenwerking(response=None), "about")
    assert "Share of the people asked who answered" not in {row["subject"] for row in unknown}
    told = {row["subject"]: row["value"] for row in sheet(of_version_1(), "about", versions=FIRST)}
    assert "rounded again" in told["Version 1 and 2"]


def of_version_1():
    """Return what is left of a result of the first version: its questionnaire had no T1 and R1."""
    whole = outcomes.schijnsamenwerking(foundation=None, decided=None, divergence_by_chance=None, reasons_differ=None)
    left = {code: found for code, found in whole.statements.items() if code not in {"T1", "R1"}}
    return replace(whole, statements=left)


def test_what_version_1_did_not_compute_is_missing_and_nothing_else():
    keys = {one.key for one in book_of(frozen_result(of_version_1(), versions=FIRST), language="nl").sheets}
    assert keys == {one.key for one in book_of(frozen_result(), language="nl").sheets}
    assert {row["subject"] for row in sheet(of_version_1(), "certainty", versions=FIRST)} == {
        *("gezond", "schijnsamenwerking", "eilandsamenwerking")
    }
    codes = {row["code"] for row in sheet(of_version_1(), "conditions", versions=FIRST)}
    assert codes == {"C1", "C2", "C3", "C4", "C5"}


def test_statements_stand_in_the_order_of_the_report_with_parts_in_words():
    rows = sheet(outcomes.schijnsamenwerking(), "statements")
    for force in ("intentie", "actie", "verbinding"):
        scores = [row["score"] for row in rows if row["force"] == force]
        assert len(scores) == 6
        assert scores == sorted(scores)
    parts = {row[key] for row in rows for key in ("answers_1_2", "answers_3", "answers_4_5")}
    assert parts <= {"less than a quarter", "a quarter to a half", "half to three quarters", "three quarters or more"}
    assert len(parts) > 1
    few = sheet(outcomes.schijnsamenwerking(distributions={}, divided={}), "statements")
    assert {(row["divided"], row["answers_3"]) for row in few} == {(None, None)}


def test_the_questions_that_count_in_no_score_are_there_under_their_heading():
    told = {row["code"]: row for row in sheet(outcomes.schijnsamenwerking(), "conditions")}
    assert {"C1", "C2", "C3", "C4", "C5", "T1", "R1"} == set(told)
    assert told["R1"]["section"] != told["T1"]["section"]


def test_interests_by_name_have_a_place_or_none_and_what_chance_alone_would_give():
    rows = {row["organisation"]: row for row in sheet(outcomes.schijnsamenwerking(), "organisations")}
    assert rows["Gemeente Vechtdal"]["place"] == "carrier"
    assert rows["Politie Basisteam Noord"]["place"] is None
    assert {row["importance"] for row in rows.values()} <= {0, 25, 50, 75, 100}
    told = [(row["score"], row["answer"]) for row in sheet(outcomes.schijnsamenwerking(), "interests")]
    assert told[-3:] == [(60, None), (35, None), (None, "yes")]
    without = outcomes.schijnsamenwerking(divergence=None, divergence_by_chance=None, reasons_differ=None)
    assert len(sheet(without, "interests")) == len(told) - 3


def test_reasons_are_parts_in_quarters_or_in_halves():
    parts = {row["share"] for row in sheet(outcomes.schijnsamenwerking(), "reasons")}
    assert {"half to three quarters", "less than a quarter"} <= parts
    few = outcomes.schijnsamenwerking(reasons={"a": 1, "b": 0}, reasons_in="halves")
    assert [row["share"] for row in sheet(few, "reasons")] == ["half or more", "less than half"]


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


def test_a_first_round_is_never_called_stalled():
    assert "vastgelopen" not in str(sheet(outcomes.opbouwfase(), "outcome", "nl"))
    assert "vastgelopen" in str(sheet(outcomes.stalled(), "outcome", "nl"))


def test_a_round_with_too_few_answers_gets_no_scores_and_no_hard_word():
    few = book_of(frozen_result(outcomes.onvoldoende_gegevens()), language="nl")
    assert {"about", "columns", "outcome", "report_text"} <= {one.key for one in few.sheets}
    assert {"forces", "groups", "actions"} & {one.key for one in few.sheets} == set()
    assert "onvoldoende" not in write_json(few).decode()
