"""Deleted answers are gone from the files of the database too."""

import pytest
from django.db import connection

from assessments.services.erasure import erase_deleted

ANSWER = """
from datetime import timedelta
from django.utils import timezone
from assessments.models import User, Round
from tests.cast import make_partnership, make_round
from tests.responses import key_of, ratings, save, send
from assessments.services.response_changes import withdraw

round_ = make_round(make_partnership(User.objects.create_user("anna@voorbeeld.test")), n_participants=40)
invitations = list(round_.invitations.order_by("pk"))
keys = [send(key_of(one), ratings(3, O1=f"gewoon antwoord {one.pk} " * 20)) for one in invitations]
taken_back = send(key_of(invitations[0]), ratings(3, O1="kanarie-teruggenomen"))
withdraw(taken_back, now=timezone.now())
draft = save(key_of(invitations[1]), ratings(3, O1="kanarie-concept " * 90))
sent = send(key_of(invitations[2]), ratings(3, O1="kanarie-verzonden"))
say({"round": round_.pk, "ids": [key.response_id.hex for key in [taken_back, draft, sent, *keys]]})
"""

CLOSE_WHILE_READING = """
import sqlite3
from django.db import connection
from assessments.services.closing import close_round
reader = sqlite3.connect(connection.settings_dict["NAME"])
reader.execute("BEGIN")
count = "SELECT count(*) FROM assessments_response"
n_before = reader.execute(count).fetchone()[0]
connection.cursor().execute("PRAGMA busy_timeout=50")
result = close_round(round_.pk, by=None, now=timezone.now())
n_held = reader.execute(count).fetchone()[0]
reader.close()
say({"is_closed": result is not None, "before": n_before, "held": n_held})
"""

CLOSE = """
from django.utils import timezone
from assessments.services.closing import close_round
close_round(%d, by=None, now=timezone.now())
"""

HELD = ANSWER.rsplit("say(", 1)[0] + CLOSE_WHILE_READING


def test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows(installation):
    told = installation.run(ANSWER)
    before = installation.bytes_on_disk()
    assert b"kanarie-concept" in before
    assert b"kanarie-verzonden" in before
    assert any(identity.encode() in before for identity in told["ids"])

    installation.run(CLOSE % told["round"])

    after = installation.bytes_on_disk()
    assert b"kanarie-verzonden" in after
    assert b"kanarie-teruggenomen" not in after
    assert b"kanarie-concept" not in after
    assert [identity for identity in told["ids"] if identity.encode() in after] == []
    assert b"SQLite format 3" in after


def test_erasing_waits_for_a_transaction_to_end(db):
    assert connection.in_atomic_block
    assert erase_deleted() is False


@pytest.mark.django_db(transaction=True)
def test_erasing_is_done_outside_transactions():
    assert erase_deleted() is True


def test_a_reader_that_holds_the_log_delays_erasing_and_is_not_harmed(installation):
    """The log says so, and the next purge does it."""
    told = installation.run(HELD)

    assert told["is_closed"]
    assert told["before"] == told["held"] > 0

    assert "Rounds whose open answers were erased: 0" in installation.manage("purge")

    assert b"kanarie-concept" not in installation.bytes_on_disk()
