"""The order in which workers get tests knows files that are there."""

from tests.conftest import NO_DATABASE, ON_EVERY_DATABASE, PAGES
from tests.repository import ROOT
from tests.schedule import APART, LONGEST, place


def test_every_place_that_is_named_is_there():
    named = [*LONGEST, *APART, *NO_DATABASE, *PAGES, *ON_EVERY_DATABASE]
    assert [path for path in named if not (ROOT / path).exists()] == []


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
