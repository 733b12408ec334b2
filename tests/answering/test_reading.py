"""The plain code that reads a page gives what Django's form would give, for anything that may be posted."""

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.forms.answering.cards import cards
from assessments.forms.answering.fields import PageForm
from assessments.forms.answering.reading import plain_text, read_page

VERSION = current_version()
PAGES = range(1, questionnaire(VERSION).n_pages + 1)
WORDS = ["", "1", "5", "6", "0", "01", " 3", "3.0", "weet_niet", "nvt", "True", "a", "i", "z", "x" * 201, "x" * 2001]
values = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))


def fields_of(page):
    return [code for card in cards(VERSION, page) for code in card.codes]


def posted(page, chosen):
    data = QueryDict(mutable=True)
    for code, given_values in chosen.items():
        data.setlist(code, given_values)
    return data


def assert_same(page, data):
    reading = read_page(cards(VERSION, page), data)
    form = PageForm(VERSION, page, "nl", data)
    form.is_valid()
    assert reading.problems == {code: errors[0] for code, errors in form.errors.items()}
    assert reading.values == {code: form.cleaned_data[code] for code in form.fields if code in form.cleaned_data}
    assert [type(value) for value in reading.values.values()] == [type(form.cleaned_data[c]) for c in reading.values]


@pytest.mark.parametrize("page", PAGES)
def test_every_value_of_every_question_reads_as_the_form_reads_it(page):
    for code in fields_of(page):
        for word in WORDS:
            assert_same(page, posted(page, {code: [word]}))
            assert_same(page, posted(page, {code: [word], f"{code}_other": ["anders"]}))


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@example(data=None)
def test_any_post_reads_as_the_form_reads_it(page, data):
    codes = [*fields_of(page), "Z9", "key"]
    chosen = data.draw(st.dictionaries(st.sampled_from(codes), st.lists(values, max_size=5))) if data else {}
    assert_same(page, posted(page, chosen))


@given(st.lists(st.sampled_from([*"abcdefghi", "", "z"]), max_size=9), values)
def test_any_reasons_read_as_the_form_reads_them(reasons, words):
    assert_same(4, posted(4, {"B0": reasons, "B0_other": [words]}))


@given(st.text())
def test_plain_text_is_plain_and_stays_so(text):
    once = plain_text(text)
    assert plain_text(once) == once
    assert "\x00" not in once
    assert "\r" not in once
    once.encode()
