"""Files tell no more than what is stored, so whatever an attacker reads, it is attacked in test_attack."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.reporting.documents import to_plain
from assessments.reporting.tables import book_of
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.tables.csv_files import write_csv_archive
from assessments.tables.json_files import write_json
from tests.reporting.results import frozen_result

from .partnerships import random_partnership
from .viewing import numbers_of_document, numbers_of_tables

INSTRUMENT = questionnaire("2").instrument
ROLE_NAMES = {"professionals": "professional", "managers": "manager", "directors": "bestuurder"}
SEEDS = range(8)


def result_of(seed):
    survey = read_survey(random_partnership(seed, most=30), {2: INSTRUMENT})
    terms = Terms("role" if seed % 2 else "organisation", True)
    return frozen_result(disclose(diagnose(survey, INSTRUMENT), survey, INSTRUMENT, terms, {}))


def sheets_of_json(book):
    return {key: sheet["rows"] for key, sheet in json.loads(write_json(book))["sheets"].items()}


def sheets_of_csv(book):
    with zipfile.ZipFile(io.BytesIO(write_csv_archive(book))) as archive:
        texts = {name.removesuffix(".csv"): archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("read", [sheets_of_json, sheets_of_csv])
def test_a_file_tells_what_is_stored_and_no_more(seed, read):
    result = result_of(seed)
    stored = numbers_of_document(json.loads(json.dumps(to_plain(result.disclosed))))
    steps = {code: step for code, (_value, step) in stored.statements.items()}
    found = numbers_of_tables(read(book_of(result, language="en")), steps)
    assert set(found.statements) <= set(stored.statements)
    assert all(stored.statements[code] == number for code, number in found.statements.items())
    assert {code: stored.quarters[code] for code in found.quarters} == found.quarters
    assert {code: stored.divided[code] for code in found.divided} == found.divided
    assert {force: (*one[:3], None) for force, one in stored.scores.items()} == found.scores
    found.groups = {ROLE_NAMES.get(name, name): own for name, own in found.groups.items()}
    assert stored.groups == found.groups
    assert len(found.perception) == len(stored.perception)


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
