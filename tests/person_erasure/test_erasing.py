"""A person who is erased stands nowhere any more: in no column, no session, no cache and no file; others do."""

import io
import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.models import (
    AuditEntry,
    Coordinatorship,
    Invitation,
    Mail,
    Mailing,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    Result,
    Round,
    User,
)
from assessments.models.answers import Response
from assessments.models.audit import AuditAction
from assessments.results.stored_results import DamagedResultError, read_stored
from assessments.services.coordinators import remove_coordinator
from assessments.services.person_erasure.erasing import erase
from assessments.services.person_erasure.mentions import person_of

from .planting import ADDRESS, LONGER, LONGER_ADDRESS, NAME, OTHERS, OWN_WORDS, WORDS, plant
from .searching import columns_of, places_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted(anna, settings):
    """Return the partnership in which the person was put."""
    return plant(anna, settings)


def run(address=ADDRESS, name=NAME, **options):
    """Run the command and return what it says."""
    told = io.StringIO()
    call_command("erase_person", address, name=name, stdout=told, **options)
    return told.getvalue()


def counted(told):
    """Return the numbers that the command says, by their words."""
    lines = [line.strip().rsplit(": ", 1) for line in told.splitlines() if line.startswith("  ")]
    return {words: int(n) for words, n in lines if n.isdigit()}


def others():
    """Return what is stored of those who have a longer name or address."""
    people = Participant.objects.filter(name__in=OTHERS) | Participant.objects.filter(email__in=OTHERS)
    plans = PlannedAction.objects.filter(person=LONGER)
    return [*people.order_by("pk").values(), *plans.values("person", "email", "reminds", "due_on")]


def everything():
    """Return all that is stored, but for the sessions."""
    tables = set(connection.introspection.table_names()) - {"django_session", "cache"}
    return {table: sorted(map(repr, columns_of(table))) for table in sorted(tables)}


def test_others_with_a_longer_name_or_address_are_untouched(planted):
    before = others()
    assert len(before) == 4
    run()
    assert others() == before
    (result,) = Result.objects.all()
    (about,) = {answer for answer in own_words(result) if LONGER in answer}
    assert about == f"Vraag {LONGER} of {LONGER_ADDRESS}"
    assert Response.objects.get().answers["O1"]["value"] == f"Wat [gewist] doet, en {LONGER}, is goed"


def own_words(result):
    return [text for _code, texts in result.document["disclosed"]["open_answers"] for text in texts]


def test_a_result_stays_whole_with_a_mark_where_the_person_stood(planted):
    run()
    stored = Result.objects.get()
    shown = read_stored(stored)
    assert {"Dankzij [gewist] lukt het", "Mail [gewist]"} < set(own_words(stored))
    assert shown.facts.contact == ""
    assert set(shown.facts.organisations) == {"Gemeente", "Praktijk [gewist]", "Praktijk [gewist 2]"}


def test_a_damaged_result_is_erased_too_and_stays_damaged(planted):
    Result.objects.update(checksum="0" * 64)
    run()
    assert places_of(WORDS, beside=OTHERS) == set()
    with pytest.raises(DamagedResultError):
        read_stored(Result.objects.get())


def test_the_mark_is_in_the_language_of_the_round(planted):
    Round.objects.update(language="en")
    run()
    assert {"Dankzij [erased] lukt het", "Mail [erased]"} < set(own_words(Result.objects.get()))


def test_names_that_become_the_same_get_a_number(planted):
    run()
    assert {one.name for one in Organisation.objects.filter(partnership=planted)} == {
        "Gemeente",
        "Praktijk [gewist]",
        "Praktijk [gewist 2]",
    }


def test_a_second_time_nothing_is_found_and_nothing_changes(planted):
    run()
    before = everything()
    assert run() == "Nothing was found about this person.\n"
    assert everything() == before


def test_looking_changes_nothing_and_says_what_erasing_says(planted):
    before = everything()
    told = run(dry_run=True)
    assert everything() == before
    assert "This would be erased" in told
    assert counted(told) == counted(run())
    assert counted(told) | {
        "People in lists of participants, in all partnerships": 1,
        "Accounts": 1,
        "Partnerships that the account coordinates": 1,
        "Invitations to coordinate": 1,
        "Rounds that name this person as the contact": 2,
        "Planned actions with this address": 1,
        "Results that mention this person": 1,
    } == counted(told)


def test_how_many_have_answered_is_not_told(planted):
    before = counted(run(dry_run=True))
    Response.objects.all().delete()
    assert counted(run(dry_run=True)) == before


def test_answers_and_links_go_and_those_of_others_stay(planted):
    (round_,) = Round.objects.filter(state="open")
    theirs = Invitation.objects.get(participant__email=ADDRESS)
    own = Response.objects.get(invitation=theirs)
    kept = Response.objects.exclude(pk=own.pk).get()
    n_invited = round_.invitations.count()
    run()
    assert list(Response.objects.all()) == [kept]
    assert round_.invitations.count() == n_invited - 1
    assert not Invitation.objects.filter(pk=theirs.pk).exists()


def test_answers_through_a_link_that_ended_go_while_a_mail_still_says_whose_they_are(planted):
    theirs = Invitation.objects.get(participant__email=ADDRESS)
    Invitation.objects.filter(pk=theirs.pk).update(participant=None, is_superseded=True)
    Mail.objects.filter(address=ADDRESS).update(invitation=theirs)
    run()
    assert not Invitation.objects.filter(pk=theirs.pk).exists()
    assert not Response.objects.filter(invitation=theirs.pk).exists()
    assert Response.objects.count() == 1


def test_a_mailing_does_not_wait_for_the_mail_of_who_is_gone(planted):
    mailing = Mailing.objects.get(round__state="open", kind="invitation")
    run()
    after = Mailing.objects.get(pk=mailing.pk)
    assert after.n_mails == mailing.n_mails - 1
    assert after.mails.count() == after.n_mails


def test_the_trail_says_who_changed_the_participants_and_not_whom(planted, anna):
    ada = User.objects.get(name="Ada")
    newest = AuditEntry.objects.latest("pk").pk
    erase(person_of(ADDRESS, NAME), by=ada, now=timezone.now())
    new = AuditEntry.objects.filter(pk__gt=newest, partnership=planted)
    assert {(entry.action, entry.who) for entry in new} == {
        (AuditAction.PARTICIPANTS, "Ada"),
        (AuditAction.COORDINATORS, "Ada"),
        (AuditAction.PLANNED, "Ada"),
    }
    assert not AuditEntry.objects.filter(who=NAME).exists()
    assert AuditEntry.objects.filter(who="[gewist]").exists()


def test_the_log_names_nobody(planted, caplog):
    with caplog.at_level(logging.DEBUG, logger="assessments"):
        run()
    assert "Erased a person who asked for it, in 2 partnerships." in caplog.text
    assert [word for word in WORDS if word in caplog.text] == []


def test_without_the_name_only_what_belongs_to_the_address_goes(planted):
    run(name="")
    left = places_of([ADDRESS, OWN_WORDS], beside=OTHERS)
    assert left == set()
    assert not Participant.objects.filter(name=NAME).exists()
    assert not User.objects.filter(name=NAME).exists()
    assert NAME in Partnership.objects.get(pk=planted.pk).theme
    assert not Round.objects.filter(contact_name=NAME).exists()
    assert not PlannedAction.objects.filter(person=NAME).exists()
    assert not AuditEntry.objects.filter(who=NAME).exists()


def test_with_the_name_alone_somebody_without_an_address_goes(planted):
    Participant.objects.filter(name=NAME).update(email="")
    run(address="")
    assert not Participant.objects.filter(name=NAME).exists()
    assert User.objects.get(email=ADDRESS).name == NAME, "an account goes by its address"


def test_a_partnership_must_have_another_owner_first(planted, anna):
    remove_coordinator(Coordinatorship.objects.get(user=anna, partnership=planted), by=anna, now=timezone.now())
    before = everything()
    with pytest.raises(CommandError, match=f"another owner first: {planted.name}"):
        run()
    assert everything() == before


@pytest.mark.parametrize(
    ("address", "name", "words"),
    [
        ("", "", "Enter the address, or the full name"),
        ("wiebren", "", "Enter a valid email address"),
        (ADDRESS, "Wiebrén", "a single word also appears in texts about others"),
    ],
)
def test_who_it_is_must_be_clear(anna, address, name, words):
    with pytest.raises(CommandError, match=words):
        run(address, name)
