"""How a line of the log looks: one line, one time zone, text or JSON, with nothing in it that people typed."""

import json
import logging
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from assessments.log import Event, HideLinks, InContext, note
from collab.log_lines import JsonLine, TextLine
from tests.e2e.served import environment_with
from tests.repository import ROOT
from tests.some import some

SECRET = "persoon7@voorbeeld.test zei: ik vertrouw de directeur niet"


def record(message="Closed round %s.", *arguments, error=None, **extra):
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("assessments.x", logging.WARNING, "x.py", 1, message, arguments, info)
    made.created = 1_800_000_000.25
    vars(made).update(extra)
    for one in (InContext(), HideLinks()):
        one.filter(made)
    return made


def raised(error, cause=None):
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_a_line_has_its_time_with_the_distance_to_utc():
    assert TextLine("Europe/Amsterdam").format(record("Hallo.")) == (
        "2027-01-15T09:00:00.250+01:00 WARNING assessments.x Hallo."
    )
    assert json.loads(JsonLine("UTC").format(record("Hallo.")))["time"] == "2027-01-15T08:00:00.250+00:00"


def test_an_event_is_the_same_in_text_and_json():
    made = record("signed_in", event="signed_in", facts={"user": 3, "how": "password+totp", "left_out": None})
    assert TextLine("UTC").format(made).endswith("WARNING assessments.x signed_in user=3 how=password+totp")
    assert json.loads(JsonLine("UTC").format(made)) == {
        "time": "2027-01-15T08:00:00.250+00:00",
        "level": "WARNING",
        "logger": "assessments.x",
        "event": "signed_in",
        "user": 3,
        "how": "password+totp",
    }


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x1b[2J", "\u2028", "\x00"])
def test_nobody_forges_a_line_or_commands_a_terminal(sign):
    for form in (TextLine("UTC"), JsonLine("UTC")):
        line = form.format(record(f"Een{sign}2027-01-15 signed_in user=1", error=raised(ImportError(f"a{sign}b"))))
        assert len(line.splitlines()) == 1
        assert line.isprintable()


def test_an_error_is_one_line_that_names_it_and_its_place_and_not_its_words():
    cause = raised(KeyError(SECRET))
    made = record("Mail %s cannot be written.", 7, error=raised(ValueError(SECRET), cause))
    for form in (TextLine("UTC"), JsonLine("UTC")):
        line = form.format(made)
        assert "ValueError < KeyError" in line
        assert "log/test_lines.py" in line
        assert "raised" in line
        assert "vertrouw" not in line
        assert len(line.splitlines()) == 1


def test_words_of_errors_that_name_our_own_code_are_told_and_with_debug_all_are():
    assert "has no attribute" in TextLine("UTC").format(record(error=raised(AttributeError("has no attribute 'x'"))))
    assert "Connection refused" in TextLine("UTC").format(record(error=raised(OSError(111, "Connection refused"))))
    assert "vertrouw" in TextLine("UTC", is_debugging=True).format(record(error=raised(ValueError(SECRET))))


def test_what_hangs_on_a_record_beside_its_message_is_not_told():
    for form in (TextLine("UTC"), JsonLine("UTC")):
        assert "12-geheim" not in form.format(record("Oeps", request="<WSGIRequest: GET '/i/12-geheim/'>"))


@pytest.mark.parametrize(
    "path",
    [
        *("/i/12-geheim/", "/m/geheim/", "/u/3-geheim/", "/c/3-geheim/", "/s/3-geheim/", "/answers/geheim/2/"),
        *("/answers/withdraw/3-geheim/", "/answers/replace/2f1c7d3e/3-geheim/"),
        *("/accounts/password/reset/key/1-geheim/", "/accounts/confirm-email/geheim/"),
        "/accounts/login/link/geheim/",
        "/accounts/login/?next=/c/3-geheim/",
    ],
)
def test_no_kind_of_link_gets_through(path):
    assert "geheim" in path
    assert "geheim" not in TextLine("UTC").format(record("Not Found: %s", path))


def test_no_address_gets_through_wherever_it_stands():
    line = TextLine("UTC").format(record("Refused: {'persoon7@voorbeeld.test': (550, b'no <a.b+c@d.e> here')}"))
    assert "@" in line
    assert "voorbeeld" not in line
    assert "d.e>" not in line


@pytest.mark.parametrize("value", [SECRET, "twee woorden", "a\nb", "x" * 65, "anna@voorbeeld.test", ["x"]])
def test_a_fact_of_an_event_can_be_no_text_of_a_person(lines, value):
    note(Event.SIGNED_IN, user=4, how=value)
    [event] = lines.events("signed_in")
    assert event == {"user": 4, "how": "?"}


def test_every_event_is_explained_and_none_that_is_not_there():
    text = (ROOT / "docs/logging.md").read_text()
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE))
    assert explained == {event.value for event in some(list(Event))}


@pytest.mark.parametrize(
    ("form", "wanted"),
    [("text", r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d [A-Z]+ [\w.]+ .+"), ("json", r'\{.*"time": .*"level": .*\}')],
)
def test_gunicorn_its_workers_and_the_site_write_the_same_lines(tmp_path, form, wanted):
    """It starts, its one worker cannot load the application, and it stops."""
    (tmp_path / "broken.py").write_text("1 / 0")
    options = ["--config", "python:collab.gunicorn_config", "--bind", "127.0.0.1:0"]
    command = [sys.executable, "-m", "gunicorn", *options, "--pythonpath", str(tmp_path), "broken"]
    environment = environment_with(DATA_DIR=str(tmp_path), LOG_FORMAT=form, TIME_ZONE="Europe/Lisbon", TZ="Asia/Tokyo")
    environment["WEB_CONCURRENCY"] = "1"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    told = [line for line in some(done.stderr.splitlines()) if line != "division by zero"]  # its last words
    assert any("Booting worker" in line for line in told)
    assert any("Listening at" in line for line in told)
    assert any("Exception in worker process" in line and "ZeroDivisionError" in line for line in told)
    assert [line for line in told if not re.fullmatch(wanted, line)] == []
    assert all("+00:00" in line or "+01:00" in line for line in told)
    assert done.stdout == ""


def test_the_settings_are_what_is_tested_here():
    handler = settings.LOGGING["handlers"]["console"]
    assert handler["filters"] == ["no_trace_of_refusals", "in_context", "no_links"]
    assert settings.LOGGING["formatters"]["line"]["()"] is TextLine


@pytest.mark.django_db
def test_an_answer_carries_the_id_of_its_lines(lines):
    answer = Client().get("/nergens/")
    [refused] = [one for one in lines.objects if one.get("event") == "refused"]
    assert refused["request"] == answer["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])
    assert Client().get("/nergens/")["X-Request-ID"] != answer["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_behind_proxy", "given", "is_taken"),
    [
        (True, "2f1c7d3e-8a57-4a2c-9a4c-0d8b6f1f7a10", True),
        (False, "2f1c7d3e-8a57-4a2c-9a4c-0d8b6f1f7a10", False),
        (True, "kort", False),
        (True, "a b\tsigned_in user=1", False),
        (True, "x" * 65, False),
        (True, "12345678<script>", False),
    ],
)
def test_only_the_proxy_gives_an_id_and_only_one_that_looks_like_it(settings, is_behind_proxy, given, is_taken):
    settings.BEHIND_PROXY = is_behind_proxy
    answer = Client().get("/accessibility/", headers={"x-request-id": given})
    assert (answer["X-Request-ID"] == given) is is_taken


def test_the_readme_leads_to_the_explanation():
    assert "(docs/logging.md)" in (ROOT / "README.md").read_text()
