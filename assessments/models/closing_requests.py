"""Rounds that a coordinator closed by hand, until their result is there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rounds import Round


class ClosingRequest(models.Model):
    """That somebody closed a round: from then on it takes no answers, and the worker counts those there are.

    There is one row for it, however often somebody presses, and none once the result is there.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="closing_request")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    """When somebody began to count."""
    failed_at = models.DateTimeField(null=True)
    """When counting went wrong last; the log says how. It is tried again."""

    class Meta:
        verbose_name = _("closing of a round")
        verbose_name_plural = _("closings of rounds")

    def __str__(self) -> str:
        return str(self.round_id)
