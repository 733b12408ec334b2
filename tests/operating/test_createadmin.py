"""The first admin chooses their own password; none is ever printed."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from assessments.models import User

pytestmark = pytest.mark.django_db
NEW = "vier-gewone-woorden-achter-elkaar"


def made(**options):
    said = StringIO()
    call_command("createadmin", email="Beheer@Oostwijk.test", name="Bea Heer", stdout=said, stderr=said, **options)
    return said.getvalue()


def choose_password(link):
    """Open the link as a browser does, and choose a password there."""
    client = Client()
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(address, {"password1": NEW, "password2": NEW}, follow=True)


@pytest.mark.parametrize("has_mail", [True, False])
def test_an_admin_chooses_a_password_through_a_link_that_works_once(settings, has_mail):
    settings.EMAIL_HOST = "mail.oostwijk.test" if has_mail else ""
    said = made()
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff, user.is_superuser) == ("beheer@oostwijk.test", "Bea Heer", True, True)
    assert not user.has_usable_password()
    assert len(mail.outbox) == has_mail
    text = mail.outbox[0].body if has_mail else said
    [link] = re.findall(rf"{settings.SITE_URL}/accounts/password/reset/key/\S+", text)
    assert ("/reset/key/" in said) == (not has_mail)
    if has_mail:
        assert "U bent nu beheerder van Driekracht" in text
        assert f"{settings.SITE_URL}/privacy/" in text

    path = link.removeprefix(settings.SITE_URL)
    choose_password(path)
    assert User.objects.get().check_password(NEW)
    assert "password1" not in Client().get(path, follow=True).content.decode(), "it works once"
    assert Client().login(email="beheer@oostwijk.test", password=NEW)


def test_a_mail_server_that_is_away_costs_nobody_the_link(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    said = made()
    assert "The email could not be sent" in said
    assert "/accounts/password/reset/key/" in said


@pytest.mark.parametrize("email", ["geen adres", "", "anna@voorbeeld.test", "ANNA@voorbeeld.test"])
def test_what_is_no_address_or_somebody_elses_is_a_sentence_and_makes_nobody(anna, email):
    with pytest.raises(CommandError) as refused:
        call_command("createadmin", email=email, name="Bea Heer")
    assert str(refused.value)
    assert User.objects.count() == 1


def test_without_a_terminal_nothing_is_asked():
    for options in ({"email": "a@oostwijk.test"}, {"email": "a@oostwijk.test", "name": "A", "password": True}):
        with pytest.raises(CommandError, match="Nobody is there to ask"):
            call_command("createadmin", **options)
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_while_a_password_is_typed_the_site_goes_on_writing(anna, monkeypatch):
    from assessments.management.commands import createadmin

    def write_meanwhile(_question):
        return in_another_thread(lambda: User.objects.filter(pk=anna.pk).update(name="Anna Anders")) and NEW

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(createadmin, "getpass", write_meanwhile)
    made(password=True)
    anna.refresh_from_db()
    assert anna.name == "Anna Anders"
    assert User.objects.count() == 2


def in_another_thread(write):
    """Return what a write returns that waits for nobody, as another process would do it."""

    def at_once():
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA busy_timeout=0")
        try:
            return write()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(at_once).result()


@pytest.mark.parametrize("email", ["geen adres", "anna@voorbeeld.test"])
def test_nobody_types_a_password_for_an_address_that_is_refused(anna, monkeypatch, email):
    from assessments.management.commands import createadmin

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(createadmin, "getpass", lambda _question: pytest.fail("asked"))
    with pytest.raises(CommandError):
        call_command("createadmin", email=email, name="Bea Heer", password=True)


def test_a_password_that_is_typed_is_checked_and_not_shown(monkeypatch):
    from assessments.management.commands import createadmin

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(createadmin, "getpass", lambda _question: "kort")
    with pytest.raises(CommandError, match="12"):
        made(password=True)
    assert not User.objects.exists()
    monkeypatch.setattr(createadmin, "getpass", lambda _question: NEW)
    assert NEW not in made(password=True)
    assert User.objects.get().check_password(NEW)
