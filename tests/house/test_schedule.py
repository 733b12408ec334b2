"""The order in which workers get tests knows files that are there, and no process compiles what another compiled."""

import os
import subprocess
import sys
from types import SimpleNamespace

from tests.repository import ROOT
from tests.schedule import APART, LONGEST, TOGETHER, place, scope_of
from tests.selecting import EVERY_CASE, NO_DATABASE, ON_EVERY_DATABASE, PAGES, one_of_each
from tests.soaking import rest_in_soak


def test_every_place_that_is_named_is_there():
    named = [*LONGEST, *APART, *NO_DATABASE, *PAGES, *ON_EVERY_DATABASE, *EVERY_CASE]
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert len({*LONGEST}) == len(LONGEST)


def test_files_that_share_what_is_dear_to_make_go_to_one_worker():
    for beginning in TOGETHER:
        together = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(f"{beginning}*.py"))
        assert len(together) > 5
        assert {scope_of(f"{path}::test_it") for path in together} == {beginning}
    assert scope_of("tests/plan/test_plan.py::test_it[a::b]") == "tests/plan/test_plan.py"
    apart = f"{sorted(APART)[0]}::test_it[a::b]"
    assert scope_of(apart) == apart


def test_what_takes_longest_goes_first():
    one_of_each = [
        LONGEST[0],
        f"{LONGEST[1]}::test_it",
        "tests/e2e/test_x.py",
        "tests/plan/test_pdf_x.py",
        "tests/test_x.py",
    ]
    assert sorted(one_of_each, key=place) == one_of_each
    assert len({place(scope) for scope in one_of_each}) == len(one_of_each)


def test_a_run_has_the_first_cases_and_soak_all_of_them():
    first, second, third = rest_in_soak("a", ("b", 1), "c", ordinary=2)
    assert (first, second) == ("a", ("b", 1))
    assert [mark.name for mark in third.marks] == ["soak"]


def test_on_the_second_database_each_test_runs_with_one_case():
    whole = sorted(EVERY_CASE)[0]
    items = [
        SimpleNamespace(nodeid=nodeid)
        for nodeid in (
            "tests/x.py::test_it[a::b]",
            "tests/x.py::test_it[c]",
            "tests/x.py::test_other",
            f"{whole}::test_it[a]",
            f"{whole}::test_it[b]",
        )
    ]
    kept, others = one_of_each(items)
    assert others == [items[1]]
    assert kept == [items[0], *items[2:]]


def test_what_is_compiled_is_kept_whatever_the_surroundings_say():
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    script = "import os, sys, tests; print(sys.dont_write_bytecode, os.environ.get('PYTHONDONTWRITEBYTECODE'))"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "None"]
