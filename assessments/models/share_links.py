"""Links with which others than the participants see the result of a round."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.text_fields import LineField

from .choices import Published
from .rounds import Round

MOST_IN_A_PURPOSE = 100


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Links by whether they open."""

    def working(self, now: datetime) -> Self:
        """Links that have neither ended nor been taken back."""
        return self.filter(ends_at__gt=now, revoked_at=None)


class ShareLink(models.Model):
    """A link for others than the participants, to the whole report or the summary. The link itself is stored nowhere.

    Whoever opens it leaves a count, and nothing else.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="share_links")
    purpose = LineField(_("for whom"), max_length=MOST_IN_A_PURPOSE)
    what = models.CharField(_("what it shows"), max_length=10, choices=Published)
    password = models.CharField(max_length=128, blank=True)
    """The hash of what has to be typed; empty if nothing has to be."""
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("ends at"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    n_opened = models.PositiveIntegerField(default=0)
    """How often the result was opened through it; nothing says by whom or when."""

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for others")
        verbose_name_plural = _("links for others")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.purpose

    def works(self, now: datetime) -> bool:
        """Whether it opens the result."""
        return self.revoked_at is None and now < self.ends_at

    @property
    def last_day(self) -> date:
        """The last day on which it works: it ends when that day is over."""
        return timezone.localtime(self.ends_at - timedelta(seconds=1)).date()
