"""How often margins hold what is true, and how often a class is right that is said to be right in so many cases."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessments.scoring.diagnosis import diagnose
from assessments.scoring.instrument import Instrument
from assessments.scoring.values import Diagnosis

from .partnerships import FORCES, Design, Truth, invent, survey_of, truth_of

DESIGNS = (
    Design(5, 2),
    Design(8, 3),
    Design(20, 4),
    Design(26, 6, 0.92),
    Design(20, 5, 0.75),
    Design(60, 8, 0.75),
    Design(10, 3, 0.5),
    Design(16, 4, 0.5),
    Design(26, 6, 0.5),
    Design(200, 8, 0.5),
    Design(60, 8, 0.3),
    Design(40, 6, 0.5, 2 / 3),
    Design(100, 8, 0.5, 0.5),
    Design(100, 8),
)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.01)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One partnership: what was said, and what is true."""

    said: Diagnosis
    truth: Truth

    @property
    def share(self) -> float:
        """The share of the class that was said."""
        return self.said.stability[self.said.diagnosis]

    @property
    def is_right(self) -> bool:
        """Whether that class is true."""
        return self.said.diagnosis == self.truth.diagnosis

    def is_covered(self, force: str) -> bool | None:
        """Whether a force's margin holds its truth; None without a margin."""
        estimate = self.said.scores[force]
        if estimate is None or estimate.low is None or estimate.high is None:
            return None
        return bool(estimate.low <= self.truth.scores[FORCES.index(force)] <= estimate.high)


def outcomes(design: Design, n: int, seed: int, instrument: Instrument) -> Iterator[Outcome]:
    """Yield n partnerships of one design that get a diagnosis."""
    what = (design.n_asked, design.n_organisations, round(design.sd), round(100 * design.icc))
    chance = np.random.Generator(np.random.PCG64([seed, *what]))
    for number in range(n):
        partnership = invent(chance, design, instrument)
        said = diagnose(survey_of(partnership, design, instrument, seed=number), instrument)
        if said.stability:
            yield Outcome(said, truth_of(partnership, said.cap, design.profile))


def name_of(design: Design) -> str:
    """Return a design in a few words."""
    parts = [f"{design.n_asked} asked of {design.n_organisations}, {design.response:.0%} answer"]
    if design.organisations_response < 1:
        parts.append(f"{design.organisations_response:.0%} of the organisations")
    if not design.is_known:
        parts.append("number asked unknown")
    if design.is_selective:
        parts.append("critical people answer less")
    return ", ".join(parts)


def coverage_line(design: Design, found: list[Outcome]) -> str:
    """Return how often the margins of actie hold the truth, and how wide they are."""
    covered = [one for outcome in found if (one := outcome.is_covered("actie")) is not None]
    widths = [high - low for low, high in map(_margin, found) if high is not None and low is not None]
    risen = sum((outcome.said.cap or 0) > design.profile.cap for outcome in found) / max(len(found), 1)
    return (
        f"{name_of(design):58} {len(found):5} | covers {np.mean(covered):.3f} | width {np.mean(widths):5.1f} "
        f"| cap rises {risen:.2f}"
    )


def _margin(outcome: Outcome) -> tuple[float | None, float | None]:
    estimate = outcome.said.scores["actie"]
    return (None, None) if estimate is None else (estimate.low, estimate.high)


def calibration_lines(found: list[Outcome]) -> Iterator[str]:
    """Yield per bin of shares how often that class was said to be right, and was."""
    said, right = defaultdict[int, list[float]](list), defaultdict[int, list[bool]](list)
    for outcome in found:
        place = int(np.searchsorted(BINS, outcome.share, side="right")) - 1
        said[place].append(outcome.share)
        right[place].append(outcome.is_right)
    for place in sorted(said):
        limits = f"{BINS[place]:.3f} to {min(BINS[place + 1], 1):.3f}"
        how_often = f"said {np.mean(said[place]):.3f} | right {np.mean(right[place]):.3f}"
        yield f"{limits} {len(said[place]):6} | {how_often}"


def word_lines(found: list[Outcome]) -> Iterator[str]:
    """Yield per word of certainty how often it is said, the share behind it, and how often the class is right."""
    for word in ("nipt", "waarschijnlijk", "duidelijk"):
        own = [outcome for outcome in found if outcome.said.certainty == word]
        if own:
            share, right = np.mean([one.share for one in own]), np.mean([one.is_right for one in own])
            yield f"{word:15} {len(own) / len(found):.2f} | said {share:.3f} | right {right:.3f}"


def foundation_line(design: Design, found: list[Outcome]) -> str:
    """Return how often the foundation is said to be missing, and how often that is true."""
    threshold = design.profile.threshold
    said = [one for one in found if one.said.level == "fundament_ontbreekt"]
    near = [one for one in found if "intentie_rond_de_lat" in one.said.flags]
    true, near_true = ([one.truth.scores[0] < threshold for one in some] for some in (said, near))
    return (
        f"{name_of(design):58} {len(found):5} | said {len(said) / len(found):.2f}, true {_mean(true):.2f} "
        f"| around the bar {len(near) / len(found):.2f}, truly below {_mean(near_true):.2f}"
    )


def decided_line(design: Design, found: list[Outcome]) -> str:
    """Return how often an outcome is said to be decided."""
    decided = [one for one in found if one.said.decided]
    return f"{name_of(design):58} {len(found):5} | decided {len(decided) / len(found):.2f}"


def _mean(values: list[bool]) -> float:
    return float(np.mean(values)) if values else float("nan")
