"""What a site on https asks of browsers: cookies that no sister domain can set, headers that shut what is not used."""

import json
import os
import subprocess
import sys

import pytest

from tests.repository import ROOT

WALK = """
import json
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from assessments.models import User
user = User.objects.create_user("anna@voorbeeld.test", "vier woorden achter elkaar")
browser = Client(SERVER_NAME="driekracht.voorbeeld.test")
https = {"secure": True}
given = []
def note(answer):
    given.extend(morsel.OutputString() for morsel in answer.cookies.values())
    return answer
first = note(browser.get("/accounts/login/", **https))
note(browser.post("/language/", {"language": "en", "next": "/"}, **https))
fields = {"login": user.email, "password": "vier woorden achter elkaar"}
signed = note(browser.post("/accounts/login/", fields, **https))
assert signed.status_code == 302, signed.status_code
note(browser.post("/accounts/sessions/", {"others": "1"}, **https))
print(json.dumps({"cookies": given, "headers": dict(first.headers)}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Return the settings of a real installation."""
    keys = {name: name * 10 + "0123456789-abcdefghijklmnopqrstuvwxyz" for name in ("SECRET_KEY", "LINK_KEY")}
    kept_out = {"DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}  # what only tests have, on PostgreSQL and in a browser
    return (
        {name: value for name, value in os.environ.items() if name not in kept_out}
        | keys
        | {
            "DJANGO_SETTINGS_MODULE": "collab.settings",
            "DATA_DIR": str(tmp_path_factory.mktemp("https")),
            "SITE_URL": "https://driekracht.voorbeeld.test",
            "ALLOWED_HOSTS": "driekracht.voorbeeld.test",
            "BEHIND_PROXY": "true",
            "EMAIL_HOST": "mail.voorbeeld.test",
            "PRIVACY_CONTROLLER": "Gemeente Voorbeeld",
            "PRIVACY_CONTACT": "privacy@voorbeeld.test",
            "PRIVACY_OFFICER": "fg@voorbeeld.test",
            "PRIVACY_BASIS": "public_task",
            "PRIVACY_URL": "https://voorbeeld.test/privacy",
            "LOG_LEVEL": "ERROR",
        }
    )


def run(environment, *command):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_django_has_nothing_to_say_about_the_settings_of_a_real_installation(environment):
    done = run(environment, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    without = run(
        environment | {"HSTS_SUBDOMAINS": "false"}, "manage.py", "check", "--deploy", "--fail-level", "WARNING"
    )
    assert "security.W005" in without.stderr


@pytest.fixture(scope="module")
def walk(environment):
    done = run(environment | {"DEBUG": "true"}, "-c", WALK)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_every_cookie_is_bound_to_this_host_and_to_https(walk):
    names = {cookie.split("=")[0] for cookie in walk["cookies"]}
    assert {"__Host-sessionid", "__Host-csrftoken", "__Host-language", "__Host-messages"} <= names
    for cookie in walk["cookies"]:
        assert cookie.startswith(("__Host-", "__Secure-")), cookie
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        if cookie.startswith("__Host-"):
            assert "Path=/" in cookie.split("; ")
            assert "Domain" not in cookie


def test_headers_shut_what_is_not_used(walk):
    headers = walk["headers"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials" not in headers["Permissions-Policy"]
