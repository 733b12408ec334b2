"""Pages ask the database as much for thirty as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Coordinatorship, Organisation, Participant, Partnership, Round
from tests.cast import make_partnership, make_round
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def cost(browser, address):
    """Return the queries of a page; the first visit pays for what is kept."""
    assert browser.get(address).status_code in {200, 204}
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return [query["sql"] for query in asked.captured_queries]


def grow(partnership, round_):
    """Give a partnership thirty organisations, ninety people with links, and thirty rounds."""
    for number in range(30):
        organisation = Organisation.objects.create(partnership=partnership, name=f"Organisatie {number:02}")
        for role in ("professional", "manager", "overheid"):
            person = Participant.objects.create(organisation=organisation, name=f"{role} {number}", role=role)
            round_.invitations.create(participant=person, organisation=organisation, role=role)
        Round.objects.create(
            partnership=partnership,
            title=f"Oud {number}",
            state="closed",
            closes_at=timezone.now(),
            closed_at=timezone.now(),
            profile=round_.profile,
        )


@pytest.mark.parametrize(
    "address",
    [
        "/partnerships/{partnership}/",
        "/partnerships/{partnership}/archive/",
        "/partnerships/{partnership}/delete/",
        "/partnerships/{partnership}/export/",
        "/partnerships/{partnership}/organisations/",
        "/partnerships/{partnership}/participants/",
        "/partnerships/{partnership}/rounds/new/",
        "/rounds/{round}/",
        "/rounds/{round}/links/",
        "/rounds/{round}/close/",
        "/rounds/{round}/response/?closes=soon",
        "/rounds/{round}/sheet/",
        "/rounds/{round}/edit/",
        "/rounds/{round}/extend/",
        "/rounds/{round}/preview/",
        "/rounds/{round}/mail/",
        "/rounds/{round}/mail/texts/",
    ],
)
@pytest.mark.parametrize("visitor", ["anna", "bas"])
def test_a_page_costs_the_same_for_thirty_of_everything(partnership, visitor, address):
    round_ = make_round(partnership, n_participants=1, closes_in_days=300)
    browser = signed_in(partnership.coordinators.get(email=f"{visitor}@voorbeeld.test"))
    address = address.format(partnership=partnership.pk, round=round_.pk)
    if browser.get(address).status_code == 404:
        assert visitor == "bas"
        return
    few = cost(browser, address)
    grow(partnership, round_)
    many = cost(browser, address)
    assert len(many) == len(few), many[-8:]


def test_others_partnerships_are_not_even_asked_for(anna, chris, partnership):
    for number in range(5):
        make_partnership(chris, name=f"Van Chris {number}")
    assert Partnership.objects.count() == 6
    assert Coordinatorship.objects.filter(user=anna).count() == 1
    assert "Van Chris" not in signed_in(anna).get("/partnerships/").content.decode()
