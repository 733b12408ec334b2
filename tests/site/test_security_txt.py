"""Whoever finds a weakness reads in security.txt where to report it (RFC 9116)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

PATH = "/.well-known/security.txt"


def fields(client):
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    found = dict(line.split(": ", 1) for line in lines)
    assert len(found) == len(lines), "no field stands there twice"
    return found


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("security@oostwijk.test", "mailto:security@oostwijk.test"),
        ("https://oostwijk.test/cvd", "https://oostwijk.test/cvd"),
    ],
)
def test_it_says_whom_to_tell_until_when_and_where_it_stands(client, settings, contact, uri):
    settings.SECURITY_CONTACT = contact
    settings.SITE_URL = "https://driekracht.oostwijk.test"
    found = fields(client)
    assert found["Contact"] == uri
    assert found["Canonical"] == f"https://driekracht.oostwijk.test{PATH}"
    assert found["Preferred-Languages"] == "nl, en"
    expires = datetime.fromisoformat(found["Expires"])
    assert timezone.now() + timedelta(days=30) < expires < timezone.now() + timedelta(days=365)


@pytest.mark.django_db
def test_without_a_contact_there_is_no_such_file(client):
    assert client.get(PATH).status_code == 404
