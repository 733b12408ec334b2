"""``manage.py diagnose`` scores answers to the version that it is told, and otherwise to the newest."""

import json

import pytest

from assessments.catalogue.questionnaire import questionnaire
from tests.scoring.test_diagnose_command import run

from .second import ADDED_TO_FORCE, HELD_BACK_BEFORE, VERSION


@pytest.fixture
def documents(tmp_path):
    """A document with answers to all questions, per version."""
    files = {}
    for version in ("1", VERSION):
        answers = dict.fromkeys(questionnaire(version).instrument.rating_codes, 3)
        people = [
            {"id": str(number), "organisation": "AB"[number % 2], "role": "manager", "answers": answers}
            for number in range(6)
        ]
        files[version] = tmp_path / f"{version}.json"
        files[version].write_text(json.dumps({"respondents": people}))
    return files


@pytest.mark.parametrize(
    ("options", "good", "bad", "unknown"),
    [
        ((), VERSION, "1", HELD_BACK_BEFORE),
        (("--questionnaire", VERSION), VERSION, "1", HELD_BACK_BEFORE),
        (("--questionnaire", "1"), "1", VERSION, ADDED_TO_FORCE),
    ],
)
def test_answers_are_read_with_one_version(documents, options, good, bad, unknown):
    code, found, sentences = run(documents[good], documents[bad], *options)
    assert code == 2
    assert [one["n_respondents"] for one in found] == [6]
    assert sentences == [f"{documents[bad]}: Respondent '0' has an unknown code {unknown!r}."]
