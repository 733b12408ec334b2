"""Putting a partnership out of sight in the overview, and back; nothing else changes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Partnership, Round
from assessments.models.choices import State


def check_archivable(partnership: Partnership, *, now: datetime) -> None:
    """Refuse to archive a partnership with a round that is open or will open. Raises ValidationError."""
    coming = Round.objects.filter(partnership=partnership, state=State.OPEN, closes_at__gt=now).first()
    if coming is not None:
        raise ValidationError(
            _(
                "The round “%(title)s” is still open or will open. Partners can answer, so this partnership has to "
                "stay in sight. You can archive it as soon as the round has closed."
            ),
            params={"title": coming.title},
            code="open_round",
        )


def archive_partnership(partnership: Partnership, *, now: datetime) -> None:
    """Put a partnership in the archive. Raises ValidationError while a round is open."""
    with transaction.atomic():
        current = Partnership.objects.select_for_update().get(pk=partnership.pk)
        check_archivable(current, now=now)
        if current.archived_at is None:
            current.archived_at = now
            current.save(update_fields=["archived_at"])


def unarchive_partnership(partnership: Partnership) -> None:
    """Take a partnership out of the archive."""
    Partnership.objects.filter(pk=partnership.pk).update(archived_at=None)
