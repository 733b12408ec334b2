"""A page of questions as a form: what may be answered and how it is stored, whatever was posted."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.cleaning import prose
from assessments.forms.answering.page import PageForm
from assessments.models import Round

ASKED = questionnaire(current_version())
PAGES = range(1, ASKED.n_pages + 1)
TEXTS, REASONS = 6, 4
"""The pages with open questions, and with the question of which several options may be chosen."""
WORDS = ["", "1", "5", "6", "0", "01", " 3", "3.0", "weet_niet", "nvt", "True", "a", "i", "z", "x" * 201, "x" * 2001]
NOT_OFFERED = "Kies een van de antwoorden die er staan."
values = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))


def posted(page, **chosen):
    """Return the form of a page to which this was posted; a list is posted as so many values."""
    data = QueryDict(mutable=True)
    for code, value in chosen.items():
        data.setlist(code, value if isinstance(value, list) else [value])
    return PageForm(Round(), page, data, order="a")


def read(page, **chosen):
    """Return what is right, without what is empty, and what is wrong."""
    form = posted(page, **chosen)
    assert form.is_valid() == (not form.problems)
    return {code: value for code, value in form.cleaned_data.items() if value is not None}, form.problems


def page_of(question):
    return next(section.page for section in ASKED.sections if question in section.questions)


def ratings():
    return [question for question in ASKED.questions() if question.kind == "rating"]


@pytest.mark.parametrize("question", ratings(), ids=lambda question: question.code)
def test_a_rating_takes_what_is_offered_and_nothing_else(question):
    code, page = question.code, page_of(question)
    offered = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "weet_niet": "weet_niet"}
    offered |= {"nvt": "nvt"} if question.allows_not_applicable else {}
    for raw, value in offered.items():
        assert read(page, **{code: raw}) == ({code: value}, {})
    for raw in [word for word in [*WORDS, "1\n", "１"] if word and word not in offered]:
        assert read(page, **{code: raw}) == ({}, {code: NOT_OFFERED})
    assert read(page, **{code: ""}) == read(page) == ({}, {})


def test_what_belongs_to_another_page_is_not_looked_at():
    assert read(1, A1="3", V1="4", Z9="x", key="k") == ({"A1": 3}, {})


def test_each_reason_counts_once_in_the_order_of_the_questionnaire():
    assert read(REASONS, B0=["c", "a", "c"]) == ({"B0": ("a", "c")}, {})
    assert read(REASONS, B0=[]) == ({}, {})


def test_too_many_reasons_and_unknown_ones_are_refused():
    too_many = {"B0": "Kies hoogstens 3 redenen. U hebt er 4 gekozen."}
    assert read(REASONS, B0=["a", "b", "c", "d"]) == ({}, too_many)
    assert read(REASONS, B0=["a", "b", "c", "c", "d", "a"]) == ({}, too_many)
    assert read(REASONS, B0=["a", "z"]) == read(REASONS, B0=["a", ""]) == ({}, {"B0": NOT_OFFERED})


@given(st.lists(st.sampled_from([*"abcdefghi", "", "z"]), max_size=9), values)
def test_any_reasons_follow_the_rules(reasons, words):
    right, wrong = read(REASONS, B0=reasons, B0_other=words)
    kept = tuple(sorted(set(reasons) & set("abcdefghi")))
    is_right = set(reasons) == set(kept) and len(kept) <= 3
    assert ("B0" in wrong) == (not is_right)
    assert right.get("B0") == ((kept or None) if is_right else None)
    assert ("B0_other" in wrong) == ("i" in reasons and len(prose(words)) > 200)
    assert right.get("B0_other") == (prose(words) or None if "i" in reasons and "B0_other" not in wrong else None)


def test_words_go_with_the_last_reason_and_are_dropped_without_it():
    assert read(REASONS, B0=["i"], B0_other=" De raad ") == ({"B0": ("i",), "B0_other": "De raad"}, {})
    for words in ("De raad", "x" * 201):
        assert read(REASONS, B0=["a"], B0_other=words) == ({"B0": ("a",)}, {})
        assert read(REASONS, B0_other=words) == ({}, {})


def test_a_text_has_a_limit_that_counts_what_is_stored():
    told = "Uw tekst heeft {} tekens. Kort de tekst in tot hoogstens {} tekens."
    assert read(TEXTS, O1="é" * 2000) == ({"O1": "é" * 2000}, {})
    assert read(TEXTS, O1="\r\n".join("é" * 1000) + "\x00 ") == ({"O1": "\n".join("é" * 1000)}, {})
    assert read(TEXTS, O1="é" * 2001, O2="Goed") == ({"O2": "Goed"}, {"O1": told.format(2001, 2000)})
    assert read(REASONS, B0=["i"], B0_other="é" * 200)[1] == {}
    assert read(REASONS, B0=["i"], B0_other="é" * 201) == ({"B0": ("i",)}, {"B0_other": told.format(201, 200)})


def test_what_is_taken_back_is_empty_whatever_is_posted_with_it():
    assert read(1, A1="3", A2="4", clear="A1") == ({"A2": 4}, {})
    assert read(1, A1="9", A2="9", clear="A1") == ({}, {"A2": NOT_OFFERED})
    assert read(REASONS, B0=["a", "b", "c", "i"], B0_other="x" * 201, clear="B0") == ({}, {})
    assert read(TEXTS, O1="x" * 2001, clear=["O1", "Z9"]) == ({}, {})


@given(st.text())
def test_plain_text_is_plain_and_stays_so(text):
    once = prose(text)
    assert prose(once) == once
    assert "\x00" not in once
    assert "\r" not in once
    once.encode()


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@example(data=None)
def test_any_post_gives_for_each_question_a_value_or_a_problem(page, data):
    codes = [*PageForm(Round(), page, order="a").fields, "Z9", "key", "clear"]
    chosen = data.draw(st.dictionaries(st.sampled_from(codes), st.lists(values, max_size=5))) if data else {}
    form = posted(page, **chosen)
    assert form.is_valid() == (not form.problems)
    assert list(form.fields) == sorted([*form.cleaned_data, *form.problems], key=list(form.fields).index)
    for code, value in form.cleaned_data.items():
        assert value is None or value in [*range(1, 6), "weet_niet", "nvt"] or form.fields[code].clean(value) == value


def test_problems_stand_in_the_order_of_the_page_and_lead_to_the_first_field_that_is_shown():
    form = posted(REASONS, B7="9", B0_other="x" * 201, B0=["i", "a", "b", "c"], B1="9")
    assert list(form.problems) == ["B0", "B0_other", "B1", "B7"]
    [(first, _too_many), *others] = form.summary()
    assert [target for target, _problem in others] == ["B0_other", "B1-1", "B7-1"]
    assert first.startswith("B0-")
    html = render_crispy_form(form)
    assert re.search(r'id="(B0-.)"', html)[1] == first
    assert [target for target, _problem in posted(TEXTS, O2="x" * 2001).summary()] == ["O2"]


def test_problems_are_told_in_the_language_of_the_person():
    with override("en"):
        told = posted(REASONS, B0=["a", "b", "c", "d"], B1="9").problems
    assert told == {
        "B0": "Choose at most 3 reasons. You have chosen 4.",
        "B1": "Choose one of the answers in the list.",
    }
