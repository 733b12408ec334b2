"""Results with a round before them: the same round, or one that differed in what is said."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.reporting.earlier import earlier_round

THEN = datetime(2025, 10, 20, 17, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def after(now, *, title="Meting 2025", profile_version=1, agreed=(), **fields):
    """Return a result with a round before it, of which these disclosed fields differ from this one's."""
    then = replace(now, disclosed=replace(now.disclosed, **fields), profile_version=profile_version)
    then = replace(then, facts=replace(then.facts, title=title, closed_at=THEN))
    return replace(now, earlier=(earlier_round(then, now.disclosed),), agreed=agreed)
