"""A frozen result built by hand, around any disclosed one."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assessments.catalogue.entries import ActionEntry, ActionText, ChosenAction, Condition, RoleActions, Translated
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import Disclosed
from assessments.reporting.frozen import FrozenResult, RoundFacts
from assessments.scoring.profile import ScoringProfile
from tests.reporting.disclosed import schijnsamenwerking

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def entry(code: str, **changes: Any) -> ActionEntry:
    """Return an action with this code."""
    words = ActionText(
        "Kies één proef", "Begin klein.", "Omdat plannen blijven liggen.", "Bel elkaar.", "Er is een datum."
    )
    made = ActionEntry(
        code=code,
        order=1,
        diagnosis="schijnsamenwerking",
        level="proces",
        roles=("professional", "manager"),
        conditions=(Condition("force", "actie", "below", "bar"), Condition("item", "A2", "below", 50.0)),
        source="Van Delden 2012",
        texts=Translated({"nl": words, "en": replace(words, title="Choose one trial")}),
    )
    return replace(made, **changes)


def frozen(disclosed: Disclosed | None = None, **changes: Any) -> FrozenResult:
    """Return a frozen result; anything may be changed by name."""
    main, other = entry("proef"), entry("flag", conditions=(Condition("flag", "nipt"),), diagnosis=None)
    chosen = ChosenAction(main, main.conditions, 12.625)
    made = FrozenResult(
        disclosed=disclosed or schijnsamenwerking(),
        facts=RoundFacts(
            partnership="Jeugdketen Noord",
            theme="Jeugd",
            title="Meting 2",
            years_running=3.25,
            opened_at=datetime(2026, 10, 1, 9, 0, tzinfo=AMSTERDAM),
            closed_at=datetime(2026, 10, 25, 12, 30, tzinfo=AMSTERDAM),
            interests_named=True,
            organisations=("Gemeente", "Jeugdhulp"),
            n_invited="20-49",
            contact="Anna <anna@voorbeeld.test>",
            retention_months=24,
        ),
        questionnaire=questionnaire("2"),
        profile=ScoringProfile(threshold=60.5, certain=0.951),
        profile_version=3,
        actions=(
            RoleActions("professional", (chosen,), ()),
            RoleActions("manager", (chosen,), (ChosenAction(other, (), 0.0),)),
        ),
        catalogue=(other, main),
        versions={"questionnaire": "2", "model": "2", "product": "0.3.0"},
    )
    return replace(made, **changes)
