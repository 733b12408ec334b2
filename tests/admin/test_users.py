"""Users: accounts are made here, passwords are set and never shown, and nobody locks themselves out."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from assessments.models import Coordinatorship, User
from assessments.models.choices import Access
from tests.cast import PASSWORD, make_partnership

LIST = "/beheer/assessments/user/"
NEW = "vier losse woorden samen"


def fields(**changes):
    return {
        "email": "dirk@voorbeeld.test",
        "name": "Dirk",
        "is_active": "on",
        "password1": NEW,
        "password2": NEW,
    } | changes


def change(client, user, **changes):
    kept = {"email": user.email, "name": user.name, "is_active": "on", "password1": "", "password2": ""}
    return client.post(f"{LIST}{user.pk}/change/", kept | changes)


def errors(response):
    return [error for messages in response.context["adminform"].form.errors.values() for error in messages]


def test_a_new_user_can_sign_in(beheer, client):
    assert beheer.post(f"{LIST}add/", fields(email=" Dirk@Voorbeeld.test ")).status_code == 302
    user = User.objects.get(email="dirk@voorbeeld.test")
    assert user.check_password(NEW)
    assert not user.is_staff
    client.logout()
    client.post("/accounts/login/", {"login": "dirk@voorbeeld.test", "password": NEW})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password1": "", "password2": ""}, "verplicht"),
        ({"password2": "iets heel anders hier"}, "De wachtwoorden zijn niet gelijk."),
        ({"password1": "kort", "password2": "kort"}, "12"),
        ({"password1": "dirk@voorbeeld.test", "password2": "dirk@voorbeeld.test"}, "e-mailadres"),
        ({"email": "anna@voorbeeld.test"}, "bestaat al"),
        ({"email": "ANNA@voorbeeld.test"}, "bestaat al"),
        ({"email": "geen adres"}, "e-mailadres"),
    ],
)
def test_a_mistake_is_told_and_nobody_is_made(beheer, anna, changes, words):
    response = beheer.post(f"{LIST}add/", fields(**changes))
    assert words in " ".join(errors(response))
    assert User.objects.count() == 2


def test_passwords_are_in_no_page(beheer, anna):
    page = beheer.get(f"{LIST}{anna.pk}/change/").content.decode()
    assert anna.password not in page
    assert anna.password.split("$")[-1] not in page
    refused = beheer.post(f"{LIST}add/", fields(email="x")).content.decode()
    assert NEW not in refused


def test_a_password_left_empty_stays_and_a_new_one_replaces_it(beheer, anna):
    change(beheer, anna, name="Anna de Vries")
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
    assert anna.name == "Anna de Vries"
    change(beheer, anna, password1=NEW, password2=NEW)
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_a_new_password_signs_the_user_out_everywhere_and_oneself_not(beheer, ada, anna):
    elsewhere = Client()
    elsewhere.force_login(anna)
    change(beheer, anna, password1=NEW, password2=NEW)
    assert elsewhere.get("/partnerships/").status_code == 302
    beheer.post(f"{LIST}{ada.pk}/change/", {"email": ada.email, "name": "Ada", "password1": NEW, "password2": NEW})
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert beheer.get("/beheer/").status_code == 200


def test_whoever_gets_a_new_password_is_told_by_mail_and_their_sessions_are_gone(beheer, anna, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert UserSession.objects.filter(user=anna).count() == 1
    change(beheer, anna, name="Anna de Vries")
    assert mail.outbox == []
    assert elsewhere.get("/partnerships/").status_code == 200
    change(beheer, anna, password1=NEW, password2=NEW)
    [told] = mail.outbox
    assert told.to == [anna.email]
    assert "Een beheerder heeft u een nieuw wachtwoord gegeven" in told.body
    assert NEW not in told.body
    assert not UserSession.objects.filter(user=anna).exists()
    assert Session.objects.count() == 1
    assert elsewhere.get("/partnerships/").status_code == 302


def test_nobody_takes_away_their_own_rights(beheer, ada):
    beheer.post(f"{LIST}{ada.pk}/change/", {"email": ada.email, "name": "Ada", "password1": "", "password2": ""})
    ada.refresh_from_db()
    assert ada.is_staff
    assert ada.is_active
    assert beheer.get(f"{LIST}{ada.pk}/delete/").status_code == 403


def test_rights_are_given_and_taken(beheer, anna):
    change(beheer, anna, is_staff="on")
    anna.refresh_from_db()
    assert anna.is_staff
    change(beheer, anna, is_active="", is_staff="")
    anna.refresh_from_db()
    assert (anna.is_staff, anna.is_active) == (False, False)


def test_the_only_owner_of_a_partnership_is_not_removed(beheer, anna, chris):
    partnership = make_partnership(anna)
    assert beheer.post(f"{LIST}{anna.pk}/delete/", {"post": "yes"}).status_code == 403
    Coordinatorship.objects.create(user=chris, partnership=partnership, access=Access.OWNER)
    assert beheer.post(f"{LIST}{anna.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=anna.pk).exists()


def test_whoever_lost_the_device_signs_in_without_second_step_again(beheer, anna, bas):
    for user in (anna, bas):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "kanarie"})
    assert "kanarie" not in beheer.get(f"{LIST}{anna.pk}/change/").content.decode()
    told = beheer.post(LIST, {"action": "remove_second_step", "_selected_action": [anna.pk]}, follow=True)
    assert "Bij 1 gebruiker is de tweede stap weggehaald." in told.content.decode()
    assert [one.user for one in Authenticator.objects.all()] == [bas]


def test_users_are_found_by_name_and_address(beheer, anna, bas):
    def found(query):
        return {user.name for user in beheer.get(f"{LIST}?{query}").context["cl"].result_list}

    assert found("q=anna") == {"Anna"}
    assert found("q=bas@") == {"Bas"}
    assert found("is_staff__exact=1") == {"Ada"}


def test_a_user_s_partnerships_are_told(beheer, partnership, bas):
    page = beheer.get(f"{LIST}{bas.pk}/change/").content.decode()
    assert "Jeugdketen Noord (lezer)" in page
