"""Results: computed once when a round closes, and frozen with everything they rest on."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .excerpts import Excerpt, excerpt_of, mark_last
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

    def save(self, *args: Any, **options: Any) -> None:
        """Store the result, and with its document the excerpt that lists read."""
        fields = options.get("update_fields")
        if fields is not None and "document" not in fields:
            super().save(*args, **options)
            return
        is_new = self._state.adding
        with transaction.atomic(using=options.get("using")):
            super().save(*args, **options)
            kept = excerpt_of(self.document) | {"ended_at": self.round.closed_at or self.round.closes_at}
            Excerpt.objects.update_or_create(result=self, defaults=kept)
            if is_new:
                mark_last(self.round.partnership_id)
