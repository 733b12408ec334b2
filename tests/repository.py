"""The files of the repository, for the tests of the house."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = "static/vendor/"


def files(*patterns):
    """Return the files that git tracks or would track, except those of third parties."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in sorted(set(listed)) if not name.startswith(VENDOR) and (ROOT / name).is_file()]


def named(path):
    """Return the name of a file for a message."""
    return str(path.relative_to(ROOT))
