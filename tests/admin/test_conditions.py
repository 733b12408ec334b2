"""Every condition there can be survives the lists it is chosen from."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assessments.admin.condition_words import condition_words, limit_name, short_words, subject_name
from assessments.admin.conditions import ConditionsField, ConditionsWidget, from_row, to_row, warnings
from assessments.catalogue.actions import COMPARED, COMPARISONS
from assessments.catalogue.comparison import bar_of
from assessments.catalogue.questionnaire import current_version
from assessments.catalogue.subjects import KINDS, subjects
from assessments.vocabulary.languages import LANGUAGES

EVERY = [(kind, subject) for kind in KINDS for subject in subjects(kind, current_version())]


@st.composite
def conditions(draw):
    kind, subject = draw(st.sampled_from(EVERY))
    if kind not in COMPARED:
        return {kind: subject}
    number = st.floats(21, 79, allow_subnormal=False)
    limit = draw(number if bar_of(kind, subject) is None else st.just("bar") | number)
    return {kind: subject, draw(st.sampled_from(COMPARISONS)): limit}


@given(conditions())
def test_a_condition_survives_its_row(document):
    assert from_row(to_row(document), 1) == document


@given(st.lists(conditions(), max_size=6))
def test_the_form_shows_what_is_stored_and_sends_it_back(documents):
    field = ConditionsField(required=False)
    rows = field.prepare_value(documents)
    drawn = ConditionsWidget().render("conditions", rows)
    for row in rows:
        for value in filter(None, row):
            assert f'<option value="{value}" selected>' in drawn
    sent = {f"conditions-{n}-{part}": row[at] for n, row in enumerate(rows) for at, part in PARTS}
    assert field.clean(ConditionsWidget().value_from_datadict(sent, {}, "conditions")) == documents
    assert not field.has_changed(documents, rows)


PARTS = list(enumerate(("subject", "comparison", "limit")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_to_choose_from_has_a_name_of_its_own(language):
    with translation.override(language):
        names = [subject_name(kind, subject) for kind, subject in EVERY]
    assert len(set(names)) == len(EVERY)
    assert all(name.strip() and "_" not in name for name in names)


def test_names_differ_between_languages():
    named = {}
    for language in LANGUAGES:
        with translation.override(language):
            named[language] = {subject: subject_name(kind, subject) for kind, subject in EVERY}
    same = {subject for subject in named["nl"] if named["nl"][subject] == named["en"][subject]}
    assert same == set()


def test_conditions_are_told_in_words():
    with translation.override("nl"):
        assert condition_words({"force": "actie", "below": "bar"}) == "kracht: actie – onder de lat"
        assert condition_words({"force": "intentie", "from": "bar"}) == "kracht: intentie – vanaf de lat"
        assert condition_words({"process": "structureren", "above": 62.5}).endswith(" – boven 62,5")
        assert condition_words({"flag": "nipt"}) == "signaal: nipt"
        assert limit_name(50.0) == "50"


def test_conditions_are_told_in_a_few_words():
    with translation.override("nl"):
        told = [{"item": "C1", "below": 50.0}, {"force": "actie", "from": "bar"}, {"flag": "nipt"}]
        assert [short_words(one) for one in told] == ["C1 onder 50", "actie vanaf de lat", "signaal: nipt"]
        assert short_words({"process": "structureren", "above": 62.5}) == "Structureren boven 62,5"
    assert short_words({"item": "Z9", "below": 50.0}) == "{'item': 'Z9', 'below': 50.0}"


def test_limits_that_decide_nothing_with_few_answers_are_told():
    with translation.override("nl"):
        told = warnings([{"item": "C1", "below": 50.0}, {"item": "C5", "below": 20.0}, {"item": "C5", "below": 85.0}])
    assert told == [
        "Bij minder dan tien antwoorden klopt voorwaarde 2 nooit: scores lopen dan van 20 tot 80.",
        "Bij minder dan tien antwoorden klopt voorwaarde 3 altijd: scores lopen dan van 20 tot 80.",
    ]


def test_a_condition_stored_wrong_is_told_as_it_is():
    assert condition_words({"item": "Z9", "below": "bar"}) == "{'item': 'Z9', 'below': 'bar'}"
