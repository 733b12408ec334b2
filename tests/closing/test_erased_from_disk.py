"""Whoever searches the disk after closing finds no answer, name or id, on either database, while others go on."""

import random
import threading
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import Max
from django.utils import timezone

from assessments.models import Participant, PendingErasure, Result, User
from assessments.models.answers import Response
from assessments.services.closing import close_round
from assessments.services.erasure import ask_to_erase, erase_deleted
from assessments.services.people import remove_participant
from assessments.services.response_changes import withdraw
from tests.cast import PASSWORD, make_partnership, make_round
from tests.patience import PATIENCE
from tests.responses import key_of, save, send
from tests.soaking import IS_SOAK

from .disk import as_written, files_of_database, found_in, id_as_written, write_out

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = range(30 if IS_SOAK else 2)


@pytest.fixture(autouse=True)
def _log_that_is_not_reused():
    """Set what the documentation advises: files of the log that are done are thrown away, not written over later."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET wal_recycle = off")
        cursor.execute("SELECT pg_reload_conf()")
    yield


class Planter:
    """Makes texts that stand nowhere else, and remembers how each may lie on the disk."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.planted = {}

    def text(self, what):
        """Return a text; what is too random to be compressed makes it as long as it may be."""
        canary = f"kanarie-{what}-é☂-{self.chance.getrandbits(64):016x}"
        self.planted[canary] = as_written(canary)
        return f"{canary} {self.chance.randbytes(self.chance.choice([0, 40, 400, 900])).hex()}"

    def key(self, invitation):
        """Return a key to new answers, whose id is remembered."""
        key = key_of(invitation, response_id=uuid.UUID(int=self.chance.getrandbits(128), version=4))
        self.planted[str(key.response_id)] = id_as_written(key.response_id)
        return key

    def answers(self, what):
        return {"A1": 3, "I1": 2, "V1": 4, "O1": self.text(what)}


@contextmanager
def others(seed):
    """Let others save, withdraw and read in another partnership, all the time."""
    round_ = make_round(make_partnership(User.objects.create_user("bas@voorbeeld.test", PASSWORD), "Andere keten"))
    invitations = list(round_.invitations.all())
    is_done, failures = threading.Event(), []

    def go_on(number):
        chance = random.Random(f"{seed} {number}")
        try:
            while not is_done.is_set():
                key = key_of(invitations[number])
                save(key, {"A1": 3, "O1": chance.randbytes(chance.randrange(1200)).hex()})
                if chance.random() < 0.3:
                    withdraw(key, now=timezone.now())
                len(list(Response.objects.values_list("answers")))
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go_on, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_done.set()
        for thread in threads:
            thread.join()
    assert failures == []


def on_disk(planter):
    """Return which of the planted texts stand in the files of the database."""
    write_out()
    return found_in(files_of_database(), planter.planted)


def erase_what_was_asked_until_now():
    """Do as the worker does until everything is erased that was asked for before."""
    last = PendingErasure.objects.aggregate(last=Max("pk"))["last"]
    deadline = time.monotonic() + PATIENCE
    while PendingErasure.objects.filter(pk__lte=last).exists():
        assert time.monotonic() < deadline
        erase_deleted(now=timezone.now())
        time.sleep(0.05)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_closing_nothing_of_anybody_is_left_on_the_disk(seed):
    planter = Planter(seed)
    partnership = make_partnership(User.objects.create_user("anna@voorbeeld.test", PASSWORD))
    round_ = make_round(partnership, n_participants=9)
    sent, changed, drafted, taken_back, twice, *_rest = round_.invitations.order_by("pk")
    with others(seed):
        send(planter.key(sent), planter.answers("verzonden"))
        key = send(planter.key(changed), planter.answers("gewijzigd"))
        withdrawn = send(planter.key(taken_back), planter.answers("teruggenomen"))
        present = on_disk(planter)  # before they are changed: what others write may take the place of the old at once
        send(key, planter.answers("nieuw"), at=timezone.now() + timedelta(seconds=1))
        save(planter.key(drafted), planter.answers("concept"))
        withdraw(withdrawn, now=timezone.now())
        send(planter.key(twice), planter.answers("eerste"))
        present |= on_disk(planter)
        assert present == set(planter.planted)

        close_round(round_.pk, by=None, now=timezone.now())
        erase_what_was_asked_until_now()

    assert on_disk(planter) == set()
    assert Result.objects.get().round == round_


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_removed_is_gone_from_the_disk(seed):
    """Rows that came in no order make SQLite divide pages, of which it keeps copies that it does not overwrite."""
    chance = random.Random(seed)
    partnership = make_partnership(User.objects.create_user("anna@voorbeeld.test", PASSWORD))
    organisation = partnership.organisations.first()
    people = [_new_person(organisation, chance) for _number in range(600)]
    for number in range(0, 600, 20):
        Participant.objects.bulk_create(people[number : number + 20])
    gone = chance.sample(people, 400)
    planted = {one.name: as_written(one.name) | as_written(one.email) for one in gone}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # which notes examples of what it reads
    with others(seed):
        write_out()
        assert found_in(files_of_database(), planted) == set(planted)
        for one in gone[:20]:
            remove_participant(one, by=None, now=timezone.now())
        with transaction.atomic():
            Participant.objects.filter(pk__in=[one.pk for one in gone]).delete()
            ask_to_erase(Participant, now=timezone.now())
        erase_what_was_asked_until_now()

    write_out()
    assert found_in(files_of_database(), planted) == set()
    kept = {one.name: as_written(one.name) for one in Participant.objects.filter(name__startswith="Kanarie")}
    assert len(kept) == 200
    assert found_in(files_of_database(), kept) == set(kept)


def _new_person(organisation, chance):
    name = f"Kanarie {chance.getrandbits(64):016x}"
    email = f"kanarie.{name[8:]}@voorbeeld.test"
    return Participant(pk=chance.randrange(10**6), organisation=organisation, name=name, email=email, role="manager")
