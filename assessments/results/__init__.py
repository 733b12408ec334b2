"""Reads that compute: answers, scored and disclosed, become the frozen result."""

from .counting import GroupCount, ResponseCount, n_needed, response_count
from .freezing import ClosedRound, freeze, survey_of
from .keeping import DamagedResultError, checksum, result_of
from .recent import recent_outcomes

__all__ = [
    "ClosedRound",
    "DamagedResultError",
    "GroupCount",
    "ResponseCount",
    "checksum",
    "freeze",
    "n_needed",
    "recent_outcomes",
    "response_count",
    "result_of",
    "survey_of",
]
