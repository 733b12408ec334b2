"""The response while a page stands open: only news, never who, and nothing an attacker learns of one person."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Round
from assessments.results.counting import has_enough, response_count
from tests.cast import make_partnership, make_round
from tests.pages import signed_in, words
from tests.responses import key_of, ratings, send, send_all
from tests.worlds import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(settings):
    """Let the links of rounds go by mail alone, so that counts are exact and live."""
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def polled(page):
    """Return the address that the page asks again and again."""
    return re.search(r'hx-get="([^"]+)"', page.content.decode()).group(1).replace("&amp;", "&")


@pytest.mark.usefixtures("mailed")
def test_an_open_page_gets_news_and_only_news(bas, open_round):
    browser = signed_in(bas)
    page = browser.get(f"/rounds/{open_round.pk}/")
    assert "0 van de 6 mensen" in words(page)
    assert browser.get(polled(page)).status_code == 204
    send(key_of(open_round.invitations.first()), ratings(3))
    news = browser.get(polled(page))
    assert "1 van de 6 mensen" in words(news)
    assert "Persoon" not in words(news)
    assert browser.get(polled(news)).status_code == 204


def test_a_page_gets_no_news_the_same_day_where_links_are_handed_out(bas, partnership):
    round_ = make_round(partnership, n_participants=12)
    browser = signed_in(bas)
    page = browser.get(f"/rounds/{round_.pk}/")
    assert "0–4 van de 12 mensen" in words(page)
    assert "in stappen van vijf" in words(page)
    for invitation in round_.invitations.all()[:7]:
        send(key_of(invitation), ratings(3))
    assert browser.get(polled(page)).status_code == 204
    assert "0–4 van de 12 mensen" in words(browser.get(f"/rounds/{round_.pk}/"))


def test_large_groups_are_told_in_tens(bas, partnership):
    round_ = make_round(partnership, n_participants=30, split="organisation")
    for invitation in round_.invitations.filter(organisation__name="School")[:4]:
        send(key_of(invitation), ratings(3))
    said = words(signed_in(bas).get(f"/rounds/{round_.pk}/"))
    assert "Gemeente minder dan 20 % Jeugdhulp minder dan 20 % School 40 tot 50 %" in said


def test_a_page_that_stands_open_is_made_anew_when_the_round_closes_or_gets_more_time(anna, bas, open_round):
    browser = signed_in(bas)
    page = browser.get(f"/rounds/{open_round.pk}/")
    Round.objects.update(closes_at=timezone.now())
    extended = browser.get(polled(page))
    assert (extended.status_code, extended["HX-Refresh"]) == (204, "true")
    page = browser.get(f"/rounds/{open_round.pk}/")
    assert "is die één keer vanzelf verlengd" in words(page)
    assert browser.get(polled(page)).headers.get("HX-Refresh") is None
    send_all(open_round)
    Round.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    closed = browser.get(polled(page))
    assert (closed.status_code, closed["HX-Refresh"]) == (204, "true")
    assert "Bekijk de uitslag" in words(browser.get(f"/rounds/{open_round.pk}/"))


def seen(round_):
    """Return all that a coordinator can see of a round while it is open."""
    count = response_count(round_)
    return count.whole, tuple(count.groups.items()), count.n_needed, count.n_organisations_needed


def seen_with_leak(round_):
    """Return the same with what was shown before: whether a diagnosis would follow, organisations counted too."""
    return seen(round_), has_enough(round_)


def alike(round_, watch):
    """Return for each way in which the counts can change how many people, of whom nothing is known, can be the cause.

    Whoever watches the counts while one person sends learns in which of these groups that person is.
    """
    silent = round_.invitations.exclude(pk__in=ANSWERED[round_.pk])
    causes = Counter()
    for invitation in silent:
        with world():
            send(key_of(invitation), ratings(3))
            causes[watch(round_)] += 1
    return causes


ANSWERED: dict[int, list[int]] = {}


def stage(partnership, sizes, answered, **fields):
    """Return a round with so many people of each organisation and role, of whom the first have answered."""
    round_ = make_round(partnership, n_participants=sum(sizes.values()), **fields)
    organisations = {one.name: one for one in partnership.organisations.all()}
    groups = [group for group, size in sizes.items() for _person in range(size)]
    invitations = list(round_.invitations.order_by("pk"))
    for (organisation, role), invitation in zip(groups, invitations, strict=True):
        invitation.organisation, invitation.role = organisations[organisation], role
        invitation.save()
    for invitation in invitations[:answered]:
        send(key_of(invitation), ratings(3))
    ANSWERED[round_.pk] = [invitation.pk for invitation in invitations[:answered]]
    return round_


ALONE = {("Gemeente", "professional"): 12, ("School", "professional"): 1}
SMALL_ROLES = {
    ("Gemeente", "professional"): 9,
    ("School", "manager"): 5,
    ("School", "bestuurder"): 3,
    ("Jeugdhulp", "overheid"): 2,
}


@pytest.mark.usefixtures("mailed")
@pytest.mark.parametrize("n_answered", [0, 4, 5, 6])
@pytest.mark.parametrize("split", ["role", "organisation"])
@pytest.mark.parametrize("sizes", [ALONE, SMALL_ROLES], ids=["one person alone", "small roles"])
def test_whoever_watches_one_person_send_learns_nothing_of_who_it_is(partnership, sizes, split, n_answered):
    round_ = stage(partnership, sizes, n_answered, split=split)
    assert list(alike(round_, seen).values()) == [round_.invitations.count() - n_answered]


@pytest.mark.usefixtures("mailed")
def test_the_attack_finds_the_one_person_when_organisations_are_counted_whatever_their_size(partnership):
    round_ = stage(partnership, ALONE, 5)
    assert min(alike(round_, seen_with_leak).values()) == 1
    assert "als die van minstens 2 organisaties komen" in words(
        signed_in(partnership.coordinators.first()).get(f"/rounds/{round_.pk}/")
    )


@pytest.mark.usefixtures("mailed")
def test_enough_answers_are_called_enough_when_they_cannot_be_of_one_organisation(partnership):
    other = make_partnership(partnership.coordinators.first())
    assert response_count(stage(partnership, SMALL_ROLES, 10)).n_organisations_needed == 0
    assert response_count(stage(other, SMALL_ROLES, 9)).n_organisations_needed == 2
    assert response_count(stage_with_open_link(partnership)).n_organisations_needed == 2


def stage_with_open_link(partnership):
    return make_round(partnership, n_participants=0, closes_in_days=90, has_open_link=True)
