"""Erasing while people answer, sign in and type: nothing of the person is left, and nobody else loses anything."""

import pytest
from django.utils import timezone

from assessments.models import Invitation, Participant
from assessments.models.answers import Response
from assessments.services.people import change_participant
from assessments.services.person_erasure.erasing import erase
from assessments.services.person_erasure.mentions import person_of
from assessments.services.response_changes import Choice, save_answers, submit
from assessments.services.response_locks import Outcome
from tests.answering.test_at_once import at_once
from tests.responses import key_of

pytestmark = pytest.mark.django_db(transaction=True)
CODES = ("A1", "A2", "A3", "A4", "A5", "A6")


def answering(key):
    """Return work that answers six questions one by one and sends them, whatever happens meanwhile."""

    def work():
        for code in CODES:
            save_answers(key, {code: Choice(3, timezone.now())}, page=None, now=timezone.now())
        return submit(key, now=timezone.now())

    return work


def test_answers_that_come_in_meanwhile_go_too_and_those_of_others_stay(open_round):
    first, *others = open_round.invitations.order_by("pk")
    person = person_of(first.participant.email, "")
    keys = [key_of(first), *map(key_of, others)]
    outcomes = at_once([*(answering(key) for key in keys), *[lambda: erase(person, by=None, now=timezone.now())] * 2])
    assert not Participant.objects.filter(email=person.email).exists()
    assert not Invitation.objects.filter(pk=first.pk).exists()
    assert set(outcomes[1 : len(keys)]) == {Outcome.SAVED}
    stored = Response.objects.filter(sent_at__isnull=False)
    assert set(stored.values_list("invitation", flat=True)) == {one.pk for one in others}
    assert all(set(CODES) <= set(one.answers) for one in stored)
    assert Response.objects.count() == len(others)


def test_coordinators_who_change_the_list_meanwhile_do_not_bring_the_person_back(open_round):
    people = list(Participant.objects.select_related("organisation").order_by("pk"))
    person = person_of(people[0].email, "")

    def rename(one):
        one.name += " anders"
        return lambda: change_participant(one, by=None, now=timezone.now())

    at_once([*map(rename, people[1:]), lambda: erase(person, by=None, now=timezone.now())])
    assert [one.name for one in Participant.objects.order_by("pk")] == [f"{one.name}" for one in people[1:]]
