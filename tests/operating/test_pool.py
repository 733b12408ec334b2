"""Connections to PostgreSQL come from a pool, and dead ones are noticed before anybody is lent one."""

import threading

import psycopg
import pytest
from django.db import connection

from assessments.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no pool")


def used_at_once(number):
    """Use so many connections at the same time, and give them back."""
    all_there, seen = threading.Barrier(number), []

    def use():
        seen.append(User.objects.count())
        all_there.wait()
        connection.close()

    threads = [threading.Thread(target=use) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def test_when_all_connections_died_the_next_requests_do_not_notice():
    connection.close()
    assert used_at_once(4) == [0] * 4
    assert connection.pool.get_stats()["pool_available"] >= 4
    with psycopg.connect(**connection.pool.kwargs | {"context": None, "cursor_factory": None}) as other:
        killed = other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert len(killed) >= 4
    assert used_at_once(4) == [0] * 4


def test_connections_go_back_to_the_pool():
    for _turn in range(3):
        User.objects.count()
        connection.close()
    stats = connection.pool.get_stats()
    assert stats["pool_available"] == stats["pool_size"]


def test_no_connection_compiles_its_queries():
    def is_compiled():
        with connection.cursor() as cursor:
            cursor.execute("SHOW jit")
            return cursor.fetchone()[0]

    assert is_compiled() == "off"
    connection.close()
    assert is_compiled() == "off"
