"""Where the secret keys come from, and that none is made where another one is needed."""

import sqlite3
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured

from collab.keys import find_key

KEY = "een-lange-willekeurige-tekst-die-niemand-raadt"


def test_a_key_is_made_once_and_only_its_owner_gets_at_the_data(tmp_path):
    file = tmp_path / "link.key"
    made = find_key("LINK_KEY", file, None, environ={})
    assert len(made.value) >= 48
    assert not file.exists(), "whoever only looks leaves no key behind"
    for _time in range(2):
        made.keep()
        assert find_key("LINK_KEY", file, None, environ={}).value == made.value
    assert [path.name for path in tmp_path.iterdir()] == ["link.key"]
    assert file.stat().st_mode & 0o077 == 0


def test_of_two_processes_that_make_a_key_at_once_one_keeps_it_and_the_other_says_so(tmp_path):
    file = tmp_path / "link.key"
    first, second = (find_key("LINK_KEY", file, None, environ={}) for _number in range(2))
    first.keep()
    with pytest.raises(ImproperlyConfigured, match="Another process has just made the key"):
        second.keep()
    assert file.read_text() == first.value


def test_a_key_that_cannot_be_kept_is_one_sentence(tmp_path):
    made = find_key("LINK_KEY", tmp_path / "nowhere" / "link.key", None, environ={})
    with pytest.raises(ImproperlyConfigured, match=r"cannot be kept in .*: No such file or directory\. The site must"):
        made.keep()


def test_a_key_that_is_given_is_never_written(tmp_path):
    find_key("LINK_KEY", tmp_path / "link.key", None, environ={"LINK_KEY": KEY}).keep()
    assert list(tmp_path.iterdir()) == []


def test_a_key_comes_from_the_environment_from_a_file_or_from_beside_the_data(tmp_path):
    secret, kept = tmp_path / "run" / "secret", tmp_path / "link.key"
    secret.parent.mkdir()
    secret.write_text(KEY + "\n")

    def found(**environ):
        key = find_key("LINK_KEY", kept, None, environ=environ)
        return key.value, key.source, key.is_new

    assert found(LINK_KEY=KEY) == (KEY, "LINK_KEY", False)
    assert found(LINK_KEY_FILE=str(secret)) == (KEY, str(secret), False)
    assert not kept.exists()
    assert found()[1:] == (str(kept), True)
    kept.write_text(KEY)
    assert found() == (KEY, str(kept), False)


def test_a_key_is_in_no_trace_of_an_error(tmp_path):
    key = find_key("LINK_KEY", tmp_path / "link.key", None, environ={"LINK_KEY": KEY})
    assert KEY not in repr(key)
    assert "LINK_KEY" in repr(key)


@pytest.mark.parametrize(
    ("environ", "content", "told"),
    [
        (
            {"LINK_KEY": KEY, "LINK_KEY_FILE": "/run/key"},
            None,
            "Set only one of the environment variables LINK_KEY and LINK",
        ),
        (
            {"LINK_KEY_FILE": "/nowhere/key"},
            None,
            "LINK_KEY_FILE leads to /nowhere/key, which cannot be read: ",
        ),
        ({}, " \n", "link.key cannot be read: that file is empty"),
    ],
)
def test_what_is_wrong_with_a_key_is_one_sentence(tmp_path, environ, content, told):
    kept = tmp_path / "link.key"
    if content is not None:
        kept.write_text(content)
    with pytest.raises(ImproperlyConfigured) as refused:
        find_key("LINK_KEY", kept, None, environ=environ)
    assert told in str(refused.value)


def test_no_key_is_made_beside_a_database_that_was_made_with_another(tmp_path):
    kept, database = tmp_path / "link.key", tmp_path / "driekracht.sqlite3"
    database.touch()
    assert find_key("LINK_KEY", kept, database, environ={}).is_new, "an empty file is no database"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
    assert database.stat().st_size > 0
    assert find_key("LINK_KEY", kept, database, environ={}).is_new, "who only looks leaves a database without tables"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("CREATE TABLE made (with_a_key)")
    with pytest.raises(ImproperlyConfigured) as refused:
        find_key("LINK_KEY", kept, database, environ={})
    assert f"{kept} is missing, but {database} is there" in str(refused.value)
    assert "Put the file back" in str(refused.value)
    assert "manage.py accept_keys" in str(refused.value)
    assert not kept.exists()
    assert find_key("LINK_KEY", kept, database, environ={"LINK_KEY": KEY}).value == KEY
    database.write_bytes(b"SQLite format 3\0")
    with pytest.raises(ImproperlyConfigured, match="is missing, but"):
        find_key("LINK_KEY", kept, database, environ={})
