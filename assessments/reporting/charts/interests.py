"""The interests: organisations on importance and served, reasons, tension against what is arranged."""

from assessments.catalogue.entries import Questionnaire
from assessments.scoring.values import Disclosed, ScoringProfile

from .values import Chart, Layout, Medium


def interests_map(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the organisations by importance and how well they are served; None when none is shown."""
    return None


def reasons_bars(
    disclosed: Disclosed, questionnaire: Questionnaire, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the shared reason against the own reasons; None when none is shown."""
    return None


def tension_arranged(
    disclosed: Disclosed, profile: ScoringProfile, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw clashing interests against what is arranged, and the brake that remains; None when one is missing."""
    return None
