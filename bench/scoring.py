"""Scoring on one core: a small and a large partnership, and ten thousand partnerships one after another.

Run ``python -m bench.scoring``; ``--whole`` scores all ten thousand instead of a sample. CPU time is counted, from
answers to diagnosis; for the partnerships from a line of JSON to a line of JSON, as ``manage.py diagnose -`` does it.
"""
# ruff: noqa: E402 - threads must be limited before numpy loads

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assessments.catalogue.questionnaire import questionnaire
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.document import to_document
from assessments.scoring.reading import read_survey
from assessments.vocabulary.roles import ADVISED
from bench.rows import Row, finish

INSTRUMENTS = {2: questionnaire("2").instrument}
INSTRUMENT = INSTRUMENTS[2]
PARTNERSHIPS, SAMPLE = 10_000, 500
MIB = 2**20


def document(n: int, organisations: int, seed: int) -> dict[str, Any]:
    """Return an input document of n persons who differ by person and by organisation and skip some questions."""
    chance = random.Random(seed)
    shift = [chance.gauss(0, 0.4) for _ in range(organisations)]
    respondents = [_person(chance, place, shift) for place in range(n)]
    invited = {f"partner {place}": 2 * (n // organisations + 1) for place in range(organisations)}
    return {"seed": seed, "invited": invited, "respondents": respondents}


def _person(chance: random.Random, place: int, shift: list[float]) -> dict[str, Any]:
    level = 3.5 + shift[place % len(shift)] + chance.gauss(0, 0.5)
    answers: dict[str, Any] = {
        code: min(max(round(level + chance.gauss(0, 0.8)), 1), 5) if chance.random() > 0.05 else "weet_niet"
        for code in INSTRUMENT.rating_codes
    }
    answers[INSTRUMENT.reasons] = chance.sample(INSTRUMENT.reason_options, 2)
    return {
        "id": f"p{place:05}",
        "organisation": f"partner {place % len(shift)}",
        "role": chance.choice(ADVISED),
        "answers": answers,
    }


def milliseconds(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the least and the median CPU time of a piece of work."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - started))
    return min(taken), statistics.median(taken)


def one(n: int, organisations: int, times: int, target: float) -> Row:
    """Return the cost of one partnership."""
    survey = read_survey(document(n, organisations, 1), INSTRUMENTS)
    diagnose(survey, INSTRUMENT)
    least, median = milliseconds(lambda: diagnose(survey, INSTRUMENT), times)
    what = f"diagnosis of {n:,} people in {organisations} organisations, {survey.profile.resamples:,} resamples"
    return Row(what, f"{least:.1f} ms CPU (median {median:.1f})", "", least, most=target, unit="ms")


def resident() -> float:
    """Return the memory that this process holds, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def lines(n: int) -> Iterator[str]:
    """Yield partnerships of thirty as lines of JSON, made before the clock runs, a hundred different ones in turn."""
    made = [json.dumps(document(30, 5, seed)) for seed in range(100)]
    for place in range(n):
        yield made[place % len(made)]


def many(n: int) -> Iterator[Row]:
    """Yield the cost of many partnerships, and the course of memory."""
    source = lines(n)
    first = next(source)
    to_document(diagnose(read_survey(json.loads(first), INSTRUMENTS), INSTRUMENT))
    memory = [resident()]
    started, n_letters = time.process_time(), 0
    for place, line in enumerate(source, start=1):
        found = to_document(diagnose(read_survey(json.loads(line), INSTRUMENTS), INSTRUMENT))
        n_letters += len(json.dumps(found, sort_keys=True))
        if place % (n // 4) == 0:
            memory.append(resident())
    seconds = time.process_time() - started
    each = 1000 * seconds / n
    what = f"{PARTNERSHIPS:,} partnerships of 30 people diagnosed, from {n:,}"
    whole = seconds * PARTNERSHIPS / n
    held = ", ".join(f"{one:.0f}" for one in memory)
    yield Row(what, f"{each:.1f} ms CPU each", f"{n_letters / MIB:.0f} MiB of results", whole, most=60, unit="s")
    yield Row("memory meanwhile, per quarter", f"{held} MiB", "", memory[-1] / memory[1], most=1.1)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--whole", action="store_true", help=f"all {PARTNERSHIPS} partnerships, not {SAMPLE}")
    is_whole = parser.parse_args().whole
    sizes = [one(30, 5, 60, 6), one(1000, 8, 10, 80), one(10_000, 40, 3, 5000)]
    finish([*sizes, *many(PARTNERSHIPS if is_whole else SAMPLE)])


if __name__ == "__main__":
    main()
