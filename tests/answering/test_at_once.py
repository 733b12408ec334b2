"""Many saves at the same moment: nothing is lost, and nothing is stored twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import AnsweringTime, Round
from assessments.models.answers import Response
from assessments.results.sent_answers import sent_answers
from assessments.services.own_response import Key, resume_code
from assessments.services.replacing import replace_with_code
from assessments.services.response_changes import Choice, save_answers, submit
from assessments.services.response_locks import Outcome

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


def test_devices_that_send_at_once_leave_one_that_counts(key, open_round):
    keys = [Key(key.round_id, Response().pk, key.invitation_id, 1, role="manager") for _device in range(6)]
    at_once([saver(one, "A1", number % 5 + 1) for number, one in enumerate(keys)])
    outcomes = at_once([lambda one=one: submit(one, now=timezone.now()) for one in keys])
    assert outcomes == [Outcome.SAVED] * 6
    assert Response.objects.filter(sent_at__isnull=False).count() == 6
    assert Response.objects.counting().count() == 1
    assert len(sent_answers(Round.objects.get())) == 1


def test_answers_that_come_under_a_link_while_others_are_sent_through_it_leave_one_that_counts(key, open_round):
    Round.objects.update(has_open_link=True)
    moved = Key(
        key.round_id, Response().pk, organisation_id=open_round.partnership.organisations.first().pk, role="manager"
    )
    saver(moved, "A1", 1)()
    submit(moved, now=timezone.now())
    saver(key, "A1", 2)()
    under = replace(moved, invitation_id=key.invitation_id, generation=1)
    outcomes = at_once(
        [saver(under, "A2", 3), lambda: submit(key, now=timezone.now()), lambda: submit(under, now=timezone.now())]
    )
    assert outcomes == [Outcome.SAVED] * 3
    assert Response.objects.filter(invitation=key.invitation_id).count() == 2
    assert Response.objects.counting().count() == 1


def test_of_two_that_take_the_place_at_once_one_does(key, open_round):
    keys = [Key(key.round_id, Response().pk, key.invitation_id, 1, role="manager") for _device in range(3)]
    for one in keys:
        saver(one, "A1", 2)()
        submit(one, now=timezone.now())
    first, *others = keys
    code = resume_code(first.response_id)
    outcomes = at_once([lambda one=one: replace_with_code(one, code, now=timezone.now()) for one in others])
    assert sorted(outcomes) == [Outcome.NOTHING, Outcome.SAVED]
    assert Response.objects.counting().count() == 1
    assert not Response.objects.filter(pk=first.response_id).exists()


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
