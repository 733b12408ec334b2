"""A wrong value in the environment stops the start with a sentence; what starts but is wrong gets a hint."""

import os
import re
import subprocess
import sys

import pytest
from django.core.checks import run_checks

from tests.repository import ROOT

WRONG = [
    ("DEBUG", "misschien"),
    ("SITE_URL", "driekracht.nl"),
    ("DATABASE_URL", "mysql://x:y@localhost/z"),
    ("DATABASE_URL", "gewoon maar wat"),
    ("TIME_ZONE", "Europe/Amsterdamm"),
    ("LOG_LEVEL", "hard"),
    ("ACCESSIBILITY_CONTACT", "bel maar even"),
    ("PRIVACY_CONTACT", "loketten"),
    ("PRIVACY_CONTACT", "http://oostwijk.test/vragen"),
    ("PRIVACY_CONTACT", "javascript:alert(1)//a@b.test"),
    ("PRIVACY_BASIS", "omdat het mag"),
    ("PRIVACY_URL", "oostwijk.test/privacy"),
    ("PRIVACY_URL", "https://"),
]


def check(folder, *options, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "collab.settings", "DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, name, value):
    done = check(tmp_path, **{name: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert name in last
    assert "must" in last or "there is no" in last


def test_half_of_openid_connect_stops_the_start_with_a_sentence(tmp_path):
    done = check(tmp_path, OIDC_ISSUER="https://inloggen.voorbeeld.test", OIDC_CLIENT_ID="driekracht")
    assert done.returncode != 0
    assert "OIDC_CLIENT_SECRET" in done.stderr.strip().splitlines()[-1]


def test_two_ways_to_secure_the_line_to_the_mail_server_stop_the_start_with_a_sentence(tmp_path):
    done = check(tmp_path, EMAIL_USE_TLS="true", EMAIL_USE_SSL="true")
    assert done.returncode != 0
    assert "EMAIL_USE_SSL" in done.stderr.strip().splitlines()[-1]


def test_short_and_equal_keys_are_refused_with_a_hint(tmp_path):
    done = check(tmp_path, SECRET_KEY="kort", LINK_KEY="kort")
    assert done.returncode != 0
    assert "driekracht.E001" in done.stderr
    assert "driekracht.E002" in done.stderr
    assert "HINT" in done.stderr


def test_a_site_address_that_is_not_served_gives_a_warning(tmp_path):
    done = check(tmp_path, "--fail-level", "WARNING", SITE_URL="http://elders.example")
    assert done.returncode != 0
    assert "driekracht.W001" in done.stderr


def test_keys_are_made_once_and_are_for_the_owner_alone(tmp_path):
    assert check(tmp_path).returncode == 0
    keys = {path.name: path.read_text() for path in tmp_path.glob("*.key")}
    assert set(keys) == {"secret.key", "link.key"}
    assert keys["secret.key"] != keys["link.key"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.glob("*.key"))
    assert check(tmp_path).returncode == 0
    assert {path.name: path.read_text() for path in tmp_path.glob("*.key")} == keys


PRIVACY = {
    "PRIVACY_CONTROLLER": ("Gemeente Oostwijk", "driekracht.W002"),
    "PRIVACY_CONTACT": ("https://oostwijk.test/vragen", "driekracht.W003"),
    "PRIVACY_OFFICER": ("T. Hagen", "driekracht.W004"),
    "PRIVACY_BASIS": ("public_task", "driekracht.W005"),
    "PRIVACY_URL": ("https://oostwijk.test/privacy?taal=nl", "driekracht.W006"),
}


WARNINGS = {number for _value, number in PRIVACY.values()}


def warnings_of(folder, **environment):
    return set(re.findall(r"driekracht\.W\d+", check(folder, "--deploy", **environment).stderr))


def test_what_the_privacy_page_cannot_say_is_a_warning_for_a_real_installation(tmp_path):
    values = {name: value for name, (value, _number) in PRIVACY.items()}
    assert warnings_of(tmp_path) == {number for _value, number in PRIVACY.values()}
    assert warnings_of(tmp_path, **values) == set()
    assert "driekracht" not in check(tmp_path).stderr, "a laptop is not asked who is responsible"


@pytest.mark.parametrize("missing", PRIVACY)
def test_each_setting_that_is_missing_has_a_warning_of_its_own(settings, missing):
    for name, (value, _number) in PRIVACY.items():
        setattr(settings, name, "" if name == missing else value)
    found = {warning.id for warning in run_checks(include_deployment_checks=True) if warning.id in WARNINGS}
    assert found == {PRIVACY[missing][1]}


def test_consent_is_warned_about_because_it_hardly_holds_at_work(tmp_path):
    values = {name: value for name, (value, _number) in PRIVACY.items()}
    assert warnings_of(tmp_path, **values | {"PRIVACY_BASIS": "consent"}) == {"driekracht.W007"}
