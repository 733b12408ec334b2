"""Writes a partnership to its file."""

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from assessments.models import AuditEntry, Logo, Participant, Partnership, PlannedAction, Result, Round, User
from assessments.models.audit import AuditAction
from assessments.reporting.documents import to_plain
from assessments.services.audit_trail import record
from assessments.services.locks import lock_partnership
from assessments.version import PRODUCT_VERSION

from .shapes import (
    FORMAT,
    MEMBER,
    VERSION,
    MovedAction,
    MovedCoordinator,
    MovedEntry,
    MovedLogo,
    MovedNote,
    MovedParticipant,
    MovedPartnership,
    MovedRound,
)
from .signing import SIGNATURE, signature_of

Moved = TypeVar("Moved")


def export_partnership(partnership: Partnership, *, by: User | None, now: datetime) -> bytes:
    """Return the file of a partnership; its audit trail includes this download."""
    with transaction.atomic():
        record(AuditAction.EXPORTED, lock_partnership(partnership.pk), by=by, now=now)
        return file_of(partnership, now=now)


def file_of(partnership: Partnership, *, now: datetime) -> bytes:
    """Return a zip with a partnership as JSON: everything except raw answers and links."""
    rounds = list(Round.objects.filter(partnership=partnership).order_by("closes_at", "pk"))
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "product": PRODUCT_VERSION,
        "made_at": now.isoformat(),
        "partnership": to_plain(_to_moved(partnership, rounds)),
        "results": _results(rounds),
    }
    content[SIGNATURE] = signature_of(content)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(MEMBER, json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1))
    return file.getvalue()


def _results(rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """Return the results exactly as they were frozen, with the checksum that proves it."""
    places = _places(rounds)
    stored = Result.objects.filter(round__in=rounds).order_by("round__closes_at", "round")
    return [
        {
            "round": places[result.round_id],
            "created_at": result.created_at.isoformat(),
            "checksum": result.checksum,
            "document": result.document,
        }
        for result in stored
    ]


def _places(rounds: Sequence[Round]) -> Mapping[int | None, int]:
    return {round_.pk: place for place, round_ in enumerate(rounds)}


def _to_moved(partnership: Partnership, rounds: Sequence[Round]) -> MovedPartnership:
    people = Participant.objects.filter(organisation__partnership=partnership).select_related("organisation")
    coordinators = partnership.coordinatorships.select_related("user").order_by("user__email")
    return _copy_into(
        MovedPartnership,
        partnership,
        started_on=_day(partnership.started_on),
        programmes=tuple(partnership.programmes.values_list("name", flat=True)),
        logo=_logo(partnership),
        organisations=tuple(partnership.organisations.values_list("name", flat=True)),
        participants=tuple(_copy_into(MovedParticipant, one, organisation=one.organisation.name) for one in people),
        coordinators=tuple(MovedCoordinator(one.user.name, one.user.email, one.access) for one in coordinators),
        rounds=tuple(_copy_into(MovedRound, one, reminder_days=tuple(one.reminder_days)) for one in rounds),
        planned_actions=_actions(partnership, _places(rounds)),
        deeds=_entries(partnership, _places(rounds)),
    )


def _logo(partnership: Partnership) -> MovedLogo | None:
    found = Logo.objects.filter(partnership=partnership).first()
    return MovedLogo(b64encode(bytes(found.image)).decode(), found.alternative) if found else None


def _actions(partnership: Partnership, places: Mapping[int | None, int]) -> tuple[MovedAction, ...]:
    planned = PlannedAction.objects.filter(partnership=partnership).select_related("organisation")
    return tuple(
        _copy_into(
            MovedAction,
            one,
            round=places.get(one.round_id),
            organisation=one.organisation.name if one.organisation else None,
            due_on=_day(one.due_on),
            notes=tuple(_copy_into(MovedNote, note) for note in one.progress_notes.all()),
        )
        for one in planned.prefetch_related("progress_notes")
    )


def _entries(partnership: Partnership, places: Mapping[int | None, int]) -> tuple[MovedEntry, ...]:
    entries = AuditEntry.objects.filter(partnership=partnership).order_by("at", "pk")
    return tuple(
        _copy_into(MovedEntry, entry, deed=entry.action, round=places.get(entry.round_id)) for entry in entries
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _copy_into(kind: type[Moved], source: object, **beside: Any) -> Moved:
    """Return a dataclass filled with the attributes of the same name, and with these other values."""
    names = {field.name for field in fields(kind)} - set(beside)  # type: ignore[arg-type]
    return kind(**{name: getattr(source, name) for name in names}, **beside)
