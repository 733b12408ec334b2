"""Every case of the model gives its expected diagnosis, every number to 1e-6."""

import json
from pathlib import Path

import pytest

from .comparing import differences, scored

CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))


def test_the_comparison_sees_differences():
    assert differences({"a": [1.0, {"b": None}]}, {"a": [1.0, {"b": None}]}) == []
    for wrong in [{"a": [1.00001, {"b": None}]}, {"a": [1.0, {"b": 0}]}, {"a": [1.0]}, {}, {"a": True}]:
        assert differences(wrong, {"a": [1.0, {"b": None}]})


@pytest.mark.parametrize("name", NAMES)
def test_case_gives_its_expected_diagnosis(name):
    document = json.loads((CASES / f"{name}.json").read_text())
    expected = json.loads((CASES / f"{name}.expected.json").read_text())
    assert differences(scored(document), expected) == []


def test_there_are_cases():
    assert len(NAMES) == 172
