"""What pages, charts and files tell is what is stored and no more, so one attack on that is an attack on all of them.

Every medium is read as a viewer would, with a ruler where it is drawn, and gives the numbers that test_attack attacks.
"""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.reporting.documents import to_plain
from assessments.reporting.memo import write_memo
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import render_for_print, render_for_screen
from assessments.reporting.slides import write_slides
from assessments.reporting.tables import book_of
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.tables.csv_files import write_csv_archive
from assessments.tables.json_files import write_json
from assessments.tables.ods_files import write_ods
from assessments.tables.xlsx_files import write_xlsx
from tests.reporting.results import frozen_result
from tests.soaking import IS_SOAK

from .partnerships import random_partnership
from .reading_files import (
    numbers_in,
    numbers_of_page,
    sheets_of_ods,
    sheets_of_xlsx,
    words_of_office_file,
    words_of_page,
    words_of_pdf,
)
from .viewing import numbers_of_document, numbers_of_tables

QUESTIONS = questionnaire("2")
INSTRUMENT = QUESTIONS.instrument
CODES = {question.text.in_language("en"): question.code for question in QUESTIONS.questions()}
ROLE_NAMES = {"professionals": "professional", "managers": "manager", "directors": "bestuurder"}
SEEDS = range(100) if IS_SOAK else range(8)
DRAWN = SEEDS if IS_SOAK else (3, 4)
PRINTED = range(6) if IS_SOAK else (3,)


@cache
def result_of(seed):
    survey = read_survey(random_partnership(seed, most=30), {2: INSTRUMENT})
    terms = Terms("role" if seed % 2 else "organisation", True)
    return frozen_result(disclose(diagnose(survey, INSTRUMENT), survey, INSTRUMENT, terms, {}))


def stored_of(seed):
    return numbers_of_document(json.loads(json.dumps(to_plain(result_of(seed).disclosed))))


def steps_in(stored):
    return {code: step for code, (_value, step) in stored.statements.items()}


def sheets_of_json(book):
    return {key: sheet["rows"] for key, sheet in json.loads(write_json(book))["sheets"].items()}


def sheets_of_csv(book):
    with zipfile.ZipFile(io.BytesIO(write_csv_archive(book))) as archive:
        texts = {name.removesuffix(".csv"): archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


READERS = {
    "json": sheets_of_json,
    "csv": sheets_of_csv,
    "xlsx": lambda book: sheets_of_xlsx(write_xlsx(book)),
    "ods": lambda book: sheets_of_ods(write_ods(book)),
}


def assert_tells_no_more(found, stored):
    """Assert that what was found is what is stored; only statements may be fewer, and errors of repeating absent."""
    assert found.statements
    assert found.statements.items() <= stored.statements.items()
    assert found.divided.items() <= stored.divided.items()
    assert {code: stored.quarters[code] for code in found.quarters} == found.quarters
    assert found.scores == {force: (*one[:3], None) for force, one in stored.scores.items()}
    found.groups = {ROLE_NAMES.get(name, name): own for name, own in found.groups.items()}
    assert found.groups == stored.groups


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", READERS)
def test_a_file_tells_what_is_stored_and_no_more(seed, kind):
    stored = stored_of(seed)
    found = numbers_of_tables(READERS[kind](book_of(result_of(seed), language="en")), steps_in(stored))
    assert_tells_no_more(found, stored)
    assert len(found.perception) == len(stored.perception)


@pytest.mark.parametrize("seed", DRAWN)
@pytest.mark.parametrize("render", ["screen", "print"])
def test_a_page_tells_what_is_stored_and_no_more(seed, render):
    stored, page = stored_of(seed), page_of(seed, render)
    found = numbers_of_page(page, CODES, steps_in(stored))
    assert_tells_no_more(found, stored)
    assert found.bar == stored.bar


@cache
def page_of(seed, render):
    if render == "print":
        return render_for_print(result_of(seed), language="en", role=None)
    return render_for_screen(result_of(seed), language="en").html


@pytest.mark.parametrize("seed", PRINTED)
def test_a_pdf_says_no_number_that_its_page_does_not_say(seed):
    page = page_of(seed, "print")
    pdf = words_of_pdf(html_to_pdf(page))
    said = numbers_in(words_of_page(page))
    n_pages = len(re.findall(r"\f|\Z", pdf)) + 60
    assert len(said) > 20
    assert {number for number in numbers_in(pdf) - said if not is_page_number(number, n_pages)} == set()


@pytest.mark.parametrize("seed", DRAWN)
@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_an_office_file_says_no_number_that_the_page_does_not_say(seed, kind):
    said = numbers_in(words_of_page(page_of(seed, "screen")))
    found = numbers_in(words_of_office_file(office_file(seed, kind)))
    assert len(found) > 5
    assert found - said == set()
    assert [number for number in found if not (2 * float(number)).is_integer()] == []


@cache
def office_file(seed, kind):
    write = {"docx": write_memo, "pptx": write_slides}[kind]
    return write(result_of(seed), language="en", address="https://driekracht.example/")


def is_page_number(number, most):
    return number.isdigit() and 0 < int(number) <= most


@pytest.mark.parametrize("seed", DRAWN)
@pytest.mark.parametrize("render", ["screen", "print"])
def test_no_number_on_a_page_is_finer_than_a_half(seed, render):
    numbers = numbers_in(words_of_page(page_of(seed, render)))
    assert "62.5" in numbers
    assert [number for number in numbers if not (2 * float(number)).is_integer()] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_in_a_file_is_finer_than_a_half(seed):
    sheets = sheets_of_json(book_of(result_of(seed), language="en"))
    numbers = [
        cell for rows in sheets.values() for row in rows for cell in row.values() if isinstance(cell, float | int)
    ]
    assert len(numbers) > 20
    assert all((2 * number).is_integer() for number in map(float, numbers))


def test_a_finer_number_in_a_file_is_found():
    result = result_of(3)
    finer = replace(result, disclosed=replace(result.disclosed, bar=result.disclosed.bar + 0.27))
    (outcome,) = sheets_of_json(book_of(finer, language="en"))["outcome"]
    assert not (2 * outcome["bar"]).is_integer()
