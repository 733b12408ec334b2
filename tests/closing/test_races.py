"""Closing while people are sending: every acknowledged answer counts exactly once, and none comes after."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Result, Round
from assessments.models.choices import State
from assessments.services.answers import Choice, Outcome, save_answers, submit
from assessments.services.closing import close_round
from tests.cast import make_round
from tests.responses import closed_responses, key_of, live_responses, ratings

pytestmark = pytest.mark.django_db(transaction=True)

N_WRITERS = 8


@pytest.fixture
def busy_round(partnership):
    return make_round(partnership, n_participants=48)


def in_thread(call, *arguments):
    """Call and close the thread's connection."""
    try:
        return call(*arguments)
    finally:
        connection.close()


def test_every_answer_acknowledged_before_closing_counts_once(busy_round):
    invitations = list(busy_round.invitations.order_by("pk"))
    is_under_way, acknowledged = threading.Event(), []

    def send_some(place):
        for invitation in invitations[place::N_WRITERS]:
            key, now = key_of(invitation), timezone.now()
            mark = f"van {invitation.pk}"
            saved = save_answers(key, {"A1": Choice(3, now), "O1": Choice(mark, now)}, page=1, now=now)
            if saved == Outcome.SAVED and submit(key, now=timezone.now()) == Outcome.SAVED:
                acknowledged.append(mark)
            if len(acknowledged) >= 10:
                is_under_way.set()

    def close():
        is_under_way.wait(timeout=60)
        return close_round(busy_round.pk, now=timezone.now())

    with ThreadPoolExecutor(N_WRITERS + 2) as pool:
        closings = [pool.submit(in_thread, close) for _number in range(2)]
        writers = [pool.submit(in_thread, send_some, place) for place in range(N_WRITERS)]
        for writer in writers:
            writer.result(timeout=120)
        results = {closing.result(timeout=120) for closing in closings}

    assert sorted(row.answers["O1"] for row in closed_responses(busy_round)) == sorted(acknowledged)
    assert len(acknowledged) >= 10
    assert live_responses(busy_round) == []
    assert results == {Result.objects.get()}
    assert Round.objects.get(pk=busy_round.pk).state == State.CLOSED


def test_after_closing_no_answer_is_taken_or_changed(busy_round):
    invitation = busy_round.invitations.first()
    key, now = key_of(invitation), timezone.now()
    save_answers(key, {code: Choice(value, now) for code, value in ratings(4).items()}, page=1, now=now)
    submit(key, now=now)
    start = threading.Barrier(N_WRITERS + 1, timeout=60)

    def change(number):
        start.wait()
        moment = timezone.now()
        return save_answers(key, {"A1": Choice(1 + number % 5, moment, number)}, page=1, now=moment)

    def close():
        start.wait()
        close_round(busy_round.pk, now=timezone.now())
        return [row.answers for row in closed_responses(busy_round)]

    with ThreadPoolExecutor(N_WRITERS + 1) as pool:
        closing = pool.submit(in_thread, close)
        changes = [pool.submit(in_thread, change, number) for number in range(N_WRITERS)]
        outcomes = {change.result(timeout=120) for change in changes}
        at_closing = closing.result(timeout=120)

    assert outcomes <= {Outcome.SAVED, Outcome.CLOSED}
    assert [row.answers for row in closed_responses(busy_round)] == at_closing
    assert save_answers(key, {"A1": Choice(5, timezone.now())}, page=1, now=timezone.now()) == Outcome.CLOSED
    assert live_responses(busy_round) == []
