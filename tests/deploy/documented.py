"""Which environment variables the code reads, and which the documentation lists."""

import re

from tests.repository import ROOT, files

READ = re.compile(r"\benv\.\w+\(\s*\"([A-Z][A-Z0-9_]+)\"|\bos\.environ(?:\.get\(|\[)\"([A-Z][A-Z0-9_]+)\"")
SECRET = re.compile(r"\benv\.secret(?:_words)?\(\s*\"([A-Z0-9_]+)\"|\bfind_key\(\s*\"([A-Z0-9_]+)\"")
NOT_FOR_ADMINISTRATORS = {"DJANGO_SETTINGS_MODULE", "MPLCONFIGDIR", "PROMETHEUS_MULTIPROC_DIR"}
"""What the product sets for itself, or for libraries."""


def settings_read():
    """Return the variables that the product reads."""
    text = "\n".join(
        path.read_text()
        for path in files("collab/*.py", "assessments/*.py", "tools/run.py", "tools/prepare.py")
        if "/migrations/" not in str(path)
    )
    read = {name for match in READ.findall(text) for name in match if name}
    secret = {name for match in SECRET.findall(text) for name in match if name}
    return (read | secret | {f"{name}_FILE" for name in secret}) - NOT_FOR_ADMINISTRATORS


def settings_listed():
    """Return the variables in the table of docs/operating.md."""
    part = (ROOT / "docs" / "operating.md").read_text().split("## Settings\n")[1]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row)]
