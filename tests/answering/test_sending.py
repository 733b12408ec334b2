"""Check and send, thanks, change and withdraw; and the same person on two devices."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Round
from assessments.models.answers import Response
from assessments.services.own_response import Key
from assessments.services.response_changes import Choice, save_answers, submit, withdraw
from assessments.services.response_locks import Outcome

from .device import Device, answers_of, counting_of, everything, link_of, open_link_of


@pytest.fixture
def begun(open_round):
    return Device().begin(link_of(open_round)).send(A1="3")


def checked(page):
    return page.device.open(page.path.rsplit("/", 2)[0] + "/check/")


def code_on(page):
    letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
    return next(text for text in page.form.texts if len(text) == 6 and set(text) <= set(letters))


def test_the_check_tells_what_is_open_and_what_that_means(begun):
    page = checked(begun)
    assert "41 vragen hebben nog geen antwoord" in page.text
    assert "5 van 6 open" in page.text
    assert "tellen uw antwoorden niet mee in de scores" in page.text
    assert any(link.endswith("/1/#A2-1") for link in page.form.links)
    assert "Deel 1 van 6" in page.device.open(begun.path.replace("/2/", "/1/")).text


def test_dont_know_is_an_answer_that_does_not_count(begun):
    answers = dict.fromkeys(("A1", "A2", "A3", "A4", "A5", "A6"), "weet_niet")
    begun.send("previous").send(**answers)
    page = checked(begun)
    assert "compleet" in page.text
    assert "Dit deel telt nog niet mee" in page.text


def test_three_answers_of_a_part_are_enough(begun):
    begun.send("previous").send(A2="1", A3="5")
    assert "tellen uw antwoorden niet mee in de scores" not in checked(begun).text


def test_a_question_that_is_not_asked_is_not_open(begun):
    fifth = begun.device.open(begun.path.replace("/2/", "/5/"))
    assert "14 van 14 open" in checked(begun).text
    fifth.send(C1="1")
    assert "12 van 13 open" in checked(begun).text


def test_sending_says_thanks_with_the_day_it_closes(begun, open_round):
    page = checked(begun).send("send")
    assert "uw antwoorden zijn verstuurd" in page.text
    assert "De meting sluit op" in page.text
    assert Response.objects.get().sent_at is not None
    assert "uw antwoorden zijn verstuurd" in begun.device.open(link_of(open_round)).text


def test_what_is_changed_after_sending_counts_and_stays_sent(begun, open_round):
    checked(begun).send("send")
    begun.device.open(begun.path.replace("/2/", "/1/")).send(A1="5")
    assert answers_of(open_round) == [{"A1": 5}]
    assert Response.objects.get().sent_at is not None


def test_nothing_to_send_is_an_error_that_says_so(open_round):
    page = checked(Device().begin(link_of(open_round))).send("send")
    assert page.status == 422
    assert page.form.title.startswith("Fout:")
    assert "Beantwoord minstens één vraag" in page.text


def test_withdrawing_asks_first_and_deletes_for_good(begun, open_round):
    checked(begun).send("send")
    asked = begun.device.open(begun.path.replace("/2/", "/withdraw/"))
    assert Response.objects.exists()
    gone = asked.send("withdraw")
    assert "Hier zijn geen antwoorden" in gone.text
    assert not Response.objects.exists()
    assert begun.device.open(link_of(open_round)).chosen == {}


def test_withdrawing_takes_only_what_was_given_on_this_device(begun, open_round):
    checked(begun).send("send")
    other = Device().begin(link_of(open_round)).send(A1="5")
    checked(other).send("send")
    Device().begin(link_of(open_round, 1)).send(A1="1")
    other.device.open(other.path.replace("/2/", "/withdraw/")).send("withdraw")
    assert answers_of(open_round) == [{"A1": 3}, {"A1": 1}]
    assert counting_of(open_round) == [{"A1": 3}]


def test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside(begun, open_round):
    second = Device().begin(link_of(open_round)).send(A1="5")
    assert len(answers_of(open_round)) == 2
    checked(begun).send("send")
    checked(second).send("send")
    assert counting_of(open_round) == [{"A1": 3}]
    assert answers_of(open_round) == [{"A1": 3}, {"A1": 5}]


def test_what_waits_aside_does_not_count_by_itself_but_when_it_is_sent_once_more(begun, open_round):
    checked(begun).send("send")
    second = Device().begin(link_of(open_round)).send(A1="5")
    checked(second).send("send")
    begun.device.open(begun.path.replace("/2/", "/withdraw/")).send("withdraw")
    assert counting_of(open_round) == []
    second.device.open(second.path.replace("/2/", "/sent/")).send("send")
    assert counting_of(open_round) == [{"A1": 5}]


def test_the_code_opens_the_answers_on_another_device(begun, open_round):
    code = code_on(begun)
    start = Device().open(link_of(open_round))
    resume = next(link for link in start.form.links if link.endswith("/resume/"))
    page = start.device.open(resume).send(code=f" {code[:3].lower()}-{code[3:]} ")
    assert "Deel 2 van 6" in page.text
    page.send(V1="4")
    assert answers_of(open_round) == [{"A1": 3, "V1": 4}]
    assert "Deel 3 van 6" in page.device.open(link_of(open_round)).text


def test_the_code_is_not_stored(begun):
    code = code_on(begun)
    assert code not in str(everything())


def test_a_code_opens_nothing_through_another_link(begun, open_round):
    code = code_on(begun)
    for link in (link_of(open_round, 1), open_link_of(open_round)):
        start = Device().open(link)
        page = start.device.open(start.path + "resume/").send(code=code)
        assert page.status == 422
        assert "geen antwoorden met deze code" in page.text


def test_an_open_link_has_codes_too(open_round):
    school = open_round.partnership.organisations.get(name="School")
    code = code_on(Device().begin(open_link_of(open_round), organisation=school.pk).send(A1="3"))
    start = Device().open(open_link_of(open_round))
    page = start.device.open(start.path + "resume/").send(code=code)
    assert "Deel 2 van 6" in page.text
    page.send(V1="1")
    assert answers_of(open_round) == [{"A1": 3, "V1": 1}]


def test_codes_cannot_be_guessed_for_long(begun, open_round):
    code = code_on(begun)
    start = Device().open(link_of(open_round))
    page = start.device.open(start.path + "resume/")
    empty = page.send(code="")
    assert "Vul uw code van zes tekens in" in empty.text
    for _guess in range(10):
        refused = page.send(code="AAAAAA")
    assert "geen antwoorden met deze code" in refused.text
    refused = page.send(code=code)
    assert refused.status == 422
    assert "over een uur" in refused.text
    assert "Deel 2 van 6" in begun.device.open(link_of(open_round)).text


def test_right_codes_use_up_no_tries(begun, open_round):
    code = code_on(begun)
    for _device in range(12):
        start = Device().open(link_of(open_round))
        assert "Deel 2 van 6" in start.device.open(start.path + "resume/").send(code=code).text


@pytest.mark.parametrize("go", ["send", "previous"])
def test_a_closed_round_takes_nothing(begun, open_round, go):
    page = checked(begun)
    open_round.closes_at, open_round.has_extended_itself = timezone.now() - timedelta(seconds=1), True
    open_round.save()
    before = everything()
    refused = page.send(go)
    assert refused.status == 409
    assert "De vragenlijst is gesloten" in refused.text
    assert everything() == before


def test_services_refuse_a_round_that_closes_between_looking_and_writing(begun, open_round):
    response = Response.objects.get()
    key = Key(open_round.pk, response.pk, response.invitation_id, 1)
    late = open_round.closes_at
    Round.objects.update(has_extended_itself=True)
    before = everything()
    assert save_answers(key, {"A1": Choice(1, late)}, page=2, now=late) == Outcome.CLOSED
    assert submit(key, now=late) == Outcome.CLOSED
    assert withdraw(key, now=late) == Outcome.CLOSED
    assert everything() == before


def test_languages_switch_on_every_page_in_place(begun):
    checked(begun).send("send")
    base = begun.path.replace("/2/", "/")
    for tail in ("", "1/", "check/", "sent/", "withdraw/", "resume/"):
        device = Device()
        device.client.jar = dict(begun.device.client.jar)
        before = device.open(base + tail)
        there = before.send(language="en")
        assert there.path == before.path
        assert '<html lang="en">' in there.html
        there.send(language="nl")
    assert Response.objects.get().sent_at is not None
