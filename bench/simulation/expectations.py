"""What to expect of a round: how often partnerships of so many people get a clear outcome."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessments.scoring.instrument import Instrument

from .certainty import outcomes
from .partnerships import Design

FILE = Path(__file__).resolve().parents[2] / "assessments" / "catalogue" / "expectations.json"
PEOPLE = (5, 6, 8, 10, 12, 16, 20, 26, 36, 50, 80, 120, 200)
ORGANISATIONS = (2, 3, 4, 6, 8, 12, 20)
RESPONSES = (0.6, 1.0)
LEAST_ANSWERS = 5
"""Fewer answers give no diagnosis, so there is nothing to expect of them."""
LEAST_EACH = 1.5
"""People per organisation below which no cell is made: whoever asks fewer gets the nearest cell."""


def cells() -> Iterator[Design]:
    """Yield every design of the table; with an open link it is by people who answer, since nobody knows how many."""
    for n in PEOPLE:
        for m in ORGANISATIONS:
            if n >= LEAST_EACH * m or m == min(ORGANISATIONS):
                yield from (Design(n, m, response) for response in RESPONSES if round(n * response) >= LEAST_ANSWERS)
                yield Design(n, m, is_known=False)


def row(design: Design, n: int, instrument: Instrument) -> dict[str, Any]:
    """Return one cell: the shares of n partnerships that are called clear, and at least likely."""
    found = list(outcomes(design, n, 2, instrument))
    words = [one.said.certainty for one in found]
    return {
        "people": design.n_asked,
        "organisations": design.n_organisations,
        "response": design.response if design.is_known else None,
        "clear": round(words.count("duidelijk") / len(found), 3),
        "likely": round((words.count("duidelijk") + words.count("waarschijnlijk")) / len(found), 3),
    }


def write(n: int, instrument: Instrument) -> int:
    """Compute the table anew with n partnerships a cell and keep it; return how many cells it has."""
    rows = [row(design, n, instrument) for design in cells()]
    lines = ",\n".join(json.dumps(one) for one in rows)
    head = f'"model": 2, "questionnaire": {instrument.version}, "partnerships_a_cell": {n}'
    FILE.write_text(f'{{{head}, "cells": [\n{lines}\n]}}\n')
    return len(rows)
