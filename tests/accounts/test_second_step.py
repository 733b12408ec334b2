"""Signing in with a second step: turned on by who shows a code, asked from then on, with spare codes."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

ACTIVATE = "/accounts/2fa/totp/activate/"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def sign_in(client):
    return client.post("/accounts/login/", {"login": "anna@voorbeeld.test", "password": PASSWORD})


def sign_in_and_show_who(client):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def turn_on(client):
    """Turn the second step on and return the spare codes."""
    page = client.get(ACTIVATE).content.decode()
    [secret] = re.findall(r'class="secret">(\w+)<', page)
    page = client.post(ACTIVATE, {"code": code_of(secret)}, follow=True).content.decode()
    assert "Uw reservecodes" in page
    return re.findall(r"<li><code>(\w+)</code></li>", page)


def test_turning_it_on_asks_for_the_password_once_more(client, anna):
    client.force_login(anna)
    asked = client.get(ACTIVATE)
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert "Laat zien dat u het bent" in client.get(asked.url).content.decode()
    refused = client.post(asked.url, {"password": "niet dit wachtwoord"}).content.decode()
    assert "Dit wachtwoord klopt niet." in refused
    assert client.post(asked.url, {"password": PASSWORD}).url == ACTIVATE


def test_a_wrong_code_does_not_turn_it_on(client, anna):
    sign_in_and_show_who(client)
    client.get(ACTIVATE)
    page = client.post(ACTIVATE, {"code": "geen"}).content.decode()
    assert "Deze code klopt niet." in page
    assert "Dit staat uit." in client.get("/accounts/2fa/").content.decode()


def test_once_on_a_password_alone_is_not_enough_and_a_spare_code_works_once(client, anna):
    sign_in_and_show_who(client)
    spare = turn_on(client)
    assert len(spare) == 10
    client.post("/accounts/logout/")
    step = sign_in(client)
    assert step.url == "/accounts/2fa/authenticate/"
    assert client.get("/partnerships/").url.startswith("/accounts/login/")
    assert "Deze code klopt niet." in client.post(step.url, {"code": "123"}).content.decode()
    assert client.post(step.url, {"code": spare[0]}).url == "/partnerships/"
    assert client.get("/partnerships/").status_code == 200
    assert "U hebt nog 9 reservecodes." in client.get("/accounts/2fa/").content.decode()
    client.post("/accounts/logout/")
    sign_in(client)
    assert "Deze code klopt niet." in client.post(step.url, {"code": spare[0]}).content.decode()


def test_turning_it_off_asks_first(client, anna):
    sign_in_and_show_who(client)
    turn_on(client)
    assert "De tweede stap uitzetten?" in client.get("/accounts/2fa/totp/deactivate/").content.decode()
    page = client.post("/accounts/2fa/totp/deactivate/", follow=True).content.decode()
    assert "De tweede stap staat uit." in page
    assert "Dit staat uit." in page
