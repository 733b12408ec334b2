"""Finds what is stored about one person, without changing or locking anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models

from assessments.models import (
    AuditEntry,
    CoordinatorInvitation,
    Coordinatorship,
    Mail,
    Participant,
    Partnership,
    PlannedAction,
    ProgressNote,
    Result,
    Round,
    User,
)
from assessments.models.answers import Response
from assessments.models.choices import Access

from .columns import partnership_path, text_columns
from .mentions import Mentions, Person

Keys = set[Any]
"""Primary keys."""


@dataclass(slots=True)
class Traces:
    """The rows in which something stands about one person."""

    participants: Keys = field(default_factory=set)
    users: Keys = field(default_factory=set)
    accounts: dict[int, str] = field(default_factory=dict)
    """Of those, the ones that were deleted, with the address that they had: for telling them."""
    coordinatorships: Keys = field(default_factory=set)
    coordinator_invitations: Keys = field(default_factory=set)
    rounds_to_ask_about: Keys = field(default_factory=set)
    """Rounds that name them as whom to ask."""
    planned_actions: Keys = field(default_factory=set)
    """With their address."""
    mails: Keys = field(default_factory=set)
    """To their address alone; those to participants and accounts go with these."""
    sessions: Keys = field(default_factory=set)
    trail: dict[type[models.Model], Keys] = field(default_factory=dict)
    """Entries about what they did, or what was done to their account."""
    texts: dict[type[models.Model], Keys] = field(default_factory=dict)
    """Rows with a column that mentions them."""
    results: Keys = field(default_factory=set)
    partnerships: Keys = field(default_factory=set)
    """Those to which any of it belongs."""
    n_longer_names: int = 0
    """Participants in whose longer name the name stands; they are others, and stay."""
    n_namesakes: int = 0
    """Accounts with the same name and another address; they stay."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase."""
        rows = (self.participants, self.users, self.coordinator_invitations, self.rounds_to_ask_about)
        more = (self.planned_actions, self.mails, self.sessions, self.results)
        return not any((*rows, *more, *self.trail.values(), *self.texts.values()))

    def merge(self, other: "Traces") -> None:
        """Add what was found later."""
        for name in ("participants", "users", "coordinatorships", "coordinator_invitations", "rounds_to_ask_about"):
            getattr(self, name).update(getattr(other, name))
        for name in ("planned_actions", "mails", "sessions", "results", "partnerships"):
            getattr(self, name).update(getattr(other, name))
        self.accounts.update(other.accounts)
        for mine, theirs in ((self.trail, other.trail), (self.texts, other.texts)):
            for model, keys in theirs.items():
                mine.setdefault(model, set()).update(keys)


def find(person: Person) -> Traces:
    """Return everything that is stored about this person."""
    mentions = Mentions(person)
    traces = Traces()
    _find_people(person, mentions, traces)
    _find_accounts(person, traces)
    _find_addresses(person, traces)
    _find_sessions(mentions, traces)
    for model in text_columns():
        keys = _mentioning(model, mentions, traces)
        if keys:
            traces.texts[model] = keys
    documents = Result.objects.values_list("pk", "round__partnership_id", "document")
    for key, partnership, document in documents.iterator(chunk_size=20):
        if mentions.are_in(document):
            traces.results.add(key)
            traces.partnerships.add(partnership)
    return traces


def partnerships_without_other_owner(users: Keys) -> list[Partnership]:
    """Return the partnerships that would have no owner left without these accounts."""
    owners = Coordinatorship.objects.filter(access=Access.OWNER)
    others = owners.exclude(user__in=users).values("partnership")
    owned = owners.filter(user__in=users).values("partnership")
    return list(Partnership.objects.filter(pk__in=owned).exclude(pk__in=others))


def _find_people(person: Person, mentions: Mentions, traces: Traces) -> None:
    rows = Participant.objects.values_list("pk", "name", "email", "organisation__partnership_id")
    for key, name, email, partnership in rows.iterator():
        if person.has_address(email) or person.has_name(name):
            traces.participants.add(key)
            traces.partnerships.add(partnership)
        elif mentions.are_in(name):
            traces.n_longer_names += 1


def _find_accounts(person: Person, traces: Traces) -> None:
    for key, name, email in User.objects.values_list("pk", "name", "email").iterator():
        if person.has_address(email):
            traces.users.add(key)
        elif person.has_name(name):
            traces.n_namesakes += 1
    proven = EmailAddress.objects.values_list("user_id", "email")
    traces.users.update(key for key, email in proven.iterator() if person.has_address(email))
    if not traces.users:
        return
    coordinated = Coordinatorship.objects.filter(user__in=traces.users).values_list("pk", "partnership_id")
    for key, partnership in coordinated:
        traces.coordinatorships.add(key)
        traces.partnerships.add(partnership)
    about_them = ContentType.objects.get_for_model(User)
    texts = [str(key) for key in traces.users]
    traces.trail = {
        AuditEntry: _keys(AuditEntry.objects.filter(user__in=traces.users)),
        ProgressNote: _keys(ProgressNote.objects.filter(user__in=traces.users)),
        LogEntry: _keys(LogEntry.objects.filter(content_type=about_them, object_id__in=texts)),
    }


def _find_addresses(person: Person, traces: Traces) -> None:
    """Find rows of others in which their address stands in a column for addresses."""
    places: tuple[tuple[type[models.Model], str, Keys], ...] = (
        (CoordinatorInvitation, "email", traces.coordinator_invitations),
        (Round, "contact_email", traces.rounds_to_ask_about),
        (PlannedAction, "email", traces.planned_actions),
        (Mail, "address", traces.mails),
    )
    for model, column, keys in places:
        rows = model._default_manager.exclude(**{column: ""})  # noqa: SLF001 – Django's own name for it
        for key, email, partnership in rows.values_list("pk", column, partnership_path(model)).iterator():
            if person.has_address(email):
                keys.add(key)
                traces.partnerships.update({partnership} - {None})


def _find_sessions(mentions: Mentions, traces: Traces) -> None:
    """Find the sessions of their account, and those in which somebody begins to sign in or register with the address.

    Their content is packed, so it is unpacked to look into it.
    """
    users = {str(key) for key in traces.users}
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in Session.objects.iterator():
        content = store.decode(session.session_data)
        if content.get("_auth_user_id") in users or mentions.are_in(content):
            traces.sessions.add(session.pk)


def _mentioning(model: type[models.Model], mentions: Mentions, traces: Traces) -> Keys:
    """Return the rows of a model that mention the person, and note the partnerships that these belong to."""
    columns = [column.name for column in text_columns()[model]]
    partnership = partnership_path(model) or "pk"
    found = {
        key: owner
        for key, owner, *values in _rows(model, ["pk", partnership, *columns])
        if any(mentions.are_in(value) for value in values)
    }
    if partnership_path(model):
        traces.partnerships.update(set(found.values()) - {None})
    return set(found)


def _rows(model: type[models.Model], columns: list[str]) -> Iterator[tuple[Any, ...]]:
    chunk = 100 if model is Response else 2000
    yield from model._default_manager.order_by().values_list(*columns).iterator(chunk_size=chunk)  # noqa: SLF001


def _keys(rows: models.QuerySet[Any]) -> Keys:
    return set(rows.values_list("pk", flat=True))
