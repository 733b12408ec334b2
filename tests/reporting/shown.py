"""Parts of shown results: those of the gallery, as tests know them."""

from assessments.reporting.gallery.shown import (
    ALL_WELL,
    DIVIDED,
    FORCE_CODES,
    REST,
    THRESHOLD,
    at,
    group,
    groups_of,
    in_tens,
    moved_to_ends,
    path_of,
    quarters_of,
    scores_of,
    shares_of,
    statements_of,
)

__all__ = [
    "ALL_WELL",
    "DIVIDED",
    "FORCE_CODES",
    "REST",
    "THRESHOLD",
    "at",
    "group",
    "groups_of",
    "in_tens",
    "moved_to_ends",
    "path_of",
    "quarters_of",
    "scores_of",
    "shares_of",
    "statements_of",
]
