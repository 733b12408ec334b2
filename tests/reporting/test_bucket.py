"""Files of results in a bucket that speaks S3, as several machines share it, tried against a server of its own."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from assessments.models import Result
from assessments.services import kept_reports, reports
from assessments.services.kept_reports import delete_reports_of, delete_unused_reports, find, get_or_make
from assessments.services.shelves.bucket import Bucket, Remembered
from assessments.services.shelves.folder import Folder
from collab.bucket import storage_in
from tests.pages import signed_in, words

from .results import closed_round, frozen_result

pytestmark = pytest.mark.django_db
TABLES = reports.tables(kind="json", language="nl")
DAYS = timedelta(days=2)
NAME = "results-of-this-file"
"""No other test has a bucket of this name: all servers of a process share what they hold."""


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer  # no other test needs it, and every worker reads this file

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch, tmp_path):
    """An empty bucket, where this machine and others keep what they make."""
    for name, value in {
        "S3_ENDPOINT_URL": server,
        "S3_REGION": "eu-west-1",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
        "S3_PREFIX": "driekracht",
    }.items():
        monkeypatch.setenv(name, value)
    settings.PRIVATE_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"reports": storage_in(NAME)}
    storage = storages["reports"]
    made = storage.connection.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield made
    made.objects.all().delete()
    made.delete()
    kept_reports._bucket.cache_clear()


@pytest.fixture
def another_machine(bucket, tmp_path):
    """What another machine finds: nothing in memory, nothing on disk."""
    return lambda: Bucket(storages["reports"], Folder(tmp_path / "another"))


@pytest.fixture
def result(partnership, bucket):
    return Result.objects.get(round=closed_round(partnership))


def names(bucket):
    return {one.key for one in bucket.objects.all() if not one.key.endswith("in-use")}


def found_by(machine, result, wanted):
    return machine.find(kept_reports.own_edition(), result.checksum, kept_reports._digest(wanted.what))


def test_what_one_machine_makes_another_one_serves_whole(result, bucket, another_machine, tmp_path):
    wanted = reports.result_page(language="nl")
    made = reports.make(result, wanted)
    assert {name.split("/")[0] for name in names(bucket)} == {"driekracht"}
    assert len(names(bucket)) == 1
    found = found_by(another_machine(), result, wanted)
    assert dict(found) == dict(made)
    assert "parts.html" in found
    assert reports.charts_in(found)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_there_is_seen_without_fetching_it(result, bucket, another_machine, caplog):
    reports.make(result, TABLES)
    other = another_machine()
    places = [(kept_reports.own_edition(), result.checksum, kept_reports._digest(TABLES.what)), ("no", "such", "thing")]
    with caplog.at_level("DEBUG", "botocore.endpoint"):
        assert [other.has(*place) for place in places] == [True, False]
    asked = re.findall(r"Sending http request: .*method=(\w+)", caplog.text)
    assert set(asked) == {"HEAD"}


def test_it_is_made_once_and_read_once(result, bucket):
    n_made = []

    def make(folder):
        n_made.append(1)
        (folder / "words").write_text("tekst")

    for _time in range(3):
        assert get_or_make(result, "words", make)["words"] == b"tekst"
    assert n_made == [1]


def test_what_fails_halfway_is_not_there(result, bucket, tmp_path):
    def make(folder):
        (folder / "words").write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        get_or_make(result, "words", make)
    assert names(bucket) == set()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_result_that_changed_leaves_nothing_and_another_stays(result, bucket, partnership, another_machine):
    other = Result.objects.get(round=closed_round(partnership, frozen_result(title="Meting 2027")))
    for one in (result, other):
        reports.make(one, TABLES)
    delete_reports_of(result.checksum)
    assert find(result.checksum, TABLES.what) is None
    assert found_by(another_machine(), result, TABLES) is None
    assert found_by(another_machine(), other, TABLES) is not None


def test_what_nobody_needs_is_deleted(result, bucket, partnership, settings):
    other = Result.objects.get(round=closed_round(partnership, frozen_result(title="Meting 2027")))
    for one in (result, other):
        reports.make(one, TABLES)
    other.round.delete()
    now = timezone.now()
    assert delete_unused_reports(now=now) == 1
    (kept,) = names(bucket)
    settings.TIME_ZONE = "Europe/Lisbon"  # another edition
    reports.make(result, TABLES)
    assert delete_unused_reports(now=now) == 0
    assert delete_unused_reports(now=now + DAYS) == 1
    assert kept not in names(bucket)
    assert len(names(bucket)) == 1
    assert len(list(bucket.objects.all())) == 2


def test_it_is_served_to_whoever_may_have_it_and_has_no_other_address(result, bucket, anna, chris):
    address = f"/rounds/{result.round_id}/export/?format=json"
    assert signed_in(anna).get(address).status_code == 200
    assert signed_in(chris).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    (stored,) = bucket.objects.all().filter(Prefix="driekracht/" + kept_reports.own_edition() + "/" + result.checksum)
    assert [grant["Permission"] for grant in stored.Object().Acl().grants] == ["FULL_CONTROL"]  # of its owner alone


@pytest.fixture
def away(bucket, settings, monkeypatch):
    """Let nobody answer where the bucket is."""
    monkeypatch.setenv("S3_ENDPOINT_URL", "http://127.0.0.1:9")
    settings.STORAGES = settings.STORAGES | {"reports": storage_in(NAME)}
    kept_reports._bucket.cache_clear()


def test_a_bucket_that_does_not_answer_is_said_on_a_page(result, away, anna):
    answer = signed_in(anna).get(f"/rounds/{result.round_id}/result/", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert "kon niet worden gemaakt" in answer.content.decode()


def test_a_bucket_that_does_not_answer_is_told_to_whoever_makes_a_report_by_hand(result, away, tmp_path):
    with pytest.raises(CommandError, match="The bucket with files does not work: Could not connect"):
        call_command("render_report", str(result.round_id), "-o", str(tmp_path / "report.pdf"))


def test_a_partnership_is_deleted_while_the_bucket_does_not_answer(
    result, anna, away, caplog, django_capture_on_commit_callbacks
):
    partnership = result.round.partnership
    fields = {"name": partnership.name}
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(anna).post(f"/partnerships/{partnership.pk}/delete/", fields, follow=True)
    assert "is verwijderd" in words(answer)
    assert "the worker tries again" in caplog.text


def test_memory_holds_so_much_and_forgets_the_oldest():
    kept = Remembered(10)
    kept.put("edition/a/1", {"x": b"12345"})
    kept.put("edition/b/1", {"x": b"12345"})
    assert kept.get("edition/a/1")
    kept.put("edition/c/1", {"x": b"12345"})
    assert [place for place in ("a", "b", "c") if kept.get(f"edition/{place}/1")] == ["a", "c"]
    kept.forget("a")
    assert kept.get("edition/a/1") is None
    assert kept.size == 5
