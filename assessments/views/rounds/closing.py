"""When a new round can close, and when we propose that it does."""

from datetime import datetime, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.models import Partnership
from assessments.models.choices import State
from assessments.services.rounds import BETWEEN_CLOSINGS

USUAL = timedelta(weeks=3)


def earliest_closing(partnership: Partnership, *, but: int | None = None) -> datetime | None:
    """Return the first day on which a round after all others, ``but`` the one with this id, can close; or None."""
    others = partnership.rounds.exclude(state=State.DRAFT).annotate(ends_at=Coalesce("closed_at", "closes_at"))
    last = others.exclude(pk=but or 0).order_by("-ends_at").values_list("ends_at", flat=True).first()
    return last and last + BETWEEN_CLOSINGS + timedelta(days=1)


def proposed_closing(partnership: Partnership, now: datetime) -> datetime:
    """Return three weeks from now, or later when another round asks for that, at the end of the afternoon."""
    moment = max(now + USUAL, earliest_closing(partnership) or now)
    return timezone.localtime(moment).replace(hour=17, minute=0, second=0, microsecond=0)
