"""Each action of the last result leads its owners into the plan, or says that it is in there, for whatever role."""

import re

import pytest
from django.urls import reverse

from assessments.models import PlannedAction
from tests.pages import signed_in
from tests.reporting.disclosed import eilandsamenwerking
from tests.reporting.results import closed_round, frozen_result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once")]

FOR_PROFESSIONALS, FOR_OTHERS = "eiland-aanbod", "eiland-aanbod-leiding"


@pytest.fixture
def round_(partnership):
    return closed_round(partnership, frozen_result(eilandsamenwerking()))


def page_of(user, round_):
    return signed_in(user).get(reverse("round_result", args=[round_.pk])).content.decode()


def card_of(page, code):
    (found,) = re.findall(rf'id="action-{code}">.*?</details>', page, re.DOTALL)
    return found


def test_an_owner_can_put_every_action_in_the_plan(round_, anna):
    page = page_of(anna, round_)
    assert page.count("Zet in het plan") == page.count('class="card-fold') > 10
    assert f"?action={FOR_PROFESSIONALS}" in card_of(page, FOR_PROFESSIONALS)
    assert "<!--plan" not in page


@pytest.mark.parametrize("code", [FOR_PROFESSIONALS, FOR_OTHERS])
def test_an_action_with_an_entry_for_other_roles_is_in_the_plan_by_either(round_, anna, partnership, code):
    PlannedAction.objects.create(partnership=partnership, round=round_, title="Iets wat blijft", action_code=code)
    card = card_of(page_of(anna, round_), FOR_PROFESSIONALS)
    assert "Staat in het plan" in card
    assert "Zet in het plan" not in card


def test_every_link_to_an_action_on_the_page_leads_to_one(round_, anna):
    page = page_of(anna, round_)
    targets = re.findall(r'href="#(action-[^"]+)"', page)
    assert len(targets) >= 3
    assert [target for target in targets if f'id="{target}"' not in page] == []
    assert f'id="action-{FOR_OTHERS}"' in page


def test_who_only_reads_has_no_way_into_the_plan(round_, bas):
    page = page_of(bas, round_)
    assert "Zet in het plan" not in page
    assert "<!--plan" not in page
