"""Computes the example results of the administration from cases of the model.

Usage: python -m tools.examples
"""

import json
from pathlib import Path
from typing import Any

from assessments.catalogue.examples import FILE, NAMES, SECOND_ROUNDS, VERSION
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.vocabulary.flags import VASTGELOPEN

CASES = Path(__file__).resolve().parent.parent / "tests" / "scoring" / "cases"
TOLD = ("diagnosis", "level", "certainty", "tendency", "bar", "bar_intentie")


def compute(name: str) -> dict[str, Any]:
    """Compute what conditions look at in the result of an example, as plain values."""
    instrument = questionnaire(VERSION).instrument
    case = SECOND_ROUNDS.get(name, name)
    survey = read_survey(json.loads((CASES / f"{case}.json").read_text()), {int(VERSION): instrument})
    shown = disclose(diagnose(survey, instrument), survey, instrument, Terms("role", interests_named=False), {})
    return {name: getattr(shown, name) for name in TOLD} | {
        "flags": [*shown.flags, *([VASTGELOPEN] if name in SECOND_ROUNDS else [])],
        "scores": {force: score.value for force, score in shown.scores.items()},
        "statements": {code: [found.value, found.step] for code, found in shown.statements.items()},
    }


def main() -> None:
    """Write the file."""
    lines = [f"{json.dumps(name)}: {json.dumps(compute(name))}" for name in NAMES]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
