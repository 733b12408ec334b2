"""After closing, nothing of anybody's answers is in the whole database: no id, no time, no choice, no use of a link."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Invitation
from assessments.services.closing import close_round
from assessments.services.own_response import resume_code, resume_digest
from tests.responses import after, key_of, ratings, save, send, send_all

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
    assert [row for _table, row in rows if "kanarie" in row] == []


def test_no_time_of_an_answer_is_left(open_round):
    at = timezone.now().replace(microsecond=123457) - timedelta(hours=3)
    send(key_of(open_round.invitations.first()), ratings(3), at=at)
    assert any("123457" in row for _table, row in everything())

    close_round(open_round.pk, by=None, now=after(open_round))

    assert [row for _table, row in everything() if "123457" in row] == []


def test_whether_somebody_answered_cannot_be_told_by_anything(open_round):
    sent, drafted, never, *_rest = open_round.invitations.order_by("pk")
    send(key_of(sent), ratings(2))
    save(key_of(drafted), ratings(2))

    close_round(open_round.pk, by=None, now=after(open_round))

    same = [field.attname for field in Invitation._meta.concrete_fields]
    own = {"id", "participant_id", "organisation_id", "role"}
    rows = Invitation.objects.filter(pk__in=[sent.pk, drafted.pk, never.pk])
    assert len(set(rows.values_list(*(name for name in same if name not in own)))) == 1


def test_the_seed_with_which_chance_was_drawn_is_gone(open_round):
    seed = str(open_round.seed)
    send_all(open_round)
    assert any(seed in row for _table, row in everything())

    close_round(open_round.pk, by=None, now=after(open_round))

    assert [row for _table, row in everything() if seed in row.split()] == []
