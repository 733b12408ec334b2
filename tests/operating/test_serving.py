"""`manage.py serve`: it says what it lacks, and serves without writing anything but data."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from tests.processes import commands_with, wait_until
from tests.repository import ROOT, files

from .servers import manage, on_read_only_tree, rights

LONG = "een-andere-lange-willekeurige-tekst-van-voldoende-lengte"


def tree():
    """Return what the code consists of, with when it was written."""
    found = [*files("*"), *ROOT.glob("locale/*/LC_MESSAGES/*.mo")]
    assert len(found) > 500
    return {path: path.stat().st_mtime_ns for path in found}


def test_it_serves_from_a_read_only_tree_and_writes_data_alone(demo, servers, tmp_path):
    data = shutil.copytree(demo, tmp_path / "data")
    before, rows = tree(), _counted(data)
    server = servers.start(host="127.0.0.2", before=on_read_only_tree(), DATA_DIR=str(data))
    assert server.get("/")[0] == 200
    assert b"/static/" in server.get("/accounts/login/")[1]
    assert tree() == before
    assert _counted(data) == rows, "serving adds no rows: no demo, no catalogue"
    assert {mode & 0o077 for path, mode in rights(data).items() if "static" not in path.parts} == {0}

    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    wait_until(lambda: not commands_with(DATA_DIR=data))
    assert not server.is_listening()


def _counted(data):
    with closing(sqlite3.connect(data / "driekracht.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert len(tables) > 30
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}  # noqa: S608


def test_everything_that_is_missing_is_said_at_once(tmp_path):
    done = manage(
        "serve",
        DATA_DIR=str(tmp_path / "data"),
        SITE_URL="https://driekracht.oostwijk.test",
        ALLOWED_HOSTS="driekracht.oostwijk.test",
    )
    assert done.returncode == 1
    assert "Run: manage.py migrate" in done.stderr
    assert "Run: manage.py collectstatic" in done.stderr
    assert "BEHIND_PROXY is not set: every page would lead to itself" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "data").glob("static")), "it only looks"


@pytest.mark.parametrize("command", [["serve"], ["work"], ["migrate"], ["createadmin", "--email=a@b.test", "--name=A"]])
def test_a_database_that_is_away_is_a_sentence(tmp_path, command):
    done = manage(*command, DATA_DIR=str(tmp_path / "data"), DATABASE_URL="postgres://d:geheim@127.0.0.1:1/driekracht")
    assert done.returncode == 1
    assert "PostgreSQL at 127.0.0.1:1, database driekracht, is not reachable: " in done.stderr
    assert "refused" in done.stderr
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


def test_with_other_keys_nothing_starts_until_somebody_accepts_what_that_costs(demo, servers, tmp_path):
    data = shutil.copytree(demo, tmp_path / "data")
    other = {"DATA_DIR": str(data), "LINK_KEY": LONG}
    for command in ("serve", "work"):
        done = manage(command, **other)
        assert done.returncode == 1
        assert "Invitations were made with another LINK_KEY" in done.stderr
        assert "Traceback" not in done.stderr
    assert "driekracht.E004" in manage("check", "--database", "default", **other).stderr
    assert manage("accept_keys", "LINK_KEY", **other).returncode == 1
    assert manage("accept_keys", "LINK_KEY", "--yes", **other).returncode == 0
    assert servers.start(**other).get("/")[0] == 200
    assert "Invitations were made with another LINK_KEY" in manage("work", DATA_DIR=str(data)).stderr


def test_a_folder_without_its_keys_makes_no_new_ones(demo, tmp_path):
    data = shutil.copytree(demo, tmp_path / "data")
    (data / "link.key").unlink()
    done = manage("serve", DATA_DIR=str(data))
    assert done.returncode == 1
    assert done.stderr.startswith("Driekracht cannot start. ")
    assert "Put the file back" in done.stderr
    assert not (data / "link.key").exists()


def test_static_files_are_collected_without_keys_or_data(tmp_path):
    """As they are while an image is built."""
    done = manage("collectstatic", "--noinput", DATA_DIR=str(tmp_path / "data"), STATIC_ROOT=str(tmp_path / "static"))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "data").exists()
    modes = rights(tmp_path / "static").values()
    assert len(modes) > 300
    assert {mode & 0o044 for mode in modes} == {0o044}, "the account that serves them may be another one"


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:99999", "127.0.0.1:0"])
def test_an_address_to_listen_at_that_is_none_is_a_sentence(address):
    with pytest.raises(CommandError, match="but it must look like"):
        call_command("serve", bind=address, skip_checks=True)
