"""Changes rounds after they were created: everything until they open, little after that."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Invitation, MailText, Participant, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import State

from .audit_trail import last_editor, record
from .erasure import ask_to_erase
from .locks import lock_round
from .mail.holding import PAUSE
from .mail.mailings import begin_mailing, plan_mailings, reschedule_mailings
from .mail.smtp import can_mail
from .rounds import NewRound, check_terms, invite
from .shown_rows import ChangedMeanwhileError, Shown, as_state, refuse_if_changed, state_of

PEOPLE = "participants"
"""Stands for who is invited, which is no column of the round."""


class Details(TypedDict, total=False):
    """What may be changed in an open round: nothing that partners were promised."""

    title: str
    contact_name: str
    contact_email: str
    sender_name: str
    reminder_days: list[int]
    open_limit: int | None


def change_planned_round(
    round_id: int,
    participants: Iterable[Participant],
    *,
    by: User | None,
    now: datetime,
    shown: Shown | None = None,
    **terms: Unpack[NewRound],
) -> Round:
    """Change a round that has not opened yet, including its invitations and planned mails.

    Links that people have already stay the same. Raises ValidationError with the reason if it cannot be changed,
    ChangedMeanwhileError if it is no longer as ``shown``.
    """
    with transaction.atomic():
        round_ = _lock_planned(round_id, now)
        _refuse_if_changed(round_, shown)
        for name, value in terms.items():
            setattr(round_, name, value)
        round_.opens_at = terms.get("opens_at") or now
        check_terms(round_, now)
        round_.save()
        _invite_only(round_, participants if round_.has_personal_links else (), now)
        round_.mailings.filter(started_at__isnull=True).delete()
        plan_mailings(round_, now=now, pause=PAUSE)
        record(AuditAction.ROUND_CHANGED, round_.partnership, by=by, now=now, round_=round_, about=round_)
        return round_


def call_off_round(round_id: int, *, by: User | None, now: datetime) -> None:
    """Delete a round that has not opened yet, with its invitations and mails. Raises ValidationError if it has."""
    with transaction.atomic():
        round_ = _lock_planned(round_id, now)
        round_.delete()
        ask_to_erase(Round, Invitation, MailText, now=now)
        record(AuditAction.CALLED_OFF, round_.partnership, by=by, now=now)


def change_details(
    round_id: int, *, by: User | None, now: datetime, shown: Shown | None = None, **details: Unpack[Details]
) -> Round:
    """Change what may be changed in an open round. Raises ValidationError if it has closed.

    Raises ChangedMeanwhileError if it is no longer as ``shown``.

    A round that has not mailed people their links does so from now on, if the site mails.
    """
    with transaction.atomic():
        round_ = lock_round(round_id)
        if not round_.is_open(now):
            raise ValidationError(_("This round is closed."), code="closed")
        refuse_if_changed(round_, shown, AuditAction.ROUND_CHANGED)
        has_new_reminders = details.get("reminder_days", round_.reminder_days) != round_.reminder_days
        for name, value in details.items():
            setattr(round_, name, value)
        round_.save(update_fields=list(details))
        if can_mail() and not round_.sends_invitations:
            begin_mailing(round_, now=now, pause=PAUSE)
        elif has_new_reminders:
            reschedule_mailings(round_, now=now)
        record(AuditAction.ROUND_CHANGED, round_.partnership, by=by, now=now, round_=round_, about=round_)
        return round_


def shown_of(round_: Round, names: Iterable[str]) -> dict[str, str]:
    """Return these choices for a round as they are now, and who is invited under ``participants``."""
    invited = Invitation.objects.filter(round=round_).values_list("participant", flat=True)
    columns = state_of(round_, (name for name in names if name != PEOPLE))
    return columns | ({PEOPLE: as_state(sorted(filter(None, invited)))} if PEOPLE in names else {})


def _refuse_if_changed(round_: Round, shown: Shown | None) -> None:
    if shown is None or (now := shown_of(round_, list(shown))) == dict(shown):
        return
    # Who is invited changes along with the list of participants too, and then others did it than who changed the round.
    is_people_alone = all(now[name] == shown[name] for name in now if name != PEOPLE)
    raise ChangedMeanwhileError(now, "" if is_people_alone else last_editor(round_, AuditAction.ROUND_CHANGED), round_)


def _lock_planned(round_id: int, now: datetime) -> Round:
    """Return the round, locked. Raises ValidationError if it has opened."""
    round_ = lock_round(round_id)
    if round_.state != State.OPEN or round_.opens_at is None or round_.opens_at <= now:
        raise ValidationError(_("This round has opened in the meantime."), code="begun")
    return round_


def _invite_only(round_: Round, participants: Iterable[Participant], now: datetime) -> None:
    """Give these people, and nobody else, an invitation with their current role and organisation."""
    asked = {person.pk: person for person in participants}
    round_.invitations.exclude(participant__in=asked).delete()
    invite(round_, asked.values(), now=now)
    changed = []
    for invitation in round_.invitations.all():
        person = asked[invitation.participant_id or 0]
        if (invitation.organisation_id, invitation.role) != (person.organisation_id, person.role):
            invitation.organisation_id, invitation.role = person.organisation_id, person.role
            changed.append(invitation)
    Invitation.objects.bulk_update(changed, ["organisation", "role"])
