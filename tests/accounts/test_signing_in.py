"""Signing in: limits on guessing, nothing said about who has an account, no registering oneself."""

import re
from smtplib import SMTPException

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from assessments.models import User
from tests.cast import PASSWORD
from tests.pages import words

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
NEW_PASSWORD = "vier woorden achter elkaar"


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def sign_in(client, email="anna@voorbeeld.test", password=PASSWORD, **fields):
    return client.post(SIGN_IN, {"login": email, "password": password, **fields})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def bare(page):
    """Return a page without what differs each time: the form's token, and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return re.sub(r"[\w.]+@voorbeeld\.test", "", text)


def test_signing_in_leads_to_where_one_was_going(client, anna, partnership):
    goal = reverse("partnership_detail", args=[partnership.pk])
    asked = client.get(goal)
    assert asked.url == f"{SIGN_IN}?next={goal}"
    assert f'name="next" value="{goal}"' in client.get(asked.url).content.decode()
    assert sign_in(client, next=goal).url == goal


def test_whoever_was_sent_the_address_of_a_result_reads_how_to_get_in(client, open_round):
    page = client.get(f"/rounds/{open_round.pk}/result/", follow=True)
    told = (
        "Vraag de coördinator van het samenwerkingsverband om een link voor anderen, of om u uit te nodigen als lezer."
    )
    assert told in words(page)
    assert told not in words(client.get(SIGN_IN))


def test_another_site_is_nowhere_to_go(client, anna):
    assert sign_in(client, next="https://elders.example/").url == reverse("partnership_list")


def test_an_address_may_be_typed_in_capitals(client, anna):
    sign_in(client, email="Anna@Voorbeeld.test")
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["jo@straße.test", "Jo@STRASSE.test", "jo@xn--strae-oqa.test"])
def test_a_domain_of_other_letters_is_typed_as_people_know_it(client, mail_server, typed):
    User.objects.create_user("jo@straße.test", PASSWORD, name="Jo")
    is_another = "SS" in typed
    sign_in(client, email=typed)
    assert is_signed_in(client) is not is_another
    client.logout()
    client.post("/accounts/password/reset/", {"email": typed})
    [letter] = mail.outbox
    assert letter.to == ["jo@strasse.test" if is_another else "jo@xn--strae-oqa.test"]
    assert ("/accounts/password/reset/key/" in letter.body) is not is_another


def test_empty_fields_are_named_one_by_one(client):
    page = " ".join(client.post(SIGN_IN, {}).content.decode().split())
    assert "<title> Fout: Inloggen" in page
    assert '<a href="#id_login">Vul uw e-mailadres in.</a>' in page
    assert '<a href="#id_password">Vul uw wachtwoord in.</a>' in page


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, anna):
    wrong = sign_in(client, password="niet dit wachtwoord")
    unknown = sign_in(client, email="niemand@voorbeeld.test")
    assert "horen niet bij elkaar" in wrong.content.decode()
    assert bare(wrong) == bare(unknown)


def test_only_whoever_knows_the_password_is_told_that_an_account_is_closed(client, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert "horen niet bij elkaar" in sign_in(client, password="niet dit wachtwoord").content.decode()
    told = client.get(sign_in(client).url)
    assert "Met dit account kunt u niet inloggen" in told.content.decode()
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_the_right_one_must_wait(client, anna, bas):
    for _try in range(5):
        assert "horen niet bij elkaar" in sign_in(client, password="niet dit wachtwoord").content.decode()
    page = sign_in(client).content.decode()
    assert "Dit is te vaak geprobeerd. Wacht vijf minuten" in page
    assert not is_signed_in(client)
    sign_in(client, email="bas@voorbeeld.test")
    assert is_signed_in(client)


def test_an_unknown_address_has_to_wait_as_well(client, anna):
    for _try in range(5):
        sign_in(client, email="niemand@voorbeeld.test")
    assert "Dit is te vaak geprobeerd" in sign_in(client, email="niemand@voorbeeld.test").content.decode()


def test_whoever_keeps_trying_all_addresses_is_stopped_with_a_clear_page(client, anna):
    answers = [sign_in(client, email=f"wie{number}@voorbeeld.test") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "Te vaak geprobeerd" in answers[-1].content.decode()
    assert answers[0].status_code == 200


def test_the_admin_has_no_door_of_its_own(client, anna):
    door = client.get("/beheer/login/?next=/beheer/")
    assert door.url == f"{SIGN_IN}?next=/beheer/"
    client.post("/beheer/login/", {"username": "anna@voorbeeld.test", "password": PASSWORD})
    assert not is_signed_in(client)


def test_whoever_is_no_admin_is_told_so(client, anna):
    sign_in(client)
    answer = client.get("/beheer/", follow=True)
    assert answer.status_code == 403
    assert "U bent ingelogd" in answer.content.decode()


def test_an_admin_signs_in_and_gets_there(client):
    User.objects.create_superuser("dirk@voorbeeld.test", PASSWORD)
    assert sign_in(client, email="dirk@voorbeeld.test", next="/beheer/").url == "/beheer/"
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"])
def test_there_is_no_registering_oneself_and_no_second_address(client, anna, path):
    address = f"/accounts/{path}"
    fields = {"email": "nieuw@voorbeeld.test", "password1": NEW_PASSWORD, "action_add": ""}
    assert client.get(address).status_code == 404
    assert client.post(address, fields).status_code == 404
    client.force_login(anna)
    assert client.post(address, fields).status_code == 404
    assert User.objects.count() == 1


def test_signing_out_asks_first_and_then_does_it(client, anna):
    client.force_login(anna)
    assert "Wilt u uitloggen?" in client.get("/accounts/logout/").content.decode()
    assert is_signed_in(client)
    page = client.post("/accounts/logout/", follow=True).content.decode()
    assert "U bent uitgelogd." in page
    assert not is_signed_in(client)


def ask_for_link(client, email):
    return client.post("/accounts/password/reset/", {"email": email}, follow=True)


@pytest.mark.usefixtures("mail_server")
def test_asking_for_a_link_says_nothing_about_who_has_an_account(client, anna):
    known, unknown = ask_for_link(client, "anna@voorbeeld.test"), ask_for_link(client, "niemand@voorbeeld.test")
    assert known.redirect_chain == unknown.redirect_chain
    assert bare(known) == bare(unknown)
    assert "Als dit adres hier bekend is" in known.content.decode()
    assert [message.to for message in mail.outbox] == [["anna@voorbeeld.test"], ["niemand@voorbeeld.test"]]
    assert "/password/reset/key/" in mail.outbox[0].body
    assert "/accounts/" not in mail.outbox[1].body
    assert "geen account met dit adres" in mail.outbox[1].body


@pytest.mark.usefixtures("mail_server")
def test_a_link_gives_a_new_password_once(client, anna):
    ask_for_link(client, "anna@voorbeeld.test")
    assert mail.outbox[0].subject == "Driekracht: Een nieuw wachtwoord kiezen"
    [link] = re.findall(r"http\S+/key/\S+", str(mail.outbox[0].body))
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    done = client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)
    assert "Uw nieuwe wachtwoord is opgeslagen" in done.content.decode()
    sign_in(client)
    assert not is_signed_in(client)
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)
    client.logout()
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize("host", ["aanvaller.intern.test", "intern.test:8443"])
def test_a_mailed_link_leads_to_this_site_whatever_host_was_asked(client, anna, settings, host):
    settings.ALLOWED_HOSTS = ["intern.test", ".intern.test"]
    settings.ALLOW_REGISTRATION = True
    for email in ("anna@voorbeeld.test", "niemand@voorbeeld.test"):
        asked = client.post("/accounts/password/reset/", {"email": email}, headers={"host": host})
        assert asked.status_code == 302
    fields = {"name": "Dirk", "email": "dirk@voorbeeld.test", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    for email in ("dirk@voorbeeld.test", "anna@voorbeeld.test"):
        client.post("/accounts/signup/", fields | {"email": email}, headers={"host": host})
        client.cookies.clear()
    text = "\n".join(str(message.body) for message in mail.outbox)
    links = re.findall(r"https?://\S+", text)
    assert len(mail.outbox) == 4
    assert len([link for link in links if "/accounts/" in link]) >= 3
    assert [link for link in links if not f"{link}/".startswith(f"{settings.SITE_URL}/")] == []
    assert "intern.test" not in text


@pytest.mark.usefixtures("mail_server")
def test_one_address_is_mailed_about_a_new_password_three_times_an_hour(client, anna):
    for email in ("anna@voorbeeld.test", "niemand@voorbeeld.test"):
        answers = [ask_for_link(client, email) for _time in range(5)]
        assert len([message for message in mail.outbox if message.to == [email]]) == 3
        assert answers[-1].status_code == 429


@pytest.mark.parametrize(
    "trouble", [ConnectionRefusedError(111, "refused"), TimeoutError("hangs"), SMTPException("no")]
)
@pytest.mark.usefixtures("mail_server")
def test_a_mail_server_that_fails_gives_a_clear_page_that_tells_nothing(client, anna, monkeypatch, trouble):
    def fail(*_arguments, **_more):
        raise trouble

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    known, unknown = ask_for_link(client, "anna@voorbeeld.test"), ask_for_link(client, "niemand@voorbeeld.test")
    assert known.status_code == unknown.status_code == 503
    assert "De mail kon niet worden verstuurd" in known.content.decode()
    assert bare(known) == bare(unknown)


@pytest.mark.usefixtures("mail_server")
def test_a_changed_password_is_told_by_mail_and_stands_when_the_mail_fails(client, anna, monkeypatch):
    client.force_login(anna)
    change(client, oldpassword=PASSWORD, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    [told] = mail.outbox
    assert (told.to, told.subject) == (["anna@voorbeeld.test"], "Driekracht: Uw wachtwoord is gewijzigd")
    assert "vanaf adres 127.0.0.1" in told.body
    assert NEW_PASSWORD not in told.body
    assert f"Wat we van u bewaren, en uw rechten:\n{settings.SITE_URL}/privacy/" in told.body

    def fail(*_arguments, **_more):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    page = change(client, oldpassword=NEW_PASSWORD, password1=PASSWORD, password2=PASSWORD)
    assert "Uw nieuwe wachtwoord is opgeslagen." in page


def test_without_a_mail_server_no_link_is_promised(client):
    page = client.get("/accounts/password/reset/").content.decode()
    assert "Deze installatie verstuurt geen mail" in page
    assert 'name="email"' not in page


@pytest.mark.usefixtures("mail_server")
def test_an_address_that_a_user_had_before_signs_nobody_in(client, anna):
    sign_in(client)
    client.logout()
    ask_for_link(client, "anna@voorbeeld.test")
    anna.email = "anna.nieuw@voorbeeld.test"
    anna.save()
    sign_in(client)
    assert not is_signed_in(client)
    ask_for_link(client, "anna@voorbeeld.test")
    assert "geen account met dit adres" in mail.outbox[-1].body
    sign_in(client, email="anna.nieuw@voorbeeld.test")
    assert is_signed_in(client)


def change(client, **fields):
    return client.post("/accounts/password/change/", fields, follow=True).content.decode()


def test_a_new_password_must_be_long_and_twice_the_same(client, anna):
    client.force_login(anna)
    page = change(client, oldpassword="fout", password1="kort", password2="anders")
    assert '<a href="#id_oldpassword">Dit is niet uw huidige wachtwoord.</a>' in page
    assert "Kies er een van minstens 12 tekens." in page
    page = change(client, oldpassword=PASSWORD, password1=NEW_PASSWORD, password2="een heel ander")
    assert "De twee wachtwoorden zijn niet gelijk." in page


def test_a_changed_password_is_the_only_one_that_works(client, anna):
    client.force_login(anna)
    page = change(client, oldpassword=PASSWORD, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    assert "Uw nieuwe wachtwoord is opgeslagen." in page
    assert is_signed_in(client)
    anna.refresh_from_db()
    assert anna.check_password(NEW_PASSWORD)
