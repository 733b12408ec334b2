"""What leaves the server: mails, and the questions of single sign-on; and what is kept of where people come from."""

import ast

import pytest
from django.core.cache import cache
from django.test import Client

from assessments.services.rate_limit import HOUR_SECONDS
from tests.answering.device import Device, everything, open_link_of
from tests.repository import files, named

OPENS = {
    "aiohttp",
    "asyncio",
    "boto3",
    "botocore",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "storages",
    "subprocess",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
}
"""What a program opens a connection with."""
ALLOWED = {
    ("assessments/services/mail/smtp.py", "smtplib"),
    ("collab/accounts/adapters.py", "smtplib"),
    ("collab/accounts/openid.py", "requests"),
    ("collab/accounts/views.py", "requests"),
    ("assessments/reporting/own_files.py", "urllib.request"),
    ("assessments/services/shelves/bucket.py", "botocore"),
    ("collab/bucket.py", "botocore"),
    ("assessments/services/render_process.py", "subprocess"),
    ("assessments/services/heartbeat.py", "socket"),
    ("collab/gunicorn_worker.py", "socket"),
}
"""Mail; single sign-on, of which the errors are named; the handler that refuses all but the report's own files; the
bucket for reports, where one is set; the worker's second process; the name of the machine; and the server, which only
answers."""
ADDRESS = "198.51.100.77"


def opening(text):
    """Yield the modules that open connections and are imported in a source."""
    for node in ast.walk(ast.parse(text)):
        names = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            yield from (one for one in OPENS if name == one or name.startswith(f"{one}."))


def test_only_mail_and_single_sign_on_open_a_connection():
    sources = {named(path): path.read_text() for path in files("assessments/**.py", "collab/**.py")}
    assert {(name, one) for name, text in sources.items() for one in opening(text)} == ALLOWED


def test_whoever_opens_one_is_found():
    assert set(opening("import requests\nfrom urllib import request\nfrom http.client import HTTPSConnection")) == {
        "requests",
        "urllib.request",
        "http.client",
    }


@pytest.mark.django_db
def test_a_network_address_is_kept_as_a_code_that_counts_for_an_hour(open_round, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    kept = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, value, timeout=None: kept.append(timeout) or add(key, value, timeout))
    school = open_round.partnership.organisations.get(name="School")
    device = Device()
    device.client.defaults["REMOTE_ADDR"] = ADDRESS
    device.begin(open_link_of(open_round), organisation=school.pk).send(A1="3")
    Client(REMOTE_ADDR=ADDRESS).post("/i/again/", {"email": "persoon0@voorbeeld.test"})
    Client(REMOTE_ADDR=ADDRESS).get("/m/bcdfgh/")
    assert len(kept) > 2
    assert set(kept) == {HOUR_SECONDS} == {60 * 60}
    assert ADDRESS not in str(everything()) + str(list(cache._cache))
