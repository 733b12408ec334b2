"""Erases what is stored about one person, in one transaction, and says how much that was."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import F, Q

from assessments.log import Event, note
from assessments.models import (
    AuditEntry,
    CoordinatorInvitation,
    Coordinatorship,
    Invitation,
    Mail,
    Mailing,
    Participant,
    Partnership,
    PlannedAction,
    ProgressNote,
    Result,
    Round,
    User,
)
from assessments.models.answers import Response
from assessments.models.audit import AuditAction
from assessments.models.mails import MailState
from assessments.services.audit_trail import record
from assessments.services.coordinators import end_links_known_to
from assessments.services.erasure import ask_to_erase
from assessments.services.kept_reports import delete_reports_of, plan_subject
from assessments.services.mail.queue import TRACELESS
from assessments.vocabulary.languages import DEFAULT

from .columns import partnership_path
from .finding import Keys, Traces, find, partnerships_without_other_owner
from .mentions import Mentions, Person
from .replacing import erase_in_result, erase_in_rows, mark_in

log = logging.getLogger(__name__)

Models = set[type[models.Model]]

MOST_TIMES = 3
"""How often it looks again: what somebody types meanwhile is found the next time."""


class LastOwnerError(Exception):
    """Refused: these partnerships need another owner first, since nobody could change them."""

    def __init__(self, partnerships: Iterable[Partnership]) -> None:
        super().__init__()
        self.partnerships = [str(one) for one in partnerships]


class OwnAccountError(Exception):
    """Refused: whoever asks would erase their own account in the middle of it."""


class AboveError(Exception):
    """Refused: the account may do everything, and whoever asks may not."""


def erase(person: Person, *, by: User | None, now: datetime) -> Traces:
    """Erase everything that is stored about this person and return what that was; nothing the second time.

    Files made from results that change are gone when this returns; the worker erases the rows from the disk.
    Raises LastOwnerError, OwnAccountError or AboveError, and then nothing is erased.
    """
    erased = Traces()
    for _time in range(MOST_TIMES):
        traces = find(person)
        if traces.is_empty:
            break
        if by is not None and by.pk in traces.users:
            raise OwnAccountError
        if is_above(by, traces.users):
            raise AboveError
        with transaction.atomic():
            outdated = _erase(traces, Mentions(person), by=by, now=now)
        for checksum in outdated:
            delete_reports_of(checksum)
        for partnership in traces.partnerships:
            delete_reports_of(plan_subject(partnership))
        erased.merge(traces)
    if not erased.is_empty:
        log.info("Erased a person who asked for it, in %s partnerships.", len(erased.partnerships))
    return erased


def is_above(asking: User | None, users: Keys) -> bool:
    """Whether one of these accounts may do everything, and who asks may not; the command line may."""
    return (
        asking is not None and not asking.is_superuser and User.objects.filter(pk__in=users, is_superuser=True).exists()
    )


def _erase(traces: Traces, mentions: Mentions, *, by: User | None, now: datetime) -> list[str]:
    """Erase what was found, and return the checksums that results had whose files must go after this transaction.

    Partnerships are locked first, then their rounds; ``services.locks`` says why.
    """
    locked = list(Partnership.objects.select_for_update().filter(pk__in=traces.partnerships).order_by("pk"))
    list(Round.objects.select_for_update().filter(partnership__in=locked).order_by("pk").values_list("pk"))
    if left := partnerships_without_other_owner(traces.users):
        raise LastOwnerError(left)
    deeds = _deeds(traces)
    invitations = _invitations(traces)
    _erase_mails(traces, invitations)
    _erase_participants(traces, invitations)
    for coordinatorship in Coordinatorship.objects.filter(pk__in=traces.coordinatorships):
        end_links_known_to(coordinatorship, now=now)
    _erase_accounts(traces, by=by)
    CoordinatorInvitation.objects.filter(pk__in=traces.coordinator_invitations).delete()
    Round.objects.filter(pk__in=traces.rounds_to_ask_about).update(contact_name="", contact_email="", sender_name="")
    PlannedAction.objects.filter(pk__in=traces.planned_actions).update(person="", email="", reminds=False)
    for model, keys in traces.texts.items():
        erase_in_rows(model, keys, mentions)
    outdated = [erase_in_result(key, mentions) for key in sorted(traces.results)]
    with_foreword = Result.objects.filter(round__in=traces.texts.get(Round, ()))
    outdated += with_foreword.values_list("checksum", flat=True)
    ask_to_erase(*_touched(traces), now=now)
    for partnership in locked:
        for action in deeds.get(partnership.pk, ()):
            record(action, partnership, by=by, now=now)
    return [checksum for checksum in outdated if checksum]


def _invitations(traces: Traces) -> list[int]:
    """Return the invitations of this person: also one that ended, as long as a mail to their old address says whose."""
    of_person = Q(participant__in=traces.participants) | Q(mails__in=traces.mails, is_superseded=True)
    return list(Invitation.objects.filter(of_person).distinct().order_by("pk").values_list("pk", flat=True))


def _erase_mails(traces: Traces, invitations: list[int]) -> None:
    """Delete the mails to this person, and let their mailings not wait for them any more."""
    mails = Mail.objects.filter(
        Q(pk__in=traces.mails)
        | Q(invitation__in=invitations)
        | Q(user__in=traces.users)
        | Q(coordinator_invitation__in=traces.coordinator_invitations)
        | Q(planned_action__in=traces.planned_actions)
    )
    keys = list(mails.order_by("pk").values_list("pk", flat=True))
    waiting = Mail.objects.filter(pk__in=keys, state__in=[MailState.WAITING, MailState.SENDING], mailing__isnull=False)
    counted = list(waiting.exclude(kind__in=TRACELESS).values_list("mailing_id", flat=True))
    Mail.objects.filter(pk__in=keys).delete()
    for mailing in sorted(counted):
        Mailing.objects.filter(pk=mailing).update(n_mails=F("n_mails") - 1)


def _erase_participants(traces: Traces, invitations: list[int]) -> None:
    """Delete the participants with their links and with what they answered in rounds that are open."""
    Response.objects.filter(invitation__in=invitations).delete()
    Invitation.objects.filter(pk__in=invitations).delete()
    Participant.objects.filter(pk__in=traces.participants).delete()


def _erase_accounts(traces: Traces, *, by: User | None) -> None:
    """Delete the accounts with all that belongs to them, their sessions, and their names where others read them."""
    Session.objects.filter(pk__in=traces.sessions).delete()
    for model in (AuditEntry, ProgressNote):
        model._default_manager.filter(pk__in=traces.trail.get(model, ())).update(who=mark_in(DEFAULT))  # noqa: SLF001
    AuditEntry.objects.filter(pk__in=traces.trail.get(AuditEntry, ())).update(addresses="")
    told = LogEntry.objects.filter(pk__in=traces.trail.get(LogEntry, ()))
    told.update(object_repr=mark_in(DEFAULT), change_message="")
    for user in User.objects.filter(pk__in=traces.users).order_by("pk"):
        traces.accounts[user.pk] = user.email
        transaction.on_commit(partial(note, Event.ACCOUNT_DELETED, user=by and by.pk, about=user.pk, what="erased"))
    User.objects.filter(pk__in=traces.users).delete()


def _touched(traces: Traces) -> Models:
    """Return the models of which rows were deleted or overwritten."""
    found: Models = {*traces.texts, *(model for model, keys in traces.trail.items() if keys)}
    touched: tuple[tuple[Keys, Models], ...] = (
        (traces.participants, {Participant, Invitation, Response, Mail}),
        (traces.users, {User, Mail, *_of_accounts()}),
        (traces.sessions, {Session, *_of_accounts()}),
        (traces.coordinator_invitations, {CoordinatorInvitation, Mail}),
        (traces.rounds_to_ask_about, {Round}),
        (traces.planned_actions, {PlannedAction, Mail}),
        (traces.mails, {Mail, Invitation, Response}),
        (traces.results, {Result}),
    )
    return found.union(*(models_ for keys, models_ in touched if keys))


def _of_accounts() -> Models:
    """Return the models with rows that belong to an account, or tell that it did something."""
    related = (relation.related_model for relation in User._meta.related_objects)  # noqa: SLF001
    return {model for model in related if isinstance(model, type)}


def _deeds(traces: Traces) -> dict[int, list[AuditAction]]:
    """Return what the trail of each partnership says; what only changes the trail itself is not told there."""
    people = _partnerships(Participant.objects.filter(pk__in=traces.participants), "organisation__partnership")
    coordinators = _partnerships(Coordinatorship.objects.filter(pk__in=traces.coordinatorships), "partnership")
    coordinators |= _partnerships(
        CoordinatorInvitation.objects.filter(pk__in=traces.coordinator_invitations), "partnership"
    )
    plans = _partnerships(PlannedAction.objects.filter(pk__in=traces.planned_actions), "partnership")
    deeds = (
        (AuditAction.PARTICIPANTS, people),
        (AuditAction.COORDINATORS, coordinators),
        (AuditAction.PLANNED, plans),
        (AuditAction.CHANGED, _changed(traces) - people - coordinators - plans),
    )
    found: dict[int, list[AuditAction]] = {}
    for action, keys in deeds:
        for key in keys:
            found.setdefault(key, []).append(action)
    return found


def _changed(traces: Traces) -> Keys:
    """Return the partnerships of which a round, a text or a result changes."""
    found = _partnerships(Round.objects.filter(pk__in=traces.rounds_to_ask_about), "partnership")
    found |= _partnerships(Result.objects.filter(pk__in=traces.results), "round__partnership")
    for model, keys in traces.texts.items():
        path = partnership_path(model)
        if path and model not in {AuditEntry, Response, Mail}:
            found |= _partnerships(model._default_manager.filter(pk__in=keys), path)  # noqa: SLF001
    return found


def _partnerships(rows: models.QuerySet[Any], path: str) -> Keys:
    return set(rows.values_list(path, flat=True)) - {None}
