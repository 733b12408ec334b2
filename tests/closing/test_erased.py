"""What was deleted is gone from the files of the database too, whatever happens between deleting and erasing."""

import sqlite3
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.models import DutyRun, PendingErasure, Round
from assessments.models.answers import Response
from assessments.services.erasure import LONGEST_HOLD, ask_to_erase, erase_deleted
from tests.patience import PATIENCE

ANSWER = """
from datetime import timedelta
from django.utils import timezone
from assessments.models import User, Round
from tests.cast import make_partnership, make_round
from tests.responses import key_of, ratings, save, send
from assessments.services.response_changes import withdraw

round_ = make_round(make_partnership(User.objects.create_user("anna@voorbeeld.test")), n_participants=40)
invitations = list(round_.invitations.order_by("pk"))
*others, last, given_back = invitations
keys = [send(key_of(one), ratings(3, O1=f"gewoon antwoord {one.pk} " * 20)) for one in others]
taken_back = send(key_of(given_back), ratings(3, O1="kanarie-teruggenomen"))
withdraw(taken_back, now=timezone.now())
draft = save(key_of(invitations[1]), ratings(3, O1="kanarie-concept " * 90))
sent = send(key_of(last), ratings(3, O1="kanarie-verzonden"))
say({"round": round_.pk, "ids": [key.response_id.hex for key in [taken_back, draft, sent, *keys]]})
"""

KILLED_AFTER = """
import os, signal
from django.utils import timezone
from assessments.services.closing import close_round
close_round(%d, by=None, now=timezone.now())
os.kill(os.getpid(), signal.SIGKILL)
"""

CLOSE = """
from django.utils import timezone
from assessments.services.closing import close_round
close_round(%d, by=None, now=timezone.now())
"""


def test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows(installation):
    told = installation.run(ANSWER)
    before = installation.bytes_on_disk()
    assert b"kanarie-concept" in before
    assert b"kanarie-verzonden" in before
    assert any(identity.encode() in before for identity in told["ids"])

    installation.run(CLOSE % told["round"])
    installation.manage("close_due_rounds")

    after = installation.bytes_on_disk()
    assert b"kanarie-verzonden" in after
    assert b"kanarie-teruggenomen" not in after
    assert b"kanarie-concept" not in after
    assert [identity for identity in told["ids"] if identity.encode() in after] == []
    assert b"SQLite format 3" in after


@pytest.mark.django_db(transaction=True)
def test_erasing_waits_for_a_transaction_to_end():
    now = timezone.now()
    with transaction.atomic():
        ask_to_erase(Response, now=now)
        assert erase_deleted(now=now) == 0
    assert PendingErasure.objects.count() == 1
    assert erase_deleted(now=now) == 1
    assert PendingErasure.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_asked_for_by_what_was_undone():
    with transaction.atomic():
        ask_to_erase(Response, now=timezone.now())
        transaction.set_rollback(True)
    assert erase_deleted(now=timezone.now()) == 0
    assert connection.is_usable()


NOON, NIGHT = (datetime(2026, 11, 30, hour, tzinfo=ZoneInfo("Europe/Amsterdam")) for hour in (12, 3))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("took", "ago", "now", "is_erased"),
    [(1, 9, NOON, False), (1, 11, NOON, True), (3, 3600, NOON, False), (3, 3600, NIGHT, True), (3, 9, NIGHT, False)],
)
def test_a_table_that_held_up_those_who_save_rests_and_a_large_one_waits_for_the_night(took, ago, now, is_erased):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL goes by size")
    begun_at = now - timedelta(seconds=ago)
    table = Response._meta.db_table
    DutyRun.objects.create(name=f"write anew {table}", begun_at=begun_at, done_at=begun_at + timedelta(seconds=took))
    with transaction.atomic():
        ask_to_erase(Response, Round, now=now)
    erase_deleted(now=now)
    assert list(PendingErasure.objects.values_list("table", flat=True)) == ([] if is_erased else [table])


@pytest.mark.django_db(transaction=True)
def test_waiting_for_the_night_is_told_once_an_hour_and_leaves_the_log_of_the_database_alone(caplog):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL goes by size")
    table = Response._meta.db_table
    took = {"begun_at": NOON, "done_at": NOON + 2 * LONGEST_HOLD}
    DutyRun.objects.create(name=f"write anew {table}", **took)
    ask_to_erase(Response, now=NOON)
    touched = []

    def note(execute, sql, *rest):
        touched.extend([sql] if "wal_checkpoint" in sql else [])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        for seconds in (30, *range(120, 240, 3), 2 * 60 * 60):
            assert erase_deleted(now=NOON + timedelta(seconds=seconds)) == 0
    assert touched == []
    assert [line.split(" for ")[1] for line in caplog.messages] == ["0:02:00 now:", "2:00:00 now:"]


def test_a_reader_that_holds_the_log_delays_erasing_and_is_not_harmed(installation):
    told = installation.run(ANSWER)
    reader = sqlite3.connect(installation.database)
    reader.execute("BEGIN")
    count = "SELECT count(*) FROM assessments_response"
    n_before = reader.execute(count).fetchone()[0]

    installation.run(CLOSE % told["round"])
    installation.manage("purge")
    assert b"kanarie-concept" in installation.bytes_on_disk()
    assert reader.execute(count).fetchone()[0] == n_before > 0

    reader.close()
    installation.manage("purge")
    assert b"kanarie-concept" not in installation.bytes_on_disk()


def test_a_process_killed_just_after_closing_loses_nothing_of_erasing(installation):
    """The worker of another process does it, from the mark that closing left."""
    told = installation.run(ANSWER)
    assert installation.kill_during(KILLED_AFTER % told["round"])
    left = installation.bytes_on_disk()
    assert b"kanarie-concept" in left
    assert count(installation.database, "SELECT count(*) FROM assessments_result") == 1

    worker = installation.start("work", "--no-render")
    try:
        deadline = time.monotonic() + PATIENCE
        while count(installation.database, "SELECT count(*) FROM assessments_pendingerasure"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        after = installation.bytes_on_disk()
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE)

    assert b"kanarie-concept" not in after
    assert b"kanarie-teruggenomen" not in after
    assert [identity for identity in told["ids"] if identity.encode() in after] == []


def count(database, sql):
    reader = sqlite3.connect(database, timeout=PATIENCE)
    try:
        return reader.execute(sql).fetchone()[0]
    finally:
        reader.close()
