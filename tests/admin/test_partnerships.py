"""Partnerships are there to look at."""

from datetime import UTC, datetime

import pytest

from assessments.models import Partnership
from tests.cast import make_partnership

LIST = "/beheer/assessments/partnership/"


def test_the_list_tells_owners(beheer, partnership):
    page = beheer.get(LIST).content.decode()
    assert "Jeugdketen Noord" in page
    assert "Anna (anna@voorbeeld.test)" in page
    assert "bas@voorbeeld.test" not in page


def test_one_partnership_tells_coordinators_and_no_participants(beheer, open_round):
    page = beheer.get(f"{LIST}{open_round.partnership_id}/change/").content.decode()
    assert "Bas (bas@voorbeeld.test)" in page
    assert "persoon0@voorbeeld.test" not in page
    assert "Persoon 0" not in page


@pytest.mark.parametrize("page", ["{pk}/change/", "{pk}/delete/", "add/"])
def test_nothing_is_changed_here(beheer, partnership, page):
    response = beheer.post(LIST + page.format(pk=partnership.pk), {"name": "Anders", "post": "yes"})
    assert response.status_code == 403
    assert Partnership.objects.get().name == "Jeugdketen Noord"


def test_partnerships_are_found_by_owner(beheer, partnership, chris):
    make_partnership(chris, name="Wijkteam Zuid")
    found = beheer.get(f"{LIST}?q=chris@").context["cl"].result_list
    assert [one.name for one in found] == ["Wijkteam Zuid"]


def test_an_archived_partnership_stays_visible_with_its_owner(beheer, partnership):
    Partnership.objects.update(archived_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert "Anna (anna@voorbeeld.test)" in beheer.get(LIST).content.decode()
    page = beheer.get(f"{LIST}{partnership.pk}/change/").content.decode()
    assert "1 maart 2026" in page
