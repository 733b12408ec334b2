"""Another e-mail address of somebody with a link to a round: the old link dies, and nobody learns who has answered."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments.links import invitation_token, unsubscribe_token
from assessments.models import Invitation, Mail, Participant, Round
from assessments.models.answers import Response
from assessments.models.mails import MailKind
from assessments.results.counting import response_count
from assessments.services.closing import close_round
from assessments.services.deadline_warnings import warn_before_closing
from assessments.services.mail.mailings import fill_due_mailings, plan_mailing, plan_mailings
from assessments.services.new_addresses import is_same_address
from tests.answering.device import Device
from tests.cast import make_round
from tests.pages import filled_in, signed_in, words
from tests.people.preview import to_change
from tests.responses import after, key_of, ratings, save, send, send_all
from tests.tables.files import comma_separated

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def asked(open_round):
    """Return the invitation of somebody whose answers have been sent."""
    invitation = open_round.invitations.select_related("participant").order_by("pk")[0]
    send(key_of(invitation), ratings(4))
    return invitation


def by_page(browser, person, email):
    place = f"/participants/{person.pk}/"
    return browser.post(place, filled_in(browser.get(place)) | {"email": email})


def by_import(browser, person, email):
    partnership = person.organisation.partnership_id
    place = f"/partnerships/{partnership}/participants/import/"
    rows = [["Naam", "E-mail", "Functie", "Organisatie"], [person.name, email, person.role, person.organisation.name]]
    page = browser.post(place, {"file": SimpleUploadedFile("lijst.csv", comma_separated(rows))})
    if email:
        assert "werkt de link meteen niet meer" in words(page)
    return browser.post(place, filled_in(page) | to_change(page, 2) | {"add": "1"})


def path_of(invitation):
    return f"/i/{invitation_token(invitation.pk, invitation.generation)}/"


def told(kind):
    return list(Mail.objects.filter(kind=kind).values_list("address", "invitation__participant__email"))


@pytest.mark.usefixtures("with_mail")
@pytest.mark.parametrize("change", [by_page, by_import])
def test_the_old_link_dies_the_old_address_is_told_and_the_new_one_is_invited(browser, open_round, asked, change):
    old_link, person = path_of(asked), asked.participant
    Mail.objects.all().delete()
    assert change(browser, person, "nieuw@voorbeeld.test").status_code == 302
    assert Device().open(old_link).status == 404
    asked.refresh_from_db()
    assert (asked.participant, asked.is_superseded, asked.generation) == (None, True, 2)
    new = open_round.invitations.get(participant=person)
    assert (new.organisation, new.role, new.is_reminded, new.is_shown) == (asked.organisation, asked.role, False, False)
    assert Device().open(path_of(new)).status == 200
    assert told(MailKind.ADDRESS_CHANGED) == [("persoon0@voorbeeld.test", None)]
    assert told(MailKind.INVITATION) == [("", "nieuw@voorbeeld.test")]
    assert Response.objects.get(sent_at__isnull=False).invitation == asked
    count = response_count(Round.objects.get())
    assert (count.whole.n_invited, count.whole.is_live) == (6, False)


@pytest.mark.usefixtures("with_mail")
def test_whoever_sends_through_the_new_link_adds_one_whether_or_not_the_old_one_was_used(browser, open_round, asked):
    numbers = []
    for invitation in open_round.invitations.select_related("participant").order_by("pk")[:2]:
        before = Response.objects.filter(sent_at__isnull=False).count()
        by_page(browser, invitation.participant, f"anna+{invitation.pk}@voorbeeld.test")
        send(key_of(open_round.invitations.get(participant=invitation.participant)), ratings(1))
        numbers.append(Response.objects.filter(sent_at__isnull=False).count() - before)
    assert numbers == [1, 1]


@pytest.mark.usefixtures("with_mail")
def test_no_reminder_and_no_mail_about_a_draft_goes_to_a_new_address(browser, open_round):
    first, second = open_round.invitations.select_related("participant").order_by("pk")[:2]
    by_page(browser, first.participant, "nieuw@voorbeeld.test")
    new = open_round.invitations.get(participant=first.participant)
    save(key_of(new), ratings(3))
    save(key_of(second), ratings(3))
    plan_mailing(open_round, MailKind.REMINDER, due_at=timezone.now())
    plan_mailing(open_round, MailKind.UNSENT, due_at=timezone.now())
    fill_due_mailings(now=timezone.now())
    warn_before_closing(now=open_round.closes_at - timedelta(hours=3))
    reminded = Mail.objects.filter(kind=MailKind.REMINDER)
    assert reminded.count() == 5
    assert not reminded.filter(invitation=new).exists()
    assert set(Mail.objects.filter(kind=MailKind.UNSENT).values_list("invitation", flat=True)) == {second.pk}


@pytest.mark.usefixtures("with_mail")
def test_without_an_address_the_new_link_is_handed_out(browser, open_round, asked):
    by_page(browser, asked.participant, "")
    new = open_round.invitations.get(participant=asked.participant)
    assert told(MailKind.ADDRESS_CHANGED) == [("persoon0@voorbeeld.test", None)]
    assert not Mail.objects.filter(invitation=new).exists()
    assert path_of(new) in browser.get(f"/rounds/{open_round.pk}/links/").content.decode()


@pytest.mark.usefixtures("with_mail")
def test_whoever_had_no_address_is_told_nowhere_and_the_shown_link_dies(browser, open_round):
    one = open_round.invitations.select_related("participant").order_by("pk")[0]
    Participant.objects.filter(pk=one.participant_id).update(email="")
    assert path_of(one) in browser.get(f"/rounds/{open_round.pk}/links/").content.decode()
    by_page(browser, one.participant, "eerste@voorbeeld.test")
    assert Device().open(path_of(one)).status == 404
    assert told(MailKind.ADDRESS_CHANGED) == []
    assert told(MailKind.INVITATION) == [("", "eerste@voorbeeld.test")]


def test_without_a_mail_server_the_old_link_dies_too_and_nobody_is_mailed(browser, open_round, asked):
    Round.objects.update(sends_invitations=False)
    page = words(browser.get(f"/participants/{asked.participant_id}/"))
    assert "Er is dan een nieuwe link die u zelf uitdeelt" in page
    by_page(browser, asked.participant, "nieuw@voorbeeld.test")
    assert Device().open(path_of(asked)).status == 404
    assert not Mail.objects.exists()
    links = browser.get(f"/rounds/{open_round.pk}/links/").content.decode()
    assert path_of(open_round.invitations.get(participant=asked.participant)) in links


@pytest.mark.parametrize("email", ["PERSOON0@voorbeeld.test", " persoon0@Voorbeeld.test "])
def test_other_capitals_are_no_other_address(browser, open_round, asked, email):
    by_page(browser, asked.participant, email)
    asked.refresh_from_db()
    assert (asked.participant.email, asked.generation) == (email.strip(), 1)


def test_addresses_that_look_alike_are_two():
    assert not is_same_address("jan@straße.test", "jan@strasse.test")
    assert is_same_address("Jan@X.test ", "jan@x.test")


@pytest.mark.usefixtures("with_mail")
@pytest.mark.parametrize("is_shown", [True, False])
def test_before_the_round_opens_the_link_changes_only_if_somebody_saw_it(browser, partnership, is_shown):
    planned = make_round(partnership)
    Round.objects.update(opens_at=timezone.now() + timedelta(days=2))
    planned.refresh_from_db()
    plan_mailings(planned, now=timezone.now())
    one = planned.invitations.select_related("participant").order_by("pk")[0]
    Invitation.objects.filter(pk=one.pk).update(is_shown=is_shown)
    assert "werkt de link meteen niet meer" not in words(browser.get(f"/participants/{one.participant_id}/"))
    by_page(browser, one.participant, "nieuw@voorbeeld.test")
    now = planned.invitations.get(participant=one.participant)
    assert (now.pk, now.generation, now.is_shown) == (one.pk, 1 + is_shown, False)
    assert (now.is_reminded, Mail.objects.count()) == (True, 0)


@pytest.mark.usefixtures("with_mail")
def test_an_address_given_before_the_invitations_went_out_is_invited_with_the_others_once(browser, open_round):
    plan_mailings(open_round, now=timezone.now())
    one = open_round.invitations.select_related("participant").order_by("pk")[0]
    by_page(browser, one.participant, "nieuw@voorbeeld.test")
    assert told(MailKind.INVITATION) == []
    fill_due_mailings(now=timezone.now())
    assert sorted(told(MailKind.INVITATION))[0] == ("", "nieuw@voorbeeld.test")
    assert len(told(MailKind.INVITATION)) == 6


def test_a_closed_round_keeps_its_links(browser, partnership):
    round_ = make_round(partnership, n_participants=6)
    send_all(round_)
    close_round(round_.pk, by=None, now=after(round_))
    one = round_.invitations.select_related("participant").order_by("pk")[0]
    by_page(browser, one.participant, "nieuw@voorbeeld.test")
    one.refresh_from_db()
    assert (one.participant.email, one.generation) == ("nieuw@voorbeeld.test", 1)


def test_every_change_counts_and_the_last_address_alone_has_a_link(browser, open_round, asked):
    for number in range(3):
        by_page(browser, asked.participant, f"nieuw{number}@voorbeeld.test")
    of_person = open_round.invitations.filter(participant=asked.participant)
    assert (of_person.count(), open_round.invitations.filter(is_superseded=True).count()) == (1, 3)
    assert response_count(Round.objects.get()).whole.n_invited == 6


# Wishing no mail


@pytest.mark.usefixtures("with_mail")
def test_the_page_of_whoever_wants_no_mail_says_what_to_do_and_that_works(browser, open_round, asked):
    person, place = asked.participant, f"/participants/{asked.participant_id}/"
    Participant.objects.filter(pk=person.pk).update(wants_mail=False)
    assert "haal hier dan het e-mailadres weg" in words(browser.get(place))
    by_page(browser, person, "")
    assert "haal hier dan het e-mailadres weg" not in words(browser.get(place))
    links = browser.get(f"/rounds/{open_round.pk}/links/").content.decode()
    assert path_of(open_round.invitations.get(participant=person)) in links


@pytest.mark.usefixtures("with_mail")
def test_a_new_address_has_not_opted_out_and_nobody_opts_it_out_with_the_old_link(browser, open_round, asked):
    person = asked.participant
    old = f"/u/{unsubscribe_token(person.pk, person.email)}/"
    assert Client().post(old, {"stop": "1"}).status_code == 200
    Mail.objects.all().delete()
    by_page(browser, person, "nieuw@voorbeeld.test")
    person.refresh_from_db()
    assert person.wants_mail
    assert told(MailKind.ADDRESS_CHANGED) == []  # who wants no mail gets none
    assert told(MailKind.INVITATION) == [("", "nieuw@voorbeeld.test")]
    assert Client().post(old, {"stop": "1"}).status_code == 404
    person.refresh_from_db()
    assert person.wants_mail


def test_other_capitals_leave_the_link_to_stop_mail_and_the_wish(browser, open_round, asked):
    person = asked.participant
    link = f"/u/{unsubscribe_token(person.pk, person.email)}/"
    Client().post(link, {"stop": "1"})
    by_page(browser, person, "Persoon0@voorbeeld.test")
    person.refresh_from_db()
    assert not person.wants_mail
    assert Client().post(link, {"back": "1"}).status_code == 200
    person.refresh_from_db()
    assert person.wants_mail


# Counts


def test_what_is_shown_never_says_more_than_were_invited(browser, partnership):
    round_ = make_round(partnership, n_participants=14)
    send_all(round_)
    seen = []
    for n_twice in (0, 1, 3):
        for invitation in round_.invitations.filter(participant__isnull=False, is_superseded=False)[:n_twice]:
            by_page(browser, invitation.participant, f"a{invitation.pk}@voorbeeld.test")
            send(key_of(round_.invitations.get(participant=invitation.participant)), ratings(2))
        Round.objects.update(counted_on=None)
        browser.get("/partnerships/")  # what was said of the change stands on one page
        seen.append(words(browser.get(f"/rounds/{round_.pk}/")))
        assert "10–14 van de 14 mensen" in seen[-1]
    assert seen == [seen[0]] * 3
    assert Response.objects.filter(sent_at__isnull=False).count() == 18


def test_a_closed_round_counts_all_answers_and_tells_no_more_than_were_invited(browser, partnership):
    round_ = make_round(partnership, n_participants=9)
    send_all(round_)
    for invitation in round_.invitations.select_related("participant").order_by("pk")[:2]:
        by_page(browser, invitation.participant, f"a{invitation.pk}@voorbeeld.test")
        send(key_of(round_.invitations.get(participant=invitation.participant)), ratings(2))
    document = close_round(round_.pk, by=None, now=after(round_)).document
    assert document["disclosed"]["n_respondents"] == document["facts"]["n_invited"] == "10-19"
    assert document["disclosed"]["response"] == 90
