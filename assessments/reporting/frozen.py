"""What a report is made of: the disclosed result with all it rests on, frozen at closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.catalogue.entries import ActionEntry, Questionnaire, RoleActions
from assessments.scoring.values import Disclosed, ScoringProfile


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the report says of the round itself."""

    partnership: str
    theme: str
    title: str
    years_running: float | None
    opened_at: datetime | None
    closed_at: datetime
    """Aware, in the installation's time zone."""
    interests_named: bool
    organisations: tuple[str, ...]
    """Names of all organisations asked, in order."""
    n_invited: str | None
    """Band of persons invited; None when unknown, as with an open link."""
    contact: str
    """Name and address of whom to ask; may be empty."""
    retention_months: int


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """Everything a page, PDF or export may read."""

    disclosed: Disclosed
    facts: RoundFacts
    questionnaire: Questionnaire
    profile: ScoringProfile
    profile_version: int
    actions: tuple[RoleActions, ...]
    """Chosen at closing from the catalogue as it was."""
    catalogue: tuple[ActionEntry, ...]
    """All active entries as they were."""
    versions: Mapping[str, str]
    """Versions of questionnaire, model and product."""
