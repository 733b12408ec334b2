"""Above the overview: how many of each outcome, what asks for attention, and the scores of all together."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import partnerships_for
from assessments.disclosure.shown import ShownScore
from assessments.models import Coordinatorship, Partnership, PlannedAction, Programme, Round
from assessments.results.counting import count_open_rounds
from assessments.results.totals import totals_of
from assessments.views.partnerships.overview_filter import (
    SHOWN,
    OverviewFilter,
    apply_filter,
    in_programme,
    outcome_choices,
)
from assessments.views.partnerships.overview_totals import counted
from tests.cast import make_partnership, make_round
from tests.pages import signed_in, words
from tests.reporting import disclosed as outcomes
from tests.responses import key_of, ratings, send

from .test_overview import closed, names

pytestmark = pytest.mark.django_db


def tiles(answer):
    """Return the numbers above the overview, by what they count."""
    found = re.findall(r"<strong>(\d+)</strong>\s*([^<]*?)</(?:a|span)>", answer.content.decode())
    return {what: int(number) for number, what in found}


def asked(answer):
    """Return what the page says asks for attention."""
    inside = re.search(r'<ul class="totals-attention">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return re.findall(r">([^<>]+)</a>", inside.group(1)) if inside else []


def planned(partnership, *, days=10, **fields):
    """Return something in the plan of a partnership that is due in so many days."""
    due = timezone.localdate() + timedelta(days=days)
    return PlannedAction.objects.create(partnership=partnership, title="Samen plannen", due_on=due, **fields)


@pytest.fixture
def programme(anna):
    """Return a browser of somebody with partnerships of every outcome, and one in the archive."""
    for number, outcome in enumerate(
        (outcomes.gezond, outcomes.schijnsamenwerking, outcomes.schijnsamenwerking, outcomes.fundament_ontbreekt)
    ):
        one = make_partnership(anna, name=f"Verband {number}")
        closed(one, outcomes.eilandsamenwerking(), days_ago=500)  # only the last one counts
        closed(one, outcome())
        planned(one)
    make_partnership(anna, name="Zonder meting")
    gone = make_partnership(anna, name="Vroeger")
    closed(gone, outcomes.gezond())
    Partnership.objects.filter(pk=gone.pk).update(archived_at=timezone.now())
    return signed_in(anna)


def test_each_outcome_is_counted_and_leads_to_those_it_counts(programme):
    page = programme.get("/partnerships/")
    assert tiles(page) == {
        "gezond": 1,
        "schijnsamenwerking": 2,
        "eilandsamenwerking": 0,
        "het fundament ontbreekt: intentie": 1,
        "nog geen uitslag": 1,
    }
    address = re.search(r'href="([^"]*)"[^>]*><strong>2</strong> schijn', page.content.decode()).group(1)
    assert names(programme.get(address)) == ["Verband 1", "Verband 2"]
    assert 'aria-current="true"' in programme.get(address).content.decode()


def test_the_number_that_the_totals_tell_is_that_of_what_a_filter_leaves(programme, anna):
    late, old, closing = (make_partnership(anna, name=name) for name in ("Te laat", "Oud", "Sluit"))
    planned(late, days=-3)
    closed(old, outcomes.gezond(), days_ago=500)
    make_round(closing, closes_in_days=3, n_participants=6)
    count_open_rounds(now=timezone.now())
    Programme.objects.create(partnership=old, name="Zorg")
    now, own, told = timezone.now(), partnerships_for(anna), Counter()
    diagnoses = [code for code, _words in outcome_choices()]
    for name, show, diagnosis, sought in product(("", "Zorg"), SHOWN, diagnoses, ("", "verband")):
        filter_ = OverviewFilter(words=sought, diagnosis=diagnosis, show=show, programme=name)
        totals = totals_of(in_programme(filter_, own).filter(archived_at__isnull=True), now)
        number = counted(totals, filter_)
        if number is not None:
            assert number == len(list(apply_filter(filter_, own, now))), filter_
            told[number > 0] += 1
    assert told[True] >= 10
    assert told[False] >= 5


def test_pages_of_a_filter_go_on_where_the_one_before_ended(anna, monkeypatch):
    monkeypatch.setattr("assessments.views.partnerships.overview.PER_PAGE", 2)
    monkeypatch.setattr("assessments.views.partnerships.overview.MOST_AT_ONCE", 3)
    for number in range(5):
        closed(make_partnership(anna, name=f"Verband {number}"), outcomes.gezond())
    browser = signed_in(anna)
    for asked_for in ("diagnosis=gezond", "show=no_plan", ""):
        found = [name for page in (1, 2, 3) for name in names(browser.get(f"/partnerships/?{asked_for}&page={page}"))]
        assert found == [f"Verband {number}" for number in range(5)]
        assert "5 samenwerkingsverbanden" in words(browser.get(f"/partnerships/?{asked_for}&page=2"))


def test_what_is_well_asks_for_nothing(programme):
    page = programme.get("/partnerships/")
    assert asked(page) == []
    assert "Er is nu niets dat aandacht vraagt" in words(page)


def test_few_partnerships_need_no_counts(anna, partnership):
    closed(partnership, outcomes.gezond())
    page = signed_in(anna).get("/partnerships/")
    assert tiles(page) == {}
    assert asked(page) == ["1 heeft een uitslag zonder plan"]


def test_a_partnership_of_somebody_else_is_never_counted(programme, chris):
    closed(make_partnership(chris, name="Van Chris"), outcomes.gezond(), days_ago=400)
    assert tiles(programme.get("/partnerships/"))["gezond"] == 1
    assert asked(programme.get("/partnerships/")) == []


def found(browser, show):
    return names(browser.get(f"/partnerships/?show={show}"))


def test_a_result_without_a_plan(anna, partnership):
    browser = signed_in(anna)
    closed(partnership, outcomes.gezond(), days_ago=10)
    assert found(browser, "no_plan") == [partnership.name]
    mine = planned(partnership)
    assert found(browser, "no_plan") == []
    PlannedAction.objects.filter(pk=mine.pk).update(
        created_at=timezone.now() - timedelta(days=11), progress="done"
    )  # of before the result, and done
    assert found(browser, "no_plan") == [partnership.name]
    PlannedAction.objects.filter(pk=mine.pk).update(progress="busy")
    assert found(browser, "no_plan") == []
    PlannedAction.objects.all().delete()
    make_round(partnership, n_participants=0, closes_in_days=60)
    assert found(browser, "no_plan") == []


def test_too_few_answers_need_no_plan(anna, partnership):
    closed(partnership, outcomes.onvoldoende_gegevens())
    assert asked(signed_in(anna).get("/partnerships/")) == []


def test_a_result_of_more_than_a_year_ago(anna, partnership):
    browser = signed_in(anna)
    planned(partnership)
    last = closed(partnership, outcomes.gezond(), days_ago=364)
    assert found(browser, "old") == []
    last.closed_at = timezone.now() - timedelta(days=366)
    last.save()
    last.result.save()
    assert found(browser, "old") == [partnership.name]
    assert asked(browser.get("/partnerships/")) == ["1 heeft een uitslag van meer dan een jaar geleden"]
    coming = make_round(partnership, n_participants=0, closes_in_days=60)
    Round.objects.filter(pk=coming.pk).update(opens_at=timezone.now() + timedelta(days=20))
    assert found(browser, "old") == []


def test_what_should_have_been_done(anna, partnership):
    browser = signed_in(anna)
    mine = planned(partnership, days=0)
    assert found(browser, "overdue") == []
    PlannedAction.objects.filter(pk=mine.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    planned(partnership, days=-5)
    assert found(browser, "overdue") == [partnership.name]
    assert asked(browser.get("/partnerships/")) == ["1 heeft een stap in het plan waarvan de datum voorbij is"]
    PlannedAction.objects.update(progress="dropped")
    assert found(browser, "overdue") == []


def test_a_round_that_closes_soon_with_too_few_answers(anna, partnership, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    browser = signed_in(anna)
    round_ = make_round(partnership, closes_in_days=6)
    assert asked(browser.get("/partnerships/")) == ["1 sluit binnen een week en heeft nog te weinig antwoorden"]
    links = [key_of(one) for one in round_.invitations.order_by("pk")]
    for link in links[:4]:
        send(link, ratings(3))
    assert found(browser, "closing") == [partnership.name]
    send(links[4], ratings(3))
    assert found(browser, "closing") == []
    other = make_partnership(anna, name="Later")
    make_round(other, closes_in_days=8)
    assert found(browser, "closing") == []


def test_where_links_are_handed_out_it_follows_the_number_of_the_day_and_counts_nothing_anew(anna, partnership):
    browser = signed_in(anna)
    round_ = make_round(partnership, closes_in_days=6)
    count_open_rounds(now=timezone.now())
    for one in round_.invitations.order_by("pk"):
        send(key_of(one), ratings(3))
    assert found(browser, "closing") == [partnership.name]
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk=round_.pk).update(counted_on=yesterday)
    with CaptureQueriesContext(connection) as seen:
        browser.get("/partnerships/?show=archived")  # no row of the page counts it
    assert Round.objects.get().counted_on == yesterday
    assert not [one for one in seen.captured_queries if one["sql"].startswith("UPDATE")]
    Round.objects.filter(pk=round_.pk).update(counted_on=yesterday, day_count={"n_sent": 5, "groups": {}})
    browser.get("/partnerships/?show=archived")
    assert Round.objects.get().counted_on == yesterday
    assert asked(browser.get("/partnerships/?show=archived")) == []


def with_score(value, force="actie"):
    """Return a result in which this force has this score."""
    made = outcomes.schijnsamenwerking()
    return replace(made, scores=made.scores | {force: ShownScore(value, None, None, None)})


def test_scores_lie_in_columns_with_their_lowest_highest_and_middle_in_words(anna):
    for number, value in enumerate((5, 38, 39, 95)):
        closed(make_partnership(anna, name=f"Verband {number}"), with_score(value))
    page = signed_in(anna).get("/partnerships/")
    assert "actie Van 5 of lager tot 95 of hoger; de middelste is 38" in words(page)
    assert "intentie Allemaal op 81" in words(page)
    table = re.search(r'<table class="totals-table">(.*?)</table>', page.content.decode(), re.DOTALL).group(1)
    rows = {
        band: re.findall(r"<td>(\d+)</td>", cells)
        for band, cells in re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', table, re.DOTALL)
    }
    assert len(rows) == 10
    assert {band: cells[1] for band, cells in rows.items() if cells[1] != "0"} == {
        "0–9": "1",
        "30–39": "2",
        "90–100": "1",
    }


def test_a_force_that_is_not_shown_is_not_counted(anna):
    for number in range(3):
        made = outcomes.schijnsamenwerking()
        shown = {force: score for force, score in made.scores.items() if force != "actie"}
        closed(make_partnership(anna, name=f"Verband {number}"), replace(made, scores=shown))
    page = signed_in(anna).get("/partnerships/").content.decode()
    assert page.count('<svg class="force-spread') == 2
    assert "force-spread force-actie" not in page


def test_forty_cost_as_many_queries_as_three(anna):
    browser, counts = signed_in(anna), []
    for numbers in (range(3), range(3, 40)):
        rows = [make_partnership(anna, name=f"Verband {number}", organisations=("Gemeente",)) for number in numbers]
        for one in rows:
            closed(one, outcomes.gezond(), days_ago=400)
            planned(one, days=-1)
            make_round(one, n_participants=1, closes_in_days=3)
        browser.get("/partnerships/")
        for address in ("", *(f"?show={show}" for show in ("closing", "overdue", "no_plan", "old"))):
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(f"/partnerships/{address}").status_code == 200
            counts.append((address, len(seen)))
    half = len(counts) // 2
    assert counts[:half] == counts[half:]
    assert Coordinatorship.objects.count() == 40


def test_the_last_round_of_each_partnership_is_found_in_an_index(programme):
    with CaptureQueriesContext(connection) as seen:
        programme.get("/partnerships/?diagnosis=gezond")
    looking = [one["sql"] for one in seen.captured_queries if "coalesce" in one["sql"].lower()]
    assert looking
    if connection.vendor != "sqlite":
        return  # PostgreSQL reads so few rounds without any index
    with connection.cursor() as cursor:
        for sql in looking:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}")
            steps = [step[3] for step in cursor.fetchall()]
            assert any("INDEX round_latest" in step for step in steps), steps
