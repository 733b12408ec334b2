"""Replies to the page's script: what is stored, or where the person must go and whether waiting choices may stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models.answers import Response

from .device import Device, answers_of, hours_ago, link_of, open_link_of


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def posted(page, status=200, **changes):
    """Post the form of a page as its script does; return the reply."""
    data = page.form.fields | changes
    answer = page.device.client.post(page.path, data, headers={"accept": "application/json"})
    assert answer.status_code == status
    return answer.json()


def test_the_script_of_the_page_saves_and_stays(page, open_round):
    told = posted(page, A1="3", A2="9")
    assert told["saved"].startswith("Bewaard om")
    assert told["problems"] == {"A2": "Kies een van de antwoorden die er staan."}
    assert abs(told["now"] / 1000 - timezone.now().timestamp()) < 60
    assert answers_of(open_round) == [{"A1": 3}]
    assert told["shown"] == page.device.open(page.path).form.fields["shown"]
    assert Response.objects.get().page == 1


def test_the_script_is_told_which_of_its_choices_were_overtaken_and_by_what(page):
    reasons = page.device.open(page.path.replace("/1/", "/4/"))
    now, late = hours_ago(1, "A1", "A2", "B0", "B0_other"), hours_ago(2, "A1", "A2", "A3", "B0", "B0_other")
    posted(page, A1="3", A2="weet_niet", moments=now)
    overtaken = posted(page, A1="4", A2="1", A3="2", moments=late)["overtaken"]
    assert overtaken == {"A1": ["3"], "A2": ["weet_niet"]}
    assert posted(page, A1="3", A2="weet_niet", moments=now)["overtaken"] == {}
    posted(reasons, B0=["a", "i"], B0_other="De wethouder", moments=now)
    overtaken = posted(reasons, B0=[], B0_other="De raad", moments=late)["overtaken"]
    assert overtaken == {"B0": ["a", "i"], "B0_other": ["De wethouder"]}


def test_the_script_is_told_in_the_language_of_its_page_and_changes_no_other(page):
    assert posted(page, A1="9", page_language="en")["problems"] == {"A1": "Choose one of the answers in the list."}
    assert posted(page, A1="3", page_language="en")["saved"].startswith("Saved at")
    assert posted(page, A1="3", page_language="xx")["saved"].startswith("Bewaard om")
    assert "Deel 1 van 6" in page.device.open(page.path).text


def test_whoever_holds_no_key_any_more_is_led_to_the_page_that_says_so_and_may_keep_what_waits(page):
    told = posted(page, 403, A1="3", key="W10:1vN3i0:AAAA")
    assert told == {"elsewhere": page.path, "isOver": False, "isFull": False}
    page.device.lose_cookies()
    assert "Open uw link opnieuw" in page.device.open(told["elsewhere"]).text


def test_what_comes_after_closing_is_over_and_the_page_says_that_it_was_late(page, open_round):
    open_round.closes_at, open_round.has_extended_itself = timezone.now() - timedelta(minutes=1), True
    open_round.save()
    told = posted(page, 409, A1="3")
    assert told == {"elsewhere": f"{page.path}?late", "isOver": True, "isFull": False}
    assert "niet bewaard" in page.device.open(told["elsewhere"]).text


def test_what_comes_by_a_link_that_was_replaced_is_over(page, open_round):
    open_round.invitations.update(generation=2)
    told = posted(page, 410, A1="3")
    assert told == {"elsewhere": page.path, "isOver": True, "isFull": False}
    assert "nieuwere link" in page.device.open(told["elsewhere"]).text


def test_what_a_full_round_has_no_room_for_may_wait(open_round):
    school = open_round.partnership.organisations.get(name="School")
    late = Device().begin(open_link_of(open_round), organisation=school.pk)
    open_round.open_limit = 1
    open_round.save()
    Device().begin(open_link_of(open_round), organisation=school.pk).send(A1="3")
    assert posted(late, 422, A1="3") == {"elsewhere": late.path, "isOver": False, "isFull": True}
    assert len(answers_of(open_round)) == 1


def test_whoever_chose_an_organisation_that_left_is_led_back_to_the_start(open_round):
    school = open_round.partnership.organisations.get(name="School")
    page = Device().begin(open_link_of(open_round), organisation=school.pk)
    open_round.invitations.filter(organisation=school).delete()
    school.delete()
    told = posted(page, 409, A1="3")
    assert told["isOver"]
    assert "doet niet meer mee" in page.device.open(told["elsewhere"]).text


def test_a_window_that_knows_no_role_after_withdrawing_is_led_to_the_start_and_may_keep_what_waits(page, open_round):
    page.send(A1="3")
    other = page.device.open(link_of(open_round))
    assert other.path.endswith("/2/")
    Response.objects.all().delete()
    told = posted(other, 409, V1="4")
    assert told == {"elsewhere": page.path.removesuffix("1/"), "isOver": False, "isFull": False}
    start = page.device.open(told["elsewhere"])
    assert "Deel 1 van 6" in start.send(role="manager").text
