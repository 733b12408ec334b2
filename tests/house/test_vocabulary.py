"""The codes of the vocabulary are written in the vocabulary alone: elsewhere they have a name."""

import ast

from assessments.vocabulary.certainties import CERTAINTIES
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.limits import TOLERANCE
from assessments.vocabulary.outcomes import DIAGNOSES, ONVOLDOENDE_GEGEVENS
from assessments.vocabulary.places import PLACES
from assessments.vocabulary.roles import ROLES
from tests.repository import ROOT, files, named

CODES = {*ROLES, *DIAGNOSES, ONVOLDOENDE_GEGEVENS, *LEVELS, *FLAGS, *CERTAINTIES, *PLACES}
BESIDE = (
    "assessments/vocabulary/",
    "assessments/migrations/",
    "assessments/services/demo/",
    "assessments/catalogue/examples.py",
)
"""The vocabulary itself, the past, a story in words of its own, and cases that are named after what they show."""


def spelled_codes(source):
    """Return the codes that stand in a module as a text of their own."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and text in CODES}


def test_a_code_is_found_where_it_is_spelled():
    assert spelled_codes('x = {"nipt": 1}\ny = "Een nipte zaak"') == {"nipt"}


def test_no_other_module_spells_a_code():
    modules = [file for file in files("assessments/*.py") if not named(file).startswith(BESIDE)]
    assert len(modules) > 200
    assert (ROOT / "assessments/scoring/flags.py") in modules
    spelled = {named(file): spelled_codes(file.read_text()) for file in modules}
    assert {name: codes for name, codes in spelled.items() if codes} == {}


def test_no_other_module_has_a_tolerance_of_its_own():
    own = [
        named(file)
        for file in files("assessments/*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and node.value == TOLERANCE
    ]
    assert own == ["assessments/vocabulary/limits.py"]
