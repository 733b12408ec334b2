"""The drill: a site is backed up while people answer, and stands elsewhere again, on either database."""

import json
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing

import pytest
import requests

from tests.e2e.http_partner import Form
from tests.patience import PATIENCE
from tests.some import some
from tools.test import postgresql

from .servers import Servers, manage

pytestmark = pytest.mark.once
LINKS = """
from assessments.links import invitation_token
from assessments.models import Invitation
for one in Invitation.objects.filter(round__state="open", is_superseded=False).order_by("pk")[:8]:
    print(f"/i/{invitation_token(one.pk, one.generation)}/")
"""
PLAN = "/partnerships/1/plan.pdf"
MAKE_NEXT = """
from django.utils import timezone
from assessments.services.report_making import make_next
make_next("a worker", now=timezone.now)
"""


@pytest.fixture(scope="module")
def database():
    with postgresql() as address:
        yield address


@pytest.fixture(scope="module")
def bucket():
    """The settings for a bucket that several machines share."""
    from moto.server import ThreadedMotoServer  # every worker reads this file

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "S3_BUCKET": "reports",
        "S3_ENDPOINT_URL": f"http://{host}:{port}",
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
    }
    requests.put(f"{settings['S3_ENDPOINT_URL']}/{settings['S3_BUCKET']}", timeout=PATIENCE).raise_for_status()
    yield settings
    server.stop()


def links_of(**settings):
    """Return personal links of the installation, made with its own key."""
    done = manage("shell", "--no-imports", "-c", LINKS, **settings)
    return some([line for line in done.stdout.splitlines() if line.startswith("/i/")])


def visitor():
    session = requests.Session()
    session.trust_env = False
    return session


def signed_in(server, data):
    """Return a visitor who signed in as the demo's coordinator."""
    email, password = (data / "demo-signins.txt").read_text().splitlines()[0].split(": ")
    session = visitor()
    page = session.get(f"{server.url}/accounts/login/", timeout=PATIENCE)
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    page = session.post(f"{server.url}/accounts/login/", form, headers={"Referer": page.url}, timeout=PATIENCE)
    assert "/accounts/login/" not in page.url
    return session


def is_signed_in(session, server):
    page = session.get(f"{server.url}/partnerships/", timeout=PATIENCE)
    return "/accounts/login/" not in page.url and page.ok


class Savers:
    """People who go on answering, each through a link of their own."""

    def __init__(self, server, links):
        self.server, self.n_saved, self.refused = server, 0, []
        self.is_stopping = threading.Event()
        self.threads = [threading.Thread(target=self._answer, args=(link,)) for link in links]

    def _answer(self, link):
        session, address = visitor(), self.server.url + link
        page = session.get(address, timeout=PATIENCE)
        while not self.is_stopping.is_set():
            form = Form(page.text)
            chosen = {name: options[0] for name, options in form.options.items()}
            page = session.post(self.server.url + form.action, form.fields | chosen | {"go": "next"}, timeout=PATIENCE)
            if not page.ok:
                self.refused.append(page.status_code)
                return
            self.n_saved += 1
            if page.url.endswith("/check/"):
                page = session.get(address, timeout=PATIENCE)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.is_stopping.set()
        for thread in self.threads:
            thread.join(PATIENCE)


def rows_in(path):
    """Return the rows of a backup, per table."""
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.startswith("rows/")]
        assert len(names) > 30
        return {name: [json.loads(line) for line in packed.read(name).splitlines()] for name in names}


def ok(done):
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(demo, tmp_path_factory):
    """A site that is backed up while people answer, with what it has that must work elsewhere too."""
    with Servers() as servers:
        yield Source(demo, tmp_path_factory.mktemp("source"), servers)


class Source:
    """A site, its backup, its personal links and somebody who is signed in."""

    def __init__(self, demo, folder, servers):
        self.data, self.backup = shutil.copytree(demo, folder / "data"), folder / "backup.zip"
        self.links = links_of(DATA_DIR=str(self.data))
        server = servers.start(DATA_DIR=str(self.data))
        self.visitor = signed_in(server, self.data)
        with Savers(server, self.links[:4]) as savers:
            while savers.n_saved < 4:
                assert savers.refused == []
            self.said = ok(manage("backup", str(self.backup), DATA_DIR=str(self.data)))
            n_before = savers.n_saved
            while savers.n_saved == n_before:
                assert savers.refused == [], "who answers meanwhile notices nothing"
        self.refused = manage("restore", str(self.backup), "--replace", DATA_DIR=str(self.data))
        server.end()

    def keys(self):
        return {f"{name.upper()}_KEY": (self.data / f"{name}.key").read_text() for name in ("link", "secret")}


def test_a_backup_is_for_its_owner_alone_and_not_restored_under_a_running_site(source):
    assert source.backup.stat().st_mode & 0o777 == 0o600
    assert "with the keys" in source.said
    assert len(rows_in(source.backup)["rows/assessments_response.jsonl"]) > 4
    assert source.refused.returncode == 1
    assert "A site is running" in source.refused.stderr


@pytest.fixture
def crashed(demo, tmp_path):
    """A site that lost a key, beside whose database lies a log that was never written to it."""
    folder = shutil.copytree(demo, tmp_path / "crashed")
    _crash(folder)
    (folder / "link.key").unlink()
    return folder


def _crash(folder):
    """Leave a log that was never written to its database, of somebody whom no backup knows."""
    database = sqlite3.connect(folder / "driekracht.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA wal_autocheckpoint=0")
    database.execute("UPDATE assessments_user SET email = 'spook' WHERE id = 1")
    database.commit()
    left = {path: path.read_bytes() for path in folder.glob("driekracht.sqlite3*")}
    database.close()
    for path, content in left.items():
        path.write_bytes(content)


def _is_haunted(folder):
    with closing(sqlite3.connect(folder / "driekracht.sqlite3")) as database:
        (count,) = database.execute("SELECT count(*) FROM assessments_user WHERE email = 'spook'").fetchone()
    return count == 1


def test_a_site_is_restored_over_one_that_crashed(source, crashed, servers, tmp_path):
    refused = manage("restore", str(source.backup), DATA_DIR=str(crashed))
    assert (refused.returncode, "There is a site here already" in refused.stderr) == (1, True)
    assert _is_haunted(crashed), "nothing is lost"
    _crash(crashed)
    assert (crashed / "driekracht.sqlite3-wal").stat().st_size > 0
    ok(manage("restore", str(source.backup), "--replace", DATA_DIR=str(crashed)))
    assert sorted(path.name for path in crashed.glob("driekracht*")) == ["driekracht.sqlite3"]
    assert (crashed / "link.key").read_text() == (source.data / "link.key").read_text()
    assert {path.stat().st_mode & 0o077 for path in crashed.glob("*.*")} == {0}
    with closing(sqlite3.connect(crashed / "driekracht.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not _is_haunted(crashed)
    again = tmp_path / "again.zip"
    assert "without the keys" in ok(manage("backup", str(again), "--without-keys", DATA_DIR=str(crashed)))
    assert rows_in(again) == rows_in(source.backup)
    with zipfile.ZipFile(again) as packed:
        assert not [name for name in packed.namelist() if name.startswith("keys/")]
    _works(source, servers.start(DATA_DIR=str(crashed)))


def _works(source, *webs):
    """All that was handed out before the backup works at these servers, and nothing else does."""
    for web in webs:
        assert [visitor().get(web.url + link, timeout=PATIENCE).status_code for link in source.links] == [200] * 8
        assert visitor().get(web.url + source.links[0][:-3] + "xx/", timeout=PATIENCE).status_code == 404
        assert is_signed_in(source.visitor, web)
        assert not is_signed_in(visitor(), web)


def test_a_site_moves_to_postgresql_where_two_machines_serve_it_and_back(source, servers, database, bucket, tmp_path):
    shared = source.keys() | {"DATABASE_URL": database, "STATIC_ROOT": str(source.data / "static")}
    one, two = ({**shared, "DATA_DIR": str(tmp_path / name)} for name in ("one", "two"))
    ok(manage("restore", str(source.backup), **one))
    moved, last, back = tmp_path / "moved.zip", tmp_path / "last.zip", tmp_path / "back"
    ok(manage("backup", str(moved), **one))
    assert rows_in(moved) == rows_in(source.backup)

    here, there = servers.start(**one, **bucket), servers.start(**two, **bucket)
    _works(source, here, there)
    assert source.visitor.get(here.url + PLAN, timeout=PATIENCE).status_code == 503, "nobody has made it"
    ok(manage("shell", "--no-imports", "-c", MAKE_NEXT, **two, **bucket))
    papers = [source.visitor.get(web.url + PLAN, timeout=PATIENCE) for web in (here, there)]
    assert [(paper.status_code, paper.content[:5]) for paper in papers] == [(200, b"%PDF-")] * 2
    assert papers[0].content == papers[1].content, "what one machine makes, all give"
    partner = visitor()
    form = Form(partner.get(here.url + source.links[-1], timeout=PATIENCE).text)
    chosen = {name: options[0] for name, options in form.options.items()}
    saved = partner.post(there.url + form.action, form.fields | chosen | {"go": "next"}, timeout=PATIENCE)
    assert saved.status_code == 200, "what was begun at one machine is saved by the other"
    assert "A site is running" in manage("restore", str(moved), "--replace", **one).stderr
    for web in (here, there):
        web.end()

    ok(manage("restore", str(moved), "--replace", **two))
    ok(manage("restore", str(moved), DATA_DIR=str(back)))
    ok(manage("backup", str(last), DATA_DIR=str(back)))
    assert rows_in(last) == rows_in(source.backup)
    with closing(sqlite3.connect(back / "driekracht.sqlite3")) as restored:
        documents = some(restored.execute("SELECT document FROM assessments_result").fetchall())
        assert {document[:16] for (document,) in documents} == {'{"questionnaire"'}
