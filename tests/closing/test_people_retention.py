"""Names and addresses of people end some months after the last round, with a warning ahead; so does the rest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from assessments.models import (
    AuditEntry,
    CoordinatorInvitation,
    Coordinatorship,
    Invitation,
    Mail,
    MailText,
    Participant,
    Partnership,
    PendingErasure,
    PlannedAction,
    ProgressNote,
    Result,
    Round,
    User,
)
from assessments.models.audit import AuditAction
from assessments.models.choices import State
from assessments.moments import day
from assessments.results.stored_results import result_of
from assessments.services.audit_trail import record
from assessments.services.closing import close_round
from assessments.services.deadline_warnings import warn_before_people_are_erased
from assessments.services.mail.letters import write_letter
from assessments.services.people_retention import LEAST_NOTICE, erase_people, people_end
from assessments.services.retention import (
    TRAIL_MONTHS,
    delete_ended_sessions,
    erase_contacts,
    erase_what_is_done,
    kept_until,
)
from tests.cast import PASSWORD, make_partnership, make_round
from tests.responses import after, send_all

A_SECOND = timedelta(seconds=1)
A_MONTH = timedelta(days=30)


def close(round_):
    send_all(round_)
    close_round(round_.pk, by=None, now=after(round_))
    closed = Round.objects.select_related("partnership").get(pk=round_.pk)
    Participant.objects.filter(organisation__partnership=closed.partnership).update(listed_at=closed.opens_at)
    return closed


@pytest.fixture
def closed_round(partnership):
    return close(make_round(partnership, contact_name="Kanarie", contact_email="kanarie@voorbeeld.test"))


@pytest.fixture
def end(closed_round):
    return kept_until(closed_round.closed_at, 24)


@pytest.fixture
def planned(partnership, closed_round):
    action = PlannedAction.objects.create(
        partnership=partnership, title="Bellen", person="Kanarie", email="kanarie@voorbeeld.test", reminds=True
    )
    PlannedAction.objects.update(created_at=closed_round.closed_at)
    return action


def n_people(partnership):
    return Participant.objects.filter(organisation__partnership=partnership).count()


def warn_in_time(end):
    assert warn_before_people_are_erased(now=end - A_MONTH) == 1


def test_names_and_addresses_stay_until_their_time_and_are_gone_on_the_day(partnership, closed_round, end, planned):
    warn_in_time(end)

    assert erase_people(now=end - A_SECOND) == 0
    assert n_people(partnership) == 6
    assert erase_people(now=end) == 1

    planned.refresh_from_db()
    assert (n_people(partnership), planned.person, planned.email, planned.reminds) == (0, "", "", False)
    assert {mark.table for mark in PendingErasure.objects.all()} >= {
        "assessments_participant",
        "assessments_plannedaction",
    }
    assert erase_people(now=end) == 0


def test_invitations_stay_of_nobody_and_results_stay_as_they_were(partnership, closed_round, end):
    before = result_of(closed_round)
    warn_in_time(end)
    erase_people(now=end)

    assert list(Invitation.objects.values_list("participant", flat=True)) == [None] * 6
    assert result_of(closed_round) == before


def test_the_trail_says_that_the_site_did_it(partnership, end):
    warn_in_time(end)
    erase_people(now=end)

    entry = AuditEntry.objects.get(action=AuditAction.PEOPLE_ERASED)
    assert (entry.who, entry.partnership) == ("Driekracht", partnership)


@pytest.mark.parametrize("state", [State.DRAFT, State.OPEN])
def test_a_round_to_come_keeps_them(partnership, end, state):
    warn_in_time(end)
    make_round(partnership, n_participants=0, state=state)

    assert erase_people(now=end + timedelta(days=1000)) == 0
    assert people_end(partnership, end) is None


def test_a_new_round_begins_the_months_anew_and_is_warned_of_again(partnership, end, anna, settings):
    warn_in_time(end)
    later = make_round(partnership, n_participants=0)
    Round.objects.filter(pk=later.pk).update(state=State.CLOSED, closed_at=end - timedelta(days=5))
    new_end = kept_until(end - timedelta(days=5), 24)

    assert erase_people(now=end) == 0
    assert warn_before_people_are_erased(now=new_end - A_MONTH - A_SECOND) == 0
    assert warn_before_people_are_erased(now=new_end - A_MONTH) == 1
    assert erase_people(now=new_end) == 1
    assert Mail.objects.filter(kind="people_retention").count() == 2


def test_who_was_listed_after_the_last_round_stays_as_long_as_after_a_round(partnership, closed_round, end):
    late = Participant.objects.order_by("pk").last()
    Participant.objects.filter(pk=late.pk).update(listed_at=closed_round.closed_at + timedelta(days=100))
    warn_in_time(end)

    assert erase_people(now=end) == 1
    assert Participant.objects.get() == late
    their_end = kept_until(closed_round.closed_at + timedelta(days=100), 24)
    assert warn_before_people_are_erased(now=their_end - A_MONTH) == 1
    assert erase_people(now=their_end) == 1
    assert n_people(partnership) == 0


def test_people_of_a_partnership_without_rounds_end_too(anna):
    partnership = make_partnership(anna)
    person = Participant.objects.create(organisation=partnership.organisations.first(), name="Kanarie", role="manager")
    end = kept_until(person.listed_at, 24)
    warn_in_time(end)

    assert (erase_people(now=end - A_SECOND), erase_people(now=end)) == (0, 1)


def test_owners_are_told_once_and_what_the_mail_says(partnership, end, anna, bas, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    assert warn_before_people_are_erased(now=end - A_MONTH - A_SECOND) == 0
    warn_in_time(end)
    assert warn_before_people_are_erased(now=end - A_MONTH) == 0

    mail = Mail.objects.get(kind="people_retention")
    letter = write_letter(mail)
    assert mail.user == anna
    assert f"Op {day(end)} worden de namen" in letter.body
    assert f"/partnerships/{partnership.pk}/" in letter.body
    assert "omdat u coördinator bent van Jeugdketen Noord" in letter.body
    make_round(partnership, n_participants=0)
    assert write_letter(mail) is None


def test_an_archived_partnership_is_no_exception(partnership, end):
    Partnership.objects.update(archived_at=timezone.now())
    warn_in_time(end)
    assert erase_people(now=end) == 1


def test_nothing_ends_without_four_weeks_notice(partnership, end):
    """As after an upgrade, or when no worker ran for months."""
    late = end.astimezone(UTC) + timedelta(days=100)
    assert erase_people(now=late) == 0
    assert warn_before_people_are_erased(now=late) == 1
    assert erase_people(now=late + LEAST_NOTICE - A_SECOND) == 0
    assert erase_people(now=late + LEAST_NOTICE) == 1


def test_both_pages_say_the_day_to_owners(client, partnership, end, bas):
    client.force_login(User.objects.get(email="anna@voorbeeld.test"))
    sentence = f"Op {day(end)} wissen we de namen en adressen"
    for page in (f"/partnerships/{partnership.pk}/", f"/partnerships/{partnership.pk}/participants/"):
        text = client.get(page).content.decode()
        assert sentence in text
    client.force_login(bas)
    assert "wissen we de namen" not in client.get(f"/partnerships/{partnership.pk}/").content.decode()


def test_the_mail_texts_and_whom_to_ask_end_with_the_open_answers(partnership, closed_round, end):
    MailText.objects.create(round=closed_round, kind="invitation", language="nl", subject="Kanarie", body="Kanarie")
    assert "Kanarie" in str(Result.objects.get().document)

    assert erase_contacts(now=end - A_SECOND) == 0
    assert erase_contacts(now=end) == 1

    closed_round.refresh_from_db()
    assert (closed_round.contact_name, closed_round.contact_email, closed_round.sender_name) == ("", "", "")
    assert not MailText.objects.exists()
    assert "Kanarie" not in str(Result.objects.get().document)
    assert result_of(closed_round).facts.contact == ""
    assert erase_contacts(now=end) == 0


def test_a_result_that_cannot_be_read_holds_up_nothing(partnership, closed_round, end):
    Result.objects.update(document={})

    assert erase_contacts(now=end) == 1

    closed_round.refresh_from_db()
    assert closed_round.contact_email == ""
    assert Result.objects.get().document == {}
    assert erase_contacts(now=end) == 0


def test_the_trail_ends_at_its_age(partnership, anna):
    now = timezone.now()
    since = kept_until(now, -TRAIL_MONTHS)
    record(AuditAction.MADE, partnership, by=anna, now=since - A_SECOND)
    record(AuditAction.CHANGED, partnership, by=anna, now=since)
    for moment in (since - A_SECOND, since):
        LogEntry.objects.create(user=anna, action_flag=CHANGE, object_repr="x", action_time=moment)
    action = PlannedAction.objects.create(partnership=partnership, title="Bellen")
    ProgressNote.objects.create(planned_action=action, progress="busy", who="Anna", user=anna, at=since - A_SECOND)

    assert erase_what_is_done(now=now) == 3

    assert AuditEntry.objects.get().action == AuditAction.CHANGED
    assert LogEntry.objects.get().action_time == since
    assert list(ProgressNote.objects.values_list("who", "user")) == [("", None)]


def test_mails_and_invitations_end_when_they_are_done(partnership, closed_round, anna):
    now = closed_round.closed_at
    CoordinatorInvitation.objects.create(partnership=partnership, email="kanarie@voorbeeld.test", created_at=now)
    for number, round_ in enumerate((closed_round, None)):
        Mail.objects.create(kind="result", key=str(number), round=round_, user=anna, created_at=now, next_try_at=now)

    erase_what_is_done(now=now + timedelta(days=29))
    assert (Mail.objects.count(), CoordinatorInvitation.objects.count()) == (2, 1)
    shared_at = now + timedelta(days=55)
    Mail.objects.create(kind="result", key="late", round=closed_round, created_at=shared_at, next_try_at=shared_at)
    erase_what_is_done(now=now + timedelta(days=61))
    assert ([one.key for one in Mail.objects.all()], CoordinatorInvitation.objects.count()) == (["late"], 0)


@pytest.mark.django_db
def test_expired_attempts_are_deleted_and_others_stay(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}
    call_command("createcachetable", verbosity=0)
    store = DatabaseCache("attempts", {})
    store.set("kept:192.0.2.1", 1, 3600)
    store.set("ended:192.0.2.2", 1, 3600)
    with connection.cursor() as cursor:
        gone = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(hours=1))
        cursor.execute("UPDATE attempts SET expires = %s WHERE cache_key LIKE '%%ended%%'", [gone])

    assert delete_ended_sessions(now=timezone.now()) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM attempts")
        assert [key.split(":", 2)[2] for (key,) in cursor.fetchall()] == ["kept:192.0.2.1"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_warn_and_erase_once():
    anna = User.objects.create_user("anna@voorbeeld.test", PASSWORD)
    partnership = make_partnership(anna)
    closed = close(make_round(partnership))
    end = kept_until(closed.closed_at, 24)

    def work(task, now):
        try:
            return task(now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        told = list(workers.map(work, [warn_before_people_are_erased] * 4, [end - A_MONTH] * 4))
        erased = list(workers.map(work, [erase_people] * 4, [end] * 4))

    assert (sum(told), sum(erased)) == (1, 1)
    assert Mail.objects.filter(kind="people_retention").count() == 1
    assert AuditEntry.objects.filter(action=AuditAction.PEOPLE_ERASED).count() == 1
    assert Coordinatorship.objects.count() == 1
