"""Several workers at once, and workers that are killed: each mail once, or one double that is owned up to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Mail, Mailing
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from tests.cast import make_round
from tests.conftest import IS_SOAK

N_KILLS, N_PEOPLE = (40, 400) if IS_SOAK else (10, 120)
KILLED = """
import os, random, signal, time
from collections import Counter
from datetime import timedelta
from django.db import connections, transaction
from django.utils import timezone
from assessments.models import Mail, User
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.mail.mailings import plan_mailings
from assessments.services.mail.delivery import send_due_mails
from tests.cast import make_partnership, make_round

def send():
    return send_due_mails(now=timezone.now())

def n_sent():
    return Mail.objects.filter(state="sent").count()

def start(task):
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        task()
    finally:
        os._exit(0)

with transaction.atomic():
    round_ = make_round(make_partnership(User.objects.create(email="anna@voorbeeld.test")), n_participants=%d)
plan_mailings(round_, now=timezone.now())
fill_due_mailings(now=timezone.now())
chance, n_killed = random.Random(1), 0
for _life in range(%d):
    n_before = n_sent()
    worker = start(send)
    while n_sent() == n_before:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))
    os.kill(worker, signal.SIGKILL)
    n_killed += os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    Mail.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))
while send():
    pass
doubtful = Mail.objects.filter(n_unsure__gt=0)
say({"killed": n_killed, "states": Counter(Mail.objects.values_list("state", flat=True)),
     "owned up": list(doubtful.values_list("invitation__participant__email", flat=True))})
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


def test_workers_killed_at_any_moment_lose_no_mail_and_double_at_most_the_one_in_hand(installation, sink):
    installation.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}

    left = installation.run(KILLED % (N_PEOPLE, N_KILLS))

    assert left["killed"] == N_KILLS
    assert set(left["states"]) <= {"sent", "unsure"}
    assert sum(left["states"].values()) == N_PEOPLE
    assert len(sink.counts) >= N_PEOPLE - left["states"].get("unsure", 0)
    assert max(sink.counts.values()) <= 2
    doubles = {address for address, number in sink.counts.items() if number > 1}
    assert doubles <= set(left["owned up"])
    assert len(left["owned up"]) <= N_KILLS
    assert len({mail["Message-ID"] for mail in sink.mails}) == len(sink.counts)
