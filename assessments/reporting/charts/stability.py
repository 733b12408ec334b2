"""How sure the diagnosis is: the shares of the diagnoses over the resamples."""

from assessments.scoring.values import Disclosed

from .values import Chart, Layout, Medium


def stability_strip(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the shares of the three diagnoses as one strip; None without a diagnosis."""
    return None
