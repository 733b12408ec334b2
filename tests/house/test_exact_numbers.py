"""Exact numbers are imported by disclosure and by the place where a result is frozen: a report has only shown ones."""

import tomllib

import grimp
import pytest
from importlinter.contracts.protected import ProtectedContract

from tests.repository import ROOT

FREE = {"profile", "instrument", "reading", "spreadsheet", "suppression", "grid"}
"""The modules of scoring that hold no number of a partnership."""


def contracts():
    """Return the contracts that protect modules which know exact numbers, by their first module."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    protecting = [one for one in found if one["type"] == "protected"]
    return {
        one["protected_modules"][0].split(".")[1]: one
        for one in protecting
        if one["protected_modules"][0].startswith(("assessments.scoring", "assessments.disclosure"))
    }


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("assessments", cache_dir=None)


def is_kept(graph, options):
    """Whether a contract holds for these imports."""
    session = {"root_packages": ["assessments"]}
    options = {key: value for key, value in options.items() if key not in {"name", "type"}}
    contract = ProtectedContract(name="contract", session_options=session, contract_options=options)
    return contract.check(graph, verbose=False).kept


def test_every_module_of_scoring_is_protected_or_holds_no_number():
    modules = {path.stem for path in (ROOT / "assessments/scoring").glob("*.py")} - {"__init__"}
    protected = {name.rpartition(".")[2] for name in contracts()["scoring"]["protected_modules"]}
    assert protected | FREE == modules
    assert protected & FREE == set()


@pytest.mark.parametrize("package", ["scoring", "disclosure"])
def test_what_knows_exact_numbers_is_imported_where_they_are_needed_alone(graph, package):
    assert is_kept(graph, contracts()[package])


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("assessments.reporting.charts.forces", "assessments.scoring.values"),
        ("assessments.reporting.tables.statements", "assessments.scoring.diagnosis"),
        ("assessments.views.results.page", "assessments.scoring.values"),
        ("assessments.results.counting", "assessments.scoring.scores"),
        ("assessments.reporting.assemble.forces", "assessments.disclosure.disclose"),
    ],
)
def test_a_report_that_imports_exact_numbers_is_found(graph, importer, imported):
    assert {importer, imported} <= graph.modules
    graph.add_import(importer=importer, imported=imported)
    try:
        assert not is_kept(graph, contracts()[imported.split(".")[1]])
    finally:
        graph.remove_import(importer=importer, imported=imported)
