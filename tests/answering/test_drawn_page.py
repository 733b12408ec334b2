"""A rendered page: every answer in its place, errors beside their field, and typed text never as HTML."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.utils.translation import override
from lxml import html as parser  # type: ignore[import-untyped]

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.forms.answering.cards import cards
from assessments.forms.answering.page import PageForm
from assessments.models import Round
from assessments.services.own_response import OTHER_LIMIT, TEXT_LIMIT
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from .device import Form

ASKED = questionnaire(current_version())
PAGES = range(1, ASKED.n_pages + 1)
HOSTILE = "</textarea><script>alert(1)</script>\"'&{{ key }}{% now 'Y' %}"
TOO_LONG = HOSTILE + "x" * 2001


def html_of(page, language="nl", *, stored=None, posted=None, order="a", interests_named=True):
    """Return a page on which these answers are stored, and to which this was posted."""
    data = None
    if posted is not None:
        data = QueryDict(mutable=True)
        for code, value in posted.items():
            data.setlist(code, value if isinstance(value, list) else [value])
    with override(language):
        form = PageForm(Round(interests_named=interests_named), page, data, initial=stored, order=order)
        return render_crispy_form(form)


def form_of(*arguments, **options):
    return Form(f'<form id="answering" action="">{html_of(*arguments, **options)}</form>')


def filled_in(form):
    return {name: value for name, value in form.fields.items() if value}


def described(root, element_id):
    """Return the ids that describe an element; each must be there."""
    ids = root.get_element_by_id(element_id).get("aria-describedby", "").split()
    assert all(root.get_element_by_id(one) is not None for one in ids)
    return ids


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_comes_back_in_its_place(page):
    for card in some(cards(current_version(), page)):
        for value in some(card.values or ["Woorden"]):
            answer = (value,) if card.question.kind == "reasons" else int(value) if value.isdecimal() else value
            expected = [value] if card.question.kind == "reasons" else value
            assert filled_in(form_of(page, stored={card.code: answer})) == {card.code: expected}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_filled_in_beforehand(page):
    assert filled_in(form_of(page)) == filled_in(form_of(page, posted={})) == {}


@pytest.mark.parametrize(("page", "code"), [(6, "O1"), (4, "B0_other")])
def test_what_is_typed_is_never_html(page, code):
    for told in ({"stored": {code: HOSTILE}}, {"posted": {code: TOO_LONG, "B0": ["i"]}}):
        assert "<script" not in html_of(page, **told)
        assert form_of(page, **told).fields[code] in {HOSTILE, TOO_LONG}


@pytest.mark.parametrize("code", ["A1", "B0"])
def test_a_value_that_is_not_offered_comes_back_nowhere(code):
    html = html_of(1 if code == "A1" else 4, posted={code: [HOSTILE, "nonsense"]})
    assert "has-error" in html
    assert "script" not in html
    assert "nonsense" not in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_no_id_is_used_twice_and_every_description_is_there(page, language):
    wrong = {code: "x" * 2001 for card in cards(current_version(), page) for code in card.codes} | {"B0": ["z", "i"]}
    for posted in (None, wrong):
        html = html_of(page, language, posted=posted)
        ids = Form(html).ids
        assert len(ids) == len(set(ids)) >= 5
        root = parser.fragment_fromstring(html, create_parent=True)
        for named in re.findall(r'aria-(?:describedby|labelledby)="([^"]*)"', html):
            assert [root.get_element_by_id(one) for one in named.split()]


def test_what_is_right_is_shown_as_it_is_stored_and_what_is_wrong_as_it_was_typed():
    stored = {"B0": ("b",), "B1": 2, "B2": 3}
    form = form_of(
        4, stored=stored, posted={"B0": ["a", "b", "c", "i", "z"], "B0_other": "De raad", "B1": "5", "B2": "9"}
    )
    assert sorted(form.fields.pop("B0")) == ["a", "b", "c", "i"]
    assert filled_in(form) == {"B0_other": "De raad", "B1": "2", "B2": "3"}
    form = form_of(4, stored=stored, posted={"B0": ["a", "i"], "B0_other": "x" * 201})
    assert filled_in(form) == {"B0": ["b"], "B0_other": "x" * 201, "B1": "2", "B2": "3"}
    assert filled_in(form_of(4, stored={}, posted={"B0": list("abcd"), "B0_other": "De raad"})).keys() == {"B0"}
    assert filled_in(form_of(6, stored={"O1": "Eerst"}, posted={"O1": "x" * 2001 + "\x00\r\n"})) == {"O1": "x" * 2001}


def test_a_problem_stands_beside_its_field_and_describes_it():
    root = parser.fragment_fromstring(
        html_of(4, posted={"B0": ["a", "z", "i"], "B0_other": "x" * 201, "B3": "9"}), True
    )
    assert [element.get("id") or element.get("class") for element in root.find_class("has-error")] == [
        "B0",
        "other-words has-error",
        "B3",
    ]
    assert described(root, "B0")[-1] == "B0-error"
    assert described(root, "B0_other") == ["B0_other-hint", "B0_other-error"]
    assert described(root, "B3")[-1] == "B3-error"
    assert "B4-error" not in described(root, "B4")
    assert [element.get("id") for element in root.iter() if element.get("aria-invalid")] == ["B0_other"]
    told = root.get_element_by_id("B3-error").text_content()
    assert " ".join(told.split()) == "Fout: Kies een van de antwoorden die er staan."
    assert [element.get("id") for element in root.find_class("invalid-feedback")] == [
        "B0-error",
        "B0_other-error",
        "B3-error",
    ]


def test_a_text_is_described_by_its_limit_and_then_by_its_problem():
    for posted, ids, is_invalid in (({}, ["O1-open"], None), ({"O1": "x" * 2001}, ["O1-open", "O1-error"], "true")):
        root = parser.fragment_fromstring(html_of(6, posted=posted), create_parent=True)
        assert [one for one in described(root, "O1") if one != "O1-hint"] == ids
        assert root.get_element_by_id("O1").get("aria-invalid") == is_invalid


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limits_that_a_page_tells_are_those_that_hold(language):
    for page, element, limit in ((6, "O1-open", TEXT_LIMIT), (4, "B0_other-hint", OTHER_LIMIT)):
        root = parser.fragment_fromstring(html_of(page, language), create_parent=True)
        [told] = re.findall(r"\d[\d.,]*\d", root.get_element_by_id(element).text_content())
        assert int(re.sub(r"\D", "", told)) == limit


def test_reasons_stand_in_an_order_of_ones_own_with_other_last():
    orders = [form_of(4, order=order).options["B0"] for order in ("a", "a", "b", "c", "d")]
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) > 2
    assert all(order[-1] == "i" for order in orders)
    assert all(sorted(order) == list("abcdefghi") for order in orders)


def test_answers_of_a_rating_stand_in_one_order_with_those_apart_last():
    options = form_of(1, order="b").options["A1"]
    assert options[:6] == form_of(1, order="c").options["A1"][:6] == ["1", "2", "3", "4", "5", "weet_niet"]
    [answers, apart] = parser.fragment_fromstring(html_of(1), create_parent=True).xpath("//*[@id='A1']/div")
    assert [len(list(group.iter("input"))) for group in (answers, apart)] == [5, len(options) - 5]
    assert "options-apart" in apart.get("class")


def test_interests_say_that_they_are_named_only_when_they_are():
    assert "namens uw organisatie" in html_of(4, interests_named=True)
    assert "namens uw organisatie" not in html_of(4, interests_named=False)


def test_a_page_speaks_the_language_of_the_person():
    assert "klopt helemaal" in html_of(1, "nl")
    assert "completely true" in html_of(1, "en")
    assert "klopt helemaal" in html_of(1, "nl")


def test_two_people_see_nothing_of_each_other():
    stored = {4: {"B0": ("a", "i"), "B0_other": "Geheim", "B1": 5}, 6: {"O1": "Geheim"}}
    for page, answers in stored.items():
        before = html_of(page, order="b")
        assert "Geheim" in html_of(page, stored=answers)
        assert html_of(page, order="b") == before
        assert filled_in(form_of(page, order="b")) == {}
        assert filled_in(form_of(page, stored=answers)).keys() == answers.keys()
