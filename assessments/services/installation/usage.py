"""Whether a site runs on the data: each process that serves, works or runs a command holds a lock while it does."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_NAME = "in-use.lock"
_LEAVING = 2.0
"""Seconds that PostgreSQL may take to forget a connection that was closed."""


class InUseError(Exception):
    """A web process, a worker or a command runs on the data."""


@contextmanager
def data_held() -> Iterator[None]:
    """Hold the data, together with others who do, after waiting for whoever has them alone.

    A program that this process becomes meanwhile goes on holding them; the system lets go when it ends.
    """
    file = _open()
    try:
        fcntl.flock(file, fcntl.LOCK_SH)
        os.set_inheritable(file, True)
        yield
    finally:
        os.close(file)


@contextmanager
def data_alone() -> Iterator[None]:
    """Have the data alone for a moment. Raises InUseError if a site runs on it, as far as that can be told.

    On this machine a lock tells it, and of PostgreSQL its list of who is connected, from whichever machine.
    """
    file = _open()
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError from error
        deadline = time.monotonic() + _LEAVING
        while _n_connected():
            if time.monotonic() > deadline:
                raise InUseError
            time.sleep(0.1)
        yield
    finally:
        os.close(file)


def _open() -> int:
    return os.open(Path(settings.DATA_DIR) / _NAME, os.O_RDWR | os.O_CREAT, 0o600)


def _n_connected() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        (number,) = cursor.fetchone()
    return int(number)
