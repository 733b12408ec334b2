"""Sets everything up on a machine that has only Python, git and make: system libraries, .venv, compiled texts.

Runs with the system's own Python and only its standard library. What has been done is not done again.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
OLDEST_JAVA = 17

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""The libraries that WeasyPrint loads, with their Debian packages."""

BROWSERS = ("chromium", "chromium-headless-shell")
"""Debian packages, each with a program of its name: the whole browser, or else the engine alone."""


def say(sentence: str) -> None:
    """Print what is going on."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    """Exit with one sentence that says what to do."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def has_library(name: str) -> bool:
    """Whether the system can load a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_java() -> bool:
    """Whether there is a JDK that can run a single source file."""
    if not shutil.which("java"):
        return False
    shown = subprocess.run(
        ["java", "-XshowSettings:properties", "-version"], check=False, capture_output=True, text=True
    )
    versions = [line.split("=")[1] for line in shown.stderr.splitlines() if "java.specification.version =" in line]
    modules = subprocess.run(["java", "--list-modules"], check=False, capture_output=True, text=True).stdout
    return bool(versions) and float(versions[0]) >= OLDEST_JAVA and "jdk.compiler" in modules


def has_environment() -> bool:
    """Whether .venv has a Python that runs, with pip; an upgrade of the system's Python can take either away."""
    try:
        return subprocess.run([str(PYTHON), "-c", "import pip"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def missing_packages(*, for_tests: bool) -> list[str]:
    """Return the Debian packages that this machine lacks."""
    missing = [package for library, package in LIBRARIES.items() if not has_library(library)]
    if not has_environment():
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            missing.append("python3-venv")
    if for_tests and not any(shutil.which(browser) for browser in BROWSERS):
        missing.append(BROWSERS[0])
    if for_tests and not has_java():
        missing.append("default-jdk-headless")
    return missing


def install(packages: list[str]) -> None:
    """Install Debian packages as root or with sudo, or else print the exact command."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    by_hand = f"Please run this once, then try again: sudo {command}"
    if not shutil.which("apt-get"):
        stop(
            f"This machine lacks {', '.join(packages)} (names of Debian packages). Please install them, then try again."
        )
    if prefix and (
        not shutil.which("sudo") or subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode
    ):
        stop(by_hand)
    say("Installing " + ", ".join(packages))
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*environment, "apt-get", "update", "-qq"], check=False)
    done = subprocess.run([*environment, *command.split(), "-qq"], check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        stop(by_hand)


def make_environment(requirements: str) -> None:
    """Create .venv and install the pinned packages, unless that was done with exactly these pins."""
    pins = (ROOT / requirements).read_bytes() + sysconfig.get_python_version().encode()
    wanted = requirements + " " + hashlib.sha256(pins).hexdigest()
    stamp = VENV / "installed"
    if not has_environment():
        say("Making the virtual environment .venv")
        if VENV.is_symlink() and not VENV.exists():
            VENV.unlink()  # venv neither follows nor replaces a link to nowhere
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    installed = stamp.read_text().splitlines() if stamp.exists() else []
    if wanted in installed:
        return
    say(f"Installing the packages of {requirements}")
    # compiled when first imported, because most installed modules never are
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        "--require-hashes",
        "-r",
        str(ROOT / requirements),
    ]
    if subprocess.run([str(PYTHON), "-m", "pip", "install", *options], check=False).returncode:
        stop("The packages could not be installed; the lines above say why.")
    kept = [line for line in installed if not line.startswith(requirements + " ")]
    stamp.write_text("\n".join([*kept, wanted]) + "\n")


def main() -> None:
    """Set up for the site, or also for the tests."""
    if sys.version_info < OLDEST_PYTHON:
        stop("Driekracht needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")
    for_tests = "tests" in sys.argv[1:]
    packages = missing_packages(for_tests=for_tests)
    if packages:
        install(packages)
    make_environment("requirements-dev.txt" if for_tests else "requirements.txt")
    subprocess.run([str(PYTHON), "-m", "tools.messages", "compile"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
