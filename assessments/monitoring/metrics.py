"""Figures for Prometheus: requests as the web processes of this machine count them, what is to be made on it and how
much room it has, and everything else as the database has it, the same on every machine.

No label ever holds an id, a path or an address: a status class, a subject of pages, a state of a mail, no more.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from assessments.models import Mail, ReportRequest, Round
from assessments.models.choices import State
from assessments.models.mails import MailState
from assessments.services.heartbeat import n_workers, seconds_since_a_beat
from assessments.services.kept_reports import own_place
from assessments.version import PRODUCT_VERSION

from .readiness import LONGEST_SILENCE

_OWN = CollectorRegistry()
REQUESTS = Counter(
    "driekracht_requests",
    "Requests answered, by subject of the page and class of status",
    ["subject", "status"],
    registry=_OWN,
)
SECONDS = Histogram(
    "driekracht_request_seconds",
    "Seconds from the first middleware to the answer, by subject of the page",
    ["subject"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_OWN,
)
SAVES = Counter("driekracht_saves", "Pages of answers that were sent in, by class of status", ["status"], registry=_OWN)


def count_request(*, subject: str, status: int, seconds: float, is_save: bool) -> None:
    """Count a request that was answered."""
    status_class = f"{status // 100}xx"
    REQUESTS.labels(subject, status_class).inc()
    SECONDS.labels(subject).observe(seconds)
    if is_save:
        SAVES.labels(status_class).inc()


def all_figures() -> bytes:
    """Return the figures of all web processes of this machine, and those of the database, in Prometheus' format."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_OWN)
    registry.register(_DatabaseFigures())
    return generate_latest(registry)


class _DatabaseFigures(Collector):
    """What is asked for at this moment: of the whole installation, and of the disk and the reports of this machine."""

    def collect(self) -> Iterator[Metric]:
        yield _gauge("info", "1, with the version of the program", 1, version=PRODUCT_VERSION)
        yield _gauge(
            "free_bytes",
            "Free bytes on the disk of DATA_DIR of this machine",
            shutil.disk_usage(settings.DATA_DIR).free,
        )
        try:
            figures = list(_from_database(timezone.now()))
        except DatabaseError:
            yield _gauge("database_up", "Whether the database answers", 0)
            return
        yield _gauge("database_up", "Whether the database answers", 1)
        yield from figures


def _from_database(now: datetime) -> Iterator[Metric]:
    mails = GaugeMetricFamily("driekracht_mails", "Mails by state, without those that were sent", labels=["state"])
    unsent = Mail.objects.exclude(state=MailState.SENT).values_list("state").annotate(n=Count("pk"))
    counted = dict(unsent.order_by())
    for state in MailState:
        if state != MailState.SENT:
            mails.add_metric([state.value], counted.get(state.value, 0))
    yield mails
    yield _gauge(
        "mail_overdue_seconds",
        "How long the mail that waits longest has been due",
        _seconds_since(Mail.objects.filter(state=MailState.WAITING).aggregate(at=Min("next_try_at"))["at"], now),
    )
    yield from _of_reports(now)
    open_rounds = Round.objects.filter(state=State.OPEN)
    yield _gauge("open_rounds", "Rounds that are open", open_rounds.count())
    yield _gauge(
        "closing_overdue_seconds",
        "How long the round that waits longest to be closed has been due",
        _seconds_since(open_rounds.aggregate(at=Min("closes_at"))["at"], now),
    )
    yield _gauge("workers", "Workers that gave a sign of life", n_workers(now=now, within=LONGEST_SILENCE))
    silence = seconds_since_a_beat(now=now)
    if silence is not None:
        yield _gauge("worker_age_seconds", "Seconds since any worker gave a sign of life", silence)


def _of_reports(now: datetime) -> Iterator[Metric]:
    asked = ReportRequest.objects.filter(edition=own_place())  # what an upgrade left behind is nobody's
    awaited = asked.filter(is_awaited=True, failed_at=None)
    yield _gauge(
        "reports_awaited",
        "Pages and files of results that somebody waits for, of this machine or of all that share a place for them",
        awaited.count(),
    )
    yield _gauge(
        "reports_awaited_seconds",
        "How long somebody has waited for the one that was asked for first",
        _seconds_since(awaited.aggregate(at=Min("asked_at"))["at"], now),
    )
    ahead = asked.filter(is_awaited=False, failed_at=None)
    yield _gauge("reports_ahead", "Those that are still to be made ahead", ahead.count())
    failed = asked.filter(failed_at__isnull=False)
    yield _gauge("reports_failed", "Those that could not be made", failed.count())


def _seconds_since(moment: datetime | None, now: datetime) -> float:
    return max((now - moment).total_seconds(), 0.0) if moment else 0.0


def _gauge(name: str, about: str, value: float, **labels: str) -> Metric:
    family = GaugeMetricFamily(f"driekracht_{name}", about, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
