"""All measurements in one run, in one table: ``python -m bench``.

Names choose some of them (``python -m bench answering report``). A run of all goes to ``bench/results/``, as a table
and a plot of what grows; it ends with 1 when a target is missed. Ratios count: what stands beside each other was
measured in turns. Targets in seconds and milliseconds are for a machine of two processors with nothing else to do.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from bench.plot import draw
from bench.rows import Row, table

RESULTS = Path(__file__).resolve().parent / "results"
BOTH, ONE = (False, True), (False,)
PARTS = {
    "answering": BOTH,
    "responses": ONE,
    "closing": BOTH,
    "overview": BOTH,
    "many": ONE,
    "scoring": ONE,
    "report": ONE,
    "herd": ONE,
    "mails": BOTH,
}
"""Each a module of this package, with whether it runs on PostgreSQL, on SQLite, or on both."""

IN_TURNS = (
    "What stands beside each other was measured in turns, by `python -m bench`, so ratios hold on a busy machine; "
    "seconds and milliseconds do not."
)
Series = dict[str, list[tuple[float, float]]]


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a database server, or an empty text where there is none to run."""
    from tools.test import postgresql as started

    try:
        running = started()
        address = running.__enter__()
    except (OSError, ImportError, RuntimeError, subprocess.CalledProcessError) as error:
        print(f"PostgreSQL cannot be run here: {error}", file=sys.stderr)
        yield ""
        return
    try:
        yield address
    finally:
        running.__exit__(None, None, None)


def measured(part: str, address: str) -> tuple[list[Row], Series]:
    """Run one part, in a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="driekracht-bench-") as folder:
        rows = Path(folder) / "rows.json"
        own = {"DATA_DIR": str(Path(folder) / "data"), "BENCH_ROWS": str(rows)}
        own |= {"DATABASE_URL": address} if address else {}
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", f"bench.{part}"], env=os.environ | own, check=False)
        where = "PostgreSQL" if address else "SQLite"
        print(f"{part} on {where}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
        if not rows.exists():
            return [Row(f"{part} on {where}", "did not come to an end", found=1, most=0, unit="failure")], {}
        found = json.loads(rows.read_text(encoding="utf-8"))
    return [Row(**row) for row in found["rows"]], found["series"]


def machine() -> str:
    """Return what kind of machine this is, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cores} processors, {memory:.0f} GiB, {platform.system()} on {platform.machine()}"


def versions() -> str:
    """Return what it was measured with."""
    names = ("django", "gunicorn", "psycopg", "numpy", "weasyprint", "matplotlib")
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


def today() -> str:
    """Return the date."""
    return time.strftime("%Y-%m-%d")


def page(rows: Sequence[Row], load: tuple[float, float], picture: str) -> str:
    """Return the results as a page."""
    missed = [row.what for row in rows if not row.is_met]
    verdict = f"Missed: {'; '.join(missed)}." if missed else "All targets were met."
    return "\n\n".join(
        [
            f"# Measured on {today()}",
            f"{machine()}. {versions()}. Load of the machine {load[0]:.1f} at the start, {load[1]:.1f} at the end.",
            IN_TURNS,
            verdict,
            table(rows),
            f"![What grows]({picture})",
        ]
    )


def keep(rows: Sequence[Row], series: Mapping[str, Sequence[tuple[float, float]]], load: tuple[float, float]) -> None:
    """Write table and plot to the folder of results."""
    RESULTS.mkdir(exist_ok=True)
    name = today()
    draw(series, RESULTS / f"{name}.svg")
    (RESULTS / f"{name}.md").write_text(page(rows, load, f"{name}.svg") + "\n", encoding="utf-8")
    print(f"written to bench/results/{name}.md", file=sys.stderr)


def main() -> int:
    """Measure, print one table, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which of them; all, if none is named")
    asked = parser.parse_args().parts or list(PARTS)
    rows: list[Row] = []
    series: Series = {}
    load = os.getloadavg()[0]
    with postgresql() as address:
        for part in asked:
            for is_on_postgresql in PARTS[part]:
                if is_on_postgresql and not address:
                    continue
                found, points = measured(part, address if is_on_postgresql else "")
                rows += found
                series |= points
    print(table(rows))
    if asked == list(PARTS):
        keep(rows, series, (load, os.getloadavg()[0]))
    return int(not all(row.is_met for row in rows))


if __name__ == "__main__":
    sys.exit(main())
