"""Signs of life: every worker leaves one every few seconds, so that others can see that it works."""

import os
import socket
from datetime import datetime, timedelta

from assessments.models import Heartbeat

BETWEEN_BEATS = 10.0
"""Seconds between two signs of life of a worker."""
FORGOTTEN = timedelta(hours=1)
"""After so long nobody waits for a worker that fell silent."""


def this_worker() -> str:
    """Return a name that no other running worker has."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def beat(*, now: datetime) -> int:
    """Tell that this worker is there, and forget those that have long been silent; return 1."""
    Heartbeat.objects.update_or_create(worker=this_worker(), defaults={"beat_at": now})
    Heartbeat.objects.filter(beat_at__lt=now - FORGOTTEN).delete()
    return 1


def seconds_since_a_beat(*, now: datetime) -> float | None:
    """Return how long ago any worker last gave a sign of life, in seconds; None if none ever did."""
    last = Heartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    return None if last is None else max((now - last).total_seconds(), 0.0)


def n_workers(*, now: datetime, within: float) -> int:
    """Return how many workers gave a sign of life in the last ``within`` seconds."""
    return Heartbeat.objects.filter(beat_at__gte=now - timedelta(seconds=within)).count()
