"""What docs/privacy says about how long something is kept names tests that exist."""

import re
from itertools import chain

import pytest
from django.apps import apps

from tests.repository import files, named

TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
PAGES = sorted(files("docs/privacy/*.md"))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_test_that_is_named_exists(page):
    missing = [
        f"{path}::{name}"
        for path, name in TEST.findall(page.read_text())
        if not re.search(rf"^def {name}\(", (page.parents[2] / path).read_text(), re.MULTILINE)
    ]
    assert missing == []


def test_every_row_of_the_table_names_its_test():
    table = next(page for page in PAGES if page.name == "retention.md").read_text()
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    assert [row for row in rows if not TEST.search(row)] == []


def test_no_table_with_something_of_persons_is_forgotten():
    """Whoever adds a model says in the table how long it is kept, or here that it is of nobody."""
    of_nobody = {
        *(
            "action",
            "historicalaction",
            "answeringtime",
            "scoringprofileversion",
            "pendingerasure",
            "mailing",
            "heartbeat",
            "keyfingerprint",
            "reportrequest",
            "closingrequest",
        ),
        *("partnership", "logo", "organisation", "coordinatorship", "user", "excerpt", "dutyrun"),
    }
    text = next(page for page in PAGES if page.name == "retention.md").read_text()
    known = {model._meta.model_name for model in apps.get_app_config("assessments").get_models()} - of_nobody
    assert {name for name in known if f"assessments_{name}" not in text} == set()
    assert set(chain(of_nobody)) & known == set()
