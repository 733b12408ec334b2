"""Several workers at once, and killed workers: each mail once, or one duplicate that the pages own up to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Mail, Mailing
from assessments.models.mails import MailState
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from tests.cast import make_round
from tests.soaking import IS_SOAK

N_KILLS, N_PEOPLE = (40, 400) if IS_SOAK else (10, 120)
KILLED = """
import os, random, signal, sys
from collections import Counter
from datetime import timedelta
from django.db import connections, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from assessments.models import Mail, Participant, User
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.mail.mailings import plan_mailings
from assessments.services.mail.delivery import send_due_mails
from tests.cast import make_partnership, make_round

def send():
    return send_due_mails(now=timezone.now())

def live(n_calls):
    # send in a process that is killed at its so-manieth call of a function: how quick the machine is does not matter
    connections.close_all()
    worker = os.fork()
    if worker:
        return os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    left = iter(range(n_calls))
    try:
        sys.setprofile(lambda *_call: next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL))
        while True:
            send()
    finally:
        os._exit(0)

def invite(name, n_people):
    with transaction.atomic():
        owner, _is_new = User.objects.get_or_create(email="anna@voorbeeld.test")
        round_ = make_round(make_partnership(owner, name), n_participants=n_people)
        Participant.objects.filter(invitations__round=round_).update(email=Concat(Value(name), "email"))
    plan_mailings(round_, now=timezone.now())
    fill_due_mailings(now=timezone.now())

invite("eerst", 1)
assert send() == 1  # so that all is imported that sending needs
invite("dan", %d)
chance, n_killed, sent = random.Random(1), 0, []
for _life in range(%d):
    n_killed += live(chance.randrange(300_000))
    sent.append(Mail.objects.filter(state="sent").count())
    Mail.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))
while Mail.objects.filter(state__in=["waiting", "sending"]).exists():
    send()
doubtful = Mail.objects.filter(n_unsure__gt=0)
say({"killed": n_killed, "sent by then": sent, "states": Counter(Mail.objects.values_list("state", flat=True)),
     "owned up": list(doubtful.values_list("invitation__participant__email", flat=True))})
"""


def in_thread(call):
    """Call and close the thread's connection."""
    try:
        return call()
    finally:
        connection.close()


def fill():
    return fill_due_mailings(now=timezone.now())


def send_all():
    """Send until no mail waits, however few of them one call sends; return how many were sent."""
    n_sent = 0
    while Mail.objects.filter(state=MailState.WAITING).exists():
        n_sent += send_due_mails(now=timezone.now())
    return n_sent


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_queue_and_send_each_mail_once(partnership, sink):
    round_ = make_round(partnership, n_participants=45)
    plan_mailings(round_, now=timezone.now())
    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(in_thread, [fill] * 3)) == 1
        assert sum(pool.map(in_thread, [send_all] * 3)) == 45
    assert len(sink.counts) == 45
    assert set(sink.counts.values()) == {1}
    mailing = Mailing.objects.get(kind="invitation")
    assert (mailing.n_mails, mailing.n_sent, mailing.n_failed) == (45, 45, 0)
    assert set(Mail.objects.values_list("state", "lease_until")) == {("sent", None)}


def test_workers_killed_at_any_moment_lose_no_mail_and_double_at_most_the_one_in_hand(installation, sink):
    installation.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}

    left = installation.run(KILLED % (N_PEOPLE, N_KILLS))

    assert left["killed"] == N_KILLS
    assert len(set(left["sent by then"])) > N_KILLS / 2
    assert max(left["sent by then"]) < 1 + N_PEOPLE
    assert set(left["states"]) <= {"sent", "unsure"}
    assert sum(left["states"].values()) == 1 + N_PEOPLE
    assert len(sink.counts) >= 1 + N_PEOPLE - left["states"].get("unsure", 0)
    assert max(sink.counts.values()) <= 2
    doubles = {address for address, number in sink.counts.items() if number > 1}
    assert doubles <= set(left["owned up"])
    assert len(left["owned up"]) <= N_KILLS
    assert len({mail["Message-ID"] for mail in sink.mails}) == len(sink.counts)
