"""Results: computed once when a round closes, and frozen with everything they rest on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rounds import Round


class Result(models.Model):
    """The frozen result of one round; ``document`` is described in ``assessments.results``."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="result")
    document = models.JSONField()
    checksum = models.CharField(max_length=64)
    """SHA-256 of the document in canonical JSON."""
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return str(self.round)
