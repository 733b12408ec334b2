"""The statement on accessibility: for everyone, of this very version, with an address that can be written to."""

import tomllib

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.answering.device import Device, link_of

PAGE = reverse("accessibility")


def shown(language="nl"):
    client = Client()
    client.cookies["language"] = language
    return " ".join(client.get(PAGE).content.decode().split())


def test_every_page_leads_to_the_statement_and_leaving_the_questions_loses_nothing(open_round):
    assert f'href="{PAGE}"' in Client().get("/").content.decode()
    assert f'href="{PAGE}"' in Client().get("/i/wrong/").content.decode()
    page = Device().begin(link_of(open_round))
    assert PAGE in page.form.links
    assert 'target="_blank"' in page.html
    assert "opent in een nieuw tabblad" in page.text


@pytest.mark.parametrize(("language", "words"), [("nl", "gaat over versie"), ("en", "is about version")])
def test_the_statement_is_about_this_version(db, language, words):
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    page = shown(language)
    assert f"{words} {project['version']} " in page
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize(
    ("contact", "sender", "address"),
    [
        ("hulp@voorbeeld.test", "Driekracht <post@voorbeeld.test>", "hulp@voorbeeld.test"),
        ("", "Driekracht <post@voorbeeld.test>", "post@voorbeeld.test"),
        ("", "driekracht@localhost", None),
    ],
)
def test_whom_to_tell_is_an_address_of_the_installation_or_else_the_coordinator(db, settings, contact, sender, address):
    settings.ACCESSIBILITY_CONTACT, settings.DEFAULT_FROM_EMAIL = contact, sender
    page = shown()
    if address is None:
        assert "mailto:" not in page
        assert "aan de coördinator die u de link stuurde" in page
    else:
        assert page.count(f"mailto:{address}") == page.count("mailto:") == 1
