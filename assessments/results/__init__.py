"""Reads that compute: answers, scored and disclosed, become the frozen result."""

from .counting import GroupCount, ResponseCount, WholeCount, response_count, whole_counts
from .findings import Finding, clear_changes, finding_in, finding_of
from .freezing import ClosedRound, freeze, survey_of
from .keeping import DamagedResultError, checksum, result_of

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
    "response_count",
    "result_of",
    "survey_of",
    "whole_counts",
]
