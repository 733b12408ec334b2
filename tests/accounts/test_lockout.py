"""Guessing is stopped over all processes, for passwords, codes and passkeys, and the stop ends by itself."""

import json
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from allauth.account import app_settings as of_accounts
from allauth.core.internal.ratelimit import get_cache_key, parse_rates
from allauth.mfa import app_settings as of_second_steps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from collab.accounts.tries import CODES_ANYWHERE, HERE, PASSWORDS_ANYWHERE
from tests.cast import PASSWORD
from tests.pages import words
from tests.repository import ROOT

from .test_second_step import sign_in_and_show_who, turn_on

LOGIN = "/accounts/login/"
PASSKEY = "/accounts/2fa/webauthn/login/"

TRY_ELSEWHERE = """
import django
django.setup()
from django.test import Client
from django.conf import settings
assert settings.CACHES["default"]["BACKEND"].endswith("PlainCache")
for _try in range(3):
    wrong = {"login": "anna@voorbeeld.test", "password": "geraden"}
    assert Client(SERVER_NAME="localhost").post("/accounts/login/", wrong).status_code == 200
"""


def sign_in(client, password=PASSWORD):
    return client.post(LOGIN, {"login": "anna@voorbeeld.test", "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def later(monkeypatch, seconds):
    """Let the clock stand still, so many seconds from now."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def address_of_the_database():
    about = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{about['NAME']}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{about['NAME']}").geturl()


@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_in_another_process_count_here_as_well(anna, settings, tmp_path):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable")
    cache.clear()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "collab.settings",
        "DATABASE_URL": address_of_the_database(),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "LINK_KEY": settings.LINK_KEY,
        "DEBUG": "true",  # no manifest of collected static files is needed
        "LOG_LEVEL": "ERROR",
    }
    subprocess.run([sys.executable, "-c", TRY_ELSEWHERE], cwd=ROOT, env=environment, check=True)
    here = Client(SERVER_NAME="localhost")
    for _try in range(2):
        assert "horen niet bij elkaar" in words(sign_in(here, "geraden"))
    assert "Dit is te vaak geprobeerd. Wacht vijf minuten" in words(sign_in(here))
    assert not is_signed_in(here)
    cache.clear()


@pytest.mark.django_db
def test_the_stop_ends_by_itself_after_five_minutes(client, anna, monkeypatch):
    later(monkeypatch, 0)
    for _try in range(5):
        sign_in(client, "geraden")
    sign_in(client)
    assert not is_signed_in(client)
    later(monkeypatch, 5 * 60 + 1)
    sign_in(client)
    assert is_signed_in(client)


@pytest.mark.django_db
def test_guessing_the_second_step_is_stopped_also_in_another_browser(client, anna, monkeypatch):
    sign_in_and_show_who(client)
    spare = turn_on(client)
    other = Client()
    for browser in (other, Client()):
        step = sign_in(browser).url
        for _try in range(5):
            last = browser.post(step, {"code": "000000"})
    assert "Dit is te vaak geprobeerd" in words(last)
    assert "Dit is te vaak geprobeerd" in words(other.post(step, {"code": spare[0]}))
    assert not is_signed_in(other)
    shown = json.dumps({"id": "x", "rawId": "eA", "type": "public-key", "response": {}})
    assert other.post(step, {"credential": shown}).status_code == 200
    later(monkeypatch, 5 * 60 + 1)
    assert other.post(step, {"code": spare[0]}).url == "/partnerships/"


def from_network(number, device=None):
    browser = device or Client()
    browser.defaults["REMOTE_ADDR"] = f"10.0.{number}.1"
    return browser


def guess(number, times=5):
    for _try in range(times):
        last = sign_in(from_network(number), "geraden")
    return last


@pytest.mark.django_db
def test_who_knows_an_address_locks_nobody_out_elsewhere(anna):
    guess(1)
    assert "Dit is te vaak geprobeerd" in words(guess(1, 1))
    stranger, owner = from_network(1), from_network(2)
    sign_in(stranger)
    sign_in(owner)
    assert [is_signed_in(stranger), is_signed_in(owner)] == [False, True]


@pytest.mark.django_db
def test_guessing_from_many_networks_has_an_end_but_a_device_that_is_known_gets_in(anna, monkeypatch):
    later(monkeypatch, 0)
    known = from_network(1)
    sign_in(known)
    known.post("/accounts/logout/")
    for number in range(2, 22):
        assert "horen niet bij elkaar" in words(guess(number))
    assert "Dit is te vaak geprobeerd" in words(guess(22, 1))
    stranger, forged = from_network(23), from_network(24)
    sign_in(stranger)
    forged.cookies["known"] = known.cookies["known"].value[:-2] + "AA"
    sign_in(forged)
    sign_in(known)
    assert [is_signed_in(one) for one in (stranger, forged, known)] == [False, False, True]
    later(monkeypatch, 60 * 60 + 1)
    sign_in(stranger)
    assert is_signed_in(stranger)


@pytest.mark.django_db
def test_a_known_device_guesses_no_more_often_and_is_known_for_its_own_users_alone(anna, bas):
    known = from_network(1)
    sign_in(known)
    known.post("/accounts/logout/")
    for _try in range(5):
        sign_in(known, "geraden")
    sign_in(known)
    assert not is_signed_in(known)
    wrong = {"login": "bas@voorbeeld.test", "password": "geraden"}
    for number in range(2, 7):
        from_network(number, known).post(LOGIN, wrong)
    assert "bas" not in known.cookies["known"].value
    assert "anna" not in known.cookies["known"].value
    assert cache.get(key_of_all("bas@voorbeeld.test"))
    assert not cache.get(key_of_all("anna@voorbeeld.test"))


def key_of_all(email):
    """Return where tries from all unknown places together are counted."""
    [rate] = parse_rates(PASSWORDS_ANYWHERE)
    return get_cache_key(None, app="collab.accounts", action="password", rate=rate, key=email)


@pytest.mark.django_db
def test_the_second_step_is_counted_by_place_too(client, anna):
    sign_in_and_show_who(client)
    spare = turn_on(client)
    client.post("/accounts/logout/")
    thief, owner = from_network(1), from_network(2)
    step = sign_in(thief).url
    for _try in range(6):
        last = thief.post(step, {"code": "000000"})
    assert "Dit is te vaak geprobeerd" in words(last)
    assert owner.post(sign_in(owner).url, {"code": spare[0]}).url == "/partnerships/"


@pytest.mark.django_db
def test_trying_passkeys_is_stopped_with_a_clear_page(client, anna, monkeypatch):
    later(monkeypatch, 0)
    wrong = {"credential": json.dumps({"id": "x", "rawId": "eA", "type": "public-key", "response": {}})}
    for _try in range(10):
        assert client.post(PASSKEY, wrong).url == LOGIN
    stopped = client.post(PASSKEY, wrong)
    assert stopped.status_code == 429
    assert "Te vaak geprobeerd" in words(stopped)
    later(monkeypatch, 61)
    assert client.post(PASSKEY, wrong).url == LOGIN


def test_no_count_of_tries_lasts_longer_than_an_hour():
    limits = [
        *of_accounts.RATE_LIMITS.values(),
        *of_second_steps.RATE_LIMITS.values(),
        HERE,
        PASSWORDS_ANYWHERE,
        CODES_ANYWHERE,
    ]
    lasting = [rate.duration for limit in limits for rate in parse_rates(limit)]
    assert any(rate.per == "ip" for limit in limits for rate in parse_rates(limit))
    assert 0 < max(lasting) <= 60 * 60
