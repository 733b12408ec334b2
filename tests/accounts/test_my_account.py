"""The page about one's own account: name, language, another address by a link, ways to sign in, and sessions."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from assessments.models import User
from assessments.services.installation.admins import mail_new_password
from tests.cast import PASSWORD
from tests.pages import errors, filled_in, signed_in, signed_in_long_ago, words

pytestmark = pytest.mark.django_db

PAGE = "/accounts/"
NEW = "anna@nieuw.test"


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def save(browser, **changes):
    return browser.post(PAGE, filled_in(browser.get(PAGE)) | changes, follow=True)


def ask(browser, email=NEW):
    return browser.post(PAGE, {"email": email, "new_address": "1"}, follow=True)


def link_in(letter):
    return re.search(r"http://[^/\s]+(/accounts/new-address/\S+)", letter.body).group(1)


def test_the_menu_leads_to_a_page_with_all_of_it(anna, partnership):
    browser = signed_in(anna)
    assert 'href="/accounts/"' in browser.get("/partnerships/").content.decode()
    page = words(browser.get(PAGE))
    for part in ("Uw gegevens", "anna@voorbeeld.test", "Taal", "Wachtwoord", "Tweede stap", "U hebt nog geen passkey."):
        assert part in page
    assert "Dit apparaat" in page


def test_a_name_is_changed_and_must_be_there(anna):
    browser = signed_in(anna)
    assert "Uw gegevens zijn opgeslagen." in words(save(browser, name="Anna de Vries"))
    anna.refresh_from_db()
    assert anna.name == "Anna de Vries"
    refused = save(browser, name=" ")
    assert errors(refused) == [("id_name", "Vul uw naam in.")]
    anna.refresh_from_db()
    assert anna.name == "Anna de Vries"


def test_the_later_of_two_editors_is_told(anna):
    browser = signed_in(anna)
    fields = filled_in(browser.get(PAGE))
    User.objects.filter(pk=anna.pk).update(name="Anna (beheer)")
    page = browser.post(PAGE, fields | {"name": "Annie"})
    assert page.status_code == 422
    assert "Anna (beheer)" in words(page)
    anna.refresh_from_db()
    assert anna.name == "Anna (beheer)"


@pytest.mark.parametrize("posted", [{"name": "Eva", "language": ""}, {"email": NEW, "new_address": "1"}])
@pytest.mark.usefixtures("mail_server")
def test_who_signed_in_long_ago_shows_first_who_they_are(anna, posted):
    browser = signed_in_long_ago(anna)
    assert browser.get(PAGE).status_code == 200
    answer = browser.post(PAGE, posted)
    assert answer.url.startswith("/accounts/reauthenticate/")
    anna.refresh_from_db()
    assert (anna.name, mail.outbox) == ("Anna", [])


def test_the_language_holds_at_once_and_after_signing_in_on_another_device(anna):
    browser = signed_in(anna)
    assert "Your details have been saved." in words(save(browser, language="en"))
    assert "My account" in words(browser.get(PAGE))
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert "My account" in words(elsewhere.get(PAGE))


def test_without_a_choice_a_device_keeps_its_language(anna):
    browser = Client()
    browser.post("/language/", {"language": "en", "next": "/"})
    browser.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert "My account" in words(browser.get(PAGE))


@pytest.mark.usefixtures("mail_server")
def test_mails_about_an_account_are_in_the_language_of_its_owner(anna):
    User.objects.filter(pk=anna.pk).update(language="en")
    anna.refresh_from_db()
    Client().post("/accounts/password/reset/", {"email": anna.email})
    mail_new_password(anna)
    assert ["password" in one.subject for one in mail.outbox] == [True, True]
    assert "wachtwoord" not in "".join(one.subject + one.body for one in mail.outbox)


@pytest.mark.usefixtures("mail_server")
def test_another_address_is_theirs_once_they_opened_the_mail_that_goes_there(anna):
    browser = signed_in(anna)
    assert f"We hebben een link gemaild naar {NEW}" in words(ask(browser, NEW.upper()))
    anna.refresh_from_db()
    assert anna.email == "anna@voorbeeld.test"
    [letter] = mail.outbox
    assert letter.to == [NEW]
    link = link_in(letter)
    assert NEW in words(browser.get(link))
    anna.refresh_from_db()
    assert anna.email == "anna@voorbeeld.test"  # a look changes nothing: mail scanners open links
    assert f"Voortaan logt u in met {NEW}" in words(browser.post(link, follow=True))
    anna.refresh_from_db()
    assert anna.email == NEW
    assert list(EmailAddress.objects.filter(user=anna).values_list("email", "verified")) == [(NEW, True)]
    assert mail.outbox[1].to == ["anna@voorbeeld.test"]
    assert "werkt niet meer" in words(browser.get(link))
    newcomer = Client()
    newcomer.post("/accounts/login/", {"login": NEW, "password": PASSWORD})
    assert newcomer.get("/partnerships/").status_code == 200


@pytest.mark.usefixtures("mail_server")
def test_the_link_alone_is_worth_nothing(anna, bas):
    ask(signed_in(anna))
    link = link_in(mail.outbox[0])
    assert Client().post(link).url.startswith("/accounts/login/?next=")
    assert "voor een ander account" in words(signed_in(bas).post(link))
    anna.refresh_from_db()
    bas.refresh_from_db()
    assert (anna.email, bas.email) == ("anna@voorbeeld.test", "bas@voorbeeld.test")


@pytest.mark.usefixtures("mail_server")
def test_an_address_of_somebody_else_is_not_told_and_not_given(anna, bas):
    browser = signed_in(anna)
    page = words(ask(browser, "BAS@voorbeeld.test"))
    assert "We hebben een link gemaild naar bas@voorbeeld.test" in page
    [letter] = mail.outbox
    assert "/accounts/new-address/" not in letter.body
    ask(browser)
    link = link_in(mail.outbox[1])
    User.objects.create_user(NEW, PASSWORD)  # somebody else got it meanwhile
    assert "werkt niet meer" in words(browser.post(link))
    anna.refresh_from_db()
    assert anna.email == "anna@voorbeeld.test"


@pytest.mark.usefixtures("mail_server")
def test_nobody_fills_a_mailbox_from_here(anna):
    browser = signed_in(anna)
    for _again in range(4):
        page = ask(browser)
    assert "te vaak" in words(page)
    assert len(mail.outbox) == 3


def test_without_mail_or_a_password_the_page_says_whom_to_ask(anna, settings):
    settings.OIDC_NAME = "Gemeente Noord"
    assert "Vraag het uw beheerder" in words(signed_in(anna).get(PAGE))
    ask(signed_in(anna))
    elsewhere = User.objects.create_user("eva@elders.test", None, name="Eva")
    page = words(signed_in(elsewhere).get(PAGE))
    assert "U logt in via Gemeente Noord" in page
    assert "Tweede stap" not in page
    assert mail.outbox == []


def test_sessions_are_ended_from_this_page(anna):
    browser, other = signed_in(anna), Client(headers={"user-agent": "Firefox/128.0 (Windows)"})
    other.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    page = browser.get(PAGE).content.decode()
    assert "Firefox op Windows" in page
    number = re.search(r'name="end"\s+value="(\d+)"', page).group(1)
    browser.post("/accounts/sessions/", {"end": number})
    assert other.get("/partnerships/").status_code == 302
