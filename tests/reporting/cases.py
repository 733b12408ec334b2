"""The cases of the model as frozen results: diagnosed, disclosed and advised as when a round closes."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.reporting.frozen import FrozenResult
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey

from .results import FACTS, VERSIONS

CASES = Path(__file__).parents[1] / "scoring" / "cases"
INSTRUMENTS = {int(version): questionnaire(version).instrument for version in ("1", "2")}
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))


@cache
def frozen_case(name, *, split="role", named=False, texts=(), resamples=200):
    """Return the frozen result of a case, with fewer resamples than usual because only the words matter.

    It is asked with the questionnaire of the case. Its organisations get a name that is no word of the report, and
    ``texts`` are its open answers to two questions.
    """
    document = json.loads((CASES / f"{name}.json").read_text())
    document["profile"] = {"resamples": resamples} | document.get("profile", {})
    for respondent in document["respondents"]:
        respondent["organisation"] = f"Partner {respondent['organisation']}"
    if document.get("invited"):
        document["invited"] = {f"Partner {name}": number for name, number in document["invited"].items()}
    asked = questionnaire(str(document.get("questionnaire") or 2))
    survey = read_survey(document, INSTRUMENTS)
    terms = Terms(split, named)
    shown = disclose(
        diagnose(survey, asked.instrument), survey, asked.instrument, terms, dict.fromkeys(("O1", "B0_other"), texts)
    )
    names = tuple(sorted({respondent.organisation for respondent in survey.respondents}))
    return FrozenResult(
        disclosed=shown,
        facts=replace(FACTS, interests_named=named, organisations=names),
        questionnaire=asked,
        profile=survey.profile,
        profile_version=1,
        actions=choose_actions(shown, shipped_actions()),
        catalogue=shipped_actions(),
        versions=VERSIONS | {"questionnaire": asked.version},
    )
