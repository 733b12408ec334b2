"""A copy of a partnership: its facts and organisations, who is asked to come along, and nothing that was answered."""

import pytest
from django.apps import apps

from assessments.models import (
    Coordinatorship,
    Organisation,
    Participant,
    Partnership,
    Programme,
    User,
)
from tests.pages import errors, filled_in, signed_in, words
from tests.whole_partnership import whole_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(anna, bas):
    made = whole_partnership(anna, "Jeugdketen Noord")
    Partnership.objects.filter(pk=made.pk).update(theme="Jeugd", started_on="2020-02-01", retention_months=12)
    Coordinatorship.objects.create(user=bas, partnership=made, access="reader")
    made.refresh_from_db()
    return made


def copied(browser, whole, **fields):
    """Copy a partnership on its page, and return the copy."""
    place = f"/partnerships/{whole.pk}/copy/"
    answer = browser.post(place, filled_in(browser.get(place)) | fields)
    assert answer.status_code == 302
    return Partnership.objects.exclude(pk=whole.pk).latest("pk")


def belonging_to(partnership):
    """Return how many rows of each kind refer to a partnership."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Partnership:
                found[model.__name__] = model._base_manager.filter(**{field.name: partnership}).count()
    return {name: number for name, number in found.items() if number}


def test_facts_programmes_and_organisations_come_along_and_nothing_else(anna, whole):
    copy = copied(signed_in(anna), whole)
    assert copy.name == "Kopie van Jeugdketen Noord"
    for same in ("theme", "started_on", "retention_months"):
        assert getattr(copy, same) == getattr(whole, same)
    assert set(belonging_to(whole)) > {"Participant", "Round", "PlannedAction", "CoordinatorInvitation"}
    assert belonging_to(copy) == {"Organisation": 3, "Coordinatorship": 1, "Programme": 1, "AuditEntry": 1}
    assert Coordinatorship.objects.get(partnership=copy).user == anna


def test_people_come_along_when_asked_with_whether_they_want_mail(anna, whole):
    unwilling = Participant.objects.filter(partnership=whole).first()
    Participant.objects.filter(pk=unwilling.pk).update(wants_mail=False)
    copy = copied(signed_in(anna), whole, with_people="on")
    seen = [
        list(
            Participant.objects.filter(partnership=one)
            .order_by("pk")
            .values_list("name", "email", "role", "wants_mail", "organisation__name")
        )
        for one in (whole, copy)
    ]
    assert seen[0] == seen[1]
    assert len(seen[1]) > 10
    assert {one.organisation.partnership_id for one in Participant.objects.filter(partnership=copy)} == {copy.pk}
    assert set(belonging_to(copy)) == {"Organisation", "Coordinatorship", "Programme", "AuditEntry", "Participant"}


def test_other_coordinators_get_access_when_asked_and_those_who_may_not_sign_in_do_not(anna, bas, chris, whole):
    Coordinatorship.objects.create(user=chris, partnership=whole, access="owner")
    User.objects.filter(pk=chris.pk).update(is_active=False)
    browser = signed_in(anna)
    page = words(browser.get(f"/partnerships/{whole.pk}/copy/"))
    assert "met de rechten die zij nu hebben: Bas." in page.replace("Met", "met")
    copy = copied(browser, whole, with_coordinators="on")
    assert dict(copy.coordinatorships.values_list("user__name", "access")) == {"Anna": "owner", "Bas": "reader"}
    assert signed_in(bas).get(f"/partnerships/{copy.pk}/").status_code == 200


def test_a_form_sent_twice_makes_one_copy(anna, whole):
    browser, place = signed_in(anna), f"/partnerships/{whole.pk}/copy/"
    sent = filled_in(browser.get(place))
    first, second = browser.post(place, sent), browser.post(place, sent)
    assert first.url == second.url
    assert Partnership.objects.count() == 2


def test_there_is_nothing_to_tick_where_there_is_nobody(anna, chris):
    bare = Partnership.objects.create(name="x" * 150)
    Coordinatorship.objects.create(user=anna, partnership=bare)
    browser, place = signed_in(anna), f"/partnerships/{bare.pk}/copy/"
    asked = filled_in(browser.get(place))
    assert asked["name"] == f"Kopie van {'x' * 140}"[:150]
    page = browser.get(place).content.decode()
    assert "with_people" not in page
    assert "with_coordinators" not in page
    refused = browser.post(place, asked | {"name": " "})
    assert refused.status_code == 422
    assert "Vul de naam van het samenwerkingsverband in" in str(errors(refused))
    assert Organisation.objects.count() == Programme.objects.count() == 0


def test_only_an_owner_copies(bas, chris, whole):
    for who in (bas, chris):
        assert signed_in(who).post(f"/partnerships/{whole.pk}/copy/", {"name": "Van mij"}).status_code == 404
    assert Partnership.objects.count() == 1
