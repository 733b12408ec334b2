"""Invented partnerships: what everyone who was asked thinks, who of them answers, and what they tick.

Every person has a position on each scale: the partnership's, plus what the organisation and the person differ from
it. Scales hang together (halo). A tick is the position on the five steps with noise, rounded. The truth of a person is
what the ticks would be on average, so that chance in ticking is left out of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from assessments.scoring.instrument import Instrument
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Respondent, Survey
from assessments.vocabulary.roles import ADVISED

Floats = NDArray[np.float64]

SCALES = ("intentie", "actie", "verbinding", "spanning", "regeling")
FORCES = SCALES[:3]
NOISE = 0.75
"""Standard deviation of a tick, in answer steps."""
HALO = 0.5
"""Correlation of one person's positions on two scales."""
OF_THE_MOMENT = 0.3
"""Share of the variance between people that is of the moment."""
MIDDLES = np.array([72.0, 66.0, 63.0, 48.0, 52.0])
"""Average position of partnerships per scale."""
SPREADS = np.array([10.0, 10.0, 10.0, 12.0, 12.0])
"""How far partnerships differ, standard deviations."""
ALIKE = 0.6
"""Correlation of the three forces over partnerships."""


@dataclass(frozen=True, slots=True)
class Design:
    """How many people of how many organisations are asked, and how they differ."""

    n_asked: int
    n_organisations: int
    response: float = 1.0
    """Share of the people asked in organisations that take part who answer; always at least five."""
    organisations_response: float = 1.0
    """Share of the organisations that take part; always at least two."""
    sd: float = 18.0
    """Standard deviation of persons, organisations included."""
    icc: float = 0.15
    """Share of the variance that lies between organisations."""
    is_known: bool = True
    """Whether it is known how many were asked; with an open link it is not."""
    is_selective: bool = False
    """Whether critical people answer less."""
    profile: ScoringProfile = field(default_factory=ScoringProfile)


@dataclass(frozen=True, slots=True)
class Partnership:
    """Everyone who was asked, with their truth, and who of them answers what."""

    organisation_of: NDArray[np.int64]
    """People asked, index of their organisation."""
    position: Floats
    """People asked × SCALES."""
    truth: Floats
    """People asked × SCALES, 0-100."""
    ticks: Mapping[str, NDArray[np.int64]]
    """People asked × items per scale, 1-5."""
    answers: NDArray[np.bool_]
    """People asked: who answers."""
    takes_part: NDArray[np.bool_]
    """Organisations."""
    role_of: NDArray[np.int64]
    """People asked, index into the advised roles."""


def profile_of_truth(chance: np.random.Generator) -> Floats:
    """Return where one partnership stands on the five scales."""
    shared = chance.standard_normal()
    own = chance.standard_normal(5)
    z = own.copy()
    z[:3] = np.sqrt(ALIKE) * shared + np.sqrt(1 - ALIKE) * own[:3]
    position: Floats = np.clip(MIDDLES + SPREADS * z, 2.0, 98.0)
    return position


def people(
    chance: np.random.Generator, design: Design, stands: Floats, shifts: Floats | None = None
) -> tuple[NDArray[np.int64], Floats]:
    """Return the organisation of everyone asked and their positions on the five scales.

    ``shifts`` (organisations × scales) is how far organisations differ, if that is not to be drawn.
    """
    n, m = design.n_asked, design.n_organisations
    organisation_of = np.concatenate([np.arange(m), chance.integers(0, m, n - m)])
    if shifts is None:
        shifts = halo(chance, m) * design.sd * np.sqrt(design.icc)
    own = halo(chance, n) * design.sd * np.sqrt(1.0 - design.icc)
    return organisation_of, stands + shifts[organisation_of] + own


def halo(chance: np.random.Generator, n: int) -> Floats:
    """Return n × scales of standard normal numbers that hang together."""
    shared = chance.standard_normal((n, 1))
    together: Floats = np.sqrt(HALO) * shared + np.sqrt(1.0 - HALO) * chance.standard_normal((n, len(SCALES)))
    return together


def expected_score(position: Floats) -> Floats:
    """Return the average tick of a position, as a score 0-100."""
    steps = 1.0 + position / 25.0
    limits = np.array([1.5, 2.5, 3.5, 4.5])
    above = ndtr((steps[..., None] - limits) / NOISE)
    score: Floats = 25.0 * above.sum(axis=-1)
    return score


def tick(chance: np.random.Generator, position: Floats, n_items: int) -> NDArray[np.int64]:
    """Return people × items of answers 1-5."""
    steps = 1.0 + position[:, None] / 25.0 + NOISE * chance.standard_normal((len(position), n_items))
    return np.clip(np.rint(steps), 1, 5).astype(np.int64)


def who_answers(
    chance: np.random.Generator, design: Design, organisation_of: NDArray[np.int64], truth: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return who answers, and which organisations take part: at least five people of at least two organisations."""
    m = design.n_organisations
    n_organisations = max(2, round(m * design.organisations_response))
    takes_part = np.zeros(m, dtype=np.bool_)
    takes_part[chance.permutation(m)[:n_organisations]] = True
    asked = np.flatnonzero(takes_part[organisation_of])
    n_answers = min(len(asked), max(5, round(len(asked) * design.response)))
    weight = np.ones(len(asked))
    if design.is_selective:
        weight = np.exp((truth[asked, 1] - truth[asked, 1].mean()) / design.sd)
    answers = np.zeros(len(organisation_of), dtype=np.bool_)
    answers[chance.choice(asked, n_answers, replace=False, p=weight / weight.sum())] = True
    return answers, takes_part


def invent(
    chance: np.random.Generator,
    design: Design,
    instrument: Instrument,
    *,
    stands: Floats | None = None,
    shifts: Floats | None = None,
    role_shift: Mapping[int, float] | None = None,
) -> Partnership:
    """Return one partnership.

    Parameters
    ----------
    stands
        Where it stands on the five scales; drawn if left out.
    shifts
        Organisations × scales: how far each differs.
    role_shift
        How many points roles, by index, see actie differently.
    """
    where = profile_of_truth(chance) if stands is None else stands
    organisation_of, position = people(chance, design, where, shifts)
    role_of = chance.permutation(np.arange(design.n_asked) % len(ADVISED))
    for role, points in (role_shift or {}).items():
        position[role_of == role, 1] += points
    truth = expected_score(position)
    answers, takes_part = who_answers(chance, design, organisation_of, truth)
    items = {**instrument.forces, "spanning": instrument.tension, "regeling": instrument.arranged}
    ticks = {scale: tick(chance, position[:, place], len(items[scale])) for place, scale in enumerate(SCALES)}
    return Partnership(organisation_of, position, truth, ticks, answers, takes_part, role_of)


def a_year_later(
    chance: np.random.Generator, before: Partnership, design: Design, instrument: Instrument, rise: float
) -> Partnership:
    """Return the same people a year later: three tenths of what a person differs is of the moment.

    ``rise`` is by how many points all forces rose.
    """
    people = before.position
    middle = people.mean(axis=0)
    own = np.sqrt(1.0 - OF_THE_MOMENT) * (people - middle)
    position = middle + own + np.sqrt(OF_THE_MOMENT) * design.sd * halo(chance, len(people))
    position[:, : len(FORCES)] += rise
    truth = expected_score(position)
    answers, takes_part = who_answers(chance, design, before.organisation_of, truth)
    items = {**instrument.forces, "spanning": instrument.tension, "regeling": instrument.arranged}
    ticks = {scale: tick(chance, position[:, place], len(items[scale])) for place, scale in enumerate(SCALES)}
    return Partnership(before.organisation_of, position, truth, ticks, answers, takes_part, before.role_of)


def survey_of(partnership: Partnership, design: Design, instrument: Instrument, seed: int) -> Survey:
    """Return what reaches the product: the answers, and who was asked if that is known."""
    items = {**instrument.forces, "spanning": instrument.tension, "regeling": instrument.arranged}
    respondents = tuple(
        Respondent(
            id=f"{place:05}",
            organisation=f"o{partnership.organisation_of[place]:03}",
            role=tuple(ADVISED)[partnership.role_of[place]],
            answers={
                code: int(partnership.ticks[scale][place, column])
                for scale, codes in items.items()
                for column, code in enumerate(codes)
            },
        )
        for place in np.flatnonzero(partnership.answers).tolist()
    )
    asked = np.bincount(partnership.organisation_of, minlength=design.n_organisations).tolist()
    invited = {f"o{place:03}": n for place, n in enumerate(asked)} if design.is_known else None
    return Survey(
        respondents=respondents,
        questionnaire=int(instrument.version),
        seed=seed,
        invited=invited,
        n_invited=design.n_asked if design.is_known else None,
        n_organisations_invited=design.n_organisations if design.is_known else None,
        profile=design.profile,
    )


@dataclass(frozen=True, slots=True)
class Truth:
    """What everyone asked in the organisations that took part would have said, chance in ticking left out."""

    scores: Floats
    """SCALES, 0-100, weighted as the result is."""
    bar: float
    diagnosis: str


def truth_of(partnership: Partnership, cap: int | None, profile: ScoringProfile) -> Truth:
    """Return the truth; ``cap`` is the one that the result used, None when every person weighs alike."""
    joined = np.unique(partnership.organisation_of[partnership.answers])
    asked = np.isin(partnership.organisation_of, joined)
    organisation_of, truth = partnership.organisation_of[asked], partnership.truth[asked]
    sizes = np.bincount(organisation_of)[organisation_of]
    weight = np.ones(len(truth)) if cap is None else np.minimum(sizes, cap) / sizes
    scores: Floats = (weight[:, None] * truth).sum(axis=0) / weight.sum()
    lift = np.floor(round(profile.brake * scores[3] / 100.0 * (1.0 - scores[4] / 100.0), 9) + 0.5)
    bar = float(profile.threshold + lift)
    if scores[1] < bar:
        return Truth(scores, bar, "schijnsamenwerking")
    return Truth(scores, bar, "gezond" if scores[2] >= bar else "eilandsamenwerking")
