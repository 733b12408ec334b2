"""Links with which others than the participants see a result: made, taken back, and counted when they are opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments.cleaning import one_line
from assessments.models import Round, ShareLink, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Published

from .audit_trail import last_editor, record
from .locks import lock_partnership, lock_round
from .shown_rows import ChangedMeanwhileError, Shown, as_state

MOST_WORKING = 20
"""Links of one round that work at the same time; more would be a mailing."""
LONGEST = timedelta(days=366)
FEWEST_SIGNS = 6
"""In a password: with so few tries an hour nobody guesses one that is no word of the partnership."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """What an owner chose for a link."""

    purpose: str
    what: Published
    ends_at: datetime
    password: str = ""
    """Empty if nothing has to be typed."""


def make_share_link(round_: Round, new: NewLink, *, by: User | None, now: datetime) -> ShareLink:
    """Make a link that shows the result to whoever has it, until it ends or is taken back.

    Raises ValidationError without a result, beyond a year, or when too many links work already.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        if not current.has_result:
            raise ValidationError(_("This round has no result yet."), code="no_result")
        _check_end(new.ends_at, now)
        if current.share_links.working(now).count() >= MOST_WORKING:
            raise ValidationError(
                _("There are already %(most)s working links. Withdraw one before you make another.")
                % {"most": MOST_WORKING},
                code="too_many",
            )
        link = ShareLink.objects.create(
            round=current,
            purpose=new.purpose,
            what=new.what,
            ends_at=new.ends_at,
            password=make_password(_as_compared(new.password)) if new.password else "",
            made_at=now,
        )
        record(AuditAction.LINK_SHARED, current.partnership, by=by, now=now, round_=current, about=link)
    return link


def change_end(
    link: ShareLink, ends_at: datetime, *, by: User | None, now: datetime, shown: Shown | None = None
) -> ShareLink:
    """Let a link that works end at another moment; who has opened it sees the result until then, and no longer.

    Raises ValidationError beyond a year and for a link that works no more, ChangedMeanwhileError if its last day is no
    longer as ``shown``.
    """
    with transaction.atomic():
        partnership = lock_partnership(link.round.partnership_id)
        current = ShareLink.objects.working(now).filter(pk=link.pk).first()
        if current is None:
            raise ValidationError(_("This link no longer works. Make another one."), code="over")
        _check_end(ends_at, now)
        if shown is not None and shown != end_shown(current):
            raise ChangedMeanwhileError(end_shown(current), last_editor(current, AuditAction.LINK_CHANGED), current)
        if ends_at != current.ends_at:
            current.ends_at = ends_at
            current.save(update_fields=["ends_at"])
            record(AuditAction.LINK_CHANGED, partnership, by=by, now=now, round_=link.round, about=current)
    return current


def end_shown(link: ShareLink) -> dict[str, str]:
    """Return what a page shows of the end of a link."""
    return {"ends_on": as_state(link.last_day)}


def _check_end(ends_at: datetime, now: datetime) -> None:
    if not now < ends_at <= now + LONGEST:
        raise ValidationError(_("A link works for a year at most."), code="ends_at")


def revoke_share_link(link: ShareLink, *, by: User | None, now: datetime) -> None:
    """Let a link show nothing any more, from this moment on; nothing happens to one that shows nothing already."""
    with transaction.atomic():
        partnership = lock_partnership(link.round.partnership_id)
        if ShareLink.objects.working(now).filter(pk=link.pk).update(revoked_at=now):
            record(AuditAction.LINK_REVOKED, partnership, by=by, now=now, round_=link.round, about=link)


def is_password_of(link: ShareLink, typed: str) -> bool:
    """Whether this opens a link that asks for a password; capitals and blanks make no difference."""
    return check_password(_as_compared(typed), link.password)


def count_opening(link: ShareLink) -> None:
    """Count that the result was opened through a link: a bare number."""
    ShareLink.objects.filter(pk=link.pk).update(n_opened=F("n_opened") + 1)


def _as_compared(password: str) -> str:
    return one_line(password).casefold()
