"""What holds for every answer: the policy is on it, and Dutch is spoken until another language is chosen."""

import logging

import pytest

from assessments.log import HideLinks
from assessments.middleware import POLICY


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


def test_a_log_line_shows_no_link():
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", ("/i/12-secret/",), None)
    assert HideLinks().filter(record)
    assert "secret" not in record.getMessage()
    assert "/i/…/" in record.getMessage()
