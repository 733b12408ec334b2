"""What of a posted page is a choice: what differs from what the page showed, unless it says when it was chosen."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from assessments.catalogue.questionnaire import current_version
from assessments.forms.answering.cards import cards, codes
from assessments.forms.answering.choices import choices_in, shown_by
from assessments.forms.answering.page import PageForm
from assessments.models import Round

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STORED = {
    "B0": {"value": ["a", "i"], "number": 2, "at": ""},
    "B0_other": {"value": "De raad", "number": 1, "at": ""},
    "B1": {"value": 3, "number": 4, "at": ""},
    "B2": {"value": "weet_niet", "number": 1, "at": ""},
}
SHOWN = shown_by(STORED, codes(current_version(), 4))


def chosen(shown=SHOWN, moments=None, **fields):
    """Return value and number of each choice in a posted page that showed what is stored."""
    data = QueryDict(mutable=True)
    for code, value in fields.items():
        data.setlist(code, value if isinstance(value, list) else [value])
    if shown is not None:
        data["shown"] = shown
    if moments is not None:
        data["moments"] = json.dumps({code: at.timestamp() * 1000 for code, at in moments.items()})
    form = PageForm(Round(), 4, data, order="")
    form.is_valid()
    found = choices_in(cards(current_version(), 4), data, form.cleaned_data, NOW)
    assert all(moments or choice.at == NOW for choice in found.values())
    return {code: (choice.value, choice.number) for code, choice in found.items()}


WHOLE = {"B0": ["i", "a"], "B0_other": "De raad", "B1": "3", "B2": "weet_niet"}


def test_a_page_posted_as_it_was_shown_holds_no_choice():
    assert chosen(**WHOLE) == {}


def test_what_differs_is_a_choice_with_the_next_number():
    assert chosen(**WHOLE | {"B1": "4", "B2": "2", "B3": "5"}) == {"B1": (4, 5), "B2": (2, 2), "B3": (5, 1)}
    assert chosen(**WHOLE | {"B0_other": "De wethouder"}) == {"B0_other": ("De wethouder", 2)}


def test_what_is_not_posted_was_not_touched_but_boxes_of_a_whole_page_say_none():
    assert chosen(B0=["a", "i"], B0_other="De raad") == {}
    assert chosen() == {"B0": (None, 3)}
    assert chosen(B0_other="De raad") == {"B0": (None, 3), "B0_other": (None, 2)}
    assert chosen(shown=None, B3="5") == {"B3": (5, 1)}


def test_what_is_wrong_is_no_choice_and_takes_no_other_with_it():
    assert chosen(**WHOLE | {"B0": list("abcd"), "B1": "9", "B2": "1"}) == {"B0_other": (None, 2), "B2": (1, 2)}


def test_an_answer_that_is_taken_back_is_a_choice_of_nothing():
    assert chosen(**WHOLE, clear="B1") == {"B1": (None, 5)}
    assert chosen(**WHOLE, clear="B0") == {"B0": (None, 3), "B0_other": (None, 2)}
    assert chosen(shown="{}", clear="B3") == {}


def test_a_choice_that_says_when_it_was_made_counts_although_the_page_showed_it():
    assert chosen(**WHOLE, moments={"B1": NOW}) == {"B1": (3, 5)}
    assert chosen(B1="3", moments={"B1": NOW, "B2": NOW}, shown="{}") == {"B1": (3, 1)}


@pytest.mark.parametrize(
    ("made", "counts_as"),
    [
        (NOW - timedelta(hours=3), NOW - timedelta(hours=3)),
        (NOW + timedelta(days=1), NOW),
        (NOW - timedelta(days=400), NOW - timedelta(days=30)),
    ],
)
def test_a_moment_lies_not_in_the_future_and_not_further_back_than_anyone_waits(made, counts_as):
    data = QueryDict(mutable=True)
    data["B1"], data["moments"] = "3", json.dumps({"B1": made.timestamp() * 1000})
    assert choices_in(cards(current_version(), 4), data, {"B1": 3}, NOW)["B1"].at == counts_as


def test_what_a_page_shows_of_a_text_is_not_the_text():
    assert "raad" not in SHOWN
    assert json.loads(SHOWN)["B0"] == ["a i", 2]
    assert json.loads(SHOWN)["B2"] == ["weet_niet", 1]
