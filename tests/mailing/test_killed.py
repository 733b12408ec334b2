"""Several workers at once, and workers that are killed: each mail once, or one double that is owned up to."""

import random
import sqlite3
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Mail, Mailing
from assessments.services.mailing.filling import fill_due_mailings
from assessments.services.mailing.planning import plan_mailings
from assessments.services.mailing.sending import send_due_mails
from tests.cast import make_round
from tests.conftest import IS_SOAK

N_KILLS, N_PEOPLE = (60, 400) if IS_SOAK else (3, 40)
INVITED = """
from django.utils import timezone
from assessments.models import User
from assessments.services.mailing.filling import fill_due_mailings
from assessments.services.mailing.planning import plan_mailings
from tests.cast import make_partnership, make_round
round_ = make_round(make_partnership(User.objects.create(email="anna@voorbeeld.test")), n_participants=%d)
plan_mailings(round_, now=timezone.now())
fill_due_mailings(now=timezone.now())
"""


def in_thread(call):
    """Call and close the thread's connection."""
    try:
        return call(now=timezone.now())
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_queue_and_send_each_mail_once(partnership, sink):
    round_ = make_round(partnership, n_participants=45)
    plan_mailings(round_, now=timezone.now())
    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(in_thread, [fill_due_mailings] * 3)) == 1
        assert sum(pool.map(in_thread, [send_due_mails] * 3)) == 45
    assert len(sink.counts) == 45
    assert set(sink.counts.values()) == {1}
    mailing = Mailing.objects.get(kind="invitation")
    assert (mailing.n_mails, mailing.n_sent, mailing.n_failed) == (45, 45, 0)
    assert set(Mail.objects.values_list("state", "lease_until")) == {("sent", None)}


def rows(installation, sql):
    database = sqlite3.connect(installation.database, timeout=20)
    try:
        with database:
            return database.execute(sql).fetchall()
    finally:
        database.close()


def kill_while_sending(installation, sink, seed):
    """Kill a worker some moment after it sent its first mail; let its lease run out."""
    chance, n_before = random.Random(seed), len(sink.texts)
    worker = installation.start("send_mail_queue")
    try:
        sink.wait_for(n_before + 1 + chance.randrange(4))
        time.sleep(chance.random() * 0.03)
    finally:
        worker.kill()
        worker.communicate()
    rows(installation, "UPDATE assessments_mail SET lease_until = '2020-01-01' WHERE lease_until IS NOT NULL")


def test_workers_killed_at_any_moment_lose_no_mail_and_double_at_most_the_one_in_hand(installation, sink):
    installation.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
    installation.run(INVITED % N_PEOPLE)
    for seed in range(N_KILLS):
        kill_while_sending(installation, sink, seed)
        if len(sink.counts) == N_PEOPLE:
            break

    installation.manage("send_mail_queue")

    states = Counter(dict(rows(installation, "SELECT state, count(*) FROM assessments_mail GROUP BY state")))
    assert set(states) <= {"sent", "unsure"}
    assert states.total() == N_PEOPLE
    assert len(sink.counts) >= N_PEOPLE - states["unsure"]
    doubles = {address for address, number in sink.counts.items() if number > 1}
    assert max(sink.counts.values()) <= 2
    owned_up = rows(
        installation,
        "SELECT p.email FROM assessments_mail m JOIN assessments_invitation i ON i.id = m.invitation_id"
        " JOIN assessments_participant p ON p.id = i.participant_id WHERE m.n_unsure > 0",
    )
    assert doubles <= {address for (address,) in owned_up}
    assert len(owned_up) <= N_KILLS
