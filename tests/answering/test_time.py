"""How long answering takes: counted without persons, stated once enough are counted, and estimated until then."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import AnsweringTime
from assessments.models.answers import Response
from assessments.models.mails import MailKind
from assessments.services.answering_time import (
    clear_cached_minutes,
    duration_sentence,
    estimated_minutes,
    minutes_left,
    minutes_taken,
    usual_minutes,
)
from assessments.services.mail.letters import fill_parts
from assessments.services.mail.words import words_of
from assessments.services.own_response import Key
from assessments.services.response_changes import Choice, save_answers, submit, withdraw
from assessments.services.response_locks import Outcome

from .device import Device, link_of

CODES = [question.code for question in questionnaire(current_version()).questions() if question.kind == "rating"]
ALL = len(CODES)
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_known_beforehand():
    clear_cached_minutes()
    yield
    clear_cached_minutes()


def counted():
    return {line.minutes: line.count for line in AnsweringTime.objects.filter(questionnaire_version=current_version())}


def count(**minutes):
    lines = [(int(name.removeprefix("of_")), number) for name, number in minutes.items()]
    AnsweringTime.objects.bulk_create(
        AnsweringTime(questionnaire_version=current_version(), minutes=minutes, count=number)
        for minutes, number in lines
    )
    clear_cached_minutes()


def answer(round_, *, every=timedelta(seconds=10), n_answers=ALL, number=0):
    """Let a person answer so many questions, one after another, and send them; return their key."""
    invitation = round_.invitations.order_by("pk")[number]
    key = Key(round_.pk, Response().pk, invitation.pk, invitation.generation, role="manager")
    began = timezone.now() - timedelta(hours=20)
    for place, code in enumerate(CODES[:n_answers]):
        at = began + place * every
        assert save_answers(key, {code: Choice(3, at)}, page=1, now=at) == Outcome.SAVED
    assert submit(key, now=timezone.now()) == Outcome.SAVED
    return key


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [
        ([], 1),
        ([0, 0, 0], 1),
        ([30, 60], 1),
        ([30, 61], 2),
        ([10, 610], 4),
        ([610, 10], 4),
        ([-60, 60], 2),
        ([170 * place for place in range(40)], 60),
    ],
)
def test_time_is_the_sum_of_the_gaps_of_which_long_ones_count_for_three_minutes(seconds, minutes):
    assert minutes_taken(BEGIN, [BEGIN + timedelta(seconds=number) for number in seconds]) == minutes


def test_whoever_sends_for_the_first_time_is_counted_once_and_as_nobody(open_round):
    key = answer(open_round)
    assert counted() == {7: 1}
    assert submit(key, now=timezone.now()) == Outcome.SAVED
    assert counted() == {7: 1}
    answer(open_round, number=1)
    answer(open_round, number=2, every=timedelta(minutes=4))
    assert counted() == {7: 2, 60: 1}
    assert withdraw(key, now=timezone.now()) == Outcome.SAVED
    assert counted() == {7: 2, 60: 1}
    fields = {field.name for field in AnsweringTime._meta.get_fields()}
    assert fields == {"id", "questionnaire_version", "minutes", "count"}


def test_answers_that_all_have_one_moment_are_not_counted(open_round):
    answer(open_round, every=timedelta())
    assert counted() == {}


def test_whoever_leaves_most_open_is_not_counted(open_round):
    answer(open_round, n_answers=20)
    assert counted() == {}
    answer(open_round, n_answers=21, number=1)
    assert counted() == {4: 1}


def test_the_median_is_told_from_twenty_on_and_kept_for_a_while(db, django_assert_num_queries):
    count(of_3=9, of_12=10)
    assert usual_minutes(current_version()) is None
    count(of_11=1)
    assert usual_minutes(current_version()) == 12
    with django_assert_num_queries(0):
        assert usual_minutes(current_version()) == 12
    AnsweringTime.objects.filter(minutes=3).update(count=10)
    AnsweringTime.objects.filter(minutes=11).delete()
    clear_cached_minutes()
    assert usual_minutes(current_version()) == 8  # between 3 and 12: 7½, rounded up
    assert usual_minutes("another") is None


def test_what_is_left_gets_less_page_by_page(db):
    pages = range(1, questionnaire(current_version()).n_pages + 1)
    estimated = [minutes_left(current_version(), page) for page in pages]
    assert estimated == [9, 8, 7, 6, 5, 2]
    assert estimated_minutes(current_version()) == 10
    count(of_14=20)
    assert [minutes_left(current_version(), page) for page in pages] == [14, 13, 11, 10, 7, 4]


def test_pages_and_mails_say_an_estimate_until_it_was_measured(open_round):
    def told():
        start = Device().open(link_of(open_round)).text
        words = {"nl": words_of(open_round, MailKind.INVITATION)["nl"]}
        return start, fill_parts(MailKind.INVITATION, words, open_round, "Anna", "https://hier.test/")[0].text

    for text in told():
        assert "Naar schatting duurt het invullen 10 minuten." in text
    count(of_9=20)
    for text in told():
        assert "De helft van de mensen had de vragen binnen 9 minuten beantwoord." in text
    with translation.override("en"):
        assert duration_sentence(current_version()) == "Half of all people answered the questions within 9 minutes."
    assert "minuten" not in Client().get("/").content.decode()
