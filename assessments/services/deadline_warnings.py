"""Warnings ahead of a deadline: that a round closes the next day, that open answers or names will be erased."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from assessments.models import Invitation, Partnership, Round, User
from assessments.models.answers import Response
from assessments.models.choices import Access, State
from assessments.models.mails import MailKind

from .locks import lock_partnership
from .mail.notices import tell_owners
from .mail.queue import NewMail, enqueue
from .mail.recipients import remindable
from .people_retention import people_end, with_people
from .retention import round_kept_until, with_own_words

BEFORE_CLOSING = timedelta(days=1)
BEFORE_DELETION = timedelta(days=30)


def warn_before_closing(*, now: datetime) -> int:
    """Tell owners, and people with unsent answers, that a round closes the next day; return how many rounds.

    Once for each closing date: a round that is extended warns again. Rounds that are open for a day or less give no
    warning, nor do drafts through an open link, which have no address.
    """
    due = Round.objects.filter(
        state=State.OPEN, warned_at=None, closes_at__gt=now, closes_at__lte=now + BEFORE_CLOSING, opens_at__lte=now
    ).exclude(opens_at__gte=F("closes_at") - BEFORE_CLOSING)
    return sum(_warn_of_closing(round_id, now) for round_id in due.values_list("pk", flat=True))


def _warn_of_closing(round_id: int, now: datetime) -> bool:
    with transaction.atomic():
        # Two workers may find the same round; the second waits here and then sees that the warning has gone out. No
        # audit entry is added, so the partnership need not be locked first (see ``locks``).
        round_ = Round.objects.select_for_update().get(pk=round_id)
        if round_.warned_at is not None or not now < round_.closes_at <= now + BEFORE_CLOSING:
            return False
        until = round_.closes_at.isoformat()
        tell_owners(round_, MailKind.TO_CLOSE, until, now=now, expires_at=round_.closes_at)
        if round_.sends_invitations:
            enqueue([_unsent_mail(round_, one) for one in _with_unsent_draft(round_)], now=now)
        round_.warned_at = now
        round_.save(update_fields=["warned_at"])
        return True


def _with_unsent_draft(round_: Round) -> list[Invitation]:
    """Return the invitations whose draft would be dropped: begun, and nothing sent through the same link."""
    of_link = Response.objects.filter(invitation=OuterRef("pk"))
    can_be_mailed = Invitation.objects.filter(round=round_, participant__wants_mail=True).exclude(participant__email="")
    drafts = remindable(can_be_mailed).filter(Exists(of_link.filter(sent_at=None)), ~Exists(of_link.counting()))
    return list(drafts)


def _unsent_mail(round_: Round, invitation: Invitation) -> NewMail:
    key = f"{MailKind.UNSENT}:{round_.pk}:{round_.closes_at.isoformat()}:{invitation.pk}"
    return NewMail(MailKind.UNSENT, key, round=round_, invitation=invitation, expires_at=round_.closes_at)


def warn_before_deletion(*, now: datetime) -> int:
    """Tell owners a month ahead that the open answers of a round will be erased; return how many rounds."""
    return sum(_warn_of_deletion(round_, now) for round_ in with_own_words().filter(retention_warned_at=None))


def _warn_of_deletion(round_: Round, now: datetime) -> bool:
    until = round_kept_until(round_)
    if not until - BEFORE_DELETION <= now < until:
        return False
    with transaction.atomic():
        # One UPDATE decides which of several workers gives the warning.
        is_first = Round.objects.filter(pk=round_.pk, retention_warned_at=None).update(retention_warned_at=now)
        if is_first:
            tell_owners(round_, MailKind.RETENTION, "once", now=now, expires_at=until)
        return bool(is_first)


def warn_before_people_are_erased(*, now: datetime) -> int:
    """Tell owners a month ahead that names and addresses will be erased, once for each end; return how often."""
    return sum(_warn_of_people(number, now) for number in with_people().values_list("pk", flat=True))


def _warn_of_people(partnership_id: int, now: datetime) -> bool:
    with transaction.atomic():
        # Several workers may find the same partnership: who waits here then sees that the owners have been told.
        partnership = lock_partnership(partnership_id)
        end = people_end(partnership, now)
        if end is None or end.is_told or not end.is_soon(now):
            return False
        partnership.people_warned_at = now
        partnership.save(update_fields=["people_warned_at"])
        enqueue([_people_mail(partnership, owner, end.at) for owner in _owners(partnership)], now=now)
        return True


def _owners(partnership: Partnership) -> list[User]:
    theirs = {"coordinatorships__partnership": partnership, "coordinatorships__access": Access.OWNER}
    return list(User.objects.filter(is_active=True, **theirs))


def _people_mail(partnership: Partnership, owner: User, until: datetime) -> NewMail:
    key = f"{MailKind.PEOPLE_RETENTION}:{partnership.pk}:{until.isoformat()}:{owner.pk}"
    return NewMail(MailKind.PEOPLE_RETENTION, key, partnership=partnership, user=owner, expires_at=until)
