"""A wrong value in the environment stops the start with a sentence; what starts but is wrong gets a hint."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from collab import env
from tests.repository import ROOT

WRONG = [
    ("DEBUG", "misschien"),
    ("SITE_URL", "driekracht.nl"),
    ("DATABASE_URL", "mysql://x:y@localhost/z"),
    ("DATABASE_URL", "gewoon maar wat"),
    ("TIME_ZONE", "Europe/Amsterdamm"),
    ("LOG_LEVEL", "hard"),
    ("LOG_FORMAT", "xml"),
    ("REQUIRE_SECOND_STEP", "staff"),
    ("ACCESSIBILITY_CONTACT", "bel maar even"),
    ("PRIVACY_CONTACT", "loketten"),
    ("PRIVACY_CONTACT", "http://oostwijk.test/vragen"),
    ("PRIVACY_CONTACT", "javascript:alert(1)//a@b.test"),
    ("PRIVACY_BASIS", "omdat het mag"),
    ("PRIVACY_URL", "oostwijk.test/privacy"),
    ("PRIVACY_URL", "https://"),
    ("METRICS_TOKEN", "kort"),
    ("SECURITY_CONTACT", "bel maar even"),
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


READ_EACH = """
import json, os, runpy, sys
from django.core.exceptions import ImproperlyConfigured
said = []
for name, value in json.load(sys.stdin):
    os.environ[name] = value
    try:
        runpy.run_module("collab.settings")
        said.append("nothing is wrong")
    except ImproperlyConfigured as error:
        said.append(str(error))
    del os.environ[name]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said_of(tmp_path_factory):
    """What the settings say of each wrong value, read anew in one process."""
    data = {"DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    done = subprocess.run(
        [sys.executable, "-c", READ_EACH],
        cwd=ROOT,
        env=os.environ | data,
        input=json.dumps(WRONG),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(WRONG, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_told_in_a_sentence(said_of, name, value):
    said = said_of[name, value]
    assert name in said
    assert "must" in said or "there is no" in said


def test_a_wrong_value_stops_the_start_with_that_sentence(said_of, tmp_path):
    (name, value) = WRONG[0]
    done = check(tmp_path, **{name: value})
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].endswith(said_of[name, value])


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


def test_a_command_that_only_looks_leaves_no_key_behind(tmp_path):
    assert check(tmp_path).returncode == 0
    assert list(tmp_path.glob("*.key*")) == []


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


def test_a_secret_comes_from_the_environment_or_from_a_file(tmp_path):
    file = tmp_path / "geheim"
    file.write_text("een lang geheim\n")
    assert env.secret("KEY", environ={}) == ""
    assert env.secret("KEY", "anders", environ={}) == "anders"
    assert env.secret("KEY", environ={"KEY": "kort"}) == "kort"
    assert env.secret("KEY", environ={"KEY_FILE": str(file)}) == "een lang geheim"


@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_HOST_PASSWORD", "METRICS_TOKEN", "OIDC_CLIENT_SECRET"])
def test_every_secret_can_be_handed_over_as_a_file(tmp_path, name):
    done = check(tmp_path, **{f"{name}_FILE": str(tmp_path / "weg")})
    assert done.returncode != 0
    assert f"{name}_FILE leads to {tmp_path / 'weg'}, which cannot be read" in done.stderr.strip().splitlines()[-1]


def test_a_secret_that_is_empty_or_given_twice_is_refused_and_not_repeated(tmp_path):
    empty = tmp_path / "leeg"
    empty.touch()
    with pytest.raises(ImproperlyConfigured, match="that file is empty"):
        env.secret("KEY", environ={"KEY_FILE": str(empty)})
    with pytest.raises(ImproperlyConfigured, match="Set only one of") as told:
        env.secret("KEY", environ={"KEY_FILE": str(empty), "KEY": "een lang geheim"})
    assert "een lang geheim" not in str(told.value)
