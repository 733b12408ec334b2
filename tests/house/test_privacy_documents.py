"""The privacy documents claim nothing that no test holds, and name nothing that is not there."""

import ast
import re
from functools import cache

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db import models
from django.urls import Resolver404, resolve

from tests.repository import ROOT, files
from tests.some import some

FOLDER = ROOT / "docs/privacy"
WRITTEN = {"dpia.md", "processing-agreement.md", "register.md"}
TESTED_BY = "Getoetst door"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
COMMAND = re.compile(r"`manage\.py (\w+)")
PAGE = re.compile(r"`(/[a-z/]*)`")
DOCUMENT = re.compile(r"\]\(([\w./-]+\.md)\)")
IN_TEXT = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.UUIDField)
ABOUT_NOBODY = {
    "assessments_action": "the catalogue",
    "assessments_answeringtime": "the version of a questionnaire",
    "assessments_historicalaction": "the catalogue, but why somebody changed it",
    "assessments_keyfingerprint": "digests of keys",
    "assessments_heartbeat": "which workers live",
    "assessments_mailing": "a kind of mail",
    "assessments_dutyrun": "the name of a duty of the worker",
    "assessments_excerpt": "the shown numbers of a result",
    "assessments_pendingerasure": "the name of a table",
    "assessments_reportrequest": "a page or file that has to be made",
    "auth_group": "what Django brings along",
    "auth_permission": "what Django brings along",
    "django_content_type": "what Django brings along",
    "socialaccount_socialapp": "settings of an installation",
}
"""The tables in which no other column than the register names is about people, and why."""
CODES = {
    "access",
    "action",
    "action_code",
    "join_code",
    "kind",
    "language",
    "mail_language",
    "progress",
    "provider",
    "published_what",
    "questionnaire_version",
    "reminder_days",
    "split",
    "state",
    "thresholds",
    "type",
    "weighting",
}
"""The columns with a code, a version, a language or a number."""


def documents():
    return {path.name: path.read_text() for path in sorted(FOLDER.glob("*.md"))}


def tables(text):
    """Return each table of a text as its head and its rows, in cells."""
    found, rows = [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif rows:
            found.append((rows[0], rows[2:]))
            rows = []
    return found


def claims(text):
    """Return each row of which a test is asked, as the claim and the tests that it names."""
    return [
        (" | ".join(row[:-1]), TEST.findall(row[-1]))
        for head, rows in tables(text)
        if head[-1].strip(" |") == TESTED_BY
        for row in rows
    ]


@cache
def named_tests(name):
    """Return the names of the tests in a file; none if there is no such file."""
    path = ROOT / name
    if not path.exists():
        return frozenset()
    return frozenset(node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))


def test_the_documents_are_there():
    assert documents().keys() >= WRITTEN


def test_every_claim_names_a_test():
    for name in some(WRITTEN):
        made = claims(documents()[name])
        assert len(made) > 5, name
        assert [claim for claim, tests in made if not tests] == [], name


def test_every_test_that_is_named_is_there():
    named = {(file, test) for text in documents().values() for file, test in TEST.findall(text)}
    assert len(named) > 60
    assert sorted(f"{file}::{test}" for file, test in named if test not in named_tests(file)) == []


def test_a_claim_without_a_test_and_a_test_that_is_not_there_are_found():
    text = f"| Wat | {TESTED_BY} |\n|---|---|\n| het regent | |\n| de zon schijnt | `tests/weer.py::test_zon` |\n"
    assert [bool(tests) for _claim, tests in claims(text)] == [False, True]
    assert named_tests("tests/weer.py") == frozenset()
    assert "test_every_claim_names_a_test" in named_tests("tests/house/test_privacy_documents.py")


def test_settings_commands_pages_and_documents_that_are_named_are_there():
    environment = " ".join(path.read_text() for path in files("collab/*.py"))
    for text in some(documents().values()):
        assert [name for name in SETTING.findall(text) if f'"{name}"' not in environment] == []
        assert [name for name in COMMAND.findall(text) if name not in get_commands()] == []
        assert [name for name in DOCUMENT.findall(text) if not (FOLDER / name).exists()] == []
        assert [page for page in PAGE.findall(text) if not is_page(page)] == []


def is_page(address):
    try:
        return bool(resolve(address))
    except Resolver404:
        return False


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(SETTING, "`PRIVACY_CONTROLLER`"), (COMMAND, "`manage.py purge`"), (PAGE, "`/privacy/`"), (DOCUMENT, "[x](a.md)")],
)
def test_what_is_named_is_seen(pattern, text):
    assert pattern.findall(text)


def registered():
    """Return the columns that the register tells of, per table."""
    found = {}
    for _head, rows in tables(documents()["register.md"]):
        for row in rows:
            name = re.fullmatch(r"`(\w+_\w+)`", row[0])
            if name:
                found[name[1]] = set(re.findall(r"`(\w+)`", row[-1]))
    return found


def columns():
    """Return every column that can hold text or an address, per table."""
    return {
        model._meta.db_table: {field.name for field in model._meta.concrete_fields if isinstance(field, IN_TEXT)}
        for model in apps.get_models()
    }


def test_the_register_knows_every_column_with_text():
    told = registered()
    untold = {
        f"{table}.{column}"
        for table, names in columns().items()
        if table not in ABOUT_NOBODY
        for column in names - told.get(table, set()) - CODES
    }
    assert untold == set()


def test_the_register_names_no_column_that_is_not_there():
    there = columns()
    assert len(registered()) > 20
    assert {(table, name) for table, names in registered().items() for name in names - there.get(table, set())} == set()
    assert set(there) >= ABOUT_NOBODY.keys()


def test_what_only_an_organisation_knows_is_left_open_and_nothing_else():
    for name in some(WRITTEN):
        text = documents()[name]
        blanks = re.findall(r"\[([^\]]+)\](?!\()", text)
        assert blanks
        assert [blank for blank in blanks if len(blank) > 60] == [], name
        assert not re.search(r"TODO|nog te doen|binnenkort|in een volgende versie", text), name
