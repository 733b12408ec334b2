"""A database takes the place of another one in one step: whoever is stopped before it still has the other one whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from assessments.services.backups.places import new_place


class StoppedError(Exception):
    """As far as it came."""


@pytest.fixture
def place(tmp_path, django_db_blocker, monkeypatch):
    """Let the connection lead to a database of SQLite of which a part is in its log, as after a crash."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does it in one transaction")
    target = tmp_path / "site.sqlite3"
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE said (word TEXT)")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("INSERT INTO said VALUES ('old')")
        database.commit()
        left = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, content in left.items():
        path.write_bytes(content)
    assert b"old" not in target.read_bytes()
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", str(target))
        yield target
        connection.close()


def build():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE said (word TEXT)")
        cursor.execute("INSERT INTO said VALUES ('new')")


def words_in(target):
    with closing(sqlite3.connect(target)) as database:
        return [word for (word,) in database.execute("SELECT word FROM said")]


def test_the_new_one_is_there_and_nothing_lies_beside_it(place):
    with new_place() as take_over:
        build()
        take_over()
    assert words_in(place) == ["new"]
    assert list(place.parent.iterdir()) == [place]


def test_who_is_stopped_before_the_last_step_has_the_old_one_with_what_was_in_its_log(place, monkeypatch):
    def stop(*_arguments):
        raise StoppedError

    monkeypatch.setattr(Path, "replace", stop)
    with new_place() as take_over:
        build()
        with pytest.raises(StoppedError):
            take_over()
    assert words_in(place) == ["old"]


def test_a_damaged_one_is_replaced_too(place):
    place.write_bytes(b"no database at all" * 1000)
    with new_place() as take_over:
        build()
        take_over()
    assert words_in(place) == ["new"]
