"""A gunicorn worker whose threads get whole requests: whoever sends slowly, or half, holds up nobody.

gunicorn's own worker with threads gives a thread to a connection as soon as its first byte is there, and that thread
then waits for the rest without end: forty clients that send half a request stop the site. Here the loop that waits for
all connections at once gathers each request, and cuts off whoever takes too long.

Relies on ``enqueue_req``, ``finish_request``, ``murder_pending`` and ``nr_conns`` of that worker, and on
``unreader`` of its parser; ``tests/e2e/test_slow_clients.py`` fails when one of them is gone.
"""

import errno
import re
import selectors
import socket
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

HEAD_SECONDS = 10
"""Within this the lines before the body must be there."""
REQUEST_SECONDS = 60
"""Within this everything must be there: a file of a megabyte over a bad line."""
STALLED_SECONDS = 30
"""How long a client may take nothing of its answer."""
LINGER_SECONDS = 3
"""How long a client may go on sending after its answer: a connection closed under it would take the answer along."""
MOST_HEAD = 64 * 1024
MOST_REQUEST = 3 * 1024 * 1024
"""Bytes of a request that are gathered; of one that says to be larger the site refuses the body, unread."""
MOST_GATHERED = 64 * 1024 * 1024
"""Bytes per process that unfinished requests may hold together."""
PIECE = 64 * 1024

_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_CHUNKED_END = re.compile(rb"\r\n0+\r\n(?:[^\r\n]+\r\n)*\r\n\Z")
_LAST = 8 * 1024
"""Bytes at the end of a body in chunks in which its end is looked for: there may be lines after the last chunk."""
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_HEAD_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PatientSocket(socket.socket):
    """A socket that blocks for a while and not for ever; when that ends, its client is taken to be gone."""

    def setblocking(self, flag: bool, /) -> None:
        """Wait a while, or not at all."""
        self.settimeout(STALLED_SECONDS if flag else 0.0)

    def recv(self, *args: Any) -> bytes:
        """Read; nothing, as from a closed connection, if nothing comes."""
        try:
            return super().recv(*args)
        except TimeoutError:
            return b""

    def sendall(self, data: Any, *flags: int) -> None:
        """Write all of it, as long as the client takes some from time to time."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[super().send(rest, *flags) :]
        except TimeoutError as error:
            raise _gone() from error

    def sendfile(self, *args: Any, **kwargs: Any) -> int:
        """Write a file, as long as the client takes some from time to time."""
        try:
            return super().sendfile(*args, **kwargs)
        except TimeoutError as error:
            raise _gone() from error


def _gone() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "The client took nothing of its answer")


@dataclass(eq=False, slots=True)
class Gathering:
    """A connection of which the request is not whole yet, or whose client has its answer and is still there."""

    connection: Any
    until: float
    """The moment, on the monotonic clock, at which it is cut off."""
    last: float
    """The moment that no progress puts off."""
    received: bytearray = field(default_factory=bytearray)
    is_answered: bool = False
    has_head: bool = False
    n_expected: int = 0
    """Bytes of the whole request; what is not known before it is there counts as the most."""
    is_chunked: bool = False


class WholeRequestWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads, which get a connection when its request is whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gatherings: dict[Any, Gathering] = {}
        """By connection, the oldest first."""
        self.n_gathered = 0

    def enqueue_req(self, conn: Any) -> None:
        """Gather the request of a connection that is new, or that is used again."""
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        conn.init()
        conn.sock.setblocking(False)
        now = time.monotonic()
        one = Gathering(conn, now + HEAD_SECONDS, now + REQUEST_SECONDS)
        self.gatherings[conn] = one
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, one))
        self._add(one, conn.parser.unreader.take_buffered())

    def finish_request(self, conn: Any, fs: "Future[Any]") -> None:
        """Keep a connection that will be used again, and let go of any other without waiting for its client."""
        if not fs.cancelled() and fs.exception() is None and fs.result():
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            until = time.monotonic() + LINGER_SECONDS
            one = Gathering(conn, until, until, is_answered=True)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, one))
            self.gatherings[conn] = one
        except (OSError, ValueError):  # it is closed already
            self._close(conn)

    def murder_pending(self) -> None:
        """Cut off whoever takes too long, and when stopping whoever has not begun a request."""
        super().murder_pending()
        now = time.monotonic()
        for one in list(self.gatherings.values()):
            is_idle = one.is_answered or not one.received
            if now >= one.until or (is_idle and not self.alive):
                self._cut(one, b"" if is_idle else _TOO_SLOW)

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Whether the connection can be used again; not when the site refused a body and most of it is to come."""
        is_unread = getattr(getattr(conn.parser.mesg.body, "reader", None), "length", 0) > PIECE
        return bool(not is_unread and super()._keepalive_after(conn, keepalive))

    def _receive(self, one: Gathering, _file: Any) -> None:
        """Read what is there, unless it was cut off since the loop saw that something is there."""
        if self.gatherings.get(one.connection) is not one:
            return
        try:
            data = one.connection.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._cut(one)
        elif not one.is_answered:
            self._add(one, data)

    def _add(self, one: Gathering, data: bytes) -> None:
        """Add to a request, and give it to a thread if that makes it whole."""
        n_before = len(one.received)
        one.received += data
        self.n_gathered += len(data)
        if not one.has_head:
            self._read_head(one, n_before)
        if one.has_head and self._is_whole(one):
            self._forget(one)
            one.connection.parser.unreader.unread(bytes(one.received))
            super().enqueue_req(one.connection)
        elif not one.has_head and len(one.received) > MOST_HEAD:
            self._cut(one, _HEAD_TOO_LARGE)
        elif self.n_gathered > MOST_GATHERED:
            self._cut(next(each for each in self.gatherings.values() if each.received), _TOO_SLOW)

    def _read_head(self, one: Gathering, n_before: int) -> None:
        """Look how long the request is, once its head is there. What is wrong with it is for gunicorn to say."""
        end = one.received.find(_HEAD_END, max(0, n_before - len(_HEAD_END)))
        if end < 0:
            return
        one.has_head = True
        one.until = one.last
        head = bytes(one.received[: end + 2])
        length = _LENGTH.search(head)
        one.is_chunked = _CHUNKED.search(head) is not None
        one.n_expected = end + len(_HEAD_END) + (int(length[1]) if length else 0)
        if _EXPECTS.search(head) and not self._is_whole(one):
            self._tell(one, _CONTINUE)

    def _is_whole(self, one: Gathering) -> bool:
        if one.is_chunked:
            n_received = len(one.received)
            return n_received >= MOST_REQUEST or bool(_CHUNKED_END.search(one.received, max(0, n_received - _LAST)))
        return len(one.received) >= one.n_expected or one.n_expected > MOST_REQUEST

    def _tell(self, one: Gathering, words: bytes) -> None:
        try:
            one.connection.sock.send(words)
        except OSError:
            self.log.debug("A client is gone before it could be told something")

    def _cut(self, one: Gathering, words: bytes = b"") -> None:
        """Close a connection, after a last word."""
        self._forget(one)
        if words:
            self._tell(one, words)
        self._close(one.connection)

    def _forget(self, one: Gathering) -> None:
        del self.gatherings[one.connection]
        self.n_gathered -= len(one.received)
        self.poller.unregister(one.connection.sock)

    def _close(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()
