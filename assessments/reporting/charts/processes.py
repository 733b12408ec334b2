"""The five processes in their order, with who leads each."""

from assessments.catalogue.entries import Questionnaire
from assessments.scoring.values import Disclosed

from .values import Chart, Layout, Medium


def process_bars(
    disclosed: Disclosed, questionnaire: Questionnaire, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the five processes against the bar; None when none is shown."""
    return None
