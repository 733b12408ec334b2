"""A partnership with something in every table: results, answers, people, mail, a plan and an audit trail."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import (
    AuditEntry,
    ClosingRequest,
    CoordinatorInvitation,
    Mail,
    Mailing,
    MailText,
    PlannedAction,
    Programme,
    ProgressNote,
    ShareLink,
)
from assessments.reporting.logos import draw_logo
from assessments.services.closing import close_round
from assessments.services.letterheads import change_logo
from tests.cast import make_partnership, make_round
from tests.pictures import picture
from tests.responses import after, key_of, ratings, save, send, send_all


def whole_partnership(owner, name, organisations=("Gemeente", "Jeugdhulp", "School")):
    """Return a partnership with a closed round, an open one, and everything that can belong to them."""
    partnership = make_partnership(owner, name=name, organisations=organisations)
    closed = make_round(partnership, n_participants=15)
    send_all(closed)
    close_round(closed.pk, by=None, now=after(closed))
    opened = make_round(partnership, n_participants=2, closes_in_days=100)
    first, second = opened.invitations.all()
    send(key_of(first), ratings(4, O1=f"open antwoord van {name}"))
    save(key_of(second), ratings(2))
    now = timezone.now()
    ShareLink.objects.create(
        round=closed, purpose=f"De raad van {name}", what="whole", made_at=now, ends_at=now + timedelta(days=1)
    )
    ClosingRequest.objects.create(round=opened, asked_at=now)
    Programme.objects.create(partnership=partnership, name=f"Programma van {name}")
    change_logo(partnership, draw_logo(picture()), "Logo", by=None, now=now)
    AuditEntry.objects.filter(action="logo").delete()
    _plan(partnership, closed, owner)
    _mail(partnership, opened, owner)
    return partnership


def _plan(partnership, round_, owner):
    now = timezone.now()
    action = PlannedAction.objects.create(
        partnership=partnership,
        round=round_,
        title="Samen het doel opschrijven",
        organisation=partnership.organisations.first(),
        person="Ans",
        due_on=now.date(),
        note="In de stuurgroep",
        email="ans@voorbeeld.test",
    )
    ProgressNote.objects.create(planned_action=action, progress="busy", note="Begonnen", user=owner, who="Anna", at=now)
    AuditEntry.objects.create(
        partnership=partnership, round=round_, user=owner, who="Anna", action="opened", at=round_.opens_at
    )


def _mail(partnership, round_, owner):
    now = timezone.now()
    invited = CoordinatorInvitation.objects.create(
        partnership=partnership, email="nieuw@voorbeeld.test", invited_by=owner, created_at=now
    )
    MailText.objects.create(round=round_, kind="invitation", language="nl", subject="Doet u mee?", body="Graag.")
    mailing = Mailing.objects.create(round=round_, kind="invitation", due_at=now)
    about = [
        {"round": round_, "mailing": mailing, "invitation": round_.invitations.first()},
        {"round": round_, "user": owner},
        {"coordinator_invitation": invited},
        {"planned_action": partnership.planned_actions.get()},
    ]
    for number, one in enumerate(about):
        key = f"{partnership.pk} {number}"
        Mail.objects.create(kind="invitation", key=key, created_at=now, next_try_at=now, **one)
