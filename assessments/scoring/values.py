"""The frozen values that scoring takes and returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assessments.vocabulary.forces import Force


@dataclass(frozen=True, slots=True)
class Instrument:
    """What scoring must know about a questionnaire: scales, codes and processes, never a question's words."""

    version: str
    forces: Mapping[str, tuple[str, ...]]
    """Item codes per force, in the order intentie, actie, verbinding."""
    tension: tuple[str, ...]
    arranged: tuple[str, ...]
    rating_codes: tuple[str, ...]
    """Every code answered by 1-5, in questionnaire order."""
    processes: Mapping[str, str]
    """Process name per item code."""
    importance: str
    served: str
    others_hold_back: str
    own_hold_back: str
    reasons: str
    """The code answered by a list of reasons."""
    reason_options: tuple[str, ...]
    signals: Mapping[str, str]
    """The diagnosis each signal item points at, per item code."""
    text_codes: tuple[str, ...]
    """Codes answered in words; scoring never reads them."""
    max_reasons: int = 3

    @property
    def single_items(self) -> tuple[str, ...]:
        """The rating codes that are part of no force, scale, process or signal: each of them speaks for itself."""
        scales = (*self.forces.values(), self.tension, self.arranged, self.processes, self.signals)
        alone = (self.importance, self.served, self.others_hold_back, self.own_hold_back)
        spoken_for = {code for codes in scales for code in codes} | {*alone}
        return tuple(code for code in self.rating_codes if code not in spoken_for)


@dataclass(frozen=True, slots=True)
class ScoringProfile:
    """Every threshold of the model: a working agreement, not an empirical norm."""

    threshold: float = 62.5
    brake: float = 10.0
    level: float = 15.0
    margin: float = 10.0
    gap: float = 18.75
    disagreement: float = 1.0
    certain: float = 0.95
    likely: float = 0.80
    perception: float = 15.0
    core_gap: float = 25.0
    cap: int = 3
    min_group: int = 5
    min_respondents: int = 5
    min_organisations: int = 2
    resamples: int = 2000
    start_years: float = 2.0


Answer = int | str | tuple[str, ...] | None
"""1-5, ``"weet_niet"``, ``"nvt"``, the chosen reasons, or text for the codes answered in words."""


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
    seed: int = 0
    weighting: Literal["organisation", "respondent"] = "organisation"
    years_running: float | None = None
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
    """A partnership's score 0-100 with its 95 % interval and standard error; those are None when no draw has it."""

    value: float
    low: float | None
    high: float | None
    se: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much persons agree on the items of a force."""

    ad: float
    """Average deviation in answer steps, 0 (all alike) to 2."""
    rwg_star: float


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
class PerceptionView:
    """A role that sees a force differently from the rest, without the number, which would allow subtraction."""

    role: str
    force: Force
    sees: Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class OrganisationInterests:
    """How much an organisation has at stake and how well it is served, both 0-100; None where hidden or unanswered."""

    importance: float | None
    served: float | None
    shortfall: float | None
    quadrant: str | None
    """drager, knelpunt, meelifter or toeschouwer."""
    reasons: Mapping[str, float] | None = None
    """Share (0-1) of the organisation's pooled picks per reason code; None where nobody picked."""


@dataclass(frozen=True, slots=True)
class Interests:
    """The interests: own and others' holding back, how far reasons diverge, and each organisation's own."""

    blind_spot: float | None
    """Item B6 − item B7: how much more others are seen to hold back than oneself."""
    divergence: float | None
    """0 (all organisations have the same reasons) to 100 (no reason is shared)."""
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
    """Persons per organisation and code of B0, B1, B2."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything the model computes for one partnership; disclosure decides what may be shown of it."""

    diagnosis: str
    level: str | None
    certainty: str | None
    tendency: str | None
    bar: float | None
    scores: Mapping[str, Estimate | None]
    """Per scale; empty with onvoldoende_gegevens."""
    stability: Mapping[str, float]
    path: tuple[PathStep, ...]
    flags: tuple[str, ...]
    n_respondents: int
    n_valid: int
    n: Mapping[str, int]
    n_organisations: int
    groups: Mapping[str, Mapping[str, Mapping[str, Interval]]]
    """Per split, group and force."""
    agreement: Mapping[str, Agreement]
    perception: tuple[PerceptionGap, ...]
    dont_know: Mapping[str, float | None]
    items: Mapping[str, float | None]
    deviations: Mapping[str, float | None]
    """Average deviation per rating code, in answer steps."""
    processes: Mapping[str, float | None]
    signals_fit: bool | None
    interests: Interests | None
    other_weighting_same: bool | None
    counts: Counts | None
    """None with onvoldoende_gegevens."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that disclosure withholds, so that page and PDF can say so and why."""

    what: str
    """A key of Disclosed or a scale, or ``item:CODE``, ``group:NAME``, ``group:NAME:FORCE``, ``agreement:FORCE``,
    ``flag:NAME``, ``organisation:NAME``, ``distribution:CODE``, ``open:CODE``."""
    why: Literal["too_few", "remainder", "other_split", "no_split_shown", "switched_off"]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A diagnosis after the disclosure rules: everything that may leave the model, and the only thing that does.

    A number that may not be shown is absent from its mapping, or None; counts of persons are bands
    ("5-9", "10-19", "20-49", "50+", or "<5" for all persons of a round with too few answers).
    Numbers are exact; rounding is presentation.
    """

    diagnosis: str
    level: str | None
    certainty: str | None
    tendency: str | None
    bar: float | None
    scores: Mapping[str, Estimate]
    """Per scale: intentie, actie, verbinding, spanning, regeling."""
    stability: Mapping[str, float]
    """Share of resamples per diagnosis."""
    path: tuple[PathStep, ...]
    flags: tuple[str, ...]
    n_respondents: str
    n_valid: str
    n: Mapping[str, str]
    """Band of persons with a score, per scale."""
    n_organisations: int
    split: Literal["role", "organisation"]
    groups: Mapping[str, Mapping[str, Interval]]
    """Per shown group of the split and force."""
    agreement: Mapping[str, Agreement]
    perception: tuple[PerceptionView, ...]
    dont_know: Mapping[str, float]
    """Share (0-1) of "weet niet" answers per force."""
    items: Mapping[str, float]
    """Per rating code, 0-100."""
    divided: Mapping[str, float]
    """Average deviation in answer steps per rating code."""
    distributions: Mapping[str, tuple[int, int, int, int, int]]
    """Per rating code, percentages of the answers 1-5 in whole numbers; from ten answers."""
    processes: Mapping[str, float]
    signals_fit: bool | None
    blind_spot: float | None
    divergence: float | None
    organisations: Mapping[str, OrganisationInterests]
    reasons: Mapping[str, float]
    """Share (0-1) of persons who picked it, per reason code, over the whole partnership."""
    open_answers: Mapping[str, tuple[str, ...]]
    """Texts word for word in random order per code (O1, O2, B0_other); from ten answers."""
    weighting: Literal["organisation", "respondent"]
    other_weighting_same: bool | None
    """Whether the other weighting gives the same diagnosis."""
    withheld: tuple[Withheld, ...]
