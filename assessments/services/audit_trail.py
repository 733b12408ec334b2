"""The trail of who did what in a partnership, kept by the services that do it."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Model

from assessments.log import Event, note
from assessments.models import AuditEntry, Partnership, Round, User
from assessments.models.audit import AuditAction

THE_SITE = "Driekracht"
"""Stands for whoever did what happened by itself."""


def record(
    action: AuditAction,
    partnership: Partnership,
    *,
    by: User | None,
    now: datetime,
    round_: Round | None = None,
    about: Model | str = "",
) -> None:
    """Record that a user did something, or that it happened by itself (None).

    Only services call this, within the transaction of the action itself, so that both are stored or neither is. That
    transaction has locked the partnership first; ``locks`` says why. The name stays when the account is deleted.
    ``about`` is the row that was changed, or what ``part_of`` returns for a part of it.
    """
    person = about if isinstance(about, User) else None
    AuditEntry.objects.create(
        partnership=partnership,
        round=round_,
        user=by,
        who=_to(THE_SITE if by is None else str(by), None if person is None else str(person))[:254],
        addresses=_to("" if by is None else by.email, None if person is None else person.email),
        action=action,
        at=now,
        about=_name_of(about),
    )
    facts = {
        "action": action.value,
        "partnership_id": partnership.pk,
        "round_id": round_ and round_.pk,
        "about": person and person.pk,
    }
    transaction.on_commit(partial(note, Event.DID, user=by and by.pk, **facts))


def last_editor(about: Model | str, *actions: AuditAction) -> str:
    """Return who last did one of these things to a row, or to a part of it; empty if that is not known."""
    done = AuditEntry.objects.filter(about=_name_of(about), action__in=actions, is_from_file=False)
    return done.order_by("-at", "-pk").values_list("who", flat=True).first() or ""


def _to(who: str, whom: str | None) -> str:
    return who if whom is None else f"{who} → {whom}"


def part_of(row: Model, part: str) -> str:
    """Return how the trail names a part of a row that is changed by itself."""
    return f"{_name_of(row)}:{part}"


def _name_of(about: Model | str) -> str:
    return about if isinstance(about, str) else f"{about._meta.model_name}:{about.pk}"  # noqa: SLF001
