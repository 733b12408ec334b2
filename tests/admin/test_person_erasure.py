"""The page on which an admin erases a person: who may, what is asked, what is shown, and what is refused."""

import io
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from assessments.models import AuditEntry, Coordinatorship, Participant, User
from assessments.models.answers import Response
from assessments.models.choices import Access
from collab.accounts.session_store import SessionStore
from tests.cast import PASSWORD, make_round
from tests.log.conftest import lines
from tests.pages import signed_in_long_ago, words
from tests.responses import key_of, ratings, send

__all__ = ["lines"]

PAGE = "/beheer/erase-person/"
JAN = {"email": "Jan@voorbeeld.test ", "name": "Jan de Vries"}


@pytest.fixture
def sure(beheer):
    """Return the browser of an admin who has just proven who she is."""
    return beheer


@pytest.fixture
def unproven(ada):
    """Return the browser of an admin who signed in hours ago, and has not proven it again since."""
    return signed_in_long_ago(ada)


@pytest.fixture
def jan(partnership):
    """Return a participant called Jan, who answered in an open round."""
    round_ = make_round(partnership)
    invitation = round_.invitations.first()
    person = invitation.participant
    person.name, person.email = "Jan de Vries", "jan@voorbeeld.test"
    person.save()
    send(key_of(invitation), ratings(3, O1="kanarie in een antwoord"))
    return person


def test_nobody_enters_without_signing_in(client, db):
    assert client.get(PAGE).url.startswith(("/accounts/login/", "/beheer/login/"))


def test_a_coordinator_does_not_enter(client, anna, jan):
    client.force_login(anna)
    for answer in (client.get(PAGE, follow=True), client.post(PAGE, JAN | {"erase": "1"}, follow=True)):
        assert answer.status_code == 403
    assert Participant.objects.filter(pk=jan.pk).exists()


def test_one_proves_first_who_one_is(unproven, jan):
    asked = unproven.get(PAGE)
    assert asked.url == f"/accounts/reauthenticate/?next={quote(PAGE, safe='')}"
    assert unproven.post(asked.url, {"password": PASSWORD, "next": PAGE}).url == PAGE
    assert unproven.get(PAGE).status_code == 200


def test_what_is_posted_too_late_erases_nothing_and_is_not_kept(unproven, jan):
    late = unproven.post(PAGE, JAN | {"erase": "1"})
    assert late.url == PAGE
    assert Participant.objects.filter(pk=jan.pk).exists()
    assert "Dat duurde te lang" in words(unproven.get("/beheer/"))
    kept = [str(SessionStore().decode(session.session_data)).lower() for session in Session.objects.all()]
    assert kept
    assert [text for text in kept if "jan" in text] == []


def test_the_first_page_of_the_admin_leads_to_it(beheer):
    assert f'href="{PAGE}"' in beheer.get("/beheer/").content.decode()


def test_first_it_shows_what_there_is_and_changes_nothing(sure, jan):
    seen = words(sure.post(PAGE, JAN))
    assert "Mensen in lijsten met deelnemers, in alle samenwerkingsverbanden 1" in seen
    assert "In deze samenwerkingsverbanden Jeugdketen Noord" in seen
    assert "Voorgoed wissen" in seen
    assert "kanarie" not in seen
    assert Participant.objects.filter(pk=jan.pk).exists()
    assert Response.objects.count() == 1


def test_it_erases_what_was_shown(sure, jan):
    looked = sure.post(PAGE, JAN)
    fields = {name: looked.context["form"][name].value() for name in ("email", "name")}
    seen = words(sure.post(PAGE, fields | {"erase": "1"}))
    assert "Dit is gewist" in seen
    assert "In reservekopieën van eerder staat het nog wel" in seen
    assert not Participant.objects.filter(pk=jan.pk).exists()
    assert not Response.objects.exists()
    assert AuditEntry.objects.latest("pk").who == "Ada"


def test_what_is_not_there_is_told(sure):
    assert "Over deze persoon is niets gevonden" in words(sure.post(PAGE, JAN))
    assert "Over deze persoon was er niets meer" in words(sure.post(PAGE, JAN | {"erase": "1"}))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Vul het adres in, of de volledige naam."),
        ({"email": "jan"}, "Voer een geldig e-mailadres in."),
        ({"name": "Jan"}, "één woord staat ook in teksten over anderen"),
        ({"email": "x" * 300}, "254"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(sure, fields, said):
    answer = sure.post(PAGE, fields | {"erase": "1"})
    assert answer.status_code == 422
    assert said in words(answer)
    assert all(value in answer.content.decode() for value in fields.values())


def test_the_last_owner_is_refused_with_the_name_of_the_partnership(sure, anna, partnership):
    fields = {"email": anna.email}
    seen = words(sure.post(PAGE, fields))
    assert "zouden geen eigenaar meer hebben" in seen
    assert "Voorgoed wissen" not in seen
    refused = sure.post(PAGE, fields | {"erase": "1"})
    assert refused.status_code == 409
    assert "Jeugdketen Noord" in words(refused)
    assert User.objects.filter(pk=anna.pk).exists()


def test_a_coordinator_goes_where_there_is_another_owner(sure, anna, bas, partnership):
    Coordinatorship.objects.filter(user=bas).update(access=Access.OWNER)
    AuditEntry.objects.create(partnership=partnership, user=anna, who="Anna", action="changed", at=timezone.now())
    assert sure.post(PAGE, {"email": anna.email, "erase": "1"}).status_code == 200
    assert not User.objects.filter(pk=anna.pk).exists()
    assert set(AuditEntry.objects.values_list("who", flat=True)) == {"[gewist]", "Ada"}


def test_nobody_erases_their_own_account(sure, ada):
    assert "Dit is uw eigen account" in words(sure.post(PAGE, {"email": ada.email}))
    assert sure.post(PAGE, {"email": ada.email, "erase": "1"}).status_code == 409
    assert User.objects.filter(pk=ada.pk).exists()


def test_whoever_may_do_everything_is_erased_by_their_equals_alone(sure, boss, anna):
    fields = {"email": "boss@voorbeeld.test"}
    User.objects.create_superuser("hoofd@voorbeeld.test", PASSWORD, name="Hoofd")
    seen = words(sure.post(PAGE, fields))
    assert "Dit account mag alles" in seen
    assert "Voorgoed wissen" not in seen
    assert sure.post(PAGE, fields | {"erase": "1"}).status_code == 409
    assert User.objects.filter(email="boss@voorbeeld.test").exists()
    assert boss.post(PAGE, {"email": "hoofd@voorbeeld.test", "erase": "1"}).status_code == 200
    assert not User.objects.filter(email="hoofd@voorbeeld.test").exists()


@pytest.mark.django_db(transaction=True)
def test_an_erased_account_is_told_by_mail_and_in_the_log(sure, ada, bas, partnership, settings, lines):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    sure.post(PAGE, {"email": bas.email})
    assert mail.outbox == []
    sure.post(PAGE, {"email": bas.email, "erase": "1"})
    [told] = mail.outbox
    assert (told.to, "Uw account is verwijderd." in told.body) == ([bas.email], True)
    [noted] = lines.events("account_deleted")
    assert (noted["user"], noted["about"], noted["what"]) == (ada.pk, bas.pk, "erased")
    assert AuditEntry.objects.get().action == "coordinators"


@pytest.mark.django_db(transaction=True)
def test_the_command_tells_whose_account_it_erased_too(bas, partnership, settings, lines):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    call_command("erase_person", bas.email, dry_run=True, stdout=io.StringIO())
    assert mail.outbox == []
    for _time in range(2):
        call_command("erase_person", bas.email, stdout=io.StringIO())
    [told] = mail.outbox
    assert (told.to, "Uw account is verwijderd." in told.body) == ([bas.email], True)
    assert "op de server van de site" in told.body
    assert "nieuw wachtwoord" not in told.body, "there is nothing left to sign in to"
    [noted] = lines.events("account_deleted")
    assert (noted["about"], noted["what"]) == (bas.pk, "erased")


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_fails_leaves_the_command_its_work(bas, partnership, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    told = io.StringIO()
    call_command("erase_person", bas.email, stdout=told)
    assert "This was erased" in told.getvalue()
    assert not User.objects.filter(pk=bas.pk).exists()


def test_namesakes_and_longer_names_are_pointed_out_and_stay(sure, anna, jan):
    User.objects.filter(pk=anna.pk).update(name="Jan de Vries")
    Participant.objects.exclude(pk=jan.pk).filter(email="persoon1@voorbeeld.test").update(name="Jan de Vries junior")
    seen = words(sure.post(PAGE, JAN))
    assert "1 persoon in de lijsten heeft een langere naam" in seen
    assert "1 account heeft deze naam en een ander adres" in seen
    sure.post(PAGE, JAN | {"erase": "1"})
    assert User.objects.get(pk=anna.pk).name == "Jan de Vries"
    assert Participant.objects.filter(name="Jan de Vries junior").exists()
