"""From answers to scores: per person, per organisation, for the partnership."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.roles import ROLES

from .instrument import Instrument
from .values import Respondent

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SCALES: tuple[str, ...] = (*FORCES, "spanning", "regeling")


def scale_items(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """Return the item codes of each of the five scales, in the order of SCALES."""
    return {**instrument.forces, "spanning": instrument.tension, "regeling": instrument.arranged}


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons taking part, sorted by id, as arrays; nan is a missing answer or score."""

    respondents: tuple[Respondent, ...]
    codes: tuple[str, ...]
    answers: Floats
    """n × codes, 1-5."""
    scores: Floats
    """n × SCALES, 0-100."""
    role_of: Ints
    """n, index into ROLES."""
    organisations: tuple[str, ...]
    """Names, sorted."""
    organisation_of: Ints
    """n, index into ``organisations``."""

    def column(self, code: str) -> Floats:
        """Return one item's answers 1-5, n."""
        column: Floats = self.answers[:, self.codes.index(code)]
        return column

    def scale(self, name: str) -> Floats:
        """Return one scale's scores 0-100, n."""
        column: Floats = self.scores[:, SCALES.index(name)]
        return column


def answer_matrix(respondents: Sequence[Respondent], codes: Sequence[str]) -> Floats:
    """Return the answers 1-5 as respondents × codes; anything but a whole number is nan."""
    rows = [
        [answer if isinstance(answer := respondent.answers.get(code), int) else np.nan for code in codes]
        for respondent in respondents
    ]
    return np.array(rows, dtype=np.float64).reshape(len(respondents), len(codes))


def person_scores(answers: Floats) -> Floats:
    """Return each person's score on one scale: 25·(mean answer − 1), nan with fewer than half answered.

    Parameters
    ----------
    answers
        n × items, 1-5 or nan.

    Returns
    -------
    Floats
        n, 0-100 or nan.

    Examples
    --------
    >>> person_scores(np.array([[4.0, 5.0, np.nan, np.nan], [4.0, np.nan, np.nan, np.nan]])).tolist()
    [87.5, nan]
    """
    answered = ~np.isnan(answers)
    n_answered = answered.sum(axis=1)
    total = np.where(answered, answers, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores: Floats = 25.0 * (total / n_answered - 1.0)
    scores[2 * n_answered < answers.shape[1]] = np.nan
    return scores


def persons_taking_part(respondents: Sequence[Respondent], instrument: Instrument) -> Persons:
    """Return the persons with at least one force, sorted by id; there may be none."""
    ordered = sorted(respondents, key=lambda respondent: respondent.id)
    codes = instrument.rating_codes
    answers = answer_matrix(ordered, codes)
    columns = [[codes.index(code) for code in items] for items in scale_items(instrument).values()]
    scores = np.column_stack([person_scores(answers[:, column]) for column in columns])
    takes_part = np.logical_not(np.isnan(scores[:, : len(FORCES)]).all(axis=1).astype(np.bool_))
    kept = [respondent for respondent, is_in in zip(ordered, takes_part, strict=True) if is_in]
    names = sorted({respondent.organisation for respondent in kept})
    place = {name: index for index, name in enumerate(names)}
    place_of_role = {role: index for index, role in enumerate(ROLES)}
    return Persons(
        respondents=tuple(kept),
        codes=codes,
        answers=answers[takes_part],
        scores=scores[takes_part],
        role_of=np.array([place_of_role[respondent.role] for respondent in kept], dtype=np.int64),
        organisations=tuple(names),
        organisation_of=np.array([place[respondent.organisation] for respondent in kept], dtype=np.int64),
    )


def persons_per_organisation(persons: Persons) -> Ints:
    """Return SCALES × organisations: how many persons have a score."""
    is_member = persons.organisation_of[:, None] == np.arange(len(persons.organisations))
    there = ~np.isnan(persons.scores)
    n: Ints = np.rint(there.T.astype(np.float64) @ is_member.astype(np.float64)).astype(np.int64)
    return n


def item_means(persons: Persons) -> Floats:
    """Return each item's mean over the persons that answered it, 0-100, whatever the weighting; nan without any."""
    there = ~np.isnan(persons.answers)
    with np.errstate(invalid="ignore"):
        means: Floats = 25.0 * (np.where(there, persons.answers, 0.0).sum(axis=0) / there.sum(axis=0) - 1.0)
    return means


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers of persons with a score and sums of their scores, per sample, scale and organisation."""

    n: Floats
    """samples × scales × organisations."""
    total: Floats
    """samples × scales × organisations."""

    def score(self, weighting: str, cap: int) -> Floats:
        """Return samples × scales: the partnership's scores 0-100 under a weighting, nan where nobody has one."""
        every = np.ones(self.n.shape[2])  # multiplying by ones adds short rows faster than sum does
        with np.errstate(invalid="ignore", divide="ignore"):
            if weighting == "respondent":
                by_person: Floats = (self.total @ every) / (self.n @ every)
                return by_person
            weight = np.minimum(self.n, cap)
            share = self.total * (weight / np.maximum(self.n, 1.0))
            by_organisation: Floats = (share @ every) / (weight @ every)
            return by_organisation


def sums(values: Floats, organisation_of: Ints, n_organisations: int, counts: Floats) -> Sums:
    """Return the sums of all samples by one matrix product.

    Parameters
    ----------
    values
        n × scales, 0-100 or nan.
    organisation_of
        n, index of each person's organisation.
    n_organisations
        Number of organisations.
    counts
        samples × n: how often each person is in each sample; ones for the sample itself.
    """
    n, n_scales = values.shape
    is_member = np.zeros((n, n_organisations))
    is_member[np.arange(n), organisation_of] = 1.0
    there = ~np.isnan(values)
    parts = np.stack([there.astype(np.float64), np.where(there, values, 0.0)], axis=1)
    spread = (parts[:, :, :, None] * is_member[:, None, None, :]).reshape(n, -1)
    product = (counts @ spread).reshape(len(counts), 2, n_scales, n_organisations)
    return Sums(n=product[:, 0], total=product[:, 1])


def aggregate(persons: Persons, weighting: str, cap: int) -> Floats:
    """Return the partnership's score per scale, 0-100, in the order of SCALES; nan where nobody has one.

    Notes
    -----
    Weighting "organisation": Σ min(k, cap)·m / Σ min(k, cap) over organisations with mean m of k persons;
    weighting "respondent": the mean over persons.
    """
    every = np.ones((1, len(persons.scores)))
    whole = sums(persons.scores, persons.organisation_of, len(persons.organisations), every)
    row: Floats = whole.score(weighting, cap)[0]
    return row
