"""The promise that raw answers are read in one place cannot be circumvented."""

import re

from tests.repository import files, named
from tests.some import some

ALLOWED_FOLDERS = (
    *("assessments/models/", "assessments/results/", "assessments/services/", "assessments/migrations/"),
    *("tests/", "bench/"),
)
RAW = re.compile(r"get_model\(|_meta\.related_objects|apps\.get_models|models\.answers")


def test_no_module_finds_the_raw_answers_by_a_detour():
    found = {
        named(path)
        for path in files("*.py")
        if RAW.search(path.read_text()) and not named(path).startswith(ALLOWED_FOLDERS)
    }
    assert found == set()


def test_the_package_of_models_exports_no_raw_answers():
    from assessments import models

    assert not any("Response" in name for name in models.__all__)
    assert not hasattr(models, "Response")


def test_no_other_model_leads_to_the_raw_answers():
    from assessments.models.answers import Response

    for field in some(Response._meta.get_fields()):
        if field.is_relation:
            assert field.remote_field.related_name == "+", field
