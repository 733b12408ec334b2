"""Reads that compute: answers, scored and disclosed, become the frozen result."""

from .counting import GroupCount, ResponseCount, WholeCount, n_needed, response_count, whole_counts
from .findings import Finding, clear_changes, finding_in, finding_of
from .freezing import ClosedRound, freeze, survey_of
from .recent import recent_outcomes
from .stored_results import DamagedResultError, checksum, result_of

__all__ = [
    "ClosedRound",
    "DamagedResultError",
    "Finding",
    "GroupCount",
    "ResponseCount",
    "WholeCount",
    "checksum",
    "clear_changes",
    "finding_in",
    "finding_of",
    "freeze",
    "n_needed",
    "recent_outcomes",
    "response_count",
    "result_of",
    "survey_of",
    "whole_counts",
]
