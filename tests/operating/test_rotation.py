"""Another SECRET_KEY takes over: what is stored goes on being read, and the earlier one can be left out afterwards."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.encryption import SECOND_STEP, UnreadableError, decrypt
from assessments.models import User
from assessments.services.backups.archive import opened
from assessments.services.backups.making import make_backup
from assessments.services.backups.restoring import restore_backup
from assessments.services.installation.fingerprints import (
    EARLIER,
    finish_taking_over,
    note_keys,
    other_keys,
    unaccepted_keys,
)
from collab.keys import Key

OLD, NEW, OTHER = (f"{word}-lange-willekeurige-tekst-van-voldoende-lengte" for word in ("oude", "nieuwe", "andere"))


@pytest.fixture
def secret(anna, settings):
    """A second step of before another key begins to take over."""
    settings.SECRET_KEY = OLD
    note_keys(now=timezone.now())
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    RecoveryCodes.activate(anna)
    with_key(settings, NEW)
    settings.SECRET_KEY_FALLBACKS = [OLD]
    return secret


def with_key(settings, key, source="SECRET_KEY", *, is_new=False):
    settings.SECRET_KEY = key
    settings.KEYS = settings.KEYS | {"SECRET_KEY": Key(key, source, is_new=is_new)}


def codes():
    return RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()


def secret_read():
    return decrypt(Authenticator.objects.get(type="totp").data["secret"], SECOND_STEP)


@pytest.mark.django_db
def test_a_key_that_takes_over_costs_nothing_and_the_earlier_one_can_go(secret, settings):
    spare, said = codes(), StringIO()
    RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).validate_code(spare[0])
    call_command("accept_keys", "SECRET_KEY", stdout=said)
    assert said.getvalue() == "Accepted: SECRET_KEY. Restart the web processes and the workers.\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert other_keys() == []
    assert secret_read() == secret
    assert codes() == spare[1:]
    with_key(settings, OLD)
    assert other_keys() == ["SECRET_KEY"], "whoever still has the earlier one alone is told so"


@pytest.mark.django_db
def test_what_no_key_reads_is_left_and_holds_up_nothing_else(secret, settings):
    bas = User.objects.create_user("bas@voorbeeld.test", "vier woorden achter elkaar")
    settings.SECRET_KEY = OTHER
    TOTP.activate(bas, generate_totp_secret())
    settings.SECRET_KEY = NEW
    before = Authenticator.objects.get(user=bas).data
    call_command("accept_keys", "SECRET_KEY", stdout=StringIO())
    assert Authenticator.objects.get(user=bas).data == before
    assert decrypt(Authenticator.objects.exclude(user=bas).get(type="totp").data["secret"], SECOND_STEP) == secret


@pytest.mark.django_db
def test_without_the_earlier_key_it_is_said_what_is_lost(secret, settings):
    settings.SECRET_KEY_FALLBACKS = []
    said = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("accept_keys", "SECRET_KEY", stdout=said)
    assert "everybody is signed out" in said.getvalue()
    with pytest.raises(UnreadableError):
        secret_read()


@pytest.fixture
def elsewhere(settings, tmp_path):
    """Begin on another machine, with a new folder and keys that were made just now."""
    folder, before = tmp_path / "elsewhere", connection.settings_dict["NAME"]

    def begin():
        folder.mkdir()
        settings.DATA_DIR, settings.SECRET_KEY_FALLBACKS = folder, []
        with_key(settings, OTHER, str(folder / "secret.key"), is_new=True)
        settings.KEYS = settings.KEYS | {"LINK_KEY": Key(OTHER, str(folder / "link.key"), is_new=True)}
        connection.close()
        connection.settings_dict["NAME"] = str(folder / "site.sqlite3")
        return folder

    yield begin
    connection.close()
    connection.settings_dict["NAME"] = before


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_made_meanwhile_is_restored_with_all_that_it_needs(secret, settings, elsewhere, tmp_path):
    path, _manifest = make_backup(tmp_path / "a.zip", with_keys=True, now=timezone.now())
    link_key, folder = settings.LINK_KEY, elsewhere()
    _manifest, warnings = restore_backup(path, replace=False, now=timezone.now())
    assert warnings == []
    assert sorted(one.name for one in folder.iterdir()) == ["in-use.lock", "link.key", "secret.key", "site.sqlite3"]
    assert (folder / "secret.key").read_text() == NEW
    assert (folder / "link.key").read_text() == link_key
    assert {one.stat().st_mode & 0o077 for one in folder.glob("*.key")} == {0}
    assert settings.SECRET_KEY == OTHER, "this process goes on as it was"
    settings.SECRET_KEY = NEW
    assert unaccepted_keys() == []
    assert secret_read() == secret


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_backup_has_the_earlier_key_for_as_long_as_it_is_needed(secret, settings, tmp_path):
    path, _manifest = make_backup(tmp_path / "during.zip", with_keys=True, now=timezone.now())
    with opened(path) as archive:
        assert archive.key(EARLIER) == OLD
    assert finish_taking_over(now=timezone.now())
    path, _manifest = make_backup(tmp_path / "after.zip", with_keys=True, now=timezone.now())
    with opened(path) as archive:
        assert archive.key(EARLIER) == ""
        assert archive.key("SECRET_KEY") == NEW


@pytest.mark.django_db
def test_without_the_earlier_key_nothing_takes_over(secret, settings):
    settings.SECRET_KEY_FALLBACKS = []
    assert not finish_taking_over(now=timezone.now())
    assert unaccepted_keys() == ["SECRET_KEY"]
