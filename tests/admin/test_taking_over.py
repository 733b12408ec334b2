"""An admin who signs in as somebody else is seen by that person and the owners, and shows first who it is."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from assessments.models import AuditEntry, Coordinatorship, User
from assessments.models.choices import Access
from collab.accounts.session_store import SessionStore
from tests.admin.conftest import with_proof
from tests.admin.test_users import LIST, NEW, change
from tests.cast import PASSWORD
from tests.log.conftest import lines
from tests.pages import signed_in, signed_in_long_ago, words
from tests.some import some

__all__ = ["lines"]

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = "kaper@elders.test"


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def told_to(address):
    return [one.body for one in mail.outbox if one.to == [address]]


@pytest.mark.usefixtures("mail_server")
def test_an_admin_who_becomes_a_coordinator_is_seen_by_them_and_by_the_owners(beheer, ada, partnership, anna, lines):
    """The attack, step by step: another address, no second step, a new password, sign in, put it all back."""
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    links = f"/partnerships/{partnership.pk}/participants/"
    assert beheer.get(links).status_code == 404
    change(beheer, anna, email=TAKEN)
    anna.refresh_from_db()
    beheer.post(LIST, {"action": "remove_second_step", "_selected_action": [anna.pk]})
    thief = Client()
    thief.post("/accounts/password/reset/", {"email": TAKEN})
    [key] = re.findall(r"/accounts/password/reset/key/\S+", told_to(TAKEN)[-1])
    form = thief.get(key)
    thief.post(form.url, {"password1": NEW, "password2": NEW})
    thief.post("/accounts/login/", {"login": TAKEN, "password": NEW})
    assert thief.get(links).status_code == 200
    change(beheer, anna, email="anna@voorbeeld.test")
    [told] = told_to("anna@voorbeeld.test")[:1]
    assert "Een beheerder heeft iets aan uw account" in told
    assert "U logt vanaf nu in met een ander e-mailadres." in told
    assert TAKEN not in told
    entries = AuditEntry.objects.filter(action="sign_in")
    assert [entry.who for entry in entries] == ["Ada → Anna"] * 3
    Coordinatorship.objects.update(access=Access.OWNER)
    seen = words(signed_in(User.objects.get(name="Bas")).get(f"/partnerships/{partnership.pk}/"))
    assert "Ada → Anna" in seen
    noted = lines.events("account_changed")
    assert [(one["user"], one["about"], one["what"]) for one in noted] == [
        (ada.pk, anna.pk, what) for what in ("address", "second_step", "address")
    ]


@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": TAKEN}, "U logt vanaf nu in met een ander e-mailadres."),
        ({"is_active": ""}, "U mag niet meer inloggen."),
        ({"is_staff": "on"}, "U bent nu beheerder."),
        ({"is_superuser": "on"}, "Uw rechten als beheerder zijn gewijzigd."),
    ],
)
def test_every_change_is_mailed_to_the_old_address_and_stands_in_the_trail(boss, partnership, anna, changes, sentence):
    change(boss, anna, name="Anna de Vries")
    assert mail.outbox == []
    assert not AuditEntry.objects.filter(action="sign_in").exists()
    change(boss, anna, **changes)
    [told] = mail.outbox
    assert told.to == ["anna@voorbeeld.test"]
    assert sentence in told.body
    [entry] = AuditEntry.objects.filter(action="sign_in")
    assert entry.partnership == partnership


@pytest.mark.usefixtures("mail_server")
def test_removing_an_account_is_told_too(beheer, partnership, bas):
    beheer.post(f"{LIST}{bas.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(name="Bas").exists()
    [told] = mail.outbox
    assert (told.to, "Uw account is verwijderd." in told.body) == (["bas@voorbeeld.test"], True)
    assert AuditEntry.objects.get(action="sign_in").who == "Ada → Bas"


@pytest.mark.usefixtures("mail_server")
def test_an_address_that_an_admin_typed_is_not_proven_by_that(beheer, anna, settings):
    assert EmailAddress.objects.get(user=anna).verified
    change(beheer, anna, email=TAKEN)
    assert not EmailAddress.objects.get(user=anna).verified
    settings.EMAIL_HOST = ""
    change(beheer, anna, email="anna@voorbeeld.test")
    assert EmailAddress.objects.get(user=anna).verified


def doors(anna):
    """Return what an admin can open or send about users: each address with its fields, None to look."""
    one = f"{LIST}{anna.pk}/"
    kept = {"email": TAKEN, "name": "X", "is_active": "on"}
    return [
        *((f"{LIST}add/", None), (f"{one}change/", None), (f"{one}delete/", None)),
        (f"{LIST}add/", kept),
        *((f"{one}change/", kept), (f"{one}delete/", {"post": "yes"})),
        (LIST, {"action": "take_password_away", "_selected_action": [anna.pk]}),
        (LIST, {"action": "remove_second_step", "_selected_action": [anna.pk]}),
        ("/beheer/erase-person/", None),
    ]


def test_every_door_to_users_asks_for_the_password_again(ada, anna):
    before = list(User.objects.order_by("pk").values())
    for address, fields in some(doors(anna)):
        browser = signed_in_long_ago(ada)
        answer = browser.get(address) if fields is None else browser.post(address, fields)
        assert (address, answer.status_code) == (address, 302)
        assert answer.url.startswith("/accounts/reauthenticate/")
    assert [user.email for user in User.objects.order_by("pk")] == [one["email"] for one in before]


def test_the_proof_lasts_five_minutes(beheer, anna, monkeypatch):
    assert beheer.get(f"{LIST}{anna.pk}/change/").status_code == 200
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 301)
    assert beheer.get(f"{LIST}{anna.pk}/change/").status_code == 302


def test_what_was_sent_too_late_is_done_after_the_password_and_was_readable_nowhere(ada, anna):
    browser = signed_in_long_ago(ada)
    asked = change(browser, anna, email=TAKEN)
    anna.refresh_from_db()
    assert anna.email == "anna@voorbeeld.test"
    kept = [row.session_data for row in Session.objects.all()]
    assert "kaper" in str([SessionStore().decode(data) for data in kept])
    assert "kaper" not in str(kept)
    done = browser.post(asked.url, {"password": PASSWORD})
    assert done.url == LIST
    anna.refresh_from_db()
    assert anna.email == TAKEN


def test_a_mail_that_fails_holds_nothing_up(beheer, anna, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert change(beheer, anna, email=TAKEN).status_code == 302
    anna.refresh_from_db()
    assert anna.email == TAKEN


def test_one_who_proves_it_is_them_goes_on(ada, anna):
    assert with_proof(Client(), ada).get(f"{LIST}{anna.pk}/change/").status_code == 200
