"""What the session store relies on in Django: that every way to the table passes the digest."""

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab.accounts.session_store import SessionStore, digest_of

pytestmark = pytest.mark.django_db


def test_django_still_has_the_methods_that_are_overridden():
    """One of them is private; when it has another name, ours is never called and nobody stays signed in."""
    ours = {"stay", "is_found", "_stored_until", "_was_found"}
    overridden = {name for name in vars(SessionStore) if not name.startswith("__")} - ours
    assert overridden == {"_get_session_from_db", "exists", "create_model_instance", "delete", "encode", "decode"}
    assert overridden <= set(vars(db.SessionStore)) | set(vars(SessionBase))


def test_every_step_in_the_life_of_a_session_finds_it_by_its_digest_and_never_names_its_key():
    with CaptureQueriesContext(connection) as asked:
        begun = SessionStore()
        begun["who"] = "anna"
        begun.create()
        begun["who"] = "bas"
        begun.save()
        keys = [begun.session_key]
        assert SessionStore(keys[0]).load() == {"who": "bas"}
        assert SessionStore().exists(keys[0])
        again = SessionStore(keys[0])
        again.cycle_key()
        keys.append(again.session_key)
        assert list(Session.objects.values_list("session_key", flat=True)) == [digest_of(keys[1])]
        assert SessionStore(keys[1])["who"] == "bas"
        assert SessionStore(digest_of(keys[1])).load() == {}
        again.delete()
        assert not Session.objects.exists()
    statements = " ".join(query["sql"] for query in asked)
    assert digest_of(keys[0]) in statements
    assert digest_of(keys[1]) in statements
    assert not any(key in statements for key in keys)
