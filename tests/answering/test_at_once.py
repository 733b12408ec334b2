"""Many saves at the same moment: nothing is lost, and nothing is stored twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import AnsweringTime
from assessments.models.answers import Response
from assessments.services.own_response import Key
from assessments.services.response_changes import Choice, Outcome, save_answers, submit

from .device import answers_of

pytestmark = pytest.mark.django_db(transaction=True)
CODES = ("A1", "A2", "A3", "A4", "A5", "A6", "V1", "V2")


def at_once(works):
    """Do all of this at the same time, each with a connection of its own."""

    def done(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


@pytest.fixture
def key(open_round):
    invitation = open_round.invitations.order_by("pk")[0]
    return Key(open_round.pk, Response().pk, invitation.pk, 1, role="manager")


def saver(key, code, value):
    return lambda: save_answers(key, {code: Choice(value, timezone.now())}, page=None, now=timezone.now())


def test_first_answers_given_at_once_make_one_response(key, open_round):
    outcomes = at_once([saver(key, code, 3) for code in CODES])
    assert set(outcomes) == {Outcome.SAVED}
    assert answers_of(open_round) == [dict.fromkeys(CODES, 3)]


def test_devices_that_send_at_once_leave_one_that_is_sent(key, open_round):
    keys = [Key(key.round_id, Response().pk, key.invitation_id, 1, role="manager") for _device in range(6)]
    at_once([saver(one, "A1", number % 5 + 1) for number, one in enumerate(keys)])
    outcomes = at_once([lambda one=one: submit(one, now=timezone.now()) for one in keys])
    assert outcomes.count(Outcome.SAVED) >= 1
    assert Response.objects.filter(sent_at__isnull=False).count() == 1


def test_people_who_send_at_once_are_all_counted_in_the_time_that_answering_takes(open_round):
    now = timezone.now()
    codes = [question.code for question in questionnaire(current_version()).questions() if question.kind == "rating"]
    choices = {code: Choice(3, now - timedelta(seconds=place)) for place, code in enumerate(codes)}
    invitations = list(open_round.invitations.all())
    keys = [Key(open_round.pk, Response().pk, invited.pk, 1, role="manager") for invited in invitations]
    for one in keys:
        save_answers(one, choices, page=None, now=now)
    outcomes = at_once([lambda one=one: submit(one, now=now) for one in keys])
    assert outcomes == [Outcome.SAVED] * len(invitations)
    assert list(AnsweringTime.objects.values_list("minutes", "count")) == [(1, len(invitations))]


def test_a_choice_and_sending_at_once_keep_both(key, open_round):
    saver(key, "A1", 3)()
    at_once([lambda: submit(key, now=timezone.now()), *(saver(key, code, 4) for code in CODES[1:])])
    assert answers_of(open_round) == [{"A1": 3} | dict.fromkeys(CODES[1:], 4)]
    assert Response.objects.get().sent_at is not None
