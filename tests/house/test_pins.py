"""Dependencies are pinned by hash, from no particular index, and new enough to be safe."""

import re

import pytest

from tests.repository import ROOT

REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]
OLDEST_SAFE = {
    "aiosmtpd": (1, 4, 6),  # CVE-2024-34083
    "brotli": (1, 2),  # CVE-2025-6176
    "certifi": (2024, 7, 4),  # CVE-2024-39689
    "cryptography": (44, 0, 1),  # CVE-2024-12797
    "django": (5, 2, 8),  # CVE-2025-64459
    "filelock": (3, 20, 1),  # CVE-2025-68146
    "flask": (2, 3, 2),  # CVE-2023-30861
    "fonttools": (4, 60, 2),  # CVE-2025-66034
    "gunicorn": (23,),  # CVE-2024-6827
    "idna": (3, 7),  # CVE-2024-3651
    "jinja2": (3, 1, 6),  # CVE-2025-27516
    "lxml": (4, 9, 1),  # CVE-2022-2309
    "pillow": (11, 3),  # CVE-2025-48379
    "pyjwt": (2, 10, 1),  # CVE-2024-53861
    "pyyaml": (5, 4),  # CVE-2020-14343
    "requests": (2, 32, 4),  # CVE-2024-47081
    "sqlparse": (0, 5),  # CVE-2024-4340
    "urllib3": (2, 6),  # CVE-2025-66418, CVE-2025-66471
    "weasyprint": (69,),  # CVE-2025-68616, CVE-2026-49452: it fetched what it should not
    "werkzeug": (3, 1, 4),  # CVE-2025-66221
}
"""Per package the first version without the weaknesses that we know of; no advisory service is asked here."""


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
    only_in_tests = {"aiosmtpd", "filelock", "flask", "jinja2", "werkzeug"} if name == "requirements.txt" else set()
    assert set(OLDEST_SAFE) - set(versions) <= only_in_tests
    for package in OLDEST_SAFE.keys() & versions.keys():
        found = tuple(int(part) for part in versions[package].split(".") if part.isdecimal())
        assert found >= OLDEST_SAFE[package], package


def test_tests_use_the_versions_that_the_site_uses():
    site, tests = ({line.split(" ")[0] for line in pins(name)} for name in REQUIREMENTS)
    assert site <= tests
