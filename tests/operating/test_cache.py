"""The cache stores what limits need, and runs nothing of what somebody put in its table."""

import base64
import os
import pickle

import pytest
from django.conf import settings as installed
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from collab.settings import CACHES as OURS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings):
    settings.CACHES = {"default": OURS["default"] | {"LOCATION": "cache_of_test"}}
    call_command("createcachetable", verbosity=0)
    return caches["default"]


class _Trap:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def put(key, value):
    """Write a value past the cache, as somebody with access to the database can."""
    stored = base64.b64encode(value).decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache_of_test SET value = %s WHERE cache_key LIKE %s", [stored, f"%{key}"])
        assert cursor.rowcount == 1


@pytest.mark.parametrize("value", [1, True, 1.5, "tekst", [1701423602.71, 1701423603.5], {"a": [1, "b"]}])
def test_what_is_put_in_comes_out_until_it_expires(cache, value):
    cache.set("sleutel", value, 60)
    assert cache.get("sleutel") == value
    assert cache.get_many(["sleutel", "ander"]) == {"sleutel": value}
    assert not cache.add("sleutel", 2, 60)
    cache.set("sleutel", value, -1)
    assert cache.get("sleutel") is None
    assert cache.add("sleutel", 2, 60)
    assert cache.get("sleutel") == 2


def test_a_pickle_that_runs_something_is_not_run(cache, tmp_path):
    cache.set("sleutel", 1, 60)
    trap = pickle.dumps(_Trap(tmp_path / "gelopen"))
    pickle.loads(pickle.dumps(_Trap(tmp_path / "kanarie")))  # noqa: S301 (the canary)
    assert (tmp_path / "kanarie").exists()
    put("sleutel", trap)
    assert cache.get("sleutel", "niets") == "niets"
    assert not (tmp_path / "gelopen").exists()


@pytest.mark.parametrize("value", [b"", b"geen pickle", b"\x80\x05]"])
def test_what_cannot_be_read_is_not_there(cache, value):
    cache.set("sleutel", 1, 60)
    put("sleutel", value)
    assert cache.get("sleutel") is None


def test_the_site_uses_it():
    assert OURS["default"]["BACKEND"] == "collab.cache.PlainCache"
    assert installed.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
