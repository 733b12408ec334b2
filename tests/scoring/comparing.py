"""Comparing two documents number by number, and scoring one."""

import math

from assessments.catalogue.questionnaire import FILES, questionnaire
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.document import to_document
from assessments.scoring.reading import read_survey

INSTRUMENTS = {int(version): questionnaire(version).instrument for version in FILES}
INSTRUMENT = INSTRUMENTS[2]


def scored(document):
    """Return the product's diagnosis of an input document."""
    survey = read_survey(document, INSTRUMENTS)
    return to_document(diagnose(survey, INSTRUMENTS[survey.questionnaire]))


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
    if is_number(found) and is_number(expected):
        return [] if math.isclose(found, expected, rel_tol=0, abs_tol=1e-6) else [f"{where}: {found} for {expected}"]
    is_same = found is expected or (found == expected and type(found) is type(expected))
    return [] if is_same else [f"{where}: {found!r} for {expected!r}"]


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)
