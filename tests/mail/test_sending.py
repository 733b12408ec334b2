"""The queue against real mail servers: each mail once, whatever the server does."""

import smtplib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.models import Invitation, Mail, Mailing
from assessments.models.mails import MailKind, MailState
from assessments.services.mail.delivery import LONGEST, send_due_mails
from assessments.services.mail.mailings import fill_due_mailings, plan_mailings
from assessments.services.mail.queue import BACK_OFF, LEASE, claim, mark_handing_over
from assessments.services.mail.smtp import MailServerError
from tests.patience import PATIENCE

from .sink import mail_server, silent_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(open_round, sink):
    """Return a round whose six invitations are in the queue."""
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    return open_round


SHORT = 0.2
"""Seconds that a server is waited for that never answers."""


@pytest.fixture
def hasty_at(monkeypatch):
    """Return a set of commands, or TEXT, for whose replies we wait only briefly: where the server hangs."""
    commands = set()

    class Hasty(smtplib.SMTP):
        def send(self, said):
            command = said.split()[0].upper() if isinstance(said, str) else "TEXT"
            self.sock.settimeout(SHORT if command in commands else PATIENCE)
            super().send(said)

    monkeypatch.setattr(smtplib, "SMTP", Hasty)
    return commands


def states():
    return sorted(Mail.objects.values_list("state", flat=True))


def in_time(seconds=0.0, **more):
    return timezone.now() + timedelta(seconds=seconds, **more)


def trouble(now=None):
    with pytest.raises(MailServerError):
        send_due_mails(now=now or timezone.now())


def test_every_mail_goes_out_once_over_one_connection(invited, sink):
    assert send_due_mails(now=timezone.now()) == 6
    assert send_due_mails(now=in_time(days=1)) == 0
    assert set(sink.counts.values()) == {1}
    assert len(sink.counts) == 6
    assert sink.n_connections == 1
    assert states() == ["sent"] * 6
    mailing = Mailing.objects.get(kind="invitation")
    assert (mailing.n_mails, mailing.n_sent, mailing.n_failed) == (6, 6, 0)


def test_without_a_mail_server_nothing_is_queued_and_nothing_is_tried(open_round, settings):
    assert settings.EMAIL_HOST == ""
    plan_mailings(open_round, now=timezone.now())
    assert fill_due_mailings(now=in_time(1)) == 0
    assert send_due_mails(now=in_time(1)) == 0
    assert Mailing.objects.filter(kind="invitation", started_at=None).count() == 1


def test_one_refused_address_is_noted_with_the_servers_words_and_keeps_no_other_back(invited, sink):
    sink.answer["RCPT"] = lambda address: "550 5.1.1 unknown user" if "persoon2" in address else None
    assert send_due_mails(now=timezone.now()) == 5
    assert sink.n_connections == 1
    refused = Mail.objects.get(state="refused")
    assert refused.invitation.participant.name == "Persoon 2"
    assert refused.last_error == "550 5.1.1 unknown user"
    assert Mailing.objects.get(kind="invitation").n_failed == 1
    sink.answer.clear()
    assert send_due_mails(now=in_time(days=2)) == 0


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
@pytest.mark.parametrize(("answer", "state"), [("550 no", "refused"), ("451 not now", "waiting")])
def test_five_is_for_good_and_four_is_for_later(invited, sink, command, answer, state):
    sink.answer[command] = answer
    now = timezone.now()
    assert send_due_mails(now=now) == 0
    assert states() == [state] * 6
    sink.answer.clear()
    n_later = 6 if state == "waiting" else 0
    assert send_due_mails(now=now + timedelta(seconds=14)) == 0
    assert send_due_mails(now=now + timedelta(seconds=16)) == n_later
    assert len(sink.texts) == n_later


@pytest.mark.parametrize(("command", "n_sent", "n_connections"), [("RCPT", 3, 4), ("DATA", 6, 6)])
def test_a_server_that_hangs_up_after_its_answer_costs_no_other_mail_its_turn(
    invited, sink, command, n_sent, n_connections
):
    if command == "RCPT":
        sink.answer["RCPT"] = lambda about: "550 no, and hang up" if about[7] in "024" else None
    else:
        sink.after_text = "250 OK, and hang up"
    assert send_due_mails(now=timezone.now()) == n_sent
    assert states() == ["refused"] * (6 - n_sent) + ["sent"] * n_sent
    assert set(sink.counts.values()) == {1}
    assert sink.n_connections == n_connections


def test_a_slow_server_gets_some_seconds_and_the_rest_of_the_mails_stays_free(invited, sink, monkeypatch):
    """Or closing would wait for it."""
    asked = []
    clock = SimpleNamespace(monotonic=lambda: len(asked) * 0.4 * LONGEST)
    monkeypatch.setattr("assessments.services.mail.delivery.time", clock)
    sink.answer["RCPT"] = asked.append
    assert send_due_mails(now=timezone.now()) == 3
    assert (
        list(Mail.objects.exclude(state="sent").values_list("state", "lease_until", "n_tries"))
        == [("waiting", None, 0)] * 3
    )
    assert send_due_mails(now=in_time(1)) == 3


@pytest.mark.parametrize(("answer", "state"), [("554 spam", "refused"), ("452 disk full", "waiting")])
def test_an_answer_after_the_text_is_known_so_nothing_is_doubtful(invited, sink, answer, state):
    sink.after_text = answer
    assert send_due_mails(now=timezone.now()) == 0
    assert states() == [state] * 6
    assert not Mail.objects.exclude(n_unsure=0).exists()
    assert not Mail.objects.filter(is_handing_over=True).exists()


def test_pauses_grow_until_there_is_no_use_in_sending(invited, sink):
    sink.answer["RCPT"] = "450 greylisted"
    Mail.objects.exclude(pk=Mail.objects.first().pk).delete()
    invited.closes_at = in_time(hours=5)
    invited.save()
    now, pauses = timezone.now(), []
    while Mail.objects.get().state == MailState.WAITING:
        send_due_mails(now=now)
        mail = Mail.objects.get()
        pauses.append(mail.next_try_at - now)
        now = mail.next_try_at
    assert tuple(pauses[: len(BACK_OFF)]) == BACK_OFF
    assert set(pauses[len(BACK_OFF) : -1]) == {BACK_OFF[-1]}
    assert mail.state == MailState.REFUSED
    assert mail.last_error == "450 greylisted"
    assert now <= invited.closes_at
    assert sink.texts == []


def test_nothing_about_a_round_goes_out_after_its_time(invited, sink):
    send_due_mails(now=invited.closes_at)
    assert states() == ["refused"] * 6
    assert sink.texts == []


def test_a_server_that_is_not_there_costs_one_try_and_no_mail_its_turn(invited, sink, settings):
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.port
    trouble()
    assert states() == ["waiting"] * 6
    assert set(Mail.objects.values_list("n_tries", flat=True)) == {0}
    settings.EMAIL_PORT = sink.port
    assert send_due_mails(now=timezone.now()) == 6


def test_a_server_that_says_nothing_costs_one_time_out_for_all(invited, settings):
    with silent_server() as port:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = port, SHORT
        trouble()
    assert states() == ["waiting"] * 6
    assert set(Mail.objects.values_list("n_tries", flat=True)) == {0}


@pytest.mark.parametrize("manner", ["hang", "drop"])
@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_trouble_before_the_text_costs_only_the_mail_in_hand_its_turn(invited, sink, command, manner, hasty_at):
    tried = []
    sink.answer[command] = lambda about: tried.append(about) or (manner if len(tried) == 1 else None)
    hasty_at.update({command} if manner == "hang" else ())
    trouble()
    hasty_at.clear()
    assert len(tried) == 1
    assert sorted(Mail.objects.values_list("n_tries", "n_unsure")) == [(0, 0)] * 5 + [(1, 0)]
    assert send_due_mails(now=timezone.now()) == 5
    assert send_due_mails(now=in_time(16)) == 1
    assert set(sink.counts.values()) == {1}


def test_a_server_that_goes_down_between_mails_loses_none(invited, sink):
    tried = []
    sink.answer["RCPT"] = lambda about: tried.append(about) or ("421 going down" if len(tried) == 3 else None)
    trouble()
    assert len(sink.texts) == 2
    send_due_mails(now=in_time(16))
    assert set(sink.counts.values()) == {1}
    assert len(sink.counts) == 6


@pytest.mark.parametrize(("after_text", "n_got"), [("drop and keep", 2), ("drop and lose", 0), ("hang", 0)])
def test_a_drop_after_the_text_makes_at_most_one_double_and_then_stops(invited, sink, after_text, n_got, hasty_at):
    Mail.objects.exclude(pk=Mail.objects.first().pk).delete()
    sink.after_text = after_text
    hasty_at.update({"TEXT"} if after_text == "hang" else ())
    trouble()
    mail = Mail.objects.get()
    assert (mail.state, mail.n_unsure, mail.is_handing_over) == ("waiting", 1, False)
    trouble(in_time(16))
    assert Mail.objects.get().state == MailState.UNSURE
    sink.after_text = None
    assert send_due_mails(now=in_time(days=3)) == 0
    assert len(sink.texts) == n_got
    assert len({mail["Message-ID"] for mail in sink.mails}) == min(n_got, 1)
    assert Mailing.objects.get(kind="invitation").n_failed == 1


def test_what_may_have_been_sent_is_not_called_refused_when_the_time_is_up(invited, sink):
    Mail.objects.exclude(pk=Mail.objects.first().pk).delete()
    sink.after_text = "drop and keep"
    trouble()
    send_due_mails(now=invited.closes_at)
    assert Mail.objects.get().state == MailState.UNSURE
    assert len(sink.texts) == 1


def test_a_lost_answer_once_is_made_good_the_next_time(invited, sink):
    dropped = []
    sink.after_text = lambda address: None if dropped else dropped.append(address) or "drop and lose"
    trouble()
    send_due_mails(now=in_time(16))
    assert set(sink.counts.values()) == {1}
    assert len(sink.counts) == 6
    assert states() == ["sent"] * 6


def test_a_worker_that_died_before_the_text_makes_no_double_and_after_it_one(invited, sink):
    before, after = claim(2, now=timezone.now())
    assert mark_handing_over(after, now=timezone.now())
    assert send_due_mails(now=timezone.now()) == 4
    assert send_due_mails(now=in_time(1) + LEASE) == 2
    assert set(sink.counts.values()) == {1}
    noted = dict(Mail.objects.values_list("pk", "n_unsure"))
    assert (noted[before.pk], noted[after.pk]) == (0, 1)
    assert sum(noted.values()) == 1


def test_a_mail_is_left_alone_after_two_deaths_past_the_text(invited, sink):
    now = timezone.now()
    Mail.objects.exclude(pk=Mail.objects.first().pk).delete()
    for _death in range(2):
        (mail,) = claim(2, now=now)
        mark_handing_over(mail, now=now)
        now += LEASE + timedelta(seconds=1)
    assert send_due_mails(now=now) == 0
    assert Mail.objects.get().state == MailState.UNSURE
    assert sink.texts == []


def test_a_worker_without_the_lease_hands_nothing_over(invited, sink):
    (slow,) = claim(1, now=timezone.now())
    (quick,) = claim(1, now=in_time(1) + LEASE)
    assert quick == slow
    assert not mark_handing_over(slow, now=timezone.now())
    assert mark_handing_over(quick, now=timezone.now())


def test_a_mail_that_cannot_be_written_keeps_no_other_back(invited, sink):
    person = Invitation.objects.order_by("pk").first().participant
    person.email = "geen adres\nBcc: iemand@elders.test"
    person.save()
    assert send_due_mails(now=timezone.now()) == 5
    assert states() == ["refused"] + ["sent"] * 5
    assert not any("elders" in address for address in sink.recipients)


def test_people_who_must_not_be_mailed_any_more_are_not(invited, sink):
    first, second, third, *_others = Invitation.objects.order_by("pk")
    first.participant.delete()
    second.participant.wants_mail = False
    second.participant.save()
    third.bounced_at = timezone.now()
    third.save()
    assert send_due_mails(now=timezone.now()) == 3
    assert Mail.objects.filter(kind=MailKind.INVITATION).count() == 3
    assert Mailing.objects.get(kind="invitation").n_mails == 3


def test_cron_sends_what_is_due_and_says_what_is_wrong(open_round, sink, settings, capsys):
    plan_mailings(open_round, now=timezone.now())
    call_command("send_mail_queue")
    assert capsys.readouterr().out == "Mails sent: 6\n"
    assert len(sink.counts) == 6
    Mail.objects.update(state="waiting")
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.port
    with pytest.raises(CommandError, match="The mail server does not take mail now"):
        call_command("send_mail_queue")
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("send_mail_queue")
