"""How many persons each number rests on."""

import numpy as np

from .sample import Sample
from .scores import Floats
from .values import Counts


def counts(sample: Sample, picks: Floats) -> Counts:
    """Return the persons per item, answer and reason, and per reason of each organisation.

    Parameters
    ----------
    sample
        The persons.
    picks
        persons × reasons, 1 where picked.
    """
    persons, reasons = sample.persons, sample.instrument.reason_options
    there = ~np.isnan(persons.answers)
    by_answer = (persons.answers[:, :, None] == np.arange(1.0, 6.0)).sum(axis=0).tolist()
    is_member = persons.organisation_of == np.arange(len(persons.organisations))[:, None]
    per_organisation = np.rint(is_member @ picks).astype(int).tolist()
    has_picked = picks.any(axis=1)
    return Counts(
        items=dict(zip(persons.codes, there.sum(axis=0).tolist(), strict=True)),
        distributions={code: tuple(row) for code, row in zip(persons.codes, by_answer, strict=True)},
        reasons=dict(zip(reasons, picks.sum(axis=0).astype(int).tolist(), strict=True)),
        n_reasons=int(has_picked.sum()),
        organisations={
            name: dict(zip(reasons, row, strict=True))
            for name, row in zip(persons.organisations, per_organisation, strict=True)
        },
        n_reasons_of=dict(zip(persons.organisations, (is_member & has_picked).sum(axis=1).tolist(), strict=True)),
    )
