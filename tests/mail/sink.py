"""A real mail server that stores what it gets, and can be as difficult as mail servers are."""

import email
import email.policy
import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.patience import PATIENCE

HANG_UP = ", and hang up"


class Sink:
    """The mails of the server, and its behaviour; change ``answer`` or ``after_text`` while it runs."""

    def __init__(self):
        self.texts = []
        self.recipients = []
        self.n_connections = 0
        self.answer = {}
        """Per command (MAIL, RCPT or DATA) an answer, ``hang`` or ``drop``; or a function of the address."""
        self.after_text = None
        """``hang``, ``drop and keep`` or ``drop and lose``, or an answer."""
        self.lock = threading.Lock()

    def keep(self, envelope):
        with self.lock:
            self.texts.append(envelope.content)
            self.recipients += envelope.rcpt_tos

    @property
    def mails(self):
        """The mails as mail programs read them."""
        return [email.message_from_bytes(text, policy=email.policy.default) for text in self.texts]

    @property
    def counts(self):
        """How many mails each address got."""
        return Counter(self.recipients)

    def wait_for(self, n_mails):
        deadline = time.monotonic() + PATIENCE
        while len(self.texts) < n_mails:
            assert time.monotonic() < deadline, len(self.texts)
            time.sleep(0.02)

    async def behave(self, server, command, about):
        """Return the answer to a command; None for the usual one."""
        wanted = self.answer.get(command)
        wanted = wanted(about) if callable(wanted) else wanted
        if wanted == "hang":
            await self.hang(server)
        if wanted == "drop":
            server.transport.abort()
        return self.with_hanging_up(server, wanted)

    def with_hanging_up(self, server, wanted):
        """Return an answer, and hang up after it if it says so: ``550 no, and hang up``."""
        answer, hangs_up, _nothing = (wanted or "").partition(HANG_UP)
        if hangs_up:
            server.loop.call_soon(server.transport.close)
        return answer or None

    async def hang(self, server):
        import asyncio

        while not server.transport.is_closing():
            await asyncio.sleep(0.05)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self.behave(server, "MAIL", address)
        if answer is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self.behave(server, "RCPT", address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        wanted = self.after_text(envelope.rcpt_tos[0]) if callable(self.after_text) else self.after_text
        if wanted in {None, "drop and keep", "250 OK" + HANG_UP}:
            self.keep(envelope)
        if wanted == "hang":
            await self.hang(server)
        if wanted in {"drop and keep", "drop and lose"}:
            server.transport.abort()
        return self.with_hanging_up(server, wanted) or "250 OK"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.n_connections += 1
        session.host_name = hostname
        return responses


class _Server(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=False, timeout=PATIENCE)


def free_port():
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(port=None):
    """Run a mail server and yield its sink, with its ``port``."""
    sink = Sink()
    sink.port = port or free_port()
    server = _Server(sink, hostname="127.0.0.1", port=sink.port, ready_timeout=PATIENCE)
    server.start()
    try:
        yield sink
    finally:
        server.stop()


@contextmanager
def silent_server():
    """Listen without ever saying a word; yields the port and the connections that were made."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield listening.getsockname()[1]
