"""Probes and figures of the site as it is served, by two web processes."""

import json
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.closing.installation import installation, migrated
from tests.e2e.served import free_port
from tests.patience import PATIENCE
from tests.processes import commands_with, end, wait_until
from tests.repository import ROOT

__all__ = ["installation", "migrated"]

TOKEN = "een-lang-geheim-van-de-beheerder"


class Served:
    """Two web processes on an installation, under a name that only mails know."""

    def __init__(self, installation):
        self.port = free_port()
        self.mark = str(installation.folder)
        environment = installation.environment | {
            "DEBUG": "0",
            "SITE_URL": "https://driekracht.voorbeeld.test",
            "ALLOWED_HOSTS": "driekracht.voorbeeld.test",
            "BEHIND_PROXY": "1",
            "METRICS_TOKEN": TOKEN,
            "TMPDIR": str(installation.folder),
            "WEB_CONCURRENCY": "2",
        }
        (installation.folder / "static").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "gunicorn", "--config", "python:collab.gunicorn_config"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path, **headers):
        """Return status and body; -1 while nobody listens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Connection": "close", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return -1, ""
        finally:
            connection.close()

    def figures(self):
        return self.get("/metrics", Authorization=f"Bearer {TOKEN}")[1]


@pytest.fixture
def served(installation):
    running = Served(installation)
    wait_until(lambda: running.get("/healthz")[0] == 200 or running.process.poll() is not None)
    yield running
    end(commands_with(DATA_DIR=running.mark))
    running.process.stdout.close()
    running.process.wait()


def counted(figures):
    return sum(float(n) for n in re.findall(r"^driekracht_requests_total\{.*\} (\S+)$", figures, re.MULTILINE))


def test_figures_are_those_of_all_web_processes_and_probes_go_to_any(served, installation):
    asked = 0

    def both_took_requests():
        nonlocal asked
        asked += 1
        assert served.get("/privacy/", Host="driekracht.voorbeeld.test")[0] == 301
        return len(list(Path(served.mark).glob("driekracht-figures-*/counter_*.db"))) == 2

    wait_until(both_took_requests)
    assert [counted(served.figures()) for _time in range(8)] == [asked] * 8

    assert served.get("/readyz?exclude=worker")[0] == 200
    status, body = served.get("/readyz")
    assert (status, json.loads(body)["checks"]["worker"]) == (503, "none has ever run: start manage.py work")
    worker = installation.start("work")
    try:
        wait_until(lambda: served.get("/readyz")[0] == 200)
    finally:
        worker.terminate()
        worker.communicate()

    served.process.send_signal(signal.SIGTERM)
    said = served.process.communicate()[0]
    assert "healthz" not in said
    assert not list(Path(served.mark).glob("driekracht-figures-*"))
