"""Holds what the product says against partnerships whose truth is known, with the product's own code.

Run ``python -m bench.simulation``; ``--results 300`` for the figures in the documentation, ``--expectations`` to
compute the table anew that tells a coordinator what to expect of a round.
"""
# ruff: noqa: E402 - threads must be limited before numpy loads

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assessments.catalogue.questionnaire import current_version, questionnaire

from . import alarms, certainty, expectations

FIELDS = ((18.0, 0.0), (18.0, 0.15), (18.0, 0.3), (14.0, 0.15))
"""Standard deviation of persons and share of it between organisations: the fields of the calibration."""


def say(title: str, lines: Iterable[str]) -> None:
    """Print a table under its title, line by line as it is found."""
    print(f"\n== {title}")
    for line in lines:
        print(line, flush=True)


def main() -> None:
    """Print every table, or keep the table of expectations."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--results", type=int, default=40, help="partnerships per line of a table")
    parser.add_argument("--expectations", action="store_true", help="compute and keep what to expect of a round")
    options = parser.parse_args()
    instrument = questionnaire(current_version()).instrument
    n = options.results
    if options.expectations:
        print(f"{expectations.write(n, instrument)} cells of {n} partnerships in {expectations.FILE.name}")
        return
    by_design = {
        design: [
            outcome
            for sd, icc in FIELDS
            for outcome in certainty.outcomes(replace(design, sd=sd, icc=icc), n, 1, instrument)
        ]
        for design in certainty.DESIGNS
    }
    every = [outcome for found in by_design.values() for outcome in found]
    say("Margins of actie: how often they hold the truth", (certainty.coverage_line(*one) for one in by_design.items()))
    say("Chance of the class: said, and right", certainty.calibration_lines(every))
    say("Words of certainty", certainty.word_lines(every))
    say("Foundation is missing", (certainty.foundation_line(*one) for one in by_design.items()))
    say("Decided, whatever the others would say", (certainty.decided_line(*one) for one in by_design.items()))
    selective = replace(certainty.DESIGNS[8], is_selective=True)
    found = list(certainty.outcomes(selective, 4 * n, 1, instrument))
    say("If critical people answer less", [certainty.coverage_line(selective, found), *certainty.word_lines(found)])
    say("Core and rim", alarms.core_and_rim(2 * n, instrument))
    say("Roles see it differently", alarms.roles(2 * n, instrument))
    say("Bottleneck on the map", alarms.places(2 * n, instrument))
    say("Reasons differ", alarms.reasons(n, instrument))
    say("Change between rounds", alarms.change(2 * n, instrument))


if __name__ == "__main__":
    main()
