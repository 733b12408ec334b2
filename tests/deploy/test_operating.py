"""docs/operating.md lists every setting once, and names files, commands and figures that exist."""

import re

from django.core.management import get_commands

from tests.deploy.documented import settings_listed, settings_read
from tests.repository import ROOT, files

PAGE = ROOT / "docs" / "operating.md"


def test_the_table_has_every_setting_once_and_no_other():
    listed = settings_listed()
    assert len(settings_read()) > 40
    assert set(listed) == settings_read()
    assert sorted(set(listed)) == sorted(listed)


def test_every_command_that_it_names_exists():
    text = PAGE.read_text()
    named = set(re.findall(r"manage\.py (\w+)|^ +driekracht (\w+)|run --rm [^\n]*?\bweb (\w+)", text, re.MULTILINE))
    commands = {name for match in named for name in match if name}
    assert {"migrate", "serve", "work", "createadmin", "sendtestemail"} <= commands
    assert commands - set(get_commands()) == set()


def test_every_file_that_it_leads_to_exists():
    text = PAGE.read_text()
    linked = set(re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", text))
    assert linked
    assert {path for path in linked if not (PAGE.parent / path).exists()} == set()
    tracked = {str(path.relative_to(ROOT)) for path in files("deploy/**")}
    named = set(re.findall(r"\bdeploy/[\w./-]+\w", text)) - {"deploy/secrets", "deploy/.env"}
    assert {path for path in named if not (ROOT / path).exists()} == set()
    assert len(tracked) > 6


def test_every_figure_that_it_tells_to_watch_is_given():
    code = (ROOT / "assessments" / "monitoring" / "metrics.py").read_text()
    figures = set(re.findall(r"`driekracht_(\w+?)(?:_total)?(?:\{[^}]*\})?`", PAGE.read_text()))
    assert len(figures) > 6
    assert {name for name in figures if f'"{name}"' not in code and f'"driekracht_{name}"' not in code} == set()


def test_no_other_page_has_a_table_of_settings():
    others = [path for path in files("*.md") if path != PAGE and "| `SITE_URL`" in path.read_text()]
    assert others == []
