"""A page's HTML is made once and filled for each person: every answer in its place, nothing typed comes out as HTML."""

import pytest
from crispy_forms.utils import render_crispy_form

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.forms.answering.cards import cards
from assessments.forms.answering.fragment import Filling, filled, fragment

from .device import Device, Form, link_of

PAGES = range(1, questionnaire(current_version()).n_pages + 1)
HOSTILE = "</textarea><script>alert(1)</script>\"'&⟦typed O2⟧{{ key }}"


def html_of(page, language="nl", *, answers=None, problems=None, order="a", interests_named=True):
    pieces = fragment(current_version(), page, language, interests_named=interests_named)
    return filled(pieces, Filling(answers or {}, problems or {}, order))


def form_of(*arguments, **options):
    return Form(f'<form id="answering" action="">{html_of(*arguments, **options)}</form>')


def test_crispy_renders_a_page_once(open_round, monkeypatch):
    made = []

    def counted(form):
        made.append(form)
        return render_crispy_form(form)

    monkeypatch.setattr("assessments.forms.answering.fragment.render_crispy_form", counted)
    fragment.cache_clear()
    for number in range(3):
        Device().begin(link_of(open_round, number)).send("check", A1="3")
    assert len(made) == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_comes_back_in_its_place(page):
    for card in cards(current_version(), page):
        for value in card.values:
            answer = (value,) if card.question.kind == "reasons" else int(value) if value.isdecimal() else value
            expected = [value] if card.question.kind == "reasons" else value
            fields = form_of(page, answers={card.code: answer}).fields
            assert {name: found for name, found in fields.items() if found} == {card.code: expected}


@pytest.mark.parametrize("code", ["O1", "B0_other"])
def test_what_is_typed_is_never_html(code):
    page = 6 if code == "O1" else 4
    html = html_of(page, answers={code: HOSTILE}, problems={code: HOSTILE})
    assert "<script" not in html
    assert form_of(page, answers={code: HOSTILE}).fields[code] == HOSTILE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_no_slot_is_left_open_and_no_id_is_used_twice(page, language):
    html = html_of(page, language)
    assert "⟦" not in html
    assert "⟧" not in html
    ids = form_of(page, language).ids
    assert len(ids) == len(set(ids))


def test_reasons_stand_in_an_order_of_ones_own_with_other_last():
    orders = [form_of(4, order=order).options["B0"] for order in ("a", "a", "b", "c", "d")]
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) > 2
    assert all(order[-1] == "i" for order in orders)
    assert all(sorted(order) == list("abcdefghi") for order in orders)


def test_interests_say_that_they_are_named_only_when_they_are():
    assert "namens uw organisatie" in html_of(4, interests_named=True)
    assert "namens uw organisatie" not in html_of(4, interests_named=False)


def test_pages_are_kept_apart_by_language():
    assert "klopt helemaal" in html_of(1, "nl")
    assert "completely true" in html_of(1, "en")
    assert "klopt helemaal" in html_of(1, "nl")
