"""Closing while people are sending: every acknowledged answer counts exactly once, and none comes after.

And closing while coordinators close or change the same round: it closes once, and nobody waits for ever.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from assessments.models import AuditEntry, Mail, Mailing, Participant, Result, Round
from assessments.models.audit import AuditAction
from assessments.models.choices import State
from assessments.models.mails import MailKind
from assessments.results.stored_results import result_of
from assessments.services.closing import close_due_rounds, close_round
from assessments.services.mail.mailings import fill_due_mailings, invite_again
from assessments.services.mail.recipients import note_bounced
from assessments.services.people import add_participant, remove_participant
from assessments.services.planned_rounds import change_details
from assessments.services.response_changes import Choice, save_answers, submit
from assessments.services.response_locks import Outcome
from assessments.services.round_extension import extend_round
from assessments.services.rounds import renew_link
from tests.cast import make_partnership, make_round
from tests.patience import PATIENCE
from tests.responses import key_of, live_responses, ratings, send_all

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
        is_under_way.wait(timeout=PATIENCE)
        return close_round(busy_round.pk, by=None, now=timezone.now())

    with ThreadPoolExecutor(N_WRITERS + 2) as pool:
        closings = [pool.submit(in_thread, close) for _number in range(2)]
        writers = [pool.submit(in_thread, send_some, place) for place in range(N_WRITERS)]
        for writer in writers:
            writer.result(timeout=PATIENCE)
        results = {closing.result(timeout=PATIENCE) for closing in closings}

    shown = result_of(busy_round).disclosed.open_answers["O1"]  # of ten or more, all are shown
    assert sorted(shown) == sorted(acknowledged)
    assert len(acknowledged) >= 10
    assert live_responses(busy_round) == []
    assert results == {Result.objects.get()}
    assert Round.objects.get(pk=busy_round.pk).state == State.CLOSED


def test_after_closing_no_answer_is_taken_or_changed(busy_round):
    invitation = busy_round.invitations.first()
    key, now = key_of(invitation), timezone.now()
    save_answers(key, {code: Choice(value, now) for code, value in ratings(4).items()}, page=1, now=now)
    submit(key, now=now)
    start = threading.Barrier(N_WRITERS + 1, timeout=PATIENCE)

    def change(number):
        start.wait()
        moment = timezone.now()
        return save_answers(key, {"A1": Choice(1 + number % 5, moment, number)}, page=1, now=moment)

    def close():
        start.wait()
        return close_round(busy_round.pk, by=None, now=timezone.now())

    with ThreadPoolExecutor(N_WRITERS + 1) as pool:
        closing = pool.submit(in_thread, close)
        changes = [pool.submit(in_thread, change, number) for number in range(N_WRITERS)]
        outcomes = {change.result(timeout=PATIENCE) for change in changes}
        at_closing = closing.result(timeout=PATIENCE)

    assert outcomes <= {Outcome.SAVED, Outcome.CLOSED}
    assert Result.objects.get().document == at_closing.document
    assert save_answers(key, {"A1": Choice(5, timezone.now())}, page=1, now=timezone.now()) == Outcome.CLOSED
    assert live_responses(busy_round) == []


def all_at_once(*calls):
    """Make these calls at the same moment, each in a thread of its own, and return what they returned."""
    start = threading.Barrier(len(calls), timeout=PATIENCE)

    def call_when_all_are_there(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        made = [pool.submit(in_thread, call_when_all_are_there, call) for call in calls]
        return [one.result(timeout=PATIENCE) for one in made]


@pytest.mark.parametrize("attempt", range(4))
def test_two_who_close_at_once_leave_one_entry_with_the_name_of_who_really_closed(attempt, partnership, anna, chris):
    round_ = make_round(partnership)
    send_all(round_)
    moments = {anna: timezone.now(), chris: timezone.now() + timedelta(milliseconds=1)}

    results = all_at_once(
        *(lambda by=by, now=now: close_round(round_.pk, by=by, now=now) for by, now in moments.items())
    )

    assert results == [Result.objects.get()] * 2
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.who) == (AuditAction.CLOSED, str(entry.user))
    assert Result.objects.get().created_at == entry.at == moments[entry.user]


@pytest.mark.parametrize("attempt", range(4))
def test_a_worker_and_a_person_who_close_at_once_leave_one_entry(attempt, partnership, anna):
    round_ = make_round(partnership)
    send_all(round_)
    Round.objects.update(closes_at=timezone.now())

    n_closed, result = all_at_once(
        lambda: close_due_rounds(now=timezone.now()), lambda: close_round(round_.pk, by=anna, now=timezone.now())
    )

    assert result == Result.objects.get()
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.user) == (AuditAction.CLOSED, None if n_closed else anna)
    assert Mail.objects.filter(kind=MailKind.CLOSED).exists() == bool(
        n_closed
    )  # nobody who closes by hand is told of it


@pytest.mark.parametrize("attempt", range(3))
def test_coordinators_who_change_a_round_while_it_closes_never_wait_for_one_another_for_ever(attempt, anna):
    """What is done after closing may be refused, but nothing may be cut off by the database because of a deadlock."""
    partnership = make_partnership(anna, f"Poging {attempt}")
    round_ = make_round(partnership, n_participants=12, sends_invitations=True)
    send_all(round_)
    invitations = list(round_.invitations.select_related("participant__organisation").order_by("pk"))
    organisation = partnership.organisations.first()

    def newcomer(number):
        return Participant(organisation=organisation, name=f"Nieuw {number}", role="manager")

    def changing(service, *arguments, **named):
        def change():
            try:
                service(*arguments, **named, by=anna, now=timezone.now())
            except ValidationError:
                return "refused"
            return "done"

        return change

    outcomes = all_at_once(
        changing(close_round, round_.pk),
        changing(change_details, round_.pk, title="Anders"),
        changing(extend_round, round_.pk, closes_at=round_.closes_at + timedelta(days=3)),
        *(changing(note_bounced, one) for one in invitations[0:3]),
        *(changing(renew_link, one) for one in invitations[3:6]),
        *(changing(invite_again, one) for one in invitations[6:9]),
        *(changing(remove_participant, one.participant) for one in invitations[9:12]),
        *(changing(add_participant, newcomer(number), rounds=[round_]) for number in range(3)),
    )

    said = Counter(outcomes)
    assert Round.objects.get(pk=round_.pk).state == State.CLOSED
    assert said["done"] == AuditEntry.objects.count() >= 10
    assert said.total() == 18


@pytest.mark.parametrize("attempt", range(8))
def test_a_worker_that_queues_mails_while_the_round_closes_keeps_nobody_waiting_for_ever(
    attempt, partnership, settings
):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    round_, now = make_round(partnership, n_participants=30, sends_invitations=True), timezone.now()
    for days in (3, 5, 7):
        Mailing.objects.create(round=round_, kind=MailKind.REMINDER, number=days, days_before=days, due_at=now)

    n_queued, result = all_at_once(
        lambda: fill_due_mailings(now=now), lambda: close_round(round_.pk, by=None, now=timezone.now())
    )

    assert n_queued in {0, 1}  # of reminders that are due together, only the last is sent
    assert result == Result.objects.get()
    assert not Mail.objects.exists()


def test_between_two_closings_of_a_worker_others_can_save(anna, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no lock on everything")
    rounds = [make_round(make_partnership(anna, f"Verband {number}"), n_participants=5) for number in range(3)]
    late = make_round(make_partnership(anna, "Gaat nog door"), n_participants=1)
    for round_ in rounds:
        send_all(round_)
    Round.objects.exclude(pk=late.pk).update(closes_at=timezone.now())
    key, waits, n_open = key_of(late.invitations.get()), [], []

    def save():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")  # who waits looks once, at a moment that it does not choose
        save_answers(key, {"A1": Choice(3, timezone.now())}, page=1, now=timezone.now())

    def meanwhile(seconds):
        waits.append(seconds)
        n_open.append(Round.objects.filter(state=State.OPEN).count())
        all_at_once(save)

    monkeypatch.setattr("time.sleep", meanwhile)
    assert close_due_rounds(now=timezone.now()) == 3
    assert n_open == [3, 2, 1]
    assert min(waits) > 0.1  # SQLite's waiters look every tenth of a second
