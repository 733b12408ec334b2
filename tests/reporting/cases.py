"""The cases of the model as frozen results: diagnosed, disclosed and advised as when a round closes."""

import json
from dataclasses import replace
from pathlib import Path

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions
from assessments.catalogue.questionnaire import questionnaire
from assessments.reporting.frozen import FrozenResult
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.disclosure import Terms, disclose
from assessments.scoring.reading import read_survey

from .results import FACTS

CASES = Path(__file__).parents[1] / "scoring" / "cases"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))


def frozen_case(name, *, split="role", named=False, open_answers=None, resamples=200):
    """Return the frozen result of a case, with fewer resamples than usual because only the words matter."""
    document = json.loads((CASES / f"{name}.json").read_text())
    document["profile"] = {"resamples": resamples} | document.get("profile", {})
    asked = questionnaire()
    survey = read_survey(document, asked.instrument)
    terms = Terms(split, named)
    shown = disclose(diagnose(survey, asked.instrument), survey, asked.instrument, terms, open_answers or {})
    names = tuple(sorted({respondent.organisation for respondent in survey.respondents}))
    return FrozenResult(
        disclosed=shown,
        facts=replace(FACTS, interests_named=named, organisations=names),
        questionnaire=asked,
        profile=survey.profile,
        profile_version=1,
        actions=choose_actions(shown, shipped_actions()),
        catalogue=shipped_actions(),
        versions={"questionnaire": "1", "model": "1", "product": "0.1.0"},
    )
