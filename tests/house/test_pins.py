"""Dependencies are pinned by hash, from no particular index, and new enough to be safe."""

import re

import pytest

from tests.repository import ROOT

REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]
OLDEST_SAFE = {"weasyprint": (69, 0), "django": (5, 2), "gunicorn": (23, 0), "pillow": (11, 3)}
"""WeasyPrint before 69 fetches what it should not (CVE-2025-68616, CVE-2026-49452)."""


def pins(name):
    text = (ROOT / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_by_hash(name):
    lines = pins(name)
    assert len(lines) > 20
    assert [line for line in lines if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_no_index_is_written_down(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_versions_are_new_enough(name):
    versions = dict(re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", line).groups() for line in pins(name))
    for package, oldest in OLDEST_SAFE.items():
        found = tuple(int(part) for part in versions[package].split(".")[:2])
        assert found >= oldest, package


def test_tests_use_the_versions_that_the_site_uses():
    site, tests = ({line.split(" ")[0] for line in pins(name)} for name in REQUIREMENTS)
    assert site <= tests
