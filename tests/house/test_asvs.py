"""docs/security/asvs.md has every requirement of both levels, names tests that exist, and counts as it lists."""

import re
from collections import Counter

from tests.repository import ROOT

PAGE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| (met|not applicable|not met) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
SECTIONS = {
    1: (
        "1.2:1,2,3,4,5 1.3:1,2 1.5:1 2.1:1 2.2:1,2 2.3:1 3.2:1,2 3.3:1 3.4:1,2 3.5:1,2,3 4.1:1 4.4:1 5.2:1,2 "
        "5.3:1,2 6.1:1 6.2:1,2,3,4,5,6,7,8 6.3:1,2 6.4:1,2 7.2:1,2,3,4 7.4:1,2 8.1:1 8.2:1,2 8.3:1 9.1:1,2,3 "
        "9.2:1 10.4:1,2,3,4,5 11.3:1,2 11.4:1 12.1:1 12.2:1,2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1"
    ),
    2: (
        "1.1:1,2 1.2:6,7,8,9 1.3:3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:2 2.1:2,3 2.2:3 2.3:2,3,4 2.4:1 3.3:2,3,4 "
        "3.4:3,4,5,6 3.5:4,5 3.7:1,2 4.1:2,3 4.2:1 4.3:1,2 4.4:2,3,4 5.1:1 5.2:3 5.4:1,2,3 6.1:2,3 "
        "6.2:9,10,11,12 6.3:3,4 6.4:3,4 6.5:1,2,3,4,5 6.6:1,2,3 6.8:1,2,3,4 7.1:1,2,3 7.3:1,2 7.4:3,4,5 "
        "7.5:1,2 7.6:1,2 8.1:2 8.2:3 8.4:1 9.2:2,3,4 10.1:1,2 10.2:1,2 10.3:1,2,3,4 10.4:6,7,8,9,10,11 "
        "10.5:1,2,3,4,5 10.6:1,2 10.7:1,2,3 11.1:1,2 11.2:1,2,3 11.3:3 11.4:2,3,4 11.5:1 11.6:1 12.1:2,3 "
        "12.3:1,2,3,4 13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:2,3,4,5 14.1:1,2 14.2:2,3,4 14.3:2,3 15.1:2,3 "
        "15.2:2,3 15.3:2,3,4,5,6,7 16.1:1 16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3 17.1:1 "
        "17.2:1,2,3,4 17.3:1,2"
    ),
}
"""Per level its requirements in ASVS 5.0.0: per section the numbers in it."""


def rows():
    return ROW.findall(PAGE.read_text())


def numbers(level):
    """Return the numbers of a level's requirements, of which ``1.2:1,2`` holds 1.2.1 and 1.2.2."""
    sections = (part.split(":") for part in SECTIONS[level].split())
    return [f"{section}.{number}" for section, listed in sections for number in listed.split(",")]


def test_every_requirement_of_both_levels_is_there_once():
    assert (len(numbers(1)), len(numbers(2))) == (70, 183)
    for level in (1, 2):
        listed = [number for number, its_level, _status, _where in rows() if int(its_level) == level]
        assert sorted(listed) == sorted(numbers(level))


def test_every_test_that_is_named_is_there():
    named = TEST.findall(PAGE.read_text())
    assert len(named) > 100
    missing = [
        (path, name)
        for path, name in named
        if not (ROOT / path).exists()
        or (name and not re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE))
    ]
    assert missing == []


def test_the_table_on_top_counts_what_stands_below():
    counted = Counter((int(level), status) for _number, level, status, _where in rows())
    for level, told in re.findall(r"^\| level (\d)[^|]*((?:\| \d+ ){3})\|$", PAGE.read_text(), re.MULTILINE):
        expected = [counted[int(level), status] for status in ("met", "not applicable", "not met")]
        assert [int(number) for number in re.findall(r"\d+", told)] == expected
    assert sum(counted.values()) == 253
