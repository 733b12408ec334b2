"""The chain picture: intentie, actie and verbinding measured against the bar, with the link that breaks."""

from assessments.scoring.values import Disclosed, ScoringProfile

from .values import Chart, Layout, Medium


def chain_picture(
    disclosed: Disclosed, profile: ScoringProfile, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the three forces as the links of a chain; None without a diagnosis."""
    return None
