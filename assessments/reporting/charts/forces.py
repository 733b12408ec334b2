"""The forces as intervals against the bar: the whole, the groups, and what must rise."""

from assessments.scoring.values import Disclosed

from .values import Chart, Layout, Medium


def force_bars(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the three forces with their 95 % intervals and the bar; None without scores."""
    return None


def group_bars(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw every shown group's interval per force; None when no group is shown."""
    return None


def path_steps(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the way from score to bar of each force below it; None when none is below."""
    return None
