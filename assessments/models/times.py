"""How long answering takes: counts for the whole installation, of nobody and of no round."""

from typing import ClassVar

from django.db import models


class AnsweringTime(models.Model):
    """How often answering one version of the questionnaire took this number of minutes."""

    questionnaire_version = models.CharField(max_length=10)
    minutes = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire_version", "minutes"], name="one_count_per_minute")
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.minutes} min"
