"""Third-party files are listed with their version and licence."""

import re

from tests.repository import ROOT
from tests.some import some

VENDOR = ROOT / "static" / "vendor"


def test_every_folder_is_listed_with_version_and_licence():
    listed = re.findall(r"^\| `([\w-]+)` \| ([\d.]+) \| ([\w.-]+) \|", (VENDOR / "README.md").read_text(), re.MULTILINE)
    assert {name for name, _version, _licence in listed} == {path.name for path in VENDOR.iterdir() if path.is_dir()}


def test_every_folder_holds_its_licence():
    for folder in some(VENDOR.iterdir()):
        if folder.is_dir():
            assert any(path.name.startswith("LICENSE") for path in folder.iterdir()), folder.name


def test_bootstrap_is_the_version_listed():
    first = (VENDOR / "bootstrap" / "bootstrap.min.css").read_text()[:200]
    found = re.search(r"v(\d+\.\d+\.\d+)", first)
    assert found
    assert f"| `bootstrap` | {found.group(1)} |" in (VENDOR / "README.md").read_text()
