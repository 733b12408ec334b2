"""What is planned for a round, who gets it, and what remains of it: nothing that tells who had not answered."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Invitation, Mail, Mailing, Participant
from assessments.models.answers import Response
from assessments.models.mails import MailKind
from assessments.services.closing import close_round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import (
    fill_due_mailings,
    invite_by_mail,
    plan_mailing,
    plan_mailings,
    remind_now,
    reminder_moments,
    reschedule_mailings,
)
from assessments.services.mail.queue import NewMail, enqueue
from assessments.services.response_changes import submit, withdraw
from assessments.services.worker import usual_duties
from assessments.working_days import working_day_until
from tests.cast import make_round
from tests.pages import signed_in, words
from tests.responses import after, key_of, save, send, varied

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def planned(round_):
    return list(round_.mailings.filter(started_at=None).values_list("kind", "days_before"))


def due(round_, kind):
    return [one.due_at for one in round_.mailings.filter(kind=kind).order_by("due_at")]


def fill(at):
    n_mailings = fill_due_mailings(now=at)
    return n_mailings, sorted(Mail.objects.values_list("invitation__participant__name", flat=True))


@pytest.fixture
def people(open_round):
    return list(open_round.invitations.order_by("pk"))


def reminding(round_, days):
    """Return when a reminder goes so many days before closing: at nine, on the last working day by then."""
    day = working_day_until((timezone.localtime(round_.closes_at) - timedelta(days=days)).date())
    return datetime(day.year, day.month, day.day, 9, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("closes", "days", "expected"),
    [
        ("2027-03-08 17:00", [7, 2], ["2027-03-01 09:00", "2027-03-05 09:00"]),
        ("2027-03-08 17:00", [2, 1], ["2027-03-05 09:00"]),
        ("2027-03-30 00:30", [7], ["2027-03-23 09:00"]),
        ("2027-11-01 17:00", [10, 7], ["2027-10-22 09:00", "2027-10-25 09:00"]),
        ("2026-12-29 17:00", [3, 5], ["2026-12-24 09:00"]),
    ],
    ids=["Saturday", "both in the weekend", "summer time", "winter time", "Christmas"],
)
def test_reminders_come_at_nine_on_working_days(open_round, closes, days, expected):
    open_round.closes_at = datetime.fromisoformat(closes).replace(tzinfo=AMSTERDAM)
    open_round.reminder_days, open_round.opens_at = days, None
    found = reminder_moments(open_round, open_round.closes_at - timedelta(days=40))
    assert [f"{timezone.localtime(one):%Y-%m-%d %H:%M}" for one in sorted(found.values())] == expected


def test_an_opened_round_invites_at_its_opening_and_reminds_before_its_closing(open_round):
    now = timezone.now()
    open_round.opens_at, open_round.reminder_days = now + timedelta(days=2), [7, 1, 13, 30]
    open_round.save()
    plan_mailings(open_round, now=now)
    plan_mailings(open_round, now=now)
    assert due(open_round, "invitation") == [open_round.opens_at]
    assert due(open_round, "reminder") == [reminding(open_round, days) for days in (7, 1)]


def test_a_round_with_an_open_link_alone_mails_nobody(open_round):
    open_round.has_personal_links, open_round.has_open_link = False, True
    open_round.save()
    plan_mailings(open_round, now=timezone.now())
    assert plan_mailing(open_round, MailKind.EXTENDED, due_at=timezone.now()) is None
    assert not Mailing.objects.exists()


def test_reminders_move_with_the_closing_and_are_never_more_than_three(open_round, sink):
    now = timezone.now()
    open_round.reminder_days = [7, 3, 1]
    open_round.save()
    plan_mailings(open_round, now=now)
    fill_due_mailings(now=open_round.closes_at - timedelta(days=3))
    open_round.closes_at += timedelta(days=14)
    open_round.save()
    reschedule_mailings(open_round, now=open_round.closes_at - timedelta(days=17))
    reminders = open_round.mailings.filter(kind="reminder")
    assert reminders.count() <= 3
    to_come = reminders.filter(started_at=None)
    assert to_come.exists()
    assert all(one.due_at == reminding(open_round, one.days_before) for one in to_come)


def test_only_people_who_can_and_may_be_mailed_are_invited(people, open_round, sink):
    plan_mailings(open_round, now=timezone.now())
    people[0].participant.delete()
    for person, changes in ((people[1], {"email": ""}), (people[2], {"wants_mail": False})):
        type(person.participant).objects.filter(pk=person.participant_id).update(**changes)
    Invitation.objects.filter(pk=people[3].pk).update(bounced_at=timezone.now())
    assert fill(timezone.now()) == (1, ["Persoon 4", "Persoon 5"])
    assert fill(timezone.now()) == (0, ["Persoon 4", "Persoon 5"])


def test_people_invited_later_are_mailed_once_and_not_before_the_others(people, open_round, sink):
    plan_mailings(open_round, now=timezone.now())
    invite_by_mail(people, now=timezone.now())
    assert not Mail.objects.exists()
    fill_due_mailings(now=timezone.now())
    invite_by_mail(people, now=timezone.now())
    assert Mail.objects.count() == 6
    Invitation.objects.filter(pk=people[0].pk).update(generation=2)
    people[0].refresh_from_db()
    invite_by_mail(people, now=timezone.now())
    assert Mail.objects.count() == 7


def test_reminders_go_to_people_without_sent_answers_and_unsent_to_those_who_began(people, open_round, sink):
    send(key_of(people[0]), varied(0))
    save(key_of(people[1]), varied(1))
    save(key_of(people[0]), varied(2))
    Mail.objects.all().delete()
    plan_mailing(open_round, MailKind.UNSENT, due_at=timezone.now())
    assert fill(timezone.now()) == (1, ["Persoon 1"])
    plan_mailing(open_round, MailKind.REMINDER, due_at=timezone.now())
    assert fill(timezone.now())[1] == ["Persoon 1", "Persoon 1", "Persoon 2", "Persoon 3", "Persoon 4", "Persoon 5"]
    assert Mail.objects.filter(mailing__kind="unsent").count() == 0


def test_whoever_sends_in_between_queueing_and_sending_gets_no_reminder(people, open_round, sink):
    plan_mailing(open_round, MailKind.REMINDER, due_at=timezone.now())
    fill_due_mailings(now=timezone.now())
    open_round.sends_thanks = False
    open_round.save()
    send(key_of(people[2]), varied(0))
    assert send_due_mails(now=timezone.now()) == 5
    assert "persoon2@voorbeeld.test" not in sink.counts
    assert not Mail.objects.exists()
    assert Mailing.objects.get().n_mails == 6


def test_of_two_reminders_that_are_due_after_a_standstill_one_goes_out(open_round, sink):
    open_round.reminder_days = [7, 3, 1]
    open_round.save()
    now = timezone.now()
    plan_mailings(open_round, now=now)
    fill_due_mailings(now=now)
    fill_due_mailings(now=open_round.closes_at - timedelta(hours=1))
    assert Mail.objects.filter(kind="reminder").count() == 6
    assert open_round.mailings.filter(kind="reminder").count() == 1


def test_thanks_go_out_once_also_when_someone_changes_what_they_sent(people, open_round, sink):
    key = send(key_of(people[0]), varied(0))
    assert Mail.objects.get().kind == "thanks"
    assert send_due_mails(now=timezone.now()) == 1
    assert not Mail.objects.exists()
    submit(key, now=timezone.now())
    assert not Mail.objects.exists()
    assert list(sink.counts) == ["persoon0@voorbeeld.test"]


def test_thanks_go_out_again_when_something_else_begins_to_count(people, open_round, sink):
    """Or somebody who holds the link could wait aside until the person withdraws, and count then unnoticed."""
    first = send(key_of(people[0]), varied(0))
    waiting = send(key_of(people[0]), varied(1))
    withdraw(first, now=timezone.now())
    send_due_mails(now=timezone.now())
    submit(waiting, now=timezone.now())
    assert list(Mail.objects.values_list("kind", flat=True)) == ["thanks"]


def test_no_thanks_without_a_wish_for_mail_or_for_thanks(people, open_round, sink):
    type(people[0].participant).objects.filter(pk=people[0].participant_id).update(wants_mail=False)
    send(key_of(people[0]), varied(0))
    open_round.sends_thanks = False
    open_round.save()
    key = send(key_of(people[1]), varied(1))
    assert not Mail.objects.exists()
    withdraw(key, now=timezone.now())
    assert Mail.objects.get().kind == "withdrawn"


def test_closing_deletes_all_mail_that_tells_who_had_sent_or_not(people, open_round, sink):
    now = timezone.now()
    plan_mailings(open_round, now=now)
    fill_due_mailings(now=now)
    send_due_mails(now=now)
    send(key_of(people[0]), varied(0))
    save(key_of(people[1]), varied(1))
    for kind in (MailKind.REMINDER, MailKind.UNSENT, MailKind.EXTENDED):
        plan_mailing(open_round, kind, due_at=now)
    fill_due_mailings(now=now)
    enqueue([NewMail(MailKind.LINK_AGAIN, "again", round=open_round, invitation=people[2])], now=now)
    told = {"thanks", "reminder", "unsent", "link_again"}
    assert told < set(Mail.objects.values_list("kind", flat=True))

    close_round(open_round.pk, by=None, now=after(open_round))

    left = Mail.objects.filter(round=open_round, invitation__isnull=False)
    assert set(left.values_list("kind", "state")) == {("invitation", "sent")}
    assert not Mailing.objects.filter(started_at=None).exists()
    told_by_mailings = Mailing.objects.filter(kind="unsent").values_list("n_mails", "n_sent", "n_failed")
    assert list(told_by_mailings) == [(0, 0, 0)]
    assert send_due_mails(now=after(open_round)) == 0


def test_a_reminder_that_cannot_reach_everybody_is_not_counted(people, open_round, sink):
    """Or a coordinator empties all addresses but one, and reads in the number whether that one has sent in."""
    type(people[0].participant).objects.exclude(pk=people[3].participant_id).update(email="")
    plan_mailing(open_round, MailKind.REMINDER, due_at=timezone.now())
    fill_due_mailings(now=timezone.now())
    assert send_due_mails(now=timezone.now()) == 1
    mailing = Mailing.objects.get()
    assert (mailing.n_mails, mailing.n_sent, mailing.n_failed) == (0, 0, 0)


@pytest.mark.parametrize("kind", [MailKind.INVITATION, MailKind.REMINDER])
def test_five_hundred_people_take_a_handful_of_queries(partnership, sink, kind):
    costs = []
    for n_people in (3, 500):
        round_ = make_round(partnership, n_participants=0)
        _invite(round_, n_people)
        plan_mailing(round_, kind, due_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert fill_due_mailings(now=timezone.now()) == 1
        costs.append(len(queries))
        assert Mail.objects.filter(round=round_).count() == n_people
    assert costs[1] <= costs[0] + 16  # rows go in parts into the database
    assert costs[0] <= 15


def _invite(round_, n_people):
    organisation = round_.partnership.organisations.first()
    people = Participant.objects.bulk_create(
        Participant(organisation=organisation, name=f"P {n}", email=f"p{n}-{round_.pk}@voorbeeld.test", role="manager")
        for n in range(n_people)
    )
    Invitation.objects.bulk_create(
        Invitation(round=round_, participant=one, organisation=organisation, role=one.role) for one in people
    )


@pytest.mark.django_db(transaction=True)
def test_the_worker_plans_and_sends_among_its_other_duties(open_round, sink):
    plan_mailings(open_round, now=timezone.now())
    duties = usual_duties(20.0)
    for duty in duties:
        if "mail" in duty.name:
            duty.perform()
    assert len(sink.counts) == 6
    assert Response.objects.count() == 0


def test_the_page_tells_of_no_reminder_whether_it_could_be_delivered(people, open_round, sink, anna):
    """Or a coordinator spoils the address of one person, and sees whether the last who has not sent in is that one."""
    open_round.sends_thanks = False
    open_round.save()
    for number in range(5):
        send(key_of(people[number]), varied(number))
    pages = []
    for answer in (None, "550 no such user"):
        sink.answer["RCPT"] = answer
        plan_mailing(open_round, MailKind.REMINDER, due_at=timezone.now())
        fill_due_mailings(now=timezone.now())
        send_due_mails(now=timezone.now())
        page = words(signed_in(anna).get(f"/rounds/{open_round.pk}/mail/"))
        pages.append(re.sub(r"\d\d:\d\d", "", page))
        Mailing.objects.all().delete()
    assert len(sink.texts) == 1
    assert "1 herinnering" in pages[0]
    assert pages[0] == pages[1]


def test_after_days_without_a_worker_nobody_is_invited_and_reminded_at_once(people, open_round, sink):
    """The first mail of all goes out days too late; the reminder of a later day still comes."""
    now = timezone.now()
    open_round.reminder_days = [7, 1]
    open_round.save()
    plan_mailings(open_round, now=now)
    back = reminding(open_round, 7) + timedelta(hours=12)
    fill_due_mailings(now=back)
    send_due_mails(now=back)
    assert {mail["Subject"] for mail in sink.mails} == {sink.mails[0]["Subject"]}
    assert len(sink.mails) == len(people)
    assert planned(open_round) == [("reminder", 1)]
    last = due(open_round, "reminder")[0]
    assert fill_due_mailings(now=last) == 1
    send_due_mails(now=last)
    assert len(sink.mails) == 2 * len(people)


def test_after_days_without_a_mail_server_nobody_is_invited_and_reminded_at_once(people, open_round, sink):
    """The worker queued both in time, and neither went out."""
    open_round.reminder_days = [7]
    open_round.save()
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    [at] = due(open_round, "reminder")
    fill_due_mailings(now=at)
    assert Mail.objects.filter(kind=MailKind.REMINDER).count() == len(people)
    send_due_mails(now=at + timedelta(days=1))
    assert len(sink.mails) == len(people)
    assert not Mail.objects.filter(kind=MailKind.REMINDER).exists()


# Reminding at once


@pytest.fixture
def invited(open_round, sink):
    """A round whose invitations went out two days ago."""
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    send_due_mails(now=timezone.now())
    Mailing.objects.filter(kind="invitation").update(started_at=timezone.now() - timedelta(days=2))
    Mail.objects.update(sent_at=timezone.now() - timedelta(days=2))
    return open_round


def test_a_reminder_at_once_goes_to_whoever_has_not_answered_and_not_again_that_day(people, invited, sink, anna):
    send(key_of(people[0]), varied(0))
    Mail.objects.filter(kind="thanks").delete()
    browser, address = signed_in(anna), f"/rounds/{invited.pk}/mail/"
    assert "Herinner nu" in words(browser.get(address))
    page = browser.post(address, {"remind": "1"}, follow=True)
    assert "De herinnering gaat nu weg" in words(page)
    assert "U kunt zelf herinneren vanaf een dag na de laatste mail." in words(page)
    fill_due_mailings(now=timezone.now())
    assert send_due_mails(now=timezone.now()) == 5
    browser.post(address, {"remind": "1", "once": "another"})
    assert fill_due_mailings(now=timezone.now()) == 0


def test_a_reminder_at_once_is_one_of_three_and_survives_a_later_closing(invited, anna):
    invited.reminder_days = [7, 3, 1]
    invited.save()
    now = timezone.now()
    reschedule_mailings(invited, now=now)
    remind_now(invited, by=anna, now=now)
    last_two = sorted(reminder_moments(invited, now))[:2]
    assert planned(invited) == [("reminder", None), *(("reminder", days) for days in last_two[::-1])]
    invited.closes_at += timedelta(days=14)
    invited.save()
    reschedule_mailings(invited, now=now)
    assert ("reminder", None) in planned(invited)
    assert len(planned(invited)) <= 3


def test_nobody_is_reminded_before_they_were_invited_or_more_than_three_times(open_round, invited, anna, sink):
    invited.reminder_days = []
    invited.save()
    reschedule_mailings(invited, now=timezone.now())
    for _time in range(3):
        remind_now(invited, by=anna, now=timezone.now())
        Mailing.objects.update(started_at=timezone.now() - timedelta(days=2))
    with pytest.raises(ValidationError, match="hoogstens drie"):
        remind_now(invited, by=anna, now=timezone.now())
    Mailing.objects.all().delete()
    with pytest.raises(ValidationError, match="niemand"):
        remind_now(invited, by=anna, now=timezone.now())


def test_a_reminder_that_avoids_a_weekend_says_how_long_before_closing_it_comes(open_round, anna, sink):
    open_round.closes_at = datetime(2040, 3, 5, 17, tzinfo=AMSTERDAM)  # a Monday
    open_round.reminder_days = [1, 4]
    open_round.save()
    plan_mailings(open_round, now=timezone.now())
    page = words(signed_in(anna).get(f"/rounds/{open_round.pk}/mail/"))
    assert "Herinnering, 3 dagen voor het sluiten" in page
    assert "Herinnering, 4 dagen voor het sluiten" in page
    assert "1 dag voor" not in page
