"""Extending a round: by hand, and once by itself with too few answers; in between it is never called closed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from assessments.models import AuditEntry, Coordinatorship, Mail, Mailing, Result, Round, User
from assessments.models.mails import MailKind
from assessments.services.closing import close_due_rounds, close_if_due, close_round
from assessments.services.deadline_warnings import warn_before_closing
from assessments.services.response_changes import Choice, save_answers
from assessments.services.response_locks import Outcome
from assessments.services.round_extension import extend_itself_if_due, extend_round
from tests.answering.device import Device, answers_of, link_of
from tests.cast import make_partnership, make_round
from tests.patience import PATIENCE
from tests.responses import after, key_of, live_responses, ratings, save, send, send_all

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = timedelta(days=7)


def again(round_):
    return Round.objects.get(pk=round_.pk)


def mails():
    """Return what will be mailed: kinds to owners and drafts, and kinds to everyone."""
    letters = sorted((mail.kind, mail.user and mail.user.name) for mail in Mail.objects.select_related("user"))
    return letters, sorted(Mailing.objects.values_list("kind", flat=True))


def test_a_coordinator_gives_more_time_and_partners_are_told(open_round):
    before = open_round.closes_at
    extend_round(open_round.pk, closes_at=before + timedelta(days=3), by=None, now=timezone.now())

    extended = again(open_round)
    assert (extended.closes_at, extended.extended_from) == (before + timedelta(days=3), before)
    assert not extended.has_extended_itself
    assert mails() == ([], ["extended", "reminder", "reminder"])


@pytest.mark.parametrize(("hours", "is_refused"), [(23, True), (24, False)])
def test_more_time_is_at_least_a_day(open_round, hours, is_refused):
    closes_at = open_round.closes_at + timedelta(hours=hours)
    if is_refused:
        with pytest.raises(ValidationError) as refusal:
            extend_round(open_round.pk, closes_at=closes_at, by=None, now=timezone.now())
        assert list(refusal.value.message_dict) == ["closes_at"]
    else:
        extend_round(open_round.pk, closes_at=closes_at, by=None, now=timezone.now())
    assert (again(open_round).extended_from is None) == is_refused


def test_no_more_time_too_near_to_another_round_nor_after_closing(partnership, open_round):
    later = make_round(partnership, n_participants=0, closes_in_days=14 + 60)
    with pytest.raises(ValidationError, match="56"):
        extend_round(open_round.pk, closes_at=open_round.closes_at + WEEK, by=None, now=timezone.now())
    later.delete()
    send_all(open_round)
    close_round(open_round.pk, by=None, now=timezone.now())
    with pytest.raises(ValidationError):
        extend_round(open_round.pk, closes_at=open_round.closes_at + WEEK, by=None, now=timezone.now())


def test_with_too_few_answers_a_round_goes_on_for_a_week_once(open_round):
    send(key_of(open_round.invitations.first()), ratings(3))
    minute = timezone.localtime(open_round.closes_at).replace(hour=17)  # after nine, when reminders of that day leave
    Round.objects.update(closes_at=minute)

    assert close_due_rounds(now=minute - timedelta(seconds=1)) == close_due_rounds(now=minute) == 0

    extended = again(open_round)
    assert (extended.closes_at, extended.extended_from) == (minute + WEEK, minute)
    assert extended.has_extended_itself
    assert mails() == ([("extended_itself", "Anna")], ["extended", "reminder"])
    assert [(one.who, one.user, one.action) for one in AuditEntry.objects.all()] == [("Driekracht", None, "extended")]

    assert close_due_rounds(now=minute + WEEK - timedelta(seconds=1)) == 0
    assert close_due_rounds(now=minute + WEEK) == 1
    assert again(open_round).closed_at == minute + WEEK
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["closed", "extended"]
    assert ("closed", "Anna") in mails()[0]


def test_with_enough_answers_a_round_closes_at_its_minute_and_owners_are_told(open_round, bas):
    send_all(open_round)
    idle = User.objects.create_user("weg@voorbeeld.test", is_active=False)
    Coordinatorship.objects.create(user=idle, partnership=open_round.partnership, access="owner")

    assert close_due_rounds(now=after(open_round)) == 1

    closed = again(open_round)
    assert (closed.closed_at, closed.extended_from) == (open_round.closes_at, None)
    assert mails() == ([("closed", "Anna")], [])


def test_a_round_that_would_come_too_near_to_another_closes_instead(partnership, open_round):
    make_round(partnership, n_participants=0, closes_in_days=14 + 57)
    assert close_due_rounds(now=after(open_round)) == 1
    assert not again(open_round).has_extended_itself


def test_closing_by_hand_below_the_minimum_stays_possible(open_round):
    assert (
        close_round(open_round.pk, by=None, now=timezone.now()).document["disclosed"]["diagnosis"]
        == "onvoldoende_gegevens"
    )


def test_whoever_comes_more_than_a_week_late_finds_it_closed_at_the_end_of_that_week(open_round):
    late = open_round.closes_at + timedelta(days=30)
    assert not extend_itself_if_due(again(open_round), now=late)
    assert close_if_due(again(open_round), now=late) is not None
    assert again(open_round).closed_at == open_round.closes_at + WEEK
    assert mails() == ([("closed", "Anna")], [])


@pytest.mark.parametrize(
    ("closes", "then"),
    [
        (datetime(2027, 3, 23, 17, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 30, 17, 0, tzinfo=AMSTERDAM)),
        (datetime(2027, 3, 21, 2, 30, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 3, 30, tzinfo=AMSTERDAM)),
        (datetime(2027, 10, 24, 2, 30, tzinfo=AMSTERDAM), datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM)),
    ],
)
def test_a_week_is_a_week_by_the_clock_also_when_it_changes(open_round, closes, then):
    Round.objects.update(closes_at=closes)
    close_due_rounds(now=closes)
    assert again(open_round).closes_at == then.astimezone(ZoneInfo("UTC"))


def test_a_day_more_is_a_day_by_the_clock(open_round):
    Round.objects.update(closes_at=datetime(2027, 3, 27, 17, 0, tzinfo=AMSTERDAM))
    extended = extend_round(
        open_round.pk, closes_at=datetime(2027, 3, 28, 17, 0, tzinfo=AMSTERDAM), by=None, now=timezone.now()
    )
    assert extended.closes_at - extended.extended_from == timedelta(hours=23)


def make_due(round_):
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now())


def test_a_partner_who_opens_the_link_past_the_minute_goes_on_and_reads_that_there_is_more_time(open_round):
    make_due(open_round)
    page = Device().open(link_of(open_round))
    assert page.status == 200
    assert "Er is meer tijd" in page.text
    assert again(open_round).has_extended_itself


def test_what_a_partner_posts_past_the_minute_is_kept(open_round):
    page = Device().begin(link_of(open_round))
    make_due(open_round)
    assert "Deel 2 van 6" in page.send(A1="4").text
    assert answers_of(open_round) == [{"A1": 4}]


def test_what_is_saved_in_the_very_minute_is_kept(open_round):
    """The page is let in just before the minute, its answer reaches the database just after it."""
    minute = open_round.closes_at
    key = key_of(open_round.invitations.first())
    assert save_answers(key, {"A1": Choice(4, minute)}, page=1, now=minute) == Outcome.SAVED
    assert again(open_round).closes_at == minute + WEEK


def test_the_day_before_owners_and_unsent_drafts_are_told_once(open_round):
    drafts, sent, both, deaf, *_silent = open_round.invitations.order_by("pk")
    for invitation in (drafts, both, deaf):
        save(key_of(invitation), {"A1": 3})
    for invitation in (sent, both):
        send(key_of(invitation), ratings(3))
    deaf.participant.wants_mail = False
    deaf.participant.save()
    day_before = open_round.closes_at - timedelta(hours=20)

    assert warn_before_closing(now=open_round.closes_at - timedelta(hours=25)) == 0
    assert warn_before_closing(now=day_before) == 1
    assert warn_before_closing(now=day_before) == 0

    told = [(mail.kind, mail.user and mail.user.name, mail.invitation) for mail in Mail.objects.order_by("kind")]
    assert told == [("to_close", "Anna", None), ("unsent", None, drafts)]
    assert set(Mail.objects.values_list("expires_at", flat=True)) == {open_round.closes_at}

    extend_round(open_round.pk, closes_at=open_round.closes_at + WEEK, by=None, now=day_before)
    assert warn_before_closing(now=day_before + WEEK) == 1
    assert Mail.objects.filter(kind=MailKind.TO_CLOSE).count() == 2


def test_no_warning_for_a_round_of_a_day_nor_mail_to_partners_where_mail_is_off(open_round, anna):
    short = make_round(make_partnership(anna, "Kort"), closes_in_days=0.3)
    Round.objects.filter(pk=short.pk).update(opens_at=timezone.now() - timedelta(hours=2))
    Round.objects.filter(pk=open_round.pk).update(sends_invitations=False)
    save(key_of(open_round.invitations.first()), {"A1": 3})
    assert warn_before_closing(now=timezone.now()) == 0
    assert warn_before_closing(now=open_round.closes_at - timedelta(hours=1)) == 1
    assert mails() == ([("to_close", "Anna")], [])


@pytest.mark.django_db(transaction=True)
def test_at_the_minute_it_extends_exactly_once_and_no_answer_is_lost(partnership):
    """Workers, a coordinator's page and partners that save, all at once past the minute."""
    round_ = make_round(partnership, n_participants=8)
    keys = [save(key_of(invitation), {"A1": 1}) for invitation in round_.invitations.order_by("pk")]
    make_due(round_)
    start = threading.Barrier(12, timeout=PATIENCE)

    def at_once(call):
        try:
            start.wait()
            return call(timezone.now())
        finally:
            connection.close()

    def saving(key):
        return lambda now: save_answers(key, {"A1": Choice(5, now, 2)}, page=1, now=now)

    closing = [lambda now: close_due_rounds(now=now)] * 2 + [lambda now: close_if_due(again(round_), now=now)] * 2
    with ThreadPoolExecutor(12) as pool:
        done = [pool.submit(at_once, call) for call in [*closing, *map(saving, keys)]]
        outcomes = [one.result(timeout=PATIENCE) for one in done]

    assert outcomes == [0, 0, None, None, *[Outcome.SAVED] * 8]
    assert {one.answers["A1"]["value"] for one in live_responses(round_)} == {5}
    assert again(round_).closes_at - again(round_).extended_from == WEEK
    letters, mailings = mails()
    assert letters == [("extended_itself", "Anna")]
    assert (mailings[0], {*mailings[1:]}) == ("extended", {"reminder"})  # two of them before nine in the morning
    assert AuditEntry.objects.count() == 1
    assert not Result.objects.exists()
