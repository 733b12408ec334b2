"""Every response has the content policy, is kept by nobody, and is in Dutch unless another language was chosen."""

import errno
import logging

import pytest
from django.db import OperationalError, connection

from assessments.log import HideLinks, NoTraceOfRefusals
from assessments.middleware import POLICY, busy_page_on_database_errors

FORM = "application/x-www-form-urlencoded"


@pytest.mark.django_db
def test_every_answer_carries_the_policy(client):
    for path in ["/accounts/login/", "/nothing-here/"]:
        assert client.get(path)["Content-Security-Policy"] == POLICY


@pytest.mark.django_db
def test_dutch_is_spoken_whatever_the_browser_prefers(client):
    page = client.get("/nothing-here/", headers={"accept-language": "en-GB,en"})
    assert '<html lang="nl">' in page.content.decode()
    assert "We kunnen deze pagina niet vinden" in page.content.decode()


@pytest.mark.django_db
def test_a_chosen_language_stays(client):
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/nothing-here/").content.decode()
    assert '<html lang="en">' in page
    assert "We cannot find this page" in page


@pytest.mark.django_db
def test_a_page_is_kept_nowhere_unless_its_view_says_so(client, anna):
    client.force_login(anna)
    for path in ["/partnerships/", "/partnerships/new/", "/nothing-here/"]:
        assert client.get(path)["Cache-Control"] == "private, no-store"
    assert "no-store" in client.get("/accounts/logout/")["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16", "no-such-thing"])
def test_a_form_in_another_encoding_is_refused_with_words(client, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nzz\r\n--x--\r\n'
    for path in ["/accounts/login/", "/answers/00654e83-dd24-4f99-baab-62d75cb7add0/1/"]:
        answer = client.generic("POST", path, body, f"multipart/form-data; boundary=x; charset={charset}")
        assert answer.status_code == 400
        assert "Deze pagina kan niet worden getoond" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_names_the_usual_encoding_is_read(client):
    content = "application/x-www-form-urlencoded; charset=UTF-8"
    assert client.post("/language/", "language=en", content_type=content).status_code == 302
    assert '<html lang="en">' in client.get("/nothing-here/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/m/a%00b/", "/i/1-%00/", "/language/?next=%00", "/?who=%00"])
def test_an_address_with_a_character_that_no_database_holds_is_refused_with_words(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    assert "Deze pagina kan niet worden getoond" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_whoever_is_signed_in_gets_a_page_of_ours_when_the_database_fails(client, anna):
    client.force_login(anna)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO gone_for_now")
    try:
        answers = [client.get(path) for path in ["/", "/partnerships/", "/nothing-here/"]]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone_for_now RENAME TO django_session")
    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code in {500, 503}
        assert '<html lang="nl">' in page
        assert "Wat daarvoor al was opgeslagen, is er nog" in page or "Wat al was opgeslagen, is er nog" in page


OURS = [ValueError("ours"), PermissionError(errno.EACCES, "Permission denied")]
PASSING = [OperationalError("database is locked"), OSError(errno.ENOSPC, "No space left on device")]


@pytest.mark.parametrize("error", [*OURS, *PASSING])
def test_a_database_that_is_too_busy_or_a_full_disk_is_told_with_the_moment_to_try_again(rf, error):
    answer = busy_page_on_database_errors(lambda request: None).process_exception(rf.get("/"), error)
    if error in OURS:
        assert answer is None
    else:
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Het is nu te druk" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_of", "status", "of_django"),
    [
        (lambda client: client.get("/m/a%00b/"), 400, []),
        (lambda client: client.get("/", headers={"host": "elders.test"}), 400, ["django.security.DisallowedHost"]),
        (
            lambda client: client.generic("POST", "/i/again/", "&".join(f"f{n}=" for n in range(2600)), FORM),
            400,
            ["django.security.TooManyFieldsSent"],
        ),
        (lambda client: client.generic("POST", "/i/again/", b"x", "multipart/form-data"), 400, []),
        (lambda client: client.post("/i/again/", {"email": "x" * 70_000}), 413, []),
        (lambda client: client.post("/accounts/login/", {}, headers={"origin": "https://elders.test"}), 403, []),
        (lambda client: client.get("/nothing-here/"), 404, []),
    ],
)
def test_what_is_refused_is_one_event_in_the_log(client, request_of, status, of_django, caplog, settings):
    client.handler.enforce_csrf_checks = status == 403
    client.cookies["language"] = "en"
    with caplog.at_level(logging.INFO):
        refused = request_of(client)
    assert refused.status_code == status
    assert '<html lang="en">' in refused.content.decode()
    assert [record.name for record in caplog.records] == [*of_django, "driekracht.events"]
    handler = settings.LOGGING["handlers"]["console"]
    assert settings.LOGGING["filters"][handler["filters"][0]]["()"].endswith("NoTraceOfRefusals")


@pytest.mark.parametrize(
    ("logger", "has_trace"),
    [("django.request", True), ("django.security.DisallowedHost", False), ("django.security.TooManyFieldsSent", False)],
)
def test_a_fault_of_ours_leaves_its_trace_and_a_refusal_none(logger, has_trace):
    try:
        raise ValueError("ours")
    except ValueError as error:
        about = (type(error), error, error.__traceback__)
    record = logging.LogRecord(logger, logging.ERROR, "", 1, "Internal", (), about)
    assert NoTraceOfRefusals().filter(record)
    assert ("ours" in logging.Formatter().format(record)) == has_trace


def test_a_log_line_shows_no_link():
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", ("/i/12-secret/",), None)
    assert HideLinks().filter(record)
    assert "secret" not in record.getMessage()
    assert "/i/…/" in record.getMessage()
