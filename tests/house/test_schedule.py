"""The order in which workers get tests knows files that are there, and no process compiles what another compiled."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.lots import ALWAYS, DRAWN, EVERYTHING, WHOLE_FILES, drawn, goes_by_lot, is_drawn, is_for_now
from tests.repository import ROOT
from tests.schedule import APART, LONGEST, TOGETHER, place, scope_of
from tests.selecting import EVERY_CASE, NO_DATABASE, ON_EVERY_DATABASE, PAGES, one_of_each
from tests.soaking import rest_in_soak
from tests.some import some


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


def test_every_part_is_drawn_once_its_turn_comes_and_the_same_lot_draws_the_same():
    names = [f"tests/x.py::test_it[{number}]" for number in range(300)]
    parts = {lot: [name for name in names if is_drawn(name, by=lot)] for lot in ("one", "other")}
    assert parts["one"] != parts["other"]
    assert all(45 < len(part) < 105 for part in [parts["one"], parts["other"]])
    assert parts["one"] == [name for name in names if is_drawn(name, by="one")]
    assert set().union(*([n for n in names if is_drawn(n, by=str(turn))] for turn in range(30))) == set(names)
    assert [name for name in names if is_drawn(name, by=EVERYTHING)] == names


def test_what_goes_by_lot_is_there_and_has_further_tests_beside_it():
    for file, names in DRAWN.items():
        assert [name for name in names if f"def {name}(" not in (ROOT / file).read_text()] == [], file
    assert [path for path in ALWAYS | WHOLE_FILES if not (ROOT / path).exists()] == []
    journey = "tests/e2e/test_journey.py::test_from_a_new_account_to_the_second_round"
    assert not goes_by_lot(journey)
    assert all(is_for_now(journey, by=str(turn)) for turn in range(9))
    case = "tests/versions/test_rounds.py::test_results_of_both_versions_move_to_another_site[a::b[c]]"
    assert goes_by_lot(case)
    assert {is_for_now(case, by=str(turn)) for turn in range(20)} == {True, False}


def test_what_every_run_has_is_in_every_part_and_the_order_stays():
    names = ["a", "b", "c", "d", "e", "f"]
    parts = [drawn(names, 2, always=("d",), by=str(turn)) for turn in range(20)]
    assert all("d" in part and len(part) == 3 and part == sorted(part) for part in some(parts))
    assert {name for part in parts for name in part} == {*names}
    assert drawn(names, 2, by=EVERYTHING) == names
    with pytest.raises(AssertionError, match="not among them"):
        drawn(names, 2, always=("z",), by="one")


def test_a_run_of_all_tests_draws_and_whoever_names_a_test_gets_it():
    named = "tests/house/test_schedule.py"
    told = []
    for arguments in (["-o", f"testpaths={named}"], [named]):
        surroundings = {name: value for name, value in os.environ.items() if name not in {"LOT", "SOAK"}}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
        told.append(done.stdout.split("LOT=")[1].split()[0])
    assert told[1] == EVERYTHING != told[0]


def test_what_is_compiled_is_kept_whatever_the_surroundings_say():
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    script = "import os, sys, tests; print(sys.dont_write_bytecode, os.environ.get('PYTHONDONTWRITEBYTECODE'))"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "None"]
