"""What has to be made for somebody who waits for it, or ahead: pages and files of results, and plans on paper."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .partnerships import Partnership
from .results import Result


class Failure(models.TextChoices):
    """Why something could not be made."""

    DAMAGED = "damaged"
    """The stored result is not the one that was frozen."""
    NO_ROOM = "no room"
    """The disk is full."""
    ENDED = "ended"
    """The process that made it ended each time, for want of memory perhaps."""
    ERROR = "error"
    """The log says which."""


class ReportRequest(models.Model):
    """One thing to make: there is one row for it, however many ask, and none once it is made.

    A worker has it under a lease, which is renewed while the process that makes it lives. A row is for the
    edition of the product that asked, and for the place where it looks: another edition, during an upgrade, would make
    something else, and a machine with a folder of its own would put it elsewhere.
    """

    subject = models.CharField(max_length=64)
    """What it is made of: the checksum of a result, or the plan of a partnership."""
    what = models.CharField(max_length=120)
    """Which page or file, in which language."""
    edition = models.CharField(max_length=64)
    """Digest of the edition and the place."""
    result = models.ForeignKey(Result, models.CASCADE, null=True, related_name="+")
    """None for the example, which is in no database, and for a plan."""
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    """Of a plan."""
    is_awaited = models.BooleanField(default=False)
    """Whether somebody waits for it, and not only somebody may come for it."""
    rank = models.PositiveSmallIntegerField(default=0)
    """How many things of the same subject go first."""
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    """When it may be tried again after an error."""
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=36, blank=True)
    """The process that makes it."""
    leased_at = models.DateTimeField(null=True)
    n_tries = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=10, choices=Failure, blank=True)

    class Meta:
        verbose_name = _("request for a report")
        verbose_name_plural = _("requests for reports")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "what", "edition"], name="report_request_once")
        ]
        indexes: ClassVar = [models.Index(fields=["is_awaited", "rank", "asked_at"], name="report_request_order")]

    def __str__(self) -> str:
        return self.what
