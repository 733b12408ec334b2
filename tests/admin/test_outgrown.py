"""Whoever manages the site or its server is told when SQLite has become too small for it."""

import os

import pytest
from django.core.checks import run_checks
from django.db import connection

from assessments import checks
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOLD = "Deze site is te groot geworden voor de database"


@pytest.fixture
def database(tmp_path, monkeypatch):
    """Return a file that is taken for the database."""
    file = tmp_path / "driekracht.sqlite3"
    file.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    return file


def told(beheer):
    found = {message.id for message in run_checks()} & {"driekracht.W020"}
    return bool(found), TOLD in words(beheer.get("/beheer/"))


def test_a_large_file_is_told_to_both(database, beheer):
    os.truncate(database, checks.MOST_OF_SQLITE - 1)
    assert told(beheer) == (False, False)
    os.truncate(database, checks.MOST_OF_SQLITE)
    assert told(beheer) == (True, True)
    assert "1024 MB" in words(beheer.get("/beheer/"))
