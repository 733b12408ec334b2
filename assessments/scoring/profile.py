"""The thresholds of the model, as one frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoringProfile:
    """Every threshold of the model: a working agreement, not an empirical norm."""

    threshold: float = 62.5
    """At a half, so that a whole score shows on which side of the bar it lies."""
    brake: float = 10.0
    level: float = 15.0
    margin: float = 10.0
    gap: float = 18.75
    disagreement: float = 1.0
    certain: float = 0.95
    likely: float = 0.80
    perception: float = 15.0
    core_gap: float = 25.0
    spread: float = 12.5
    """Least standard deviation by which persons count as differing, however alike they answered."""
    cap: int = 3
    min_group: int = 5
    min_respondents: int = 5
    min_organisations: int = 2
    resamples: int = 2000
    start_years: float = 5.0
