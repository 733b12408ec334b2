"""Hiding a partnership from the overview, and showing it again; nothing else changes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Partnership, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import State

from .audit_trail import record
from .locks import lock_partnership


def check_archivable(partnership: Partnership, *, now: datetime) -> None:
    """Refuse to archive a partnership with a round that is open or will open. Raises ValidationError."""
    coming = Round.objects.filter(partnership=partnership, state=State.OPEN, closes_at__gt=now).first()
    if coming is not None:
        raise ValidationError(
            _(
                "The round “%(title)s” is still open or will open. Participants can answer, so this "
                "partnership has to stay in sight. You can archive it as soon as the round has closed."
            ),
            params={"title": coming.title},
            code="open_round",
        )


def archive_partnership(partnership: Partnership, *, by: User | None, now: datetime) -> None:
    """Archive a partnership, unless it is archived already. Raises ValidationError while a round is open."""
    with transaction.atomic():
        current = lock_partnership(partnership.pk)
        check_archivable(current, now=now)
        if current.archived_at is None:
            current.archived_at = now
            current.save(update_fields=["archived_at"])
            record(AuditAction.ARCHIVED, current, by=by, now=now)


def unarchive_partnership(partnership: Partnership, *, by: User | None, now: datetime) -> None:
    """Take a partnership out of the archive, if it is there."""
    with transaction.atomic():
        current = lock_partnership(partnership.pk)
        if current.archived_at is not None:
            current.archived_at = None
            current.save(update_fields=["archived_at"])
            record(AuditAction.UNARCHIVED, current, by=by, now=now)
