"""The bill of materials is valid CycloneDX, and has every package that is pinned and every folder of others' files."""

import json
import re

from tests.repository import ROOT
from tools.sbom import make_bill


def test_the_bill_has_all_that_is_pinned_and_copied():
    from cyclonedx.schema import SchemaVersion  # it takes seconds, and every worker reads this file
    from cyclonedx.validation.json import JsonStrictValidator

    bill = make_bill()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None

    assert bill["metadata"]["component"]["name"] == "driekracht"
    found = {(part["name"].lower().replace("_", "-"), part["version"]) for part in bill["components"]}
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pinned = {match.groups() for line in lines if (match := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", line))}
    assert len(pinned) > 30
    assert {(name.lower().replace("_", "-"), version) for name, version in pinned} - found == set()
    copied = {folder.name for folder in (ROOT / "static" / "vendor").iterdir() if folder.is_dir()}
    assert copied
    assert copied <= {name for name, _version in found}
    of_packages = [part for part in bill["components"] if part["bom-ref"].startswith("requirements")]
    assert all(part["externalReferences"][0]["hashes"] for part in of_packages if part.get("externalReferences"))
