"""Frozen results with the advice that the shipped catalogue gives, and rounds that have them."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import ShownOrganisation
from assessments.models import Result
from assessments.models.choices import State
from assessments.reporting.frozen import AgreedAction, FrozenResult, RoundFacts, to_document
from assessments.results.history import earlier_round
from assessments.results.stored_results import checksum
from tests.cast import make_round

from .disclosed import ORGANISATIONS, PROFILE, schijnsamenwerking

HOSTILE = "شركة <script>alert(1)</script> $x^2$ 😀👩‍👩‍👧 ☺️ 中文 %(bar)s {{ x }} \u202eomgekeerd\u202c é\u0301"
"""A name and an answer that some program would stumble over; it holds letters that few typefaces have."""

FACTS = RoundFacts(
    partnership="Jeugdketen Noord",
    theme="Jeugdhulp en veiligheid",
    title="Meting 2026",
    years_running=3.25,
    opened_at=datetime(2026, 10, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam")),
    closed_at=datetime(2026, 10, 25, 12, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
    interests_named=True,
    organisations=tuple(ORGANISATIONS),
    n_invited="20-49",
    contact="Anna de Wit, anna@voorbeeld.test",
    retention_months=24,
)


VERSIONS = {"questionnaire": "2", "model": "2", "product": "0.3.0"}


def frozen_result(disclosed=None, *, versions=VERSIONS, **facts):
    """Return a frozen result around this disclosed one; anything of the round may be changed by name."""
    disclosed = disclosed or schijnsamenwerking()
    return FrozenResult(
        disclosed=disclosed,
        facts=replace(FACTS, **facts),
        questionnaire=questionnaire(versions["questionnaire"]),
        profile=PROFILE,
        profile_version=1,
        actions=choose_actions(disclosed, shipped_actions()),
        catalogue=shipped_actions(),
        versions=dict(versions),
    )


def after_three_rounds(result):
    """Return a result with three rounds before it and a full plan: the longest that a report can tell of."""
    earlier = tuple(
        earlier_round(
            replace(result, facts=replace(result.facts, closed_at=result.facts.closed_at.replace(year=year))),
            result.disclosed,
        )
        for year in (2023, 2024, 2025)
    )
    planned = ("done", "busy", "planned", "dropped")
    agreed = tuple(AgreedAction(f"Eén plan per gezin {one}", "Gemeente", "2026-05-01", one) for one in planned)
    return replace(result, earlier=earlier, agreed=agreed)


def hostile_result():
    """Return a result whose every free text is hostile."""
    organisations = {HOSTILE: ShownOrganisation(75, 25, "knelpunt", ("a",)), **ORGANISATIONS}
    answers = {"O1": (HOSTILE,) * 3, "O2": ("w" * 400, "regel\nregel\n\nregel"), "B0_other": (HOSTILE,)}
    return frozen_result(
        schijnsamenwerking(organisations=organisations, open_answers=answers),
        partnership=HOSTILE,
        theme=HOSTILE,
        title="t" * 150,
        contact=HOSTILE,
        organisations=tuple(organisations),
    )


def closed_round(partnership, frozen=None, **fields):
    """Return a closed round of this partnership with this frozen result."""
    frozen = frozen or frozen_result()
    round_ = make_round(partnership, state=State.CLOSED, closed_at=frozen.facts.closed_at, **fields)
    document = to_document(frozen)
    Result.objects.create(
        round=round_, document=document, checksum=checksum(document), created_at=frozen.facts.closed_at
    )
    return round_
