"""The frozen values that scoring takes and returns: exact numbers, which only disclosure turns into what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assessments.vocabulary.forces import Force

from .instrument import Answer
from .profile import ScoringProfile

DEFAULT_QUESTIONNAIRE = 2
"""The version of the questionnaire that an input document answers unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """The answers that one person sent."""

    id: str
    organisation: str
    role: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Survey:
    """One partnership's answers with everything else the model needs: the input document, checked."""

    respondents: tuple[Respondent, ...]
    questionnaire: int = DEFAULT_QUESTIONNAIRE
    """Version of the questionnaire that was answered."""
    seed: int = 0
    weighting: Literal["organisation", "respondent"] = "organisation"
    years_running: float | None = None
    invited: Mapping[str, int] | None = None
    """People asked per organisation, those of which nobody answered too; None with an open link."""
    n_invited: int | None = None
    n_organisations_invited: int | None = None
    profile: ScoringProfile = field(default_factory=ScoringProfile)


@dataclass(frozen=True, slots=True)
class Interval:
    """A group's mean with its 95 % interval, both 0-100."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A partnership's score 0-100 with its 95 % interval and standard errors; those are None when no draw has it."""

    value: float
    low: float | None
    high: float | None
    se: float | None
    se_repeat: float | None
    """The standard error if other people had answered; for change between rounds only."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much persons agree on the items of a force."""

    ad: float
    """Average deviation in answer steps, 0 (all alike) to 2."""
    rwg_star: float


@dataclass(frozen=True, slots=True)
class Foundation:
    """How sure it is on which side of the threshold intentie lies."""

    below: float
    """Share of the draws of intentie that are below the threshold, 0-1."""
    certainty: str
    capped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far scores and bar could still lie if everyone who was asked had answered."""

    forces: Mapping[Force, tuple[float, float]]
    bar: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the path to gezond: a force from its score to the bar."""

    force: Force
    start: float
    goal: float


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """A role that sees a force differently from the rest; ``difference`` is role minus others."""

    role: str
    force: Force
    difference: float


@dataclass(frozen=True, slots=True)
class OrganisationInterests:
    """How much an organisation has at stake and how well it is served, both 0-100; None where nobody answered."""

    importance: float | None
    served: float | None
    shortfall: float | None
    place: str | None
    """drager, knelpunt, or None where the answers do not say."""


@dataclass(frozen=True, slots=True)
class Interests:
    """The interests: own and others' holding back, how far reasons diverge, and each organisation's own."""

    blind_spot: float | None
    """Item B6 − item B7: how much more others are seen to hold back than oneself."""
    divergence: float | None
    """0 (all organisations have the same reasons) to 100 (no reason is shared)."""
    divergence_by_chance: float | None
    """Its mean over reshuffles of the persons over the organisations."""
    divergence_p: float | None
    organisations: Mapping[str, OrganisationInterests]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many persons each number rests on; used by the disclosure rules only."""

    items: Mapping[str, int]
    """Persons per rating code."""
    distributions: Mapping[str, tuple[int, int, int, int, int]]
    """Persons per answer 1-5, per rating code."""
    reasons: Mapping[str, int]
    """Persons per reason code."""
    n_reasons: int
    """Persons who picked any reason."""
    organisations: Mapping[str, Mapping[str, int]]
    """Persons who picked each reason, per organisation and reason code."""
    n_reasons_of: Mapping[str, int]
    """Persons who picked any reason, per organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Everything the model computes for one partnership; disclosure decides what may be shown of it.

    What has a default is what too few answers leave out.
    """

    questionnaire: int
    diagnosis: str
    level: str | None = None
    certainty: str | None = None
    capped_by: tuple[str, ...] = ()
    tendency: str | None = None
    foundation: Foundation | None = None
    decided: bool | None = None
    bounds: Bounds | None = None
    bar: float | None = None
    bar_intentie: float | None = None
    cap: int | None = None
    """The cap used; None with weighting respondent or without a diagnosis."""
    scores: Mapping[str, Estimate | None] = field(default_factory=dict)
    """Per scale; empty with onvoldoende_gegevens."""
    stability: Mapping[str, float] = field(default_factory=dict)
    path: tuple[PathStep, ...] = ()
    flags: tuple[str, ...]
    n_respondents: int
    n_valid: int
    n: Mapping[str, int]
    n_organisations: int
    groups: Mapping[str, Mapping[str, Mapping[str, Interval]]] = field(default_factory=dict)
    """Per split, group and force."""
    group_sizes: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    """Persons with the force, per split, force and group; those that are not shown too, in the order that settles
    ties."""
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    perception: tuple[PerceptionGap, ...] = ()
    dont_know: Mapping[str, float | None]
    items: Mapping[str, float | None] = field(default_factory=dict)
    deviations: Mapping[str, float | None] = field(default_factory=dict)
    """Average deviation per rating code, in answer steps."""
    processes: Mapping[str, float | None] = field(default_factory=dict)
    signals_fit: bool | None = None
    interests: Interests | None = None
    other_weighting_same: bool | None = None
    counts: Counts | None = None
    """None with onvoldoende_gegevens."""
