"""Users: accounts are made here, passwords are chosen and never shown, and nobody locks themselves out."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from assessments.forms.shown import FIELD
from assessments.models import Coordinatorship, User
from assessments.models.choices import Access
from assessments.services.shown_rows import state_of
from tests.cast import PASSWORD, make_partnership

LIST = "/beheer/assessments/user/"
NEW = "vier losse woorden samen"


def fields(**changes):
    return {
        "email": "dirk@voorbeeld.test",
        "name": "Dirk",
        "is_active": "on",
    } | changes


def shown(client, user):
    """Return what the page of a user says that it showed, as whoever is signed in gets it."""
    by = User.objects.get(pk=client.session["_auth_user_id"])
    rights = [] if by == user else ["is_active", *(["is_staff", "is_superuser"] if by.is_superuser else [])]
    return {FIELD: json.dumps(state_of(User.objects.get(pk=user.pk), ["email", "name", *rights]))}


def change(client, user, **changes):
    kept = {"email": user.email, "name": user.name, "is_active": "on"}
    return client.post(f"{LIST}{user.pk}/change/", kept | shown(client, user) | changes)


def errors(response):
    return [error for messages in response.context["adminform"].form.errors.values() for error in messages]


def chooses_password(link, password=NEW):
    """Open the link as a browser does, and choose a password there."""
    browser = Client()
    form = browser.get(link.removeprefix("http://localhost:8000"), follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    return browser.post(address, {"password1": password, "password2": password}, follow=True)


def links_in(text):
    return re.findall(r"http\S+/accounts/password/reset/key/[^\s<]+", text)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_mail", [True, False])
def test_a_new_user_chooses_a_password_that_the_admin_does_not_know(beheer, client, settings, has_mail):
    settings.EMAIL_HOST = "mail.voorbeeld.test" if has_mail else ""
    assert b"password1" not in beheer.get(f"{LIST}add/").content
    known = {"password1": "bekend bij de beheerder", "password2": "bekend bij de beheerder"}
    page = beheer.post(f"{LIST}add/", fields(email=" Dirk@Voorbeeld.test ") | known, follow=True).content.decode()
    user = User.objects.get(email="dirk@voorbeeld.test")
    assert not user.has_usable_password()
    assert not user.is_staff
    assert len(mail.outbox) == has_mail
    [link] = links_in(mail.outbox[0].body if has_mail else page)
    assert bool(links_in(page)) == (not has_mail)
    if has_mail:
        assert "Er is een account voor u gemaakt" in mail.outbox[0].body
    assert links_in(beheer.get(LIST).content.decode()) == [], "shown once"
    chooses_password(link)
    user.refresh_from_db()
    assert user.check_password(NEW)
    chooses_password(link, "een heel ander wachtwoord")
    user.refresh_from_db()
    assert user.check_password(NEW), "the link works once"


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_fails_costs_nobody_the_link(beheer, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    page = beheer.post(f"{LIST}add/", fields(), follow=True).content.decode()
    assert "kon niet worden verstuurd" in page
    assert len(links_in(page)) == 1


def test_a_lost_link_is_made_anew_for_who_never_had_a_password_alone(beheer, anna):
    beheer.post(f"{LIST}add/", fields())
    new = User.objects.get(name="Dirk")
    again = {"action": "hand_out_first_link", "_selected_action": [new.pk, anna.pk]}
    [link] = links_in(beheer.post(LIST, again, follow=True).content.decode())
    chooses_password(link)
    page = beheer.post(LIST, again, follow=True).content.decode()
    assert links_in(page) == []
    assert "heeft al een wachtwoord" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "anna@voorbeeld.test"}, "bestaat al"),
        ({"email": "ANNA@voorbeeld.test"}, "bestaat al"),
        ({"email": "geen adres"}, "e-mailadres"),
    ],
)
def test_a_mistake_is_told_and_nobody_is_made(beheer, anna, changes, words):
    response = beheer.post(f"{LIST}add/", fields(**changes))
    assert words in " ".join(errors(response))
    assert User.objects.count() == 2


def take_password(client, *users):
    return client.post(
        LIST, {"action": "take_password_away", "_selected_action": [one.pk for one in users]}, follow=True
    )


def test_nobody_types_a_password_for_somebody_else(beheer, anna):
    page = beheer.get(f"{LIST}{anna.pk}/change/").content.decode()
    assert 'type="password"' not in page
    assert anna.password.split("$")[-1] not in page
    change(beheer, anna, name="Anna de Vries", password1=NEW, password2=NEW, password=NEW)
    anna.refresh_from_db()
    assert anna.name == "Anna de Vries"
    assert anna.check_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_mail", [True, False])
def test_who_loses_the_password_is_signed_out_told_and_chooses_another(beheer, anna, settings, has_mail):
    settings.EMAIL_HOST = "mail.voorbeeld.test" if has_mail else ""
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert UserSession.objects.filter(user=anna).count() == 1
    page = take_password(beheer, anna).content.decode()
    anna.refresh_from_db()
    assert not anna.has_usable_password()
    assert not UserSession.objects.filter(user=anna).exists()
    assert elsewhere.get("/partnerships/").status_code == 302
    assert [one.to for one in mail.outbox] == [[anna.email]] * 2 * has_mail
    told = "\n".join(one.body for one in mail.outbox)
    assert bool(links_in(page)) == (not has_mail)
    assert ("Uw wachtwoord werkt niet meer" in told) == has_mail
    assert ("vraagt u een nieuw wachtwoord" in told) == has_mail
    [link] = links_in(told or page)
    chooses_password(link)
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_nobody_takes_their_own_password_away_or_that_of_who_is_above_them(beheer, boss, ada):
    above = User.objects.get(name="Baas")
    assert "Er is niets gewijzigd" in take_password(beheer, ada, above).content.decode()
    assert [user.check_password(PASSWORD) for user in (*User.objects.all(),)] == [True, True]


def test_whoever_becomes_an_admin_is_not_kept_signed_in_any_more(boss, anna):
    kept, workday = Client(), Client()
    kept.post("/accounts/login/", {"login": anna.email, "password": PASSWORD, "remember": "on"})
    workday.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    change(boss, anna, name="Anna B")
    assert [one.get("/partnerships/").status_code for one in (kept, workday)] == [200, 200]
    change(boss, anna, name="Anna B", is_staff="on")
    assert [one.get("/partnerships/").status_code for one in (kept, workday)] == [302, 200]


def test_nobody_takes_away_their_own_rights(beheer, ada):
    change(beheer, ada, name="Ada B", is_active="", is_staff="")
    ada.refresh_from_db()
    assert ada.name == "Ada B"
    assert ada.is_staff
    assert ada.is_active
    assert beheer.get(f"{LIST}{ada.pk}/delete/").status_code == 403


def test_a_page_that_does_not_say_what_it_showed_changes_nothing(beheer, anna):
    page = {"email": anna.email, "name": "Anna B", "is_active": "on"}
    assert errors(beheer.post(f"{LIST}{anna.pk}/change/", page))
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_rights_are_given_and_taken(boss, anna):
    change(boss, anna, is_staff="on")
    anna.refresh_from_db()
    assert (anna.is_staff, anna.is_superuser) == (True, False)
    change(boss, anna, is_active="", is_staff="", is_superuser="on")
    anna.refresh_from_db()
    assert (anna.is_staff, anna.is_active, anna.is_superuser) == (False, False, True)


def test_admins_raise_neither_themselves_nor_a_friend_and_touch_nobody_above_them(beheer, boss, ada, anna):
    above = User.objects.get(name="Baas")
    change(beheer, anna, is_staff="on", is_superuser="on")
    change(beheer, ada, is_staff="on", is_superuser="on")
    beheer.post(f"{LIST}add/", fields(is_staff="on", is_superuser="on"))
    assert [user.name for user in User.objects.filter(is_superuser=True)] == ["Baas"]
    assert {user.name for user in User.objects.filter(is_staff=True)} == {"Ada", "Baas"}
    assert change(beheer, above, name="Anders").status_code == 403
    assert beheer.post(f"{LIST}{above.pk}/delete/", {"post": "yes"}).status_code == 403
    Authenticator.objects.create(user=above, type=Authenticator.Type.TOTP, data={"secret": "x"})
    beheer.post(LIST, {"action": "remove_second_step", "_selected_action": [above.pk, ada.pk]})
    assert Authenticator.objects.filter(user=above).exists()
    above.refresh_from_db()
    assert above.check_password(PASSWORD)
    assert change(boss, ada, name="Ada Lovelace").status_code == 302


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
