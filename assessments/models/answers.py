"""Raw answers. Only ``assessments.results`` reads here and only ``assessments.services`` writes."""

import uuid
from typing import ClassVar

from django.db import models

from .choices import roles
from .partnerships import Organisation
from .rounds import Invitation, Round


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["round", "sent_at"], name="response_round_sent")]

    def __str__(self) -> str:
        return f"response to round {self.round_id}"
