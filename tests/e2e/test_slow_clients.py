"""Clients that send slowly, half, far too much or in pieces: they are answered or cut off, and hold up nobody."""

import socket
import tempfile
import threading
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from collab import gunicorn_worker
from collab.gunicorn_worker import PatientSocket
from tests.patience import PATIENCE
from tests.some import some

MANY = 60
"""More than the server has threads."""
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
ASKS_FIRST = "Expect: 100-continue\r\nConnection: close\r\n"
HALF = {
    "nothing": "",
    "half a head": "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half:",
    "half a form": f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n{FORM}Content-Length: 500\r\n\r\nlogin=",
    "half a piece": f"POST /language/ HTTP/1.1\r\nHost: localhost\r\n{FORM}Transfer-Encoding: chunked\r\n\r\nf0\r\nlan",
    "a promise": f"POST /i/again/ HTTP/1.1\r\nHost: localhost\r\n{FORM}Content-Length: 99\r\n{ASKS_FIRST}\r\n",
    "all but the last of a head": "GET / HTTP/1.1\r\nHost: localhost\r\n\r",
}


@pytest.fixture
def connect(site):
    """Open connections to the site, which are closed in the end."""
    place = urlsplit(site.address)
    opened = []

    def open_one(words=""):
        one = socket.create_connection((place.hostname, place.port), timeout=PATIENCE)
        opened.append(one)
        one.sendall(words.encode())
        return one

    yield open_one
    for one in opened:
        one.close()


def answer_of(one):
    """Return everything that a connection says until it ends."""
    said = b""
    try:
        while piece := one.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said.decode()


def home(site):
    with urllib.request.urlopen(site.address, timeout=PATIENCE) as page:
        return page.status


@pytest.mark.parametrize("kind", HALF)
def test_many_who_send_half_hold_up_nobody(site, connect, kind):
    half = [connect(HALF[kind]) for _number in range(MANY)]
    assert home(site) == 200
    assert len(half) == MANY


def test_whoever_does_not_go_on_is_cut_off(site, connect):
    half, silent = connect(HALF["half a head"]), connect()
    assert answer_of(half).startswith("HTTP/1.1 408 ")
    assert answer_of(silent) == ""


def test_whoever_has_an_answer_and_stays_holds_up_nobody(site, connect):
    staying = [connect("GET /accessibility/ HTTP/1.0\r\nHost: localhost\r\n\r\n") for _number in range(MANY)]
    assert home(site) == 200
    for one in some(staying):
        assert " 200 OK" in answer_of(one)[:30]


def test_whoever_sends_a_letter_at_a_time_is_answered(connect):
    one = connect()
    for letter in "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
        one.sendall(letter.encode())
    assert " 200 OK" in answer_of(one)[:30]


def test_two_requests_in_one_go_get_two_answers(connect):
    first = "GET /accessibility/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = "GET /privacy/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = answer_of(connect(first + last))
    assert answer.count("HTTP/1.1 200 OK") == 2


def test_a_connection_is_used_again(site):
    place = urlsplit(site.address)
    connection = HTTPConnection(place.hostname, place.port, timeout=PATIENCE)
    connection.connect()
    own = connection.sock.getsockname()
    for _number in range(3):
        connection.request("GET", "/privacy/")
        assert connection.getresponse().read()
        assert connection.sock.getsockname() == own
    connection.close()


def test_a_form_in_pieces_is_read(connect):
    token = "a" * 32
    one = connect(
        f"POST /language/ HTTP/1.1\r\nHost: localhost\r\n{FORM}Cookie: csrftoken={token}\r\nConnection: close\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    for piece in (f"csrfmiddlewaretoken={token}", "&language", "=en"):
        one.sendall(f"{len(piece):x}\r\n{piece}\r\n".encode())
    one.sendall(b"0\r\n\r\n")
    answer = answer_of(one)
    assert answer.startswith("HTTP/1.1 302 ")
    assert "language=en" in answer


def test_a_client_that_asks_first_is_told_to_go_on(connect):
    one = connect(HALF["a promise"])
    assert one.recv(65536).startswith(b"HTTP/1.1 100 Continue")
    one.sendall(b"x" * 99)
    assert "HTTP/1.1 403 " in answer_of(one)


def test_a_head_without_end_is_refused(connect):
    one = connect("GET / HTTP/1.1\r\n")
    try:
        for _number in range(100):
            one.sendall(b"X-Long: " + b"x" * 1000 + b"\r\n")
    except OSError:
        pass
    assert answer_of(one)[:12] in {"", "HTTP/1.1 431", "HTTP/1.1 400"}


@pytest.mark.parametrize("path", ["/answers/00654e83-dd24-4f99-baab-62d75cb7add0/1/", "/accounts/login/", "/i/again/"])
def test_three_hundred_megabytes_are_refused_unread(connect, path):
    uploads = Path(tempfile.gettempdir())
    before = set(uploads.glob("*.upload*"))
    size = 300 * 1024 * 1024
    kind = "Content-Type: multipart/form-data; boundary=x\r\n"
    one = connect(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{kind}Content-Length: {size}\r\n\r\n")
    n_sent = 0

    def send():
        nonlocal n_sent
        begin = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
        try:
            one.sendall(begin)
            while n_sent < size:
                one.sendall(b"x" * 65536)
                n_sent += 65536
        except OSError:
            return

    sending = threading.Thread(target=send)
    sending.start()
    head = one.recv(65536).decode()
    sending.join(PATIENCE)
    assert head.startswith("HTTP/1.1 413 ")
    assert set(uploads.glob("*.upload*")) == before
    assert not sending.is_alive()


def test_a_body_in_pieces_is_refused_when_it_is_too_large(connect):
    one = connect(f"POST /i/again/ HTTP/1.1\r\nHost: localhost\r\n{FORM}Transfer-Encoding: chunked\r\n\r\n")
    one.sendall(b"20000\r\n" + b"x" * 0x20000 + b"\r\n0\r\n\r\n")
    assert one.recv(65536).startswith(b"HTTP/1.1 413 ")


def test_whoever_takes_nothing_of_an_answer_is_taken_to_be_gone(monkeypatch):
    monkeypatch.setattr(gunicorn_worker, "STALLED_SECONDS", 0.1)
    ours, theirs = socket.socketpair()
    with PatientSocket(fileno=ours.detach()) as patient, theirs:
        patient.setblocking(True)
        assert patient.recv(1) == b""
        with pytest.raises(ConnectionResetError):
            patient.sendall(b"x" * 10_000_000)
