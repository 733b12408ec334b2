"""What was stored before there was a most, or when it was higher, stays as it is, and the rest can be changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Action, Organisation, Participant, PlannedAction
from assessments.services.catalogue import load_catalogue
from assessments.vocabulary.limits import MOST_IN_A_NOTE, MOST_IN_AN_ACTION, MOST_ORGANISATIONS, MOST_PLANNED_ACTIONS
from tests.editing.cases import form_of
from tests.pages import errors, filled_in

LONG = "Eerste regel\r\n" + "lang " * 1000


@pytest.fixture
def browser(others):
    return others[0]


@pytest.fixture
def action(partnership):
    action = PlannedAction.objects.create(partnership=partnership, title="Overleg")
    PlannedAction.objects.filter(pk=action.pk).update(note=LONG)
    return action


def test_a_row_with_a_text_that_is_too_long_by_now_can_be_changed(browser, action):
    address = f"/plan/{action.pk}/"
    fields = form_of(browser, address)
    fields["note"] = fields["note"].replace("\n", "\r\n")
    assert browser.post(address, fields | {"progress": "busy"}).status_code == 302
    action.refresh_from_db()
    assert (action.progress, len(action.note) > MOST_IN_A_NOTE) == ("busy", True)


def test_another_text_has_to_fit(browser, action):
    address = f"/plan/{action.pk}/"
    refused = browser.post(address, form_of(browser, address) | {"note": LONG + "r"})
    assert [target for target, _said in errors(refused)] == ["id_note"]
    assert browser.post(address, filled_in(refused) | {"note": "Kort"}).status_code == 302
    assert browser.post(address, form_of(browser, address) | {"note": LONG}).status_code == 422


def test_so_it_is_with_an_action_of_the_catalogue_on_its_page_and_in_a_file(browser):
    load_catalogue()
    action = Action.objects.first()
    long = "lang " * MOST_IN_AN_ACTION
    Action.objects.filter(pk=action.pk).update(why_nl=long)
    address = reverse("admin:assessments_action_change", args=[action.pk])
    assert browser.post(address, form_of(browser, address) | {"why_en": "Because"}).status_code == 302
    action.refresh_from_db()
    assert (action.why_en, action.why_nl) == ("Because", long.strip())
    assert browser.post(address, form_of(browser, address) | {"why_nl": long + "r"}).status_code == 200
    whole = browser.post(reverse("admin:assessments_action_export"), {"format": "csv"}).content
    file = SimpleUploadedFile("acties.csv", whole.replace(b"Because", b"For it"))
    found = browser.post(reverse("admin:assessments_action_import"), {"import_file": file}).context["differences"]
    assert (found.refused, [one.code for one in found.changed]) == ((), [action.code])


def test_a_list_of_organisations_that_is_too_long_by_now_can_be_changed_but_does_not_grow(browser, partnership):
    Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=f"Stichting {number}") for number in range(MOST_ORGANISATIONS)
    )
    address, n_before = f"/partnerships/{partnership.pk}/organisations/", partnership.organisations.count()
    assert (
        browser.post(address, form_of(browser, address) | {"organisations-0-name": "Gemeente Noord"}).status_code == 302
    )
    assert partnership.organisations.filter(name="Gemeente Noord").exists()
    full = form_of(browser, address)
    assert f"organisations-{n_before}-name" not in full
    more = full | {"organisations-TOTAL_FORMS": str(n_before + 1), f"organisations-{n_before}-name": "Nog een"}
    assert browser.post(address, more).status_code == 422
    assert partnership.organisations.count() == n_before
    swapped = browser.post(address, more | {"organisations-1-DELETE": "on"})
    assert swapped.status_code == 302
    rows = [["naam", "rol", "organisatie"], ["Joke", "manager", "Gemeente Noord"]]
    people = f"/partnerships/{partnership.pk}/participants/import/"
    page = browser.post(people, {"pasted": "\n".join(map("\t".join, rows))})
    assert browser.post(people, filled_in(page) | {"add": "1"}).status_code == 302
    assert Participant.objects.get().organisation.name == "Gemeente Noord"


def test_a_plan_with_more_actions_than_fit_can_be_changed_but_does_not_grow(browser, partnership):
    PlannedAction.objects.bulk_create(
        PlannedAction(partnership=partnership, title=f"Overleg {number}") for number in range(MOST_PLANNED_ACTIONS + 1)
    )
    address = f"/plan/{PlannedAction.objects.first().pk}/"
    assert browser.post(address, form_of(browser, address) | {"progress": "done"}).status_code == 302
    new = f"/partnerships/{partnership.pk}/plan/new/"
    refused = browser.post(new, filled_in(browser.get(new)) | {"title": "Nog een"})
    assert [said for _target, said in errors(refused)] == [
        "In een plan passen 200 stappen. Haal er eerst een uit het plan."
    ]
