"""Sessions: reading the database lets nobody in; users see where they are signed in, and really end it."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.vocabulary.languages import LANGUAGES
from collab.accounts.views import device_name
from tests.cast import PASSWORD
from tests.pages import signed_in, words

pytestmark = pytest.mark.django_db

PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
NEW_PASSWORD = "vier woorden achter elkaar"


def sign_in(email="anna@voorbeeld.test", agent=FIREFOX):
    browser = Client(headers={"user-agent": agent})
    browser.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert is_in(browser)
    return browser


def is_in(browser):
    return browser.get("/partnerships/").status_code == 200


def everything_stored():
    """Return all that is in the database, as text."""
    rows = [model.objects.values_list() for model in apps.get_models(include_auto_created=True)]
    return str([list(found) for found in rows])


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


def test_the_key_of_a_session_is_in_no_table(anna):
    browser = sign_in()
    browser.get(PAGE)
    browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert is_in(browser)
    key = browser.cookies["sessionid"].value
    [noted] = UserSession.objects.all()
    stored = everything_stored()
    assert noted.session_key in stored
    assert "Firefox/128.0" in stored
    assert key not in stored
    thief = Client()
    thief.cookies["sessionid"] = noted.session_key
    assert not is_in(thief)


def test_signing_out_removes_the_session(anna):
    browser, other = sign_in(), Client()
    other.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert browser.post("/accounts/logout/").status_code == 302
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert not is_in(other)


def test_a_session_changes_and_stays_one_row(anna):
    browser = Client()
    browser.force_login(anna)
    for language in LANGUAGES:
        session = browser.session
        session["noted"] = language
        session.save()
        assert browser.session["noted"] == language
    assert Session.objects.count() == 1


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(anna, bas):
    here, phone, other = sign_in(), sign_in(agent=IPHONE), sign_in("bas@voorbeeld.test")
    seen = here.get(PAGE)
    assert "Firefox op Windows" in words(seen)
    assert "Safari op iPhone" in words(seen)
    [number] = re.findall(r'name="end"\s+value="(\d+)"', seen.content.decode())
    assert other.post(PAGE, {"end": number}).status_code == 404
    for nonsense in ("x", "9" * 30, "-1", ""):
        here.post(PAGE, {"end": nonsense})
    assert is_in(phone)
    assert "Die sessie is beëindigd." in words(here.post(PAGE, {"end": number}, follow=True))
    assert not is_in(phone)
    assert is_in(here)
    assert is_in(other)
    assert "U bent nergens anders ingelogd." in words(here.get(PAGE))


def test_all_others_end_at_once_and_that_of_someone_else_does_not(anna, bas):
    here, *elsewhere = [sign_in() for _number in range(3)]
    other = sign_in("bas@voorbeeld.test")
    here.post(PAGE, {"others": "1"})
    assert [is_in(one) for one in (here, *elsewhere, other)] == [True, False, False, True]
    assert UserSession.objects.count() == Session.objects.count() == 2


def test_a_new_password_ends_the_other_sessions_for_real(anna):
    here, elsewhere = sign_in(), sign_in()
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    here.post("/accounts/password/change/", fields)
    assert [is_in(here), is_in(elsewhere)] == [True, False]
    assert UserSession.objects.count() == 1
    assert "Dit apparaat Firefox op Windows" in words(here.get(PAGE))


def test_looking_changes_no_row_and_costs_the_same_for_thirty(anna):
    here = sign_in()
    before = everything_stored()
    here.get(PAGE)
    here.head(PAGE)
    assert everything_stored() == before
    with CaptureQueriesContext(connection) as few:
        here.get(PAGE)
    for number in range(30):
        session = Session.objects.create(session_key=f"k{number}", expire_date=Session.objects.first().expire_date)
        UserSession.objects.create(user=anna, session_key=session.session_key, ip="127.0.0.1", user_agent="x")
    with CaptureQueriesContext(connection) as many:
        seen = here.get(PAGE)
    assert seen.content.decode().count('name="end"') == 30
    assert len(many) == len(few)


def test_a_session_from_before_this_page_is_shown_as_this_device(anna):
    seen = signed_in(anna).get(PAGE)
    assert "Dit apparaat" in words(seen)
    assert seen.status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
            "Edge op Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome op Android",
        ),
        ("curl/8.0", "Een apparaat dat we niet kennen"),
        ("", "Een apparaat dat we niet kennen"),
    ],
)
def test_a_browser_is_named_as_people_do(agent, name):
    assert device_name(agent) == name
