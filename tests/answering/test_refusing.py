"""Invalid answers are refused with a message for the person, and nothing else is lost."""

import pytest

from tests.pages import errors, signed_in

from .device import Device, answers_of, link_of


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def test_too_long_a_text_is_refused_and_kept_as_typed(page, open_round):
    last = page.send(A1="3").device.open(page.path.replace("/1/", "/6/"))
    typed = "<b>" + "é" * 2001 + "</textarea>"
    refused = last.send(O1=typed, O2="Meer tijd")
    assert refused.status == 422
    assert refused.form.title.startswith("Fout:")
    assert "hoogstens 2000 tekens" in refused.text
    assert refused.chosen == {"O1": typed, "O2": "Meer tijd"}
    assert "#O1" in refused.form.links
    assert answers_of(open_round) == [{"A1": 3, "O2": "Meer tijd"}]
    assert "Controleren en versturen" in refused.send(O1="Kort").text
    assert answers_of(open_round) == [{"A1": 3, "O1": "Kort", "O2": "Meer tijd"}]


def test_unknown_values_are_refused_and_the_rest_is_kept(page, open_round):
    refused = page.send(A1="6", A2="4", A4="nvt", Z9="1", I1="2")
    assert refused.status == 422
    assert "Kies een van de antwoorden die er staan" in refused.text
    assert {"#A1-1", "#A4-1"} <= set(refused.form.links)
    assert answers_of(open_round) == [{"A2": 4}]
    assert refused.chosen == {"A2": "4"}


def test_a_fourth_reason_is_refused_with_all_four_still_chosen(page, open_round):
    fourth = page.send(A1="3").device.open(page.path.replace("/1/", "/4/"))
    refused = fourth.send(B0=["a", "b", "c", "i"], B0_other="De wethouder", B1="5")
    assert refused.status == 422
    assert "Kies hoogstens 3 redenen. U hebt er 4 gekozen." in refused.text
    assert sorted(refused.chosen["B0"]) == ["a", "b", "c", "i"]
    assert refused.chosen["B0_other"] == "De wethouder"
    first = refused.form.links[refused.form.links.index("#main") + 1 :][0].removeprefix("#")
    shown = [element for element in refused.form.ids if element.startswith("B0-") and len(element) == 4]
    assert first == shown[0]
    assert answers_of(open_round) == [{"A1": 3, "B1": 5}]
    refused.send(B0=["a", "i"])
    assert answers_of(open_round) == [{"A1": 3, "B0": ["a", "i"], "B0_other": "De wethouder", "B1": 5}]


def test_words_go_with_their_reason(page, open_round):
    device = page.send(A1="3").device
    path = page.path.replace("/1/", "/4/")
    device.open(path).send(B0=["i"], B0_other="De wethouder")
    device.open(path).send(B0=["a"])
    assert answers_of(open_round) == [{"A1": 3, "B0": ["a"]}]
    device.open(path).send(B0=None)
    assert answers_of(open_round) == [{"A1": 3}]


def test_the_pioneers_assignment_is_dropped_when_there_are_no_pioneers(page, open_round):
    device = page.send(A1="3").device
    path = page.path.replace("/1/", "/5/")
    device.open(path).send(C1="2", C2="4")
    assert answers_of(open_round)[0]["C2"] == 4
    device.open(path).send(C1="1")
    assert answers_of(open_round) == [{"A1": 3, "C1": 1}]
    device.open(path).send(C1="1", C2="5")
    assert answers_of(open_round) == [{"A1": 3, "C1": 1}]


def test_switching_language_with_a_mistake_tells_it_in_the_new_language(page, open_round):
    last = page.send(A1="3").device.open(page.path.replace("/1/", "/6/"))
    refused = last.send(O1="x" * 2001, language="en")
    assert refused.form.title.startswith("Error:")
    assert "Shorten it to at most 2000 characters" in refused.text
    assert refused.chosen == {"O1": "x" * 2001}
    assert "Part 6 of 6" in refused.send(O1="x", language="en").text


def test_a_form_meddled_with_cannot_empty_what_it_does_not_post(page, open_round):
    again = page.send(A1="3", A2="4").send("previous")
    again.send(A1=None, A2=None)
    assert answers_of(open_round) == [{"A1": 3, "A2": 4}]


def test_control_signs_and_odd_line_ends_are_cleaned(page, open_round):
    last = page.send(A1="3").device.open(page.path.replace("/1/", "/6/"))
    last.send(O1="  een\r\ntwee\x00\x1b\rdrie\ttab ")
    assert answers_of(open_round)[0]["O1"] == "een\ntwee\ndrie\ttab"


def test_no_page_outside_the_questionnaire(page, open_round):
    for number in ("0", "7", "99999999999999999999"):
        assert page.device.open(page.path.replace("/1/", f"/{number}/")).status == 404


def test_page_script_and_try_out_say_the_same_of_the_same_mistakes(page, open_round, anna):
    wrong = {"B0": ["a", "b", "c", "i"], "B0_other": "x" * 201, "B2": "9"}
    fourth = page.send(A1="3").device.open(page.path.replace("/1/", "/4/"))
    told = errors(fourth.send(**wrong).response)
    assert [target for target, _problem in told[1:]] == ["B0_other", "B2-1"]
    posted = fourth.form.fields | wrong
    by_script = fourth.device.client.post(fourth.path, posted, headers={"accept": "application/json"}).json()
    assert list(by_script["problems"].values()) == [problem for _target, problem in told]
    assert list(by_script["problems"]) == ["B0", "B0_other", "B2"]
    tried = signed_in(anna).post(f"/rounds/{open_round.pk}/tryout/4/", wrong)
    assert [problem for _target, problem in errors(tried)] == [problem for _target, problem in told]
