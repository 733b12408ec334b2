"""Every version of the questionnaire says which it is, and what its items measure."""

import copy

import pytest
import yaml

from assessments.catalogue.questionnaire import FILES, current_version, questionnaire


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
    with pytest.raises(KeyError, match="There is no questionnaire version '0'; known are 1"):
        questionnaire("0")


def test_the_last_version_is_the_one_that_new_rounds_are_asked(changed):
    assert current_version() != "changed"
    changed(lambda item: None)
    assert current_version() == "changed"


def test_interests_are_measured_by_the_items_that_say_so(changed):
    first = questionnaire("1").instrument
    assert (first.tension, first.arranged) == (("B3", "B6"), ("B4", "B5"))
    assert (first.importance, first.served, first.others_hold_back, first.own_hold_back) == ("B1", "B2", "B6", "B7")

    moved = changed(lambda item: item.update(code="B9") if item["code"] == "B6" else None).instrument
    assert (moved.tension, moved.others_hold_back) == (("B3", "B9"), "B9")


def test_a_version_that_lacks_one_of_them_is_refused(changed):
    with pytest.raises(ValueError, match="No item measures served"):
        changed(lambda item: item.pop("measures", None) if item["code"] == "B2" else None)
