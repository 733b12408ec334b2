"""After the command and after the page the person stands nowhere: in no column, no session, no cache and no file."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from assessments.models import Result, User
from assessments.services.erasure import erase_deleted
from tests.cast import PASSWORD

from .planting import ADDRESS, NAME, OTHERS, WORDS, plant
from .searching import files_with, places_of

pytestmark = pytest.mark.django_db(transaction=True)

FOUND_BEFORE = {
    "account_emailaddress.email",
    "assessments_action.source",
    "assessments_auditentry.who",
    "assessments_coordinatorinvitation.email",
    "assessments_historicalaction.source",
    "assessments_mail.address",
    "assessments_mail.last_error",
    "assessments_mailtext.body",
    "assessments_mailtext.subject",
    "assessments_organisation.name",
    "assessments_participant.email",
    "assessments_participant.name",
    "assessments_partnership.name",
    "assessments_partnership.theme",
    "assessments_plannedaction.email",
    "assessments_plannedaction.note",
    "assessments_plannedaction.person",
    "assessments_plannedaction.title",
    "assessments_progressnote.note",
    "assessments_progressnote.who",
    "assessments_response.answers",
    "assessments_result.document",
    "assessments_round.contact_email",
    "assessments_round.contact_name",
    "assessments_round.sender_name",
    "assessments_round.title",
    "assessments_scoringprofileversion.note",
    "assessments_user.email",
    "assessments_user.name",
    "auth_group.name",
    "django_admin_log.object_repr",
    "django_session.session_data",
    "mfa_authenticator.data",
    "socialaccount_socialaccount.uid",
}
"""Every place in which the person must stand before, so that something could be left."""


@pytest.fixture
def planted(anna, settings, tmp_path):
    """Put the person everywhere; reports and the cache have a place of their own, as in an installation."""
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable")
    partnership = plant(anna, settings)
    _make_reports(anna)
    yield partnership
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")


def _make_reports(owner):
    browser = Client()
    browser.force_login(owner)
    (round_,) = Result.objects.values_list("round", flat=True)
    assert NAME in browser.get(f"/rounds/{round_}/result/").content.decode()
    assert browser.get(f"/rounds/{round_}/export/?format=json").status_code == 200


def by_command():
    told = io.StringIO()
    call_command("erase_person", ADDRESS, name=NAME, stdout=told)
    return told.getvalue()


def by_page():
    """Erase on the page of the administration, and let the worker do its duty."""
    browser = Client()
    browser.force_login(User.objects.get(email="beheer@voorbeeld.test"))
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    told = browser.post("/beheer/erase-person/", {"email": ADDRESS, "name": NAME, "erase": "1"})
    assert told.status_code == 200
    erase_deleted(now=timezone.now())
    return told.content.decode()


@pytest.mark.parametrize("erase", [by_command, by_page])
def test_the_person_stands_nowhere_any_more(planted, erase):
    before = places_of(WORDS, beside=OTHERS)
    assert FOUND_BEFORE - before == set()
    assert {"parts.html", "tables"} <= set(files_with([NAME], beside=OTHERS))
    told = erase()
    assert places_of(WORDS, beside=OTHERS) == set()
    assert files_with(WORDS, beside=OTHERS) == []
    assert [word for word in (*WORDS, *map(str.lower, WORDS)) if word in told] == []
