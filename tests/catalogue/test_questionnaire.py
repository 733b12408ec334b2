"""Every version of the questionnaire says which it is, and what its items measure."""

import copy

import pytest
import yaml

from assessments.catalogue.entries import Condition
from assessments.catalogue.questionnaire import FILES, codes_asked_otherwise, current_version, questionnaire
from assessments.catalogue.subjects import missing_subjects, newest_version_for


@pytest.fixture
def changed(monkeypatch, tmp_path):
    """Return a function that ships one more version: the newest, with its items changed."""
    document = yaml.safe_load(FILES[current_version()].read_text(encoding="utf-8"))

    def ship(change):
        content = copy.deepcopy(document)
        for section in content["sections"]:
            for item in section["items"]:
                change(item)
        file = tmp_path / "changed.yaml"
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        monkeypatch.setitem(FILES, "changed", file)
        return questionnaire("changed")

    return ship


@pytest.mark.parametrize("version", FILES)
def test_each_file_says_its_version_and_has_each_code_once(version):
    asked = questionnaire(version)
    codes = [question.code for question in asked.questions()]
    assert asked.version == asked.instrument.version == version
    assert len(set(codes)) == len(codes) > 30


def test_an_unknown_version_is_refused_with_a_sentence():
    with pytest.raises(KeyError, match="There is no questionnaire version '0'; known are 1, 2"):
        questionnaire("0")


def test_the_last_version_is_the_one_that_new_rounds_are_asked(changed):
    assert current_version() != "changed"
    changed(lambda item: None)
    assert current_version() == "changed"


def test_the_second_version_asks_two_questions_more_outside_every_score():
    first, second = (questionnaire(version) for version in ("1", "2"))
    codes = {question.code for question in second.questions()}
    assert codes - {question.code for question in first.questions()} == {"T1", "R1"}
    assert (second.question("T1").section, second.question("R1").section) == ("voorwaarden", "resultaat")
    assert second.instrument.single_items == ("C1", "C2", "C3", "C4", "C5", "T1", "R1")
    assert [question.code for question in second.single_items(about_interests=False)][-2:] == ["T1", "R1"]
    assert (second.instrument.forces, second.instrument.processes) == (
        first.instrument.forces,
        first.instrument.processes,
    )
    assert len(second.question("R1").options) == len(second.question("A1").options) == 5
    assert second.question("R1").options != second.question("A1").options


def test_advice_does_not_look_at_another_question_with_the_same_code():
    assert (codes_asked_otherwise("1"), codes_asked_otherwise("2")) == ({"A6", "I6"}, frozenset())
    looks_at = {code: (Condition("item", code, "below", 50.0),) for code in ("A5", "A6", "I6", "T1")}
    assert {code for code, looks in looks_at.items() if missing_subjects(looks, "1")} == {"A6", "I6", "T1"}
    assert {code for code, looks in looks_at.items() if missing_subjects(looks, "2")} == set()
    assert newest_version_for(looks_at["A6"]) == "2"


def test_interests_are_measured_by_the_items_that_say_so(changed):
    first = questionnaire("1").instrument
    assert (first.tension, first.arranged) == (("B3", "B6"), ("B4", "B5"))
    assert (first.importance, first.served, first.others_hold_back, first.own_hold_back) == ("B1", "B2", "B6", "B7")

    moved = changed(lambda item: item.update(code="B9") if item["code"] == "B6" else None).instrument
    assert (moved.tension, moved.others_hold_back) == (("B3", "B9"), "B9")


def test_a_version_that_lacks_one_of_them_is_refused(changed):
    with pytest.raises(ValueError, match="No item measures served"):
        changed(lambda item: item.pop("measures", None) if item["code"] == "B2" else None)
