"""Choices are saved for whoever has the signed key of the form, and for nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models.answers import Response

from .device import Device, answers_of, everything, link_of, open_link_of


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def test_every_step_stores_what_was_chosen_and_says_so(page, open_round):
    second = page.send(A1="3", A2="weet_niet", A3="nvt")
    assert answers_of(open_round) == [{"A1": 3, "A2": "weet_niet", "A3": "nvt"}]
    assert "Deel 2 van 6" in second.text
    assert "Bewaard om" in second.text
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


def test_a_page_posted_unchanged_writes_nothing(page):
    again = page.send(A1="3").send("previous")
    Response.objects.update(page=2)
    before = everything()
    again.send()
    assert everything() == before


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


def test_switching_language_halfway_keeps_what_was_chosen(page, open_round):
    english = page.send(A1="3", language="en")
    assert "Part 1 of 6" in english.text
    assert english.chosen == {"A1": "3"}
    assert answers_of(open_round) == [{"A1": 3}]
    assert "Part 2 of 6" in english.send(A2="4").text


def test_the_role_can_be_changed_on_the_start_page(open_round):
    device = Device()
    school = open_round.partnership.organisations.get(name="School")
    page = device.begin(open_link_of(open_round), organisation=school.pk)
    start = page.send(A1="3").send("previous").send("previous")
    assert start.chosen == {"organisation": str(school.pk), "role": "manager"}
    assert "Deel 1 van 6" in start.send(role="bestuurder").text
    assert Response.objects.get().role == "bestuurder"
