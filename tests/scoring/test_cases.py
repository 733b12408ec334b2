"""Every case of the model gives its expected diagnosis, every number to 1e-6."""

import json
import math
from pathlib import Path

import pytest

from assessments.catalogue.questionnaire import questionnaire
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.document import to_document
from assessments.scoring.reading import read_survey

CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))
INSTRUMENT = questionnaire().instrument


def differences(found, expected, where=""):
    """Return where two documents differ by more than 1e-6."""
    if isinstance(expected, dict):
        if not isinstance(found, dict) or found.keys() != expected.keys():
            return [f"{where}: keys {sorted(found) if isinstance(found, dict) else found} for {sorted(expected)}"]
        return [line for key in expected for line in differences(found[key], expected[key], f"{where}/{key}")]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            return [f"{where}: {found} for {expected}"]
        pairs = enumerate(zip(found, expected, strict=True))
        return [line for place, (a, b) in pairs for line in differences(a, b, f"{where}/{place}")]
    is_number = isinstance(expected, int | float) and not isinstance(expected, bool)
    if is_number and isinstance(found, int | float) and not isinstance(found, bool):
        return [] if math.isclose(found, expected, rel_tol=0, abs_tol=1e-6) else [f"{where}: {found} for {expected}"]
    return (
        []
        if found is expected or (found == expected and type(found) is type(expected))
        else [f"{where}: {found!r} for {expected!r}"]
    )


def test_the_comparison_sees_differences():
    assert differences({"a": [1.0, {"b": None}]}, {"a": [1.0, {"b": None}]}) == []
    for wrong in [{"a": [1.00001, {"b": None}]}, {"a": [1.0, {"b": 0}]}, {"a": [1.0]}, {}, {"a": True}]:
        assert differences(wrong, {"a": [1.0, {"b": None}]})


@pytest.mark.parametrize("name", NAMES)
def test_case_gives_its_expected_diagnosis(name):
    document = json.loads((CASES / f"{name}.json").read_text())
    expected = json.loads((CASES / f"{name}.expected.json").read_text())
    found = to_document(diagnose(read_survey(document, INSTRUMENT), INSTRUMENT))
    assert differences(found, expected) == []


def test_there_are_cases():
    assert len(NAMES) > 50
