"""The container file is built and run, on a base of Debian packages instead of a downloaded image.

Takes a quarter of an hour and the network, so it is left to ``make soak``, where buildah and mmdebstrap are there.
"""

import os
import shutil
import ssl
import subprocess
import time
import urllib.request

import pytest

from tests.e2e.served import free_port
from tests.repository import ROOT
from tests.soaking import IS_SOAK

MISSING = [program for program in ("buildah", "mmdebstrap") if not shutil.which(program)]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(not IS_SOAK, reason="takes a quarter of an hour: make soak"),
    pytest.mark.skipif(os.geteuid() != 0, reason="a base of Debian packages is made by root"),
    pytest.mark.once,
]
WITHOUT_ENGINE = {"STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"}
PATIENCE = 1800
"""Seconds: copying an image file by file is slow on a busy machine."""


def buildah(*arguments):
    """Run buildah and return what it printed."""
    command = ["buildah", *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | WITHOUT_ENGINE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stderr[-2000:])
    return done.stdout.strip()


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """An image of Debian without anything beside it."""
    archive = tmp_path_factory.mktemp("base") / "base.tar"
    subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "bookworm", archive], check=True)
    container = buildah("from", "scratch")
    try:
        buildah("add", container, archive, "/")
        image = buildah("commit", "--quiet", container)
    finally:
        buildah("rm", container)
    yield image
    buildah("rmi", image)


@pytest.fixture(scope="module")
def container(base, tmp_path_factory):
    """The image, as a container that can be run."""
    folder = tmp_path_factory.mktemp("build")
    (folder / "pip.conf").write_text("[global]\ncert = /run/authorities.crt\n")
    authorities = ssl.get_default_verify_paths().cafile  # those of this machine, which may have some of its own
    mounted = ["--volume", f"{folder}/pip.conf:/etc/pip.conf:ro", "--volume", f"{authorities}:/run/authorities.crt:ro"]
    file = ROOT / "deploy" / "Containerfile"
    image = f"driekracht-test-{os.getpid()}"
    buildah(
        "bud",
        "--quiet",
        "--format=docker",
        "--build-arg",
        f"BASE={base}",
        *mounted,
        "--file",
        file,
        "--tag",
        image,
        ROOT,
    )
    made = buildah("from", image)
    yield made
    buildah("rm", made)
    buildah("rmi", image)


@pytest.fixture(scope="module")
def run(container):
    """Run a command in the container, which keeps its data from one to the next."""

    def begin(*command, **settings):
        given = [part for name, value in settings.items() for part in ("--env", f"{name}={value}")]
        whole = ["buildah", "run", *given, container, "--", *command]
        return subprocess.Popen(
            whole, env=os.environ | WITHOUT_ENGINE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    return begin


def said(process):
    """Return what a command said that went well."""
    words = process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 0, words
    return words


MANAGE = ("/opt/venv/bin/python", "manage.py")


def test_it_runs_as_nobody_and_writes_its_data_alone(run):
    assert said(run("id", "-u")).strip() == "10001"
    writable = "find / -xdev -writable -not -path '/proc/*' -not -path '/data*' -not -type l"
    found = said(run("sh", "-c", f"{writable} 2>/dev/null; true")).split()
    temporary = ("/tmp", "/var/tmp", "/run", "/dev", "/etc/hosts", "/etc/resolv.conf", "/var/lock")  # noqa: S108
    assert [path for path in found if not path.startswith(temporary)] == []


def test_it_holds_no_key_no_tests_and_no_pip(run):
    inside = said(run("sh", "-c", "ls -A /opt/driekracht /opt/venv/bin; find /opt -name '*.key'"))
    listed = inside.split()
    assert {"manage.py", "assessments", "collab"} <= set(listed)
    assert {"tests", "bench", ".git", "var", "pip", "pip3"} & set(listed) == set()
    assert ".key" not in inside


def test_it_migrates_serves_and_is_healthy(run, container):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    said(run(*MANAGE, "migrate", "--verbosity", "0"))
    server = run(*MANAGE, "serve", BIND=f"127.0.0.1:{port}", SITE_URL=address)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            assert server.poll() is None, server.stdout.read()
            assert time.monotonic() < until
            try:
                with urllib.request.urlopen(f"{address}/healthz") as answer:
                    assert answer.status == 200
                break
            except OSError:
                time.sleep(1)
        with urllib.request.urlopen(f"{address}/privacy/") as page:
            assert "Driekracht" in page.read().decode()
        with urllib.request.urlopen(f"{address}/readyz?exclude=worker") as answer:
            assert answer.status == 200
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)
