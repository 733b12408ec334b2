"""Whoever reads the whole database finds no secret of a second step, no spare code and no key of a link."""

import json
import re
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.sessions.backends.signed_cookies import SessionStore as Signed
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.encryption import SECOND_STEP, SESSION, UnreadableError, decrypt, encrypt
from collab.accounts.session_store import SessionStore
from tests.accounts.test_second_step import ACTIVATE, code_of, sign_in, sign_in_and_show_who, turn_on
from tests.cast import PASSWORD
from tests.some import some

pytestmark = pytest.mark.django_db
MIGRATION = import_module("assessments.migrations.0029_secrets_encrypted")


def dump():
    """Return every row of every table as text, with what is packed unpacked as far as anybody can without a key."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – our own tables
            found += [str(row) for row in cursor.fetchall()]
    for session in Session.objects.all():
        found.append(json.dumps(session.get_decoded()))  # signed content opens like this
    return "\n".join(found)


def test_secret_and_spare_codes_are_nowhere_while_they_are_made_and_after(client, anna):
    sign_in_and_show_who(client)
    page = client.get(ACTIVATE).content.decode()
    [secret] = re.findall(r'class="secret">(\w+)<', page)
    assert secret not in dump()
    spare = turn_on(client)
    told = dump()
    assert anna.email in told
    seed = decrypt(Authenticator.objects.get(type="recovery_codes").data["seed"], SECOND_STEP)
    assert [word for word in some([secret, seed, *spare]) if word in told] == []


def test_the_key_of_a_link_for_a_new_password_is_nowhere_while_it_is_used(anna, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": anna.email})
    link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
    key = link.rstrip("/").rsplit("/", 1)[1]
    form = browser.get(link.replace(settings.SITE_URL, ""))
    assert form.url.endswith("-set-password/")
    assert browser.session["_password_reset_key"] == key.partition("-")[2]
    assert key.partition("-")[2] not in dump()


def test_what_would_stand_there_is_found(anna):
    Authenticator.objects.create(user=anna, type="totp", data={"secret": "KANARIE"})
    Session.objects.create(
        session_key="x", session_data=Signed().encode({"a": "VOGEL"}), expire_date="2099-01-01T00:00Z"
    )
    assert [word for word in ("KANARIE", "VOGEL") if word in dump()] == ["KANARIE", "VOGEL"]


def test_existing_secrets_and_sessions_are_encrypted_go_on_working_and_come_back(client, anna):
    secret, seed = generate_totp_secret(), RecoveryCodes.generate_seed()
    Authenticator.objects.create(user=anna, type="totp", data={"secret": secret})
    codes = Authenticator.objects.create(user=anna, type="recovery_codes", data={"seed": seed, "used_mask": 1})
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Van Anna", "credential": {"a": 1}})
    old = Signed().encode({"who": "Anna"})
    Session.objects.create(session_key="x" * 40, session_data=old, expire_date="2099-01-01T00:00Z")
    MIGRATION.encrypt_all(apps, None)
    assert [word for word in (secret, seed, old) if word in dump()] == []
    key.refresh_from_db()
    assert key.data == {"name": "Van Anna", "credential": {"a": 1}}
    step = sign_in(client)
    assert client.post(step.url, {"code": code_of(secret)}).url == "/partnerships/"
    codes.refresh_from_db()
    assert len(codes.wrap().get_unused_codes()) == 9
    assert SessionStore().decode(Session.objects.get(session_key="x" * 40).session_data) == {"who": "Anna"}
    MIGRATION.decrypt_all(apps, None)
    assert Authenticator.objects.get(type="totp").data["secret"] == secret
    assert Authenticator.objects.get(type="recovery_codes").data["seed"] == seed
    assert Session.objects.get(session_key="x" * 40).session_data == old


def test_another_secret_key_reads_with_the_earlier_one_beside_it_and_not_without(client, anna, settings):
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    settings.SECRET_KEY_FALLBACKS = [earlier]
    step = sign_in(client)
    assert client.post(step.url, {"code": code_of(secret)}).url == "/partnerships/"
    settings.SECRET_KEY_FALLBACKS = []
    cache.clear()
    other = Client()
    step = sign_in(other)
    refused = other.post(step.url, {"code": code_of(secret)})
    assert refused.status_code == 200
    assert "Vraag uw beheerder" in refused.content.decode()


def test_spare_codes_that_no_key_reads_any_more_are_replaced_by_new_ones(client, anna, settings):
    sign_in_and_show_who(client)
    turn_on(client)
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    settings.SECRET_KEY = "n" * 50
    again = Client()
    again.force_login(anna)
    again.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for page in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        assert again.get(reverse(page)).url == reverse("mfa_generate_recovery_codes")
    asked = again.get(reverse("mfa_generate_recovery_codes")).content.decode()
    assert "Nieuwe reservecodes maken?" in asked
    page = again.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    assert len(re.findall(r"<li><code>(\w+)</code></li>", page)) == 10
    assert Authenticator.objects.get(type="recovery_codes").data["seed"] != seed


def test_each_purpose_has_a_key_of_its_own_and_a_change_is_seen():
    made = encrypt("geheim", SECOND_STEP)
    assert made != encrypt("geheim", SECOND_STEP)
    assert decrypt(made, SECOND_STEP) == "geheim"
    for wrong in (made[:-2] + "AA", "geheim", ""):
        with pytest.raises(UnreadableError):
            decrypt(wrong, SECOND_STEP)
    with pytest.raises(UnreadableError):
        decrypt(made, SESSION)


def test_a_session_stored_under_another_key_is_empty(settings):
    stored = SessionStore().encode({"a": 1})
    assert SessionStore().decode(stored) == {"a": 1}
    settings.SECRET_KEY = "o" * 50
    assert SessionStore().decode(stored) == {}
