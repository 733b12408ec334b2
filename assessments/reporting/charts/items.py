"""The items of one force, most divided first."""

from assessments.catalogue.entries import Questionnaire
from assessments.scoring.values import Disclosed, Force, ScoringProfile

from .values import Chart, Layout, Medium


def item_dots(
    disclosed: Disclosed,
    profile: ScoringProfile,
    questionnaire: Questionnaire,
    force: Force,
    *,
    medium: Medium,
    layout: Layout = "wide",
) -> Chart | None:
    """Draw the items of one force with their spread; None when no item is shown."""
    return None
