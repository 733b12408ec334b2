"""What is chosen is kept, the newest choice wins, and nothing is lost on the way."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models.answers import Response
from assessments.services.answering import Key
from assessments.services.answers import Choice, Outcome, save_answers

from .device import Device, answers_of, everything, link_of, open_link_of


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def test_every_step_stores_what_was_chosen_and_says_so(page, open_round):
    second = page.send(A1="3", A2="weet_niet", A3="nvt")
    assert answers_of(open_round) == [{"A1": 3, "A2": "weet_niet", "A3": "nvt"}]
    assert "Deel 2 van 6" in second.text
    assert "Opgeslagen om" in second.text
    assert second.send("previous").chosen == {"A1": "3", "A2": "weet_niet", "A3": "nvt"}


def test_the_first_answer_makes_the_response_with_organisation_and_role(page, open_round):
    page.send(A1="3")
    stored = Response.objects.get()
    invitation = open_round.invitations.order_by("pk")[0]
    assert (stored.invitation, stored.organisation, stored.role) == (invitation, invitation.organisation, "manager")
    assert stored.started_at is not None
    assert stored.sent_at is None


def test_a_lost_cookie_loses_nothing(page, open_round):
    page.device.lose_cookies()
    second = page.send(A1="3")
    assert answers_of(open_round) == [{"A1": 3}]
    page.device.lose_cookies()
    assert "Deel 3 van 6" in second.send(V1="2").text
    assert answers_of(open_round) == [{"A1": 3, "V1": 2}]


@pytest.mark.parametrize("key", [None, "", "onzin", "é", "1:2:3", "W10:1vN3i0:AAAA"])
def test_a_form_without_its_signed_key_does_nothing_even_with_the_cookie(page, key):
    before = everything()
    refused = page.send(A1="3", key=key)
    assert refused.status == 403
    assert "Open uw link opnieuw" in refused.text
    assert everything() == before


def test_a_key_opens_no_other_response(page, open_round):
    other = Device().begin(link_of(open_round, 1))
    before = everything()
    assert page.send(A1="3", key=other.form.fields["key"]).status == 403
    assert everything() == before


def test_a_form_on_another_site_changes_nothing_even_with_a_key(page):
    before = everything()
    data = page.form.fields | {"A1": "3"}
    refused = page.device.client.post(page.path, data, headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code == 403
    assert everything() == before


def test_a_key_dies_long_after_its_round(page, open_round, monkeypatch):
    late = open_round.closes_at + timedelta(days=91)
    monkeypatch.setattr(timezone, "now", lambda: late)
    refused = page.send(A1="3")
    assert refused.status == 403
    assert "Open uw link opnieuw" in refused.text


def test_a_double_submit_and_a_reload_are_harmless(page, open_round):
    page.send(A1="3")
    page.send(A1="3")
    assert answers_of(open_round) == [{"A1": 3}]
    assert Response.objects.count() == 1


def test_a_page_posted_unchanged_writes_nothing(page):
    again = page.send(A1="3").send("previous")
    Response.objects.update(page=2)
    before = everything()
    again.send()
    assert everything() == before


def test_an_old_tab_does_not_overwrite_newer_choices(page, open_round):
    device = page.device
    old = page.send(A1="3", A2="3").send("previous")
    device.open(page.path).send(A1="5")
    old.send(A2="1")
    assert answers_of(open_round) == [{"A1": 5, "A2": 1}]


def test_of_two_changes_to_one_question_the_last_made_wins(page, open_round):
    page.send(A1="3")
    first, second = page.device.open(page.path), page.device.open(page.path)
    second.send(A1="4")
    first.send(A1="1")
    assert answers_of(open_round) == [{"A1": 1}]


def test_a_late_delivery_never_beats_a_newer_choice(page, open_round):
    page.send(A1="3")
    key = Key(open_round.pk, Response.objects.get().pk, open_round.invitations.order_by("pk")[0].pk, 1)
    now = timezone.now()
    late = {"A1": Choice(1, now - timedelta(minutes=5), 9), "A2": Choice(2, now - timedelta(minutes=5), 1)}
    assert save_answers(key, late, page=None, now=now) == Outcome.SAVED
    assert answers_of(open_round) == [{"A1": 3, "A2": 2}]
    tie = Response.objects.get().answers["A2"]
    same = {"A2": Choice(4, now - timedelta(minutes=5), tie["number"])}
    save_answers(key, same, page=None, now=now)
    assert answers_of(open_round) == [{"A1": 3, "A2": 4}]


def test_a_second_thought_beats_the_first_however_slow_the_connection(page, open_round):
    page.send(A1="3")
    seen = page.device.open(page.path)
    seen.send(A1="4", ages='{"A1": 3600}')
    assert answers_of(open_round) == [{"A1": 4}]


def test_a_choice_that_waited_for_a_connection_is_as_old_as_it_is(page, open_round):
    old = page.send(A1="3").send("previous")
    page.device.open(page.path).send(A1="5", A2="5")
    page.device.open(page.path).send(A1="4")
    old.send(A1="1", A2=None, A3="2", ages='{"A1": 3600, "A3": 3600}')
    assert answers_of(open_round) == [{"A1": 4, "A2": 5, "A3": 2}]


@pytest.mark.parametrize(
    "ages", ["", "onzin", "[]", '{"A1": "x"}', '{"A1": NaN}', '{"A1": 1e999}', '{"A1": -5}', "[" * 5000]
)
def test_meddling_with_ages_breaks_nothing(page, open_round, ages):
    page.send(A1="3", ages=ages)
    assert answers_of(open_round) == [{"A1": 3}]


def test_the_script_of_the_page_saves_and_stays(page, open_round):
    client, data = page.device.client, page.form.fields | {"A1": "3", "A2": "9"}
    told = client.post(page.path, data, headers={"accept": "application/json"}).json()
    assert told["saved"].startswith("Opgeslagen om")
    assert told["problem"] == "Kies een van de antwoorden die er staan."
    assert answers_of(open_round) == [{"A1": 3}]
    assert told["shown"] == page.device.open(page.path).form.fields["shown"]
    assert Response.objects.get().page == 1


def test_a_choice_from_the_future_counts_as_made_now(page, open_round):
    page.send(A1="3")
    key = Key(open_round.pk, Response.objects.get().pk, open_round.invitations.order_by("pk")[0].pk, 1)
    now = timezone.now()
    save_answers(key, {"A1": Choice(1, now + timedelta(days=400), 1)}, page=None, now=now)
    page.device.open(page.path).send(A1="5")
    assert answers_of(open_round) == [{"A1": 5}]


def test_an_answer_can_be_taken_back(page, open_round):
    cleared = page.send(A1="3", A2="2").send("previous").send(clear="A1")
    assert "Deel 1 van 6" in cleared.text
    assert cleared.chosen == {"A2": "2"}
    assert answers_of(open_round) == [{"A2": 2}]


def test_the_place_is_kept_with_the_response_not_in_a_cookie(page, open_round):
    third = page.send(A1="3").send()
    assert "Deel 3 van 6" in third.text
    assert Response.objects.get().page == 3
    page.device.client.jar = {place: value for place, value in page.device.client.jar.items() if place[0] != "answers"}
    assert "Deel 3 van 6" in page.device.open(link_of(open_round)).text


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


def test_switching_language_halfway_keeps_what_was_chosen(page, open_round):
    english = page.send(A1="3", language="en")
    assert "Part 1 of 6" in english.text
    assert english.chosen == {"A1": "3"}
    assert answers_of(open_round) == [{"A1": 3}]
    assert "Part 2 of 6" in english.send(A2="4").text


def test_switching_language_with_a_mistake_tells_it_in_the_new_language(page, open_round):
    last = page.send(A1="3").device.open(page.path.replace("/1/", "/6/"))
    refused = last.send(O1="x" * 2001, language="en")
    assert refused.form.title.startswith("Error:")
    assert "Shorten it to at most 2000 characters" in refused.text
    assert refused.chosen == {"O1": "x" * 2001}
    assert "Part 6 of 6" in refused.send(O1="x", language="en").text


@pytest.mark.parametrize("shown", ["", "onzin", "[]", "{}", '{"A1": 3}', '{"A1": ["3", 1e999]}', "[" * 5000, None])
def test_meddling_with_what_the_page_showed_breaks_nothing(page, open_round, shown):
    page.send(A1="3", shown=shown)
    assert answers_of(open_round) == [{"A1": 3}]


def test_a_form_meddled_with_cannot_empty_what_it_does_not_post(page, open_round):
    again = page.send(A1="3", A2="4").send("previous")
    again.send(A1=None, A2=None)
    assert answers_of(open_round) == [{"A1": 3, "A2": 4}]


def test_control_signs_and_odd_line_ends_are_cleaned(page, open_round):
    last = page.send(A1="3").device.open(page.path.replace("/1/", "/6/"))
    last.send(O1="  een\r\ntwee\x00\x1b\rdrie\ttab ")
    assert answers_of(open_round)[0]["O1"] == "een\ntwee\ndrie\ttab"


def test_each_entry_keeps_value_number_and_time(page):
    page.send(A1="3").send("previous").send(A1="4")
    entry = Response.objects.get().answers["A1"]
    assert (entry["value"], entry["number"]) == (4, 2)
    assert entry["at"].endswith("+00:00")
    assert json.dumps(entry)


def test_no_page_outside_the_questionnaire(page, open_round):
    for number in ("0", "7", "99999999999999999999"):
        assert page.device.open(page.path.replace("/1/", f"/{number}/")).status == 404


def test_the_role_can_be_changed_on_the_start_page(open_round):
    device = Device()
    school = open_round.partnership.organisations.get(name="School")
    page = device.begin(open_link_of(open_round), organisation=school.pk)
    start = page.send(A1="3").send("previous").send("previous")
    assert start.chosen == {"organisation": str(school.pk), "role": "manager"}
    assert "Deel 1 van 6" in start.send(role="bestuurder").text
    assert Response.objects.get().role == "bestuurder"
