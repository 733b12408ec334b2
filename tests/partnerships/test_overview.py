"""The overview: where each partnership stands, found, in order and a page at a time, and as a table."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.disclosure.shown import ShownScore
from assessments.models import Coordinatorship, Partnership, Result
from assessments.reporting.frozen import to_document
from assessments.results.stored_results import checksum
from assessments.views.partnerships.force_line import LEFT, SCALE
from tests.cast import make_partnership, make_round
from tests.pages import signed_in, words
from tests.reporting import disclosed as outcomes
from tests.reporting.results import frozen_result
from tests.responses import key_of, ratings, save, send

pytestmark = pytest.mark.django_db


def closed(partnership, disclosed, *, days_ago=10, **frozen):
    """Return a round that closed so many days ago, in which this was found."""
    moment = timezone.now() - timedelta(days=days_ago)
    round_ = make_round(partnership, n_participants=0, state="closed", closes_in_days=-days_ago, closed_at=moment)
    document = to_document(replace(frozen_result(disclosed), **frozen))
    Result.objects.create(round=round_, document=document, checksum=checksum(document), created_at=moment)
    return round_


def raised(disclosed, points, force="verbinding"):
    """Return the same with this force so many points higher."""
    score = disclosed.scores[force]
    return replace(disclosed, scores=disclosed.scores | {force: replace(score, value=score.value + points)})


def names(answer):
    """Return the partnerships of a page in their order."""
    return re.findall(r'class="overview-name"\s+href="[^"]*">([^<]*)<', answer.content.decode())


def page_table(user):
    """Return the overview of this user as a table."""
    return signed_in(user).get("/partnerships/list.csv").content.decode("utf-8-sig")


def test_a_line_says_what_was_found_how_sure_and_what_comes(anna, bas, partnership):
    closed(partnership, outcomes.schijnsamenwerking())
    opened = make_round(partnership)
    first, second, *_rest = opened.invitations.all()
    send(key_of(first), ratings(3))
    save(key_of(second), ratings(3))
    for who, access in ((anna, "eigenaar"), (bas, "lezer")):
        page = signed_in(who).get("/partnerships/")
        for seen in ("schijnsamenwerking · duidelijk", "0–4 van de 6", "open tot"):
            assert seen in words(page)
        assert ("lezer" in words(page)) is (who == bas)
        assert access in page_table(who)
        drawing = re.search(
            r'<svg class="force-bars force-line" role="img" aria-label="([^"]*)"', page.content.decode()
        )
        for force in ("intentie", "actie", "verbinding"):
            assert force in drawing.group(1)
        assert "intentie 81 (18,5 boven de lat)" in drawing.group(1)
        assert "actie 37 (29,5 onder de lat)" in drawing.group(1)
        bars = re.findall(r'<line class="bar" x1="([\d.]+)"', drawing.string)
        assert [(float(bar) - LEFT) / SCALE for bar in bars] == pytest.approx([62.5, 66.5, 66.5], abs=0.2)


def test_only_a_second_round_is_called_stalled(anna, partnership):
    first = closed(partnership, outcomes.schijnsamenwerking())
    browser = signed_in(anna)
    assert "vastgelopen" not in words(browser.get("/partnerships/"))
    first.result.document = to_document(frozen_result(outcomes.stalled()))
    first.result.save()
    assert "vastgelopen schijnsamenwerking" in words(browser.get("/partnerships/"))


def test_of_a_missing_foundation_the_line_says_how_sure_that_is(anna, partnership):
    last = closed(partnership, outcomes.fundament_ontbreekt())
    browser = signed_in(anna)
    assert "het fundament ontbreekt" in words(browser.get("/partnerships/"))
    assert "het fundament ontbreekt: intentie · duidelijk" in words(browser.get("/partnerships/"))
    assert "dat het ontbreekt, is duidelijk" in page_table(anna)
    last.result.document = to_document(frozen_result(outcomes.fundament_ontbreekt(foundation=None)))
    last.result.save()
    assert "duidelijk" not in words(browser.get("/partnerships/"))
    assert "is duidelijk" not in page_table(anna)


def test_an_end_of_the_scale_is_said_as_one(anna, partnership):
    highest, lowest = ShownScore(95, 88, 95, 2.0), ShownScore(5, 5, 12, 2.0)
    closed(partnership, replace(outcomes.schijnsamenwerking(), scores={"intentie": highest, "actie": lowest}))
    browser = signed_in(anna)
    page = browser.get("/partnerships/").content.decode()
    assert "intentie 95 of hoger (minstens 32,5 boven de lat)" in page
    assert "≥ 95" in page
    assert "≤ 5" in page
    table = browser.get("/partnerships/list.csv").content.decode("utf-8-sig")
    _header, row = csv.reader(io.StringIO(table), delimiter=";")
    assert {"95 of hoger", "5 of lager", "62,5", "66,5"} <= set(row)


def test_a_change_is_told_only_when_it_is_more_than_noise(anna, partnership):
    browser, found = signed_in(anna), outcomes.schijnsamenwerking()
    last = closed(partnership, found)
    assert "de meting ervoor" not in words(browser.get("/partnerships/"))

    before = closed(partnership, raised(found, -3), days_ago=400)
    page = browser.get("/partnerships/")
    assert "Gestegen" not in words(page)
    assert 'class="trend ' not in page.content.decode()

    for points, said in ((-30, "Gestegen sinds de meting ervoor: verbinding"), (30, "Gedaald sinds")):
        before.result.document = to_document(frozen_result(raised(found, points)))
        before.result.save()
        page = browser.get("/partnerships/")
        assert said in words(page)
        assert page.content.decode().count('class="trend ') == 1
        assert said in words(browser.get(f"/partnerships/{partnership.pk}/"))

    last.result.document = to_document(replace(frozen_result(found), profile_version=2))
    last.result.save()
    assert "de meting ervoor" not in words(browser.get("/partnerships/"))


def test_what_may_not_be_shown_is_not_drawn(anna, partnership):
    closed(partnership, outcomes.onvoldoende_gegevens())
    page = signed_in(anna).get("/partnerships/")
    assert "te weinig antwoorden voor een diagnose" in words(page)
    assert "<svg class" not in page.content.decode()


@pytest.fixture
def many(anna):
    """Return a browser of someone with partnerships of every kind."""
    stalled = make_partnership(anna, name="Zus één", organisations=("Gemeente Ürk",))
    closed(stalled, outcomes.schijnsamenwerking(), days_ago=5)
    healthy = make_partnership(anna, name="Beter samen")
    closed(healthy, outcomes.gezond(), days_ago=90)
    make_round(healthy, n_participants=1, closes_in_days=50)
    bare = make_partnership(anna, name="Aanloop")
    make_round(bare, n_participants=1, closes_in_days=5)
    without = make_partnership(anna, name="Zonder grond")
    closed(without, outcomes.fundament_ontbreekt(), days_ago=30)
    gone = make_partnership(anna, name="Vroeger")
    Partnership.objects.filter(pk=gone.pk).update(archived_at=timezone.now(), theme="Wonen")
    return signed_in(anna)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Aanloop", "Beter samen", "Zonder grond", "Zus één"]),
        ("sort=-name", ["Zus één", "Zonder grond", "Beter samen", "Aanloop"]),
        ("sort=diagnosis", ["Zonder grond", "Zus één", "Beter samen", "Aanloop"]),
        ("sort=-last", ["Zus één", "Zonder grond", "Beter samen", "Aanloop"]),
        ("sort=next", ["Aanloop", "Beter samen", "Zonder grond", "Zus één"]),
        ("q=ZUS+EEN", ["Zus één"]),
        ("q=urk+gemeente", ["Zus één"]),
        ("diagnosis=gezond", ["Beter samen"]),
        ("diagnosis=fundament_ontbreekt", ["Zonder grond"]),
        ("diagnosis=none", ["Aanloop"]),
        ("show=open", ["Aanloop", "Beter samen"]),
        ("show=open&diagnosis=gezond&q=samen", ["Beter samen"]),
        ("show=archived&q=wonen", ["Vroeger"]),
        ("sort=iets&diagnosis=iets&show=iets&page=iets", ["Aanloop", "Beter samen", "Zonder grond", "Zus één"]),
    ],
)
def test_searching_filtering_and_order_stand_in_the_address(many, query, found):
    assert names(many.get(f"/partnerships/?{query}")) == found
    table = many.get(f"/partnerships/list.csv?{query}").content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(table), delimiter=";")][1:] == found


def test_nothing_found_leads_back_to_everything(many):
    page = many.get("/partnerships/?q=<b>niets</b>")
    assert "Niets gevonden" in words(page)
    assert "“<b>niets</b>”" in words(page)
    main = page.content.decode().split("<main")[1]
    assert 'class="btn btn-primary" href="/partnerships/">' in main


def test_pages_of_50_keep_what_was_asked_and_the_table_has_all(anna):
    rows = Partnership.objects.bulk_create(Partnership(name=f"Verband {number:03}") for number in range(110))
    Coordinatorship.objects.bulk_create(Coordinatorship(user=anna, partnership=row) for row in rows)
    browser = signed_in(anna)
    page = browser.get("/partnerships/?q=verband&sort=-name")
    assert names(page) == [f"Verband {number:03}" for number in range(109, 59, -1)]
    following = re.search(r'href="([^"]*)"\s+rel="next"', page.content.decode()).group(1).replace("&amp;", "&")
    assert names(browser.get(f"/partnerships/{following}")) == [f"Verband {number:03}" for number in range(59, 9, -1)]
    assert len(names(browser.get("/partnerships/?page=3"))) == 10
    assert len(browser.get("/partnerships/list.csv?q=verband&page=2").content.splitlines()) == 111


def test_the_table_opens_in_a_spreadsheet_and_calculates_nothing(anna):
    hostile = make_partnership(anna, name='=HYPERLINK("x";"y")')
    closed(hostile, outcomes.stalled())
    answer = signed_in(anna).get("/partnerships/list.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    _header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row[0] == '\'=HYPERLINK("x";"y")'
    assert "vastgelopen schijnsamenwerking" in row


@pytest.mark.parametrize(
    "address", ["/partnerships/", "/partnerships/?q=verband&sort=diagnosis", "/partnerships/list.csv"]
)
def test_thirty_cost_as_many_queries_as_one(anna, address):
    browser = signed_in(anna)
    document = to_document(frozen_result())
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            one = make_partnership(anna, name=f"Verband {number}", organisations=("Gemeente",))
            for days in (-400, -9):
                round_ = make_round(one, n_participants=0, state="closed", closes_in_days=days)
                Result.objects.create(round=round_, document=document, checksum="", created_at=timezone.now())
            make_round(one, n_participants=1)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
