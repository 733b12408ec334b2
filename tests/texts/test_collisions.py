"""Our texts never change a word of Django or of a package, unless that is meant: where they differ they have a context.

Django puts our translations before those of all apps, whoever asks. So a text of ours that reads the same in English
("Change" over a column) would change the button of an administration page ("Change" on every row) along with it.
"""

from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.apps import apps
from django.test import Client
from django.urls import reverse

from assessments.vocabulary.languages import LANGUAGES
from tests.cast import PASSWORD
from tests.pages import signed_in
from tests.repository import ROOT
from tests.some import some
from tools.messages import read

OURS_ON_PURPOSE = {
    "Sign in with a passkey": "allauth speaks of 'aanmelden' and says 'je'; our pages say 'inloggen' and 'u'",
    "Use your password": "allauth says 'je'",
    "You have signed out.": "allauth says 'je' and 'afgemeld'",
    "You must type the same password each time.": "allauth says 'je'; this is its own message, and shown on our pages",
}
"""Sentences that people read on our own pages, said in our way wherever they are shown."""


def plain(message):
    """Return the texts and the translations of a message, in pairs."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return zip(ids, strings, strict=True)


def said(catalogue):
    """Return what a catalogue says, by context and text; what it does not translate stays as it is."""
    return {
        (message.context, text): string or text
        for message in catalogue
        if message.id
        for text, string in plain(message)
    }


def catalogues_of_others(language):
    """Yield the compiled catalogues of Django and of every installed app but ours."""
    folders = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    for folder in folders:
        file = folder / "locale" / language / "LC_MESSAGES" / "django.mo"
        if file.exists() and not folder.is_relative_to(ROOT / "locale"):
            with file.open("rb") as opened:
                yield read_mo(opened)


def said_by_others(language):
    """Return all that others say, with every way in which one of them says it."""
    found = {}
    for catalogue in catalogues_of_others(language):
        for key, string in said(catalogue).items():
            found.setdefault(key, set()).add(string)
    return found


def collisions(ours, others):
    """Return the texts that others translate in another way."""
    return {text for (context, text), string in said(ours).items() if others.get((context, text), {string}) != {string}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_ours_says_what_it_says_elsewhere(language):
    assert collisions(read(language), said_by_others(language)) - set(OURS_ON_PURPOSE) == set()


def test_the_texts_that_are_ours_on_purpose_still_differ():
    assert collisions(read("nl"), said_by_others("nl")) == set(OURS_ON_PURPOSE)


def test_the_catalogues_of_others_are_found():
    others = said_by_others("nl")
    assert others[None, "Change"] == {"Wijzigen"}, "of Django"
    assert "Je bent afgemeld." in others[None, "You have signed out."], "of allauth"


@pytest.mark.parametrize(
    ("text", "string", "context", "collides"),
    [
        ("Change", "Verandering", None, True),
        ("Change", "Wijzigen", None, False),
        ("Change", "Verandering", "difference", False),
        ("No text of Django", "Iets", None, False),
    ],
)
def test_a_new_collision_is_found(text, string, context, collides):
    ours = Catalog(locale="nl")
    ours.add(text, string, context=context)
    assert collisions(ours, said_by_others("nl")) == ({text} if collides else set())


def test_both_forms_of_a_plural_are_compared():
    ours = Catalog(locale="nl")
    ours.add(("%(counter)s result", "%(counter)s results"), ("%(counter)s uitslag", "%(counter)s uitslagen"))
    assert len(collisions(ours, said_by_others("nl"))) == 2


@pytest.mark.django_db
def test_the_administration_is_dutch_throughout(django_user_model):
    beheer = django_user_model.objects.create_superuser("beheer@voorbeeld.test", PASSWORD)
    client: Client = signed_in(beheer)
    client.cookies["language"] = "nl"
    page = client.get(reverse("admin:index")).content.decode()
    for wrong in some(("Model name", "Add link", "Change or view list link", "Verandering", "Iedereen")):
        assert wrong not in page
    assert ">Wijzigen<" in page
    listed = client.get(reverse("admin:assessments_action_changelist")).content.decode()
    assert "<h1>Stappen</h1>" in listed
