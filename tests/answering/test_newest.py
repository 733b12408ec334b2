"""The newest choice of each question wins, from whichever tab, device or queue it comes."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models.answers import Response
from assessments.services.own_response import Key
from assessments.services.response_changes import Choice, save_answers
from assessments.services.response_locks import Outcome

from .device import Device, answers_of, hours_ago, link_of


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def test_a_double_submit_and_a_reload_are_harmless(page, open_round):
    page.send(A1="3")
    page.send(A1="3")
    assert answers_of(open_round) == [{"A1": 3}]
    assert Response.objects.count() == 1


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
    seen.send(A1="4", moments=hours_ago(1, "A1"))
    assert answers_of(open_round) == [{"A1": 4}]


def test_a_choice_that_waited_for_a_connection_is_as_old_as_it_is(page, open_round):
    old = page.send(A1="3").send("previous")
    page.device.open(page.path).send(A1="5", A2="5")
    page.device.open(page.path).send(A1="4")
    old.send(A1="1", A2=None, A3="2", moments=hours_ago(1, "A1", "A3"))
    assert answers_of(open_round) == [{"A1": 4, "A2": 5, "A3": 2}]


def test_a_queue_that_is_delivered_late_never_wins_from_a_page_that_it_had_overtaken(page, open_round):
    page.send(A1="3")
    behind = page.device.open(page.path)
    ahead = page.device.open(page.path).send(A1="4").send("previous")
    behind.send(A1="5")
    ahead.send(A1="1", moments=hours_ago(1, "A1"))
    assert answers_of(open_round) == [{"A1": 5}]


def test_a_choice_of_what_the_page_showed_counts_too_when_something_else_stands_there(page, open_round):
    page.send(A1="3")
    behind = page.device.open(page.path)
    page.device.open(page.path).send(A1="5", moments=hours_ago(2, "A1"))
    behind.send(A1="3")
    assert answers_of(open_round) == [{"A1": 5}]
    behind.send(A1="3", moments=hours_ago(3, "A1"))
    assert answers_of(open_round) == [{"A1": 5}]
    behind.send(A1="3", moments=hours_ago(1, "A1"))
    assert answers_of(open_round) == [{"A1": 3}]


def test_the_same_delivery_twice_is_one_choice(page, open_round):
    moments = hours_ago(1, "A1")
    page.send(A1="3", moments=moments)
    once = Response.objects.get()
    page.send(A1="3", moments=moments)
    assert Response.objects.get().answers == once.answers
    assert Response.objects.get().changed_at == once.changed_at


@pytest.mark.parametrize(
    "moments", ["", "onzin", "[]", '{"A1": "x"}', '{"A1": NaN}', '{"A1": 1e999}', '{"A1": -5}', "[" * 5000]
)
def test_meddling_with_moments_breaks_nothing(page, open_round, moments):
    page.send(A1="3", moments=moments)
    assert answers_of(open_round) == [{"A1": 3}]


def test_a_choice_from_the_future_counts_as_made_now(page, open_round):
    page.send(A1="3")
    key = Key(open_round.pk, Response.objects.get().pk, open_round.invitations.order_by("pk")[0].pk, 1)
    now = timezone.now()
    save_answers(key, {"A1": Choice(1, now + timedelta(days=400), 1)}, page=None, now=now)
    page.device.open(page.path).send(A1="5")
    assert answers_of(open_round) == [{"A1": 5}]


@pytest.mark.parametrize("shown", ["", "onzin", "[]", "{}", '{"A1": 3}', '{"A1": ["3", 1e999]}', "[" * 5000, None])
def test_meddling_with_what_the_page_showed_breaks_nothing(page, open_round, shown):
    page.send(A1="3", shown=shown)
    assert answers_of(open_round) == [{"A1": 3}]


def test_each_entry_keeps_value_number_and_time(page):
    page.send(A1="3").send("previous").send(A1="4")
    entry = Response.objects.get().answers["A1"]
    assert (entry["value"], entry["number"]) == (4, 2)
    assert entry["at"].endswith("+00:00")
    assert json.dumps(entry)
