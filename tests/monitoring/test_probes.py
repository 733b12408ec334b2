"""Whoever keeps the site running asks by the address of the machine whether it is alive and ready."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings as product
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from assessments.models import Heartbeat
from assessments.monitoring.readiness import LONGEST_SILENCE, READINESS, Readiness
from assessments.services.heartbeat import FORGOTTEN, beat, n_workers, seconds_since_a_beat

BY_ADDRESS = {"host": "10.1.2.3:8000"}
ALL = {"database", "migrations", "storage", "worker"}


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch):
    """Nothing was found yet, and no time passes, so that no busy machine makes a kept answer old."""
    monkeypatch.setattr(READINESS, "_clock", lambda: 0.0)
    monkeypatch.setattr(READINESS, "_found", {})
    READINESS.forget()
    yield
    READINESS.forget()


def ready(client, question=""):
    READINESS.forget()
    answer = client.get(f"/readyz{question}", headers=BY_ADDRESS)
    return answer.status_code, answer.json()["checks"]


def wrong(checks):
    return {name for name, found in checks.items() if found != "ok"}


def test_a_probe_by_address_over_plain_http_is_answered_and_nothing_else_is(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz", headers=BY_ADDRESS)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert client.get("/privacy/", headers=BY_ADDRESS).status_code in {301, 400}
    settings.SECURE_SSL_REDIRECT = False
    client.raise_request_exception = False
    for path in ("/privacy/", "/healthz/", "/healthz/x", "//healthz"):
        assert client.get(path, headers=BY_ADDRESS).status_code == 400, path


def test_being_alive_needs_no_database(client, django_db_blocker):
    with django_db_blocker.block():
        assert client.get("/healthz").status_code == 200
        assert client.head("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_site_with_all_it_needs_is_ready(client):
    beat(now=timezone.now())
    assert ready(client) == (200, dict.fromkeys(ALL, "ok"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_probe_leaves_no_cookie_and_changes_nothing(client, path):
    for method in (client.get, client.head):
        answer = method(path, headers=BY_ADDRESS)
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
    assert client.post(path, headers=BY_ADDRESS).status_code == 405


@pytest.mark.django_db
def test_a_worker_that_never_ran_or_fell_silent_is_named(client):
    assert ready(client)[0] == 503
    assert ready(client)[1]["worker"] == "none has ever run: start manage.py work"
    beat(now=timezone.now() - timedelta(seconds=LONGEST_SILENCE + 60))
    status, checks = ready(client)
    assert (status, wrong(checks)) == (503, {"worker"})
    assert checks["worker"].startswith("silent for 18")
    assert ready(client, "?exclude=worker")[0] == 200, "a balancer must not take the site away for that"
    beat(now=timezone.now())
    assert ready(client)[0] == 200


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_counted(client):
    beat(now=timezone.now())
    (last,) = MigrationLoader(connection).graph.leaf_nodes("assessments")
    MigrationRecorder(connection).record_unapplied(*last)
    status, checks = ready(client)
    assert (status, wrong(checks)) == (503, {"migrations"})
    assert checks["migrations"].endswith("not applied: run manage.py migrate")


@pytest.mark.django_db
def test_a_newer_database_is_ready_since_machines_are_upgraded_one_by_one(client):
    beat(now=timezone.now())
    MigrationRecorder(connection).record_applied("assessments", "9999_of_the_next_version")
    assert ready(client)[0] == 200


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_is_named_without_its_path(client, private_folder):
    beat(now=timezone.now())
    private_folder.parent.joinpath("private").write_text("a file where the folder should be")
    status, checks = ready(client)
    assert (status, wrong(checks)) == (503, {"storage"})
    assert str(private_folder.parent) not in str(checks)


@pytest.mark.django_db(transaction=True)
def test_what_a_database_says_is_not_handed_on(client, caplog):
    secret = str(product.DATABASES["default"]["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE assessments_heartbeat RENAME TO gone_for_now")
    try:
        status, checks = ready(client)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone_for_now RENAME TO assessments_heartbeat")
    assert (status, wrong(checks)) == (503, {"worker"})
    assert secret not in str(checks)
    assert "heartbeat" not in str(checks)


@pytest.mark.django_db
def test_many_probes_are_one_look_and_a_change_is_one_line(client, caplog, django_assert_num_queries):
    caplog.set_level(logging.INFO)
    assert [ready(client)[0] for _time in range(3)] == [503] * 3
    assert [line.getMessage() for line in caplog.records] == [
        "Readiness: worker: none has ever run: start manage.py work"
    ]
    assert client.get("/readyz").status_code == 503
    with django_assert_num_queries(0):
        for _time in range(20):
            assert client.get("/readyz").status_code == 503
    beat(now=timezone.now())
    caplog.clear()
    assert ready(client)[0] == 200
    assert [line.getMessage() for line in caplog.records] == ["Readiness: worker: well again"]


@pytest.mark.django_db
def test_what_was_found_is_kept_for_two_seconds():
    time = [100.0]
    readiness = Readiness(lambda: time[0])
    assert readiness.now()["worker"]
    beat(now=timezone.now())
    time[0] += 1.9
    assert readiness.now()["worker"]
    time[0] += 0.2
    assert not readiness.now()["worker"]


@pytest.mark.django_db
def test_each_worker_has_one_row_and_silent_ones_are_forgotten():
    now = timezone.now()
    Heartbeat.objects.create(worker="old:1", beat_at=now - FORGOTTEN - timedelta(seconds=1))
    Heartbeat.objects.create(worker="other:1", beat_at=now - timedelta(seconds=30))
    beat(now=now - timedelta(seconds=10))
    beat(now=now)
    assert Heartbeat.objects.count() == 2
    assert n_workers(now=now, within=20) == 1
    assert n_workers(now=now, within=60) == 2
    assert seconds_since_a_beat(now=now + timedelta(seconds=7)) == pytest.approx(7, abs=0.001)
