"""Computes the result that everybody may look at, from a story of the demo.

Usage: python -m tools.example
"""

import json
import os
import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import django

if TYPE_CHECKING:
    from assessments.reporting.frozen import FrozenResult
    from assessments.scoring.values import Survey
    from assessments.services.demo.story import Story, Wave

TOLD_AT = datetime(2026, 11, 1, 17, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""From here the days of the story are counted."""
VERSION = "2"
"""The version of the questionnaire that is asked."""
SEED = 1


def compute() -> dict[str, Any]:
    """Return the document of the story's last closed round, as it is frozen when a round closes."""
    from assessments.reporting.frozen import to_document
    from assessments.services.demo.wonen import STORY

    first, last = (wave for wave in STORY.waves if wave.is_closed)
    result = _measure(STORY, last, after=(first, _measure(STORY, first)))
    document: dict[str, Any] = json.loads(json.dumps(to_document(result)))
    return document


def _measure(story: "Story", wave: "Wave", after: "tuple[Wave, FrozenResult] | None" = None) -> "FrozenResult":
    """Return the result of a round of the story, after another one."""
    from assessments.catalogue.actions import shipped_actions
    from assessments.catalogue.questionnaire import questionnaire
    from assessments.disclosure.disclose import Terms, disclose
    from assessments.reporting.earlier import earlier_round
    from assessments.reporting.frozen import FrozenResult
    from assessments.results.freezing import MODEL_VERSION, complete
    from assessments.scoring.diagnosis import diagnose
    from assessments.version import PRODUCT_VERSION

    asked = questionnaire(VERSION)
    survey = _survey(story, wave)
    terms = Terms(story.split, interests_named=True)  # type: ignore[arg-type] # one of Split
    shown = disclose(diagnose(survey, asked.instrument), survey, asked.instrument, terms, _texts(wave))
    return complete(
        FrozenResult(
            disclosed=shown,
            facts=_facts(story, wave, survey),
            questionnaire=asked,
            profile=survey.profile,
            profile_version=1,
            actions=(),
            catalogue=shipped_actions(),
            versions={"questionnaire": VERSION, "model": MODEL_VERSION, "product": PRODUCT_VERSION},
            earlier=(earlier_round(after[1], shown),) if after else (),
            agreed=_agreed(after[0]) if after else (),
        )
    )


def _survey(story: "Story", wave: "Wave") -> "Survey":
    from assessments.catalogue.questionnaire import questionnaire
    from assessments.models.partnerships import DAYS_PER_YEAR
    from assessments.scoring.reading import checked_answers
    from assessments.scoring.values import Respondent, Survey
    from assessments.services.demo.answers import answers_of

    asked = questionnaire(VERSION)
    invited = {member.name: sum(map(len, member.people.values())) for member in story.members}
    began = TOLD_AT.replace(year=TOLD_AT.year - story.years_running, month=3, day=1)
    return Survey(
        respondents=tuple(
            Respondent(
                person.name,
                person.member.name,
                person.role,
                checked_answers(_as_sent(answers_of(person, story, wave, asked)), person.name, asked.instrument),
            )
            for person in story.people
            if person.name not in wave.silent
        ),
        questionnaire=int(VERSION),
        seed=SEED,
        years_running=(_closed_at(wave).date() - began.date()).days / DAYS_PER_YEAR,
        invited=invited,
        n_invited=sum(invited.values()),
        n_organisations_invited=len(invited),
    )


def _as_sent(answers: Mapping[str, Any]) -> Any:
    """Return answers as they are stored: as JSON has them."""
    return json.loads(json.dumps(answers))


def _closed_at(wave: "Wave") -> datetime:
    return TOLD_AT + timedelta(days=wave.closes_in_days)


def _texts(wave: "Wave") -> Mapping[str, Sequence[str]]:
    """Return what people wrote, in an order that is not that of the story, as when a round closes."""
    chance = random.Random(SEED)  # noqa: S311 - nobody wrote this
    return {code: chance.sample(texts, len(texts)) for code, texts in (("O1", wave.good), ("O2", wave.better))}


def _facts(story: "Story", wave: "Wave", survey: "Survey") -> Any:
    from assessments.reporting.frozen import RoundFacts
    from assessments.scoring.suppression import band
    from assessments.services.demo.storytelling import DAYS_OPEN

    return RoundFacts(
        partnership=story.name,
        theme=story.theme,
        title=wave.title,
        years_running=survey.years_running,
        opened_at=_closed_at(wave) - timedelta(days=DAYS_OPEN),
        closed_at=_closed_at(wave),
        interests_named=True,
        organisations=tuple(sorted(member.name for member in story.members)),
        n_invited=band(survey.n_invited or 0),
        contact="",
        retention_months=24,
    )


def _agreed(wave: "Wave") -> Any:
    from assessments.reporting.frozen import AgreedAction

    closed = _closed_at(wave)
    return tuple(
        AgreedAction(one.title, one.organisation, f"{(closed + timedelta(days=one.due_in_days)).date()}", one.progress)
        for one in wave.agreed
    )


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    django.setup()
    from assessments.results.example import FILE

    lines = [f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}" for key, part in compute().items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
