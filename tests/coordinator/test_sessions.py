"""Who reads the database cannot go on as someone who is signed in."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = pytest.mark.django_db


def test_what_is_stored_of_a_session_signs_nobody_in(anna):
    browser, thief = Client(), Client()
    browser.force_login(anna)
    assert browser.get("/partnerships/").status_code == 200
    [stored] = Session.objects.values_list("session_key", flat=True)
    assert stored != browser.cookies["sessionid"].value
    thief.cookies["sessionid"] = stored
    assert thief.get("/partnerships/").status_code == 302
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert thief.get("/partnerships/").status_code == 200


def test_signing_out_removes_the_session(anna):
    browser, other = Client(), Client()
    browser.force_login(anna)
    other.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert browser.post("/accounts/logout/").status_code == 302
    assert not Session.objects.exists()
    assert other.get("/partnerships/").status_code == 302


def test_a_session_changes_and_stays_one_row(anna):
    browser = Client()
    browser.force_login(anna)
    for language in ["nl", "en"]:
        session = browser.session
        session["noted"] = language
        session.save()
        assert browser.session["noted"] == language
    assert Session.objects.count() == 1
