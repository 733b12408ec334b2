"""After closing, nothing in the whole database leads from answers to a person: no id, no time, no order."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Invitation
from assessments.services.closing import close_round
from assessments.services.own_response import resume_code, resume_digest
from tests.cast import make_round
from tests.responses import after, closed_responses, key_of, live_responses, ratings, save, send

pytestmark = pytest.mark.django_db


def everything():
    """Return every row of every table as text, with its place on the disk."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {place}, * FROM "{table}" ORDER BY {place}')  # noqa: S608 - a test's own tables
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


def as_written(identity):
    return {str(identity), identity.hex}


def test_neither_id_nor_code_nor_key_of_an_answer_is_left(open_round):
    invitation = open_round.invitations.first()
    key = send(key_of(invitation), ratings(3, O1="kanarie"))
    code = resume_digest(open_round.pk, resume_code(key.response_id))
    before = " ".join(row for _table, row in everything())
    assert any(text in before for text in as_written(key.response_id))
    assert code in before

    close_round(open_round.pk, by=None, now=after(open_round))

    rows = list(everything())
    assert [
        row for _table, row in rows if code in row or any(text in row for text in as_written(key.response_id))
    ] == []
    assert {table for table, row in rows if "kanarie" in row} == {"assessments_closedresponse"}


def test_no_time_of_an_answer_is_left(open_round):
    at = timezone.now().replace(microsecond=123457) - timedelta(hours=3)
    send(key_of(open_round.invitations.first()), ratings(3), at=at)
    assert any("123457" in row for _table, row in everything())

    close_round(open_round.pk, by=None, now=after(open_round))

    assert [row for _table, row in everything() if "123457" in row] == []


def test_an_answer_is_left_with_organisation_and_role_and_nothing_else(open_round):
    send(key_of(open_round.invitations.first()), ratings(3))

    close_round(open_round.pk, by=None, now=after(open_round))

    (row,) = closed_responses(open_round)
    assert {field.name for field in row._meta.get_fields()} == {"id", "round", "organisation", "role", "answers"}
    assert not re.search(r"\d{4}-\d\d-\d\d", str(row.answers))
    assert list(row.answers) == sorted(row.answers)


def test_someone_with_a_draft_cannot_be_told_from_someone_who_never_began(open_round):
    drafted, never, *_rest = open_round.invitations.order_by("pk")
    save(key_of(drafted), ratings(2))

    close_round(open_round.pk, by=None, now=after(open_round))

    rows = list(Invitation.objects.filter(pk__in=[drafted.pk, never.pk]).values("generation", "is_used", "round_id"))
    assert rows[0] == rows[1]


def stored_order(round_):
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT answers FROM assessments_closedresponse WHERE round_id = %s ORDER BY {place}",  # noqa: S608
            [round_.pk],
        )
        return [int(re.findall(r'"A1":\s*(\d)', str(row[0]))[0]) for row in cursor.fetchall()]


def test_the_place_on_the_disk_tells_nothing_of_the_order_of_sending(partnership):
    """Of three persons the first to send comes at each place; that a right order misses one has a chance of 1e-8."""
    firsts, places_by_id = set(), set()
    for _run in range(50):
        round_ = make_round(partnership, n_participants=0)
        round_.invitations.set(make_round(partnership, n_participants=3).invitations.all())
        start = datetime.now(tz=timezone.get_current_timezone())
        for value, invitation in enumerate(round_.invitations.order_by("pk"), start=1):
            send(key_of(invitation), {"A1": value}, at=start + timedelta(seconds=value))
        assert len(live_responses(round_)) == 3

        close_round(round_.pk, by=None, now=after(round_))

        order = stored_order(round_)
        assert sorted(order) == [1, 2, 3]
        firsts.add(order.index(1))
        by_id = sorted(closed_responses(round_), key=lambda row: row.pk)
        places_by_id.add([row.answers["A1"] for row in by_id].index(1))
    assert firsts == places_by_id == {0, 1, 2}
