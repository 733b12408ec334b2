"""A spreadsheet saved as CSV gives the same respondents as a document."""

import csv
import io
import json
from pathlib import Path

import pytest

from assessments.scoring.reading import InputError, read_survey
from assessments.scoring.spreadsheet import respondents_of_rows
from assessments.tables.csv_files import read_delimited

from .comparing import INSTRUMENT, INSTRUMENTS
from .reference_arithmetic import ITEMS

CASES = Path(__file__).with_name("cases")


def written(respondents, *, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\r\n"):
    """Return respondents as a spreadsheet programme would save them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    given = {code for one in respondents for code in one["answers"]}
    codes = [code for code in (*ITEMS, "B0", "O1", "O2", "B0_other") if code in given]
    writer.writerow(["id", "organisation", "role", *codes])
    for one in respondents:
        answers = {
            code: " ".join(value) if isinstance(value, list) else value for code, value in one["answers"].items()
        }
        writer.writerow([one["id"], one["organisation"], one["role"], *(answers.get(code) for code in codes)])
    return out.getvalue()


def respondents_in(text):
    """Return the respondents of a CSV, as ``manage.py diagnose`` reads it."""
    return respondents_of_rows([(row.number, row.cells) for row in read_delimited(text, most=None)], INSTRUMENT)


def survey_of(rows):
    survey = read_survey({"respondents": rows}, INSTRUMENTS)
    return [
        (one.id, one.organisation, one.role, {k: v for k, v in one.answers.items() if v not in (None, ())})
        for one in survey.respondents
    ]


@pytest.mark.parametrize("name", ["ontbrekend", "gezond-met-kern-en-rand", "zonder-t1-en-r1", "willekeurig-14"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_case_as_csv_gives_the_same_answers(name, delimiter, mark, quoting, end):
    respondents = json.loads((CASES / f"{name}.json").read_text())["respondents"]
    text = mark + written(respondents, delimiter=delimiter, quoting=quoting, end=end)
    assert survey_of(respondents_in(text)) == survey_of(respondents)


def test_text_may_hold_separators_quotes_and_line_ends():
    words = 'We doen het; samen, en "goed"\nelke dag'
    person = {"id": "1", "organisation": "Hof, Haard & Co; b.v.", "role": "anders", "answers": {"A1": 4, "O1": words}}
    for delimiter in ",;":
        assert respondents_in(written([person], delimiter=delimiter)) == [person]


def test_columns_may_stand_in_any_order_and_cells_be_empty():
    lines = ["A1;role;B0;id;organisation", "4;manager;;1;gemeente", "", " weet_niet ;overheid; c  a ;2; zorg "]
    text = "\n".join([*lines, ";;;;", "nvt;anders;b;3;x"])
    assert respondents_in(text) == [
        {"id": "1", "organisation": "gemeente", "role": "manager", "answers": {"A1": 4}},
        {"id": "2", "organisation": "zorg", "role": "overheid", "answers": {"A1": "weet_niet", "B0": ["c", "a"]}},
        {"id": "3", "organisation": "x", "role": "anders", "answers": {"A1": "nvt", "B0": ["b"]}},
    ]


def test_empty_columns_at_the_end_are_left_out():
    assert survey_of(respondents_in("id;organisation;role;A1;;\n1;x;manager;3;;\n")) == [
        ("1", "x", "manager", {"A1": 3})
    ]


def test_only_a_heading_is_a_spreadsheet_without_respondents():
    assert respondents_in("id,organisation,role,A1\n") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The CSV is empty"),
        ("\ufeff\n \n;;\n", "The CSV is empty"),
        ("id,organisation,role,A9\n", "unknown column 'A9'"),
        ("id,organisation,,role\n", "unknown column ''"),
        ("id,organisation,role,A1,A1\n", "the column A1 twice"),
        ("id,role,A1\n", "lacks the column organisation"),
        ("id:organisation:role\n", "unknown column"),
        ("id,organisation,role,A1\n1,x,manager,4,5\n", "Row 2 of the CSV has more cells"),
        ("id,organisation,role,A1\n\n1,x,manager,4\n2,x,manager,4,5\n", "Row 4 of the CSV has more cells"),
        ("id,organisation,role,A1\n7,x,manager,3.0\n", "Respondent '7', code A1: '3.0'"),
        ("id,organisation,role,A1\n7,x,manager,6\n", "Respondent '7', code A1: '6'"),
        ("id,organisation,role,A1\n7,x,manager,Weet niet\n", "Respondent '7', code A1: 'Weet niet'"),
    ],
)
def test_what_is_no_spreadsheet_of_answers_is_refused_with_a_sentence(text, words):
    with pytest.raises(InputError) as caught:
        respondents_in(text)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1,x,manager,a b c d", "Respondent '1', code B0"),
        ("1,x,manager,abc", "Respondent '1', code B0"),
        ("1,x,manager,a a", "Respondent '1', code B0"),
        ("1,x,baas,a", "Respondent '1' has the role 'baas'"),
        ("1,x,manager,a\n1,y,manager,b", "Respondent '1' is there twice"),
        ("1,x,manager,a\n,y,manager,b", "Respondent number 2"),
        ("1", "Respondent '1' must have a text as 'organisation'"),
    ],
)
def test_a_row_that_cannot_be_scored_is_refused_with_a_sentence(rows, words):
    with pytest.raises(InputError) as caught:
        survey_of(respondents_in(f"id,organisation,role,B0\n{rows}\n"))
    assert words in str(caught.value)


def test_a_long_wrong_cell_is_cut_short():
    with pytest.raises(InputError) as caught:
        respondents_in(f"id,organisation,role,A1\n1,x,manager,{'9' * 5000}\n")
    assert len(str(caught.value)) < 250
