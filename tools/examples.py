"""Computes the example results of the administration from cases of the model.

Usage: python -m tools.examples
"""

import json
from pathlib import Path
from typing import Any

from assessments.catalogue.examples import FILE, NAMES, VERSION
from assessments.catalogue.questionnaire import questionnaire
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.disclosure import Terms, disclose
from assessments.scoring.reading import read_survey

CASES = Path(__file__).resolve().parent.parent / "tests" / "scoring" / "cases"
TOLD = ("diagnosis", "level", "certainty", "tendency", "bar", "flags", "processes", "items")


def compute(case: str) -> dict[str, Any]:
    """Compute what conditions look at in the result of a case, as plain values."""
    instrument = questionnaire(VERSION).instrument
    survey = read_survey(json.loads((CASES / f"{case}.json").read_text()), instrument)
    shown = disclose(diagnose(survey, instrument), survey, instrument, Terms("role", interests_named=False), {})
    told = {name: getattr(shown, name) for name in TOLD}
    return told | {"flags": list(shown.flags), "scores": {name: score.value for name, score in shown.scores.items()}}


def main() -> None:
    """Write the file."""
    FILE.write_text(json.dumps({case: compute(case) for case in NAMES}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
