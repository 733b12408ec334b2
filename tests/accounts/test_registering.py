"""Making an account oneself: only where the installation allows it, and with a proven address where there is mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from assessments.models import User
from tests.cast import PASSWORD
from tests.pages import words

pytestmark = pytest.mark.django_db

REGISTER = "/accounts/signup/"


@pytest.fixture(autouse=True)
def anyone_may(settings):
    settings.ALLOW_REGISTRATION = True


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def register(client, **changes):
    fields = {"name": "Dirk", "email": "Dirk@voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD}
    return client.post(REGISTER, fields | changes, follow=True)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_without_the_setting_nobody_registers_and_nothing_says_one_can(client, settings):
    settings.ALLOW_REGISTRATION = False
    assert REGISTER not in client.get("/accounts/login/").content.decode()
    assert client.get(REGISTER).status_code == 404
    assert register(client).status_code == 404
    assert not User.objects.exists()


def test_the_sign_in_page_leads_there(client):
    page = client.get("/accounts/login/?next=/partnerships/new/").content.decode()
    assert f'href="{REGISTER}?next=%2Fpartnerships%2Fnew%2F"' in page
    assert "U kunt hier geen account aanmaken" not in page
    assert "Account maken" in words(client.get(REGISTER))


def test_without_mail_one_is_in_at_once_as_a_coordinator_of_nothing(client, partnership):
    page = register(client)
    assert is_signed_in(client)
    assert "Jeugdketen" not in words(page)
    dirk = User.objects.get(email="dirk@voorbeeld.test")
    assert (dirk.name, dirk.is_staff, dirk.is_superuser) == ("Dirk", False, False)
    assert not EmailAddress.objects.get(user=dirk).verified


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Vul uw naam in."),
        ({"email": ""}, "Vul uw e-mailadres in."),
        ({"password1": "kort", "password2": "kort"}, "minstens 12 tekens"),
        ({"password2": "heel iets anders"}, "niet gelijk"),
        ({"email": "ANNA@voorbeeld.test"}, "Er is al een account met dit e-mailadres."),
    ],
)
def test_a_mistake_is_told_and_nobody_is_made(client, anna, changes, said):
    page = words(register(client, **changes))
    assert said in page
    assert "Fout:" in register(client, **changes).content.decode()
    assert User.objects.count() == 1


@pytest.mark.usefixtures("mail_server")
def test_with_mail_one_shows_first_that_the_address_is_ones_own(client):
    page = register(client)
    assert "Kijk in uw mail" in words(page) or "mail" in words(page)
    assert not is_signed_in(client)
    [sent] = mail.outbox
    assert sent.to == ["dirk@voorbeeld.test"]
    [link] = re.findall(r"http\S+/confirm-email/\S+", str(sent.body))
    client.post("/accounts/login/", {"login": "dirk@voorbeeld.test", "password": PASSWORD})
    assert not is_signed_in(client)
    asked = client.get(link)
    assert "Bevestig uw e-mailadres" in words(asked)
    assert not EmailAddress.objects.get().verified
    client.post(link)
    assert EmailAddress.objects.get().verified
    client.post("/accounts/login/", {"login": "dirk@voorbeeld.test", "password": PASSWORD})
    assert is_signed_in(client)
    assert "Deze link werkt niet meer" in words(client.get("/accounts/confirm-email/geen-link/"))


@pytest.mark.usefixtures("mail_server")
def test_with_mail_nothing_says_that_an_address_is_known(client, anna):
    known, unknown = register(client, email="anna@voorbeeld.test"), register(client)
    assert known.redirect_chain == unknown.redirect_chain
    assert words(known) == words(unknown)
    assert "dat is er al" in mail.outbox[0].body
    assert User.objects.get(email="anna@voorbeeld.test").name == "Anna"


@pytest.mark.usefixtures("mail_server")
def test_an_account_that_an_admin_made_needs_no_proof(client, anna):
    client.post("/accounts/login/", {"login": "anna@voorbeeld.test", "password": PASSWORD})
    assert is_signed_in(client)
    assert mail.outbox == []
