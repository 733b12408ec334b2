"""Writes what the product is made of, as CycloneDX: the pinned packages, and the files of others in static/vendor/."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "build" / "driekracht.cdx.json"
SPECIFICATION = "1.6"
_VENDORED = re.compile(
    r"^\| `(?P<name>[\w-]+)` \| (?P<version>[\w.]+) \| (?P<licence>[\w.-]+) \| (?P<origin>.+) \|$", re.MULTILINE
)


def main() -> int:
    """Write the file, and say where it is."""
    bill = make_bill()
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(bill['components'])} components in {WRITTEN.relative_to(ROOT)}\n")
    return 0


def make_bill() -> dict[str, Any]:
    """Return the bill, with the product itself as its subject."""
    options = ["--pyproject", "pyproject.toml", "--spec-version", SPECIFICATION, "--output-reproducible"]
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt", *options]
    written = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    bill: dict[str, Any] = json.loads(written)
    for component in bill["components"]:
        component.pop("description", None)  # the line of the file, with all its hashes once more
    bill["components"] += vendored_files()
    return bill


def vendored_files() -> list[dict[str, Any]]:
    """Return what is copied to static/vendor/, as its README lists it."""
    listed = (ROOT / "static" / "vendor" / "README.md").read_text(encoding="utf-8")
    return [
        {
            "type": "library",
            "bom-ref": f"vendor/{line['name']}",
            "name": line["name"],
            "version": line["version"],
            "description": f"Copied to static/vendor/{line['name']}, from {line['origin'].replace('`', '')}",
            "licenses": [{"license": {"id": line["licence"]}}],
        }
        for line in _VENDORED.finditer(listed)
    ]


if __name__ == "__main__":
    sys.exit(main())
