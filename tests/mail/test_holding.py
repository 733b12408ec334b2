"""Invitations wait ten minutes after a round opens: until then a click stops them, and then each goes once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from assessments.models import AuditEntry, Mail, Participant, Round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.holding import PAUSE, hold_invitations, release_invitations
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings, reschedule_mailings
from assessments.views.invitation_words import when
from tests.cast import make_round
from tests.pages import filled_in, signed_in, words

pytestmark = pytest.mark.django_db

KILLED = """
import os, signal
from datetime import timedelta
from django.db import connections
from django.utils import timezone
from assessments.models import Mail, User
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from tests.cast import make_partnership, make_round

now = timezone.now()
round_ = make_round(make_partnership(User.objects.create(email="anna@voorbeeld.test")), n_participants=25)
plan_mailings(round_, now=now, pause=PAUSE)

def look(at):
    fill_due_mailings(now=at)
    return send_due_mails(now=at)

def live_and_be_killed(at):
    connections.close_all()
    worker = os.fork()
    if worker:
        return os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    look(at)
    os.kill(os.getpid(), signal.SIGKILL)

killed = [live_and_be_killed(now + PAUSE - timedelta(seconds=one)) for one in (599, 60, 1)]
early = Mail.objects.count()
due = now + PAUSE
killed.append(live_and_be_killed(due))
while Mail.objects.exclude(state="sent").exists() or not Mail.objects.exists():
    look(due)
say({"killed": killed, "early": early})
"""


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def held(open_round, sink):
    """A round that was opened a moment ago."""
    plan_mailings(open_round, now=timezone.now(), pause=PAUSE)
    return open_round


def sent_at(moment):
    fill_due_mailings(now=moment)
    return send_due_mails(now=moment)


def test_nothing_leaves_before_ten_minutes_and_then_each_leaves_once(held, sink):
    due = held.mailings.get(kind="invitation").due_at
    assert sent_at(due - timedelta(seconds=1)) == 0
    assert sent_at(due) == 6
    assert sent_at(due + timedelta(hours=1)) == 0
    assert set(sink.counts.values()) == {1}


def test_killed_workers_shorten_no_pause_and_send_each_mail_once(installation, sink):
    installation.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
    told = installation.run(KILLED)
    assert told == {"killed": [True] * 4, "early": 0}
    assert len(sink.counts) == 25
    assert set(sink.counts.values()) == {1}


def test_more_time_for_a_round_does_not_shorten_the_pause(held):
    due = held.mailings.get(kind="invitation").due_at
    reschedule_mailings(held, now=timezone.now())
    assert held.mailings.get(kind="invitation").due_at == due


@pytest.mark.parametrize(
    ("hour", "said"),
    [(14, "om 14:05 uur"), (23, "om 23:05 uur"), (24, "op dinsdag 1 december 2026 om 00:05 uur (tijd in Amsterdam)")],
)
def test_a_mail_of_tomorrow_says_so(hour, said):
    midnight = datetime(2026, 11, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with override("nl"):
        assert when(midnight + timedelta(hours=hour, minutes=5), midnight) == said


def test_the_pages_say_when_they_leave_and_stop_them(browser, held, sink):
    due = held.mailings.get(kind="invitation").due_at
    place = f"/rounds/{held.pk}/mail/"
    told = f"6 mails met een uitnodiging gaan {when(due, timezone.now())} weg"
    for page in (place, f"/rounds/{held.pk}/", f"/rounds/{held.pk}/links/"):
        assert told in words(browser.get(page))
    form = filled_in(browser.get(f"/rounds/{held.pk}/"))
    page = browser.post(place, form | {"hold": "1"}, follow=True)
    assert "Er is geen uitnodiging verstuurd" in words(page)
    assert told not in words(page)
    assert sent_at(due + timedelta(days=13)) == 0
    assert not Mail.objects.exists()
    assert AuditEntry.objects.filter(action="mail_texts").count() == 1
    browser.post(place, {"everyone": "1"})
    assert sent_at(timezone.now()) == 6
    assert "6 verstuurd, 0 mislukt" in words(browser.get(place))
    assert "6 verstuurd, 0 mislukt" in words(browser.get(f"/rounds/{held.pk}/"))


def test_they_leave_sooner_on_request(browser, held, sink):
    page = browser.post(f"/rounds/{held.pk}/mail/", {"release": "1"}, follow=True)
    assert "De uitnodigingen gaan nu weg." in words(page)
    assert sent_at(timezone.now()) == 6


def test_stopping_comes_too_late_once_a_worker_has_them(browser, held, sink, anna):
    due = held.mailings.get(kind="invitation").due_at
    assert fill_due_mailings(now=due) == 1
    assert not hold_invitations(held, by=anna, now=due)
    assert not release_invitations(held, by=anna, now=due)
    page = browser.post(f"/rounds/{held.pk}/mail/", {"hold": "1"}, follow=True)
    assert "waren al weg" in words(page)
    held.refresh_from_db()
    assert held.sends_invitations


def test_nobody_else_stops_them(held, bas, chris):
    for user in (bas, chris):
        assert signed_in(user).post(f"/rounds/{held.pk}/mail/", {"hold": "1"}).status_code in {403, 404}
    assert held.mailings.filter(kind="invitation").exists()


def test_a_planned_round_that_is_opened_at_once_waits_too(browser, partnership, sink):
    round_ = make_round(partnership)
    Round.objects.update(opens_at=timezone.now() + timedelta(days=3))
    address = f"/rounds/{round_.pk}/edit/"
    form = filled_in(browser.get(address)) | {"opens_at_0": "", "opens_at_1": ""}
    page = browser.post(address, form)
    assert "Openen en 6 mails versturen" in words(page)
    assert Round.objects.get().opens_at > timezone.now()
    before = timezone.now()
    assert browser.post(address, filled_in(page) | {"go": "open"}).status_code == 302
    assert Round.objects.get().is_open(timezone.now())
    assert round_.mailings.get(kind="invitation").due_at >= before + PAUSE
    assert Participant.objects.count() == 6
