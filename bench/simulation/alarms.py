"""How often a signal is given while nothing is the matter, and how often it is given when something is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from assessments.disclosure.change import Versions, changes
from assessments.disclosure.disclose import Terms, disclose
from assessments.disclosure.shown import ShownScore
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.instrument import Instrument
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Diagnosis, Respondent
from assessments.vocabulary.forces import Force

from .partnerships import MIDDLES, SCALES, Design, Floats, Partnership, a_year_later, halo, invent, survey_of

Make = Callable[[np.random.Generator, int], Diagnosis]
"""Invents one partnership, with a seed, and diagnoses it."""


def rate(n: int, make: Make, holds: Callable[[Diagnosis], bool]) -> float:
    """Return in what share of n invented partnerships something is said."""
    chance = np.random.Generator(np.random.PCG64(n))
    return float(np.mean([holds(make(chance, number)) for number in range(n)]))


def _of(
    instrument: Instrument,
    design: Design,
    *,
    shifts: Floats | None = None,
    role_shift: Mapping[int, float] | None = None,
) -> Make:
    """Return what invents average partnerships of a design, with organisations or roles that differ."""

    def make(chance: np.random.Generator, seed: int) -> Diagnosis:
        partnership = invent(chance, design, instrument, stands=MIDDLES, shifts=shifts, role_shift=role_shift)
        return diagnose(survey_of(partnership, design, instrument, seed), instrument)

    return make


def core_and_rim(n: int, instrument: Instrument) -> Iterator[str]:
    """Yield false alarms without a core, and how often a core of so many organisations is found."""
    for n_people, n_organisations in ((12, 4), (12, 12), (20, 5), (20, 10), (30, 6), (30, 30), (60, 8)):
        rates = []
        for icc in (0.0, 0.1, 0.3):
            design = Design(n_people, n_organisations, icc=icc, profile=_quick())
            rates.append(rate(n, _of(instrument, design), _has_core))
        shown = " / ".join(f"{one:.2f}" for one in rates)
        yield f"no core, {n_people:2} of {n_organisations:2}: ICC 0, .1, .3: {shown}"
    for n_people, n_organisations, n_core in ((12, 4, 2), (20, 5, 2), (30, 6, 2), (40, 8, 5), (20, 10, 4)):
        design = Design(n_people, n_organisations, icc=0.0, sd=18, profile=_quick())
        shifts = np.zeros((n_organisations, len(SCALES)))
        shifts[:, 1] = np.where(np.arange(n_organisations) < n_core, 85.0, 45.0) - MIDDLES[1]
        found = rate(n, _of(instrument, design, shifts=shifts), _has_core)
        yield f"core of {n_core} (85 against 45), {n_people} of {n_organisations}: found {found:.2f}"


def _has_core(found: Diagnosis) -> bool:
    return "kern_en_rand" in found.flags


def _quick() -> ScoringProfile:
    """Return the thresholds with few resamples: these signals do not look at them."""
    return replace(Design(5, 2).profile, resamples=200)


def roles(n: int, instrument: Instrument) -> Iterator[str]:
    """Yield how often a gap between roles is seen without one, and with one role 20 and 30 points lower."""
    for n_people, n_organisations in ((20, 4), (32, 6), (60, 8)):
        design = Design(n_people, n_organisations, icc=0.0, profile=_quick())
        rates = [rate(n, _of(instrument, design, role_shift={0: -points}), _has_gap) for points in (0.0, 20.0, 30.0)]
        alike, lower, far_lower = rates
        yield f"{n_people} people, four roles alike: {alike:.2f}; one 20 lower {lower:.2f}, 30 lower {far_lower:.2f}"


def _has_gap(found: Diagnosis) -> bool:
    return "perceptiekloof" in found.flags


def places(n: int, instrument: Instrument) -> Iterator[str]:
    """Yield how often one of six organisations is called a bottleneck wrongly, and a true one rightly.

    Truly an organisation finds the partnership important (75) and is served somewhat (55); a bottleneck 80 and 25.
    """
    for n_each in (1, 2, 3, 4, 5, 6):
        wrong = rate(n, partial(_with_interests, instrument, n_each, (75.0, 55.0)), _has_bottleneck)
        right = rate(n, partial(_with_interests, instrument, n_each, (80.0, 25.0)), _is_first_found)
        yield f"{n_each} people each of six: any bottleneck wrongly {wrong:.2f}; a true one found {right:.2f}"


def _with_interests(
    instrument: Instrument, n_each: int, first: tuple[float, float], chance: np.random.Generator, seed: int
) -> Diagnosis:
    design = Design(max(6 * n_each, 6), 6, profile=_quick())
    partnership = invent(chance, design, instrument, stands=MIDDLES)
    survey = survey_of(partnership, design, instrument, seed)
    people = tuple(
        _answering(one, instrument, chance, f"o{place % 6:03}", first if place % 6 == 0 else (75.0, 55.0))
        for place, one in enumerate(survey.respondents)
    )
    return diagnose(replace(survey, respondents=people, invited=None), instrument)


def _answering(
    person: Respondent,
    instrument: Instrument,
    chance: np.random.Generator,
    organisation: str,
    stands: tuple[float, ...],
) -> Respondent:
    z = halo(chance, 1)[0, :2] * 18.0
    ticks = np.clip(np.rint(1 + (np.array(stands) + z) / 25 + 0.75 * chance.standard_normal(2)), 1, 5).astype(int)
    own = dict(zip((instrument.importance, instrument.served), ticks.tolist(), strict=True))
    return replace(person, organisation=organisation, answers={**person.answers, **own})


def _has_bottleneck(found: Diagnosis) -> bool:
    return found.interests is not None and any(o.place == "knelpunt" for o in found.interests.organisations.values())


def _is_first_found(found: Diagnosis) -> bool:
    return found.interests is not None and found.interests.organisations["o000"].place == "knelpunt"


def reasons(n: int, instrument: Instrument) -> Iterator[str]:
    """Yield how often reasons are said to differ more than chance while they do not, and while they do."""
    for n_organisations, n_each in ((6, 2), (6, 4), (10, 3)):
        design = Design(n_organisations * n_each, n_organisations, profile=_quick())
        wrong = rate(n, partial(_with_reasons, instrument, design, 0.0), _do_differ)
        right = rate(n, partial(_with_reasons, instrument, design, 8.0), _do_differ)
        yield f"{n_organisations} organisations of {n_each}: the same {wrong:.2f}; truly different {right:.2f}"


def _with_reasons(
    instrument: Instrument, design: Design, apart: float, chance: np.random.Generator, seed: int
) -> Diagnosis:
    """Return the diagnosis when people pick two or three reasons; ``apart`` is how far organisations' leanings lie."""
    partnership = invent(chance, design, instrument, stands=MIDDLES)
    survey = survey_of(partnership, design, instrument, seed)
    n_options = len(instrument.reason_options)
    leanings = {name: np.exp(apart * chance.random(n_options)) for name in survey.invited or {}}
    people = []
    for one in survey.respondents:
        odds = leanings[one.organisation]
        picks = chance.choice(n_options, size=int(chance.integers(2, 4)), replace=False, p=odds / odds.sum())
        reasons = tuple(instrument.reason_options[place] for place in sorted(picks.tolist()))
        people.append(replace(one, answers={**one.answers, instrument.reasons: reasons}))
    return diagnose(replace(survey, respondents=tuple(people)), instrument)


def _do_differ(found: Diagnosis) -> bool:
    return found.interests is not None and (found.interests.divergence_p or 1.0) < 0.05


SAME = Versions("2", 1, "2")
CHANGES = (("other people answer", 1.0, False), ("the same people, all answer", 1.0, True), ("half answer", 0.5, True))


def change(n: int, instrument: Instrument) -> Iterator[str]:
    """Yield how often any force is said to have changed while none did, and actie while all forces rose 12 points."""
    for what, response, is_same in CHANGES:
        for n_people, n_organisations in ((12, 4), (24, 5), (40, 8)):
            asked = round(n_people / response)
            design = Design(asked, n_organisations, response)
            wrong = _share_changed(n, instrument, design, is_same=is_same, rise=0.0)
            right = _share_changed(n, instrument, design, is_same=is_same, rise=12.0)
            yield f"{what}, {n_people} people: wrongly {wrong:.2f}; actie + 12 found {right:.2f}"


def _share_changed(n: int, instrument: Instrument, design: Design, *, is_same: bool, rise: float) -> float:
    """Return how often a change is said: of any force without a rise, of actie with one."""
    chance = np.random.Generator(np.random.PCG64([n, design.n_asked]))
    said = 0
    for number in range(n):
        before = invent(chance, design, instrument, stands=MIDDLES)
        if is_same:
            after = a_year_later(chance, before, design, instrument, rise)
        else:
            after = invent(chance, design, instrument, stands=MIDDLES + np.array([rise, rise, rise, 0.0, 0.0]))
        scores = [_shown(one, design, instrument, 2 * number + place) for place, one in enumerate((before, after))]
        found = changes((SAME, scores[0]), (SAME, scores[1]))
        more = {force for force, one in found.items() if one.is_more_than_noise}
        said += "actie" in more if rise else bool(more)
    return said / n


def _shown(partnership: Partnership, design: Design, instrument: Instrument, seed: int) -> Mapping[Force, ShownScore]:
    survey = survey_of(partnership, design, instrument, seed)
    found = diagnose(survey, instrument)
    return disclose(found, survey, instrument, Terms("role", interests_named=False), {}).scores
