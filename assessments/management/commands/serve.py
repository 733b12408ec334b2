"""manage.py serve: the web processes, once everything that they need is there."""

import os
import re
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from assessments.management.site_command import site_held
from assessments.services.installation.needs import lacks_of_web

CONFIGURATION = "python:collab.gunicorn_config"
DEFAULT_ADDRESS = "127.0.0.1:8000"
_ADDRESS = re.compile(r"(?:\[[0-9a-fA-F:]+\]|[\w.-]*):(\d{1,5})|unix:/.+")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        message = f"{text!r} is not a whole number from 1 to 64"
        raise ArgumentTypeError(message)
    return int(text)


class Command(BaseCommand):
    """Becomes gunicorn; writes nothing but data, makes no demo, and installs nothing."""

    help = (
        "Serve the site with gunicorn, until stopped (SIGTERM). Checks first what it needs, and says what is missing. "
        "The worker is another process: manage.py work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept where to listen and with how many."""
        parser.add_argument("--bind", help=f"address to listen at; or BIND in the environment; else {DEFAULT_ADDRESS}")
        processes, threads = settings.WEB_CONCURRENCY, settings.WEB_THREADS
        parser.add_argument("--processes", type=_count, help=f"else WEB_CONCURRENCY ({processes})")
        parser.add_argument("--threads", type=_count, help=f"per process; else WEB_THREADS ({threads})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, with every lack in a sentence, or become the server."""
        address = options["bind"] or os.environ.get("BIND", "").strip() or DEFAULT_ADDRESS
        found = _ADDRESS.fullmatch(address)
        if not found or not 0 < int(found[1] or 1) <= 65535:
            message = f"BIND is {address!r}, but it must look like 127.0.0.1:8000, 0.0.0.0:8000 or unix:/run/site.sock."
            raise CommandError(message)
        with site_held():
            lacks = lacks_of_web()
            if lacks:
                raise CommandError("\n".join(lacks))
            self._become_server(address, options)

    def _become_server(self, address: str, options: dict[str, Any]) -> None:
        connections.close_all()
        for name, option in (("WEB_CONCURRENCY", "processes"), ("WEB_THREADS", "threads")):
            if options[option] is not None:
                os.environ[name] = str(options[option])
        server = [sys.executable, "-m", "gunicorn", "--config", CONFIGURATION, "--bind", address]
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, server)  # noqa: S606 – no shell, and our own arguments
