"""Raw answers. Only ``assessments.results`` reads here and only ``assessments.services`` writes."""

import uuid
from typing import ClassVar, Self

from django.db import models

from .choices import roles
from .partnerships import Organisation
from .rounds import Invitation, Round

_COUNTS = models.Q(sent_at__isnull=False, is_aside=False)


class ResponseQuerySet(models.QuerySet["Response"]):
    """Answers by whether they count."""

    def counting(self) -> Self:
        """Return those that were sent and count when the round closes: at most one per personal link."""
        return self.filter(_COUNTS)

    def aside(self) -> Self:
        """Return those that were sent and wait for proof of who sent them."""
        return self.filter(sent_at__isnull=False, is_aside=True)


class Response(models.Model):
    """One person's answers while the round is open.

    ``answers`` holds per code ``{"value": …, "number": n, "at": "ISO 8601"}``. When the round closes, its result
    is made and every row here is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.RESTRICT, related_name="+")
    role = models.CharField(max_length=20, choices=roles)
    answers = models.JSONField(default=dict)
    page = models.PositiveSmallIntegerField(default=1)
    """The page of the questionnaire to come back to."""
    resume_code = models.CharField(max_length=64)
    """Keyed hash of the code that opens these answers on another device."""
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    is_aside = models.BooleanField(default=False)
    """Sent through a personal link through which answers had been sent before: it does not count as long as those do.

    It takes their place when its sender proves to have sent them, with their code or by a mail to the person invited.
    """

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["round", "sent_at"], name="response_round_sent")]
        constraints: ClassVar = [
            # Answers through the open link have no invitation, and a database takes no two of those for the same.
            models.UniqueConstraint(fields=["invitation"], condition=_COUNTS, name="response_counts_once_per_link")
        ]

    def __str__(self) -> str:
        return f"response to round {self.round_id}"

    @property
    def is_counting(self) -> bool:
        """Whether it was sent and counts when the round closes."""
        return self.sent_at is not None and not self.is_aside
