"""What lists read of a result is what stands in its document, whatever becomes of it, and lists read nothing else."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Excerpt, Result
from assessments.results.findings import finding_in
from assessments.services.deadline_warnings import warn_before_deletion
from assessments.services.open_answers import strike_open_answer
from assessments.services.partnership_deletion import delete_partnership
from assessments.services.retention import erase_contacts, erase_own_words
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from tests.cast import make_partnership
from tests.excerpts import assert_excerpts_hold
from tests.pages import signed_in
from tests.person_erasure.planting import ADDRESS, NAME, plant
from tests.reporting.disclosed import fundament_ontbreekt, schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result
from tests.some import some
from tests.whole_partnership import whole_partnership

from .striking import keys_on, open_answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reports_of_their_own(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def round_(partnership):
    return closed_round(partnership, frozen_result(schijnsamenwerking(open_answers={"O1": ("Een", "Twee", "Drie")})))


def test_after_closing_and_taking_over(anna, chris):
    whole = whole_partnership(anna, "Jeugdketen Noord")
    assert_excerpts_hold()
    import_partnership(read_file(file_of(whole, now=timezone.now())), by=chris, now=timezone.now())
    assert Result.objects.count() == 2
    assert_excerpts_hold()


def ended(days_ago):
    """Return a frozen result of a round that closed so many days ago."""
    frozen = frozen_result()
    return replace(frozen, facts=replace(frozen.facts, closed_at=timezone.now() - timedelta(days=days_ago)))


def test_the_last_result_of_a_partnership_is_known_whatever_the_order_in_which_results_came(partnership, anna):
    other = make_partnership(anna, "Andere keten")
    for days_ago in (300, 30, 200):
        for one in (partnership, other):
            closed_round(one, ended(days_ago))
            assert_excerpts_hold()
    together = ended(3)
    for closes_in_days in (1, 9):
        closed_round(partnership, together, closes_in_days=closes_in_days)
        closed_round(other, ended(5))
        assert_excerpts_hold()
    for result in Result.objects.filter(round__partnership=partnership):
        result.save()
        assert_excerpts_hold()
    delete_partnership(other, by=anna)
    assert_excerpts_hold()
    Excerpt.objects.update(last_of=None)
    with pytest.raises(AssertionError):
        assert_excerpts_hold()


def test_after_an_answer_is_left_out(anna, round_):
    key = keys_on(open_answers(anna, round_))[0]
    before = Excerpt.objects.get()
    strike_open_answer(round_, key, by=anna, now=timezone.now())
    assert_excerpts_hold()
    assert Excerpt.objects.get().parts == before.parts


def test_after_retention(round_):
    assert Excerpt.objects.get().has_own_words
    later = timezone.now() + timedelta(days=3000)
    assert erase_own_words(now=later) == 1
    assert erase_contacts(now=later) == 1
    assert_excerpts_hold()
    kept = Excerpt.objects.get()
    assert (kept.has_own_words, kept.has_contact) == (False, False)
    assert erase_own_words(now=later) == erase_contacts(now=later) == 0


def test_after_a_person_is_erased(anna, settings):
    plant(anna, settings)
    before = set(Result.objects.values_list("checksum", flat=True))
    call_command("erase_person", ADDRESS, name=NAME, stdout=io.StringIO())
    assert set(Result.objects.values_list("checksum", flat=True)) != before
    assert_excerpts_hold()


@pytest.mark.parametrize("damaged", [{}, [], {"disclosed": []}, {"disclosed": {"diagnosis": 3, "level": "x" * 50}}])
def test_of_a_result_that_was_damaged_lists_say_nothing_and_stay_up(anna, round_, damaged):
    stored = round_.result
    stored.document = damaged
    stored.save()
    assert_excerpts_hold()
    kept = Excerpt.objects.get()
    assert (kept.diagnosis, kept.level, kept.has_own_words) == ("", "", False)


def test_a_checksum_alone_leaves_the_excerpt_as_it_is(round_):
    stored = Result.objects.defer("document").get()
    stored.save(update_fields=["checksum"])
    assert_excerpts_hold()


def test_pages_lists_and_duties_read_no_document(anna, partnership):
    for outcome in (schijnsamenwerking(open_answers={"O1": ("Een", "Twee", "Drie")}), fundament_ontbreekt()):
        closed_round(partnership, frozen_result(outcome))
    browser = signed_in(anna)
    addresses = (
        *(f"/partnerships/{rest}" for rest in ("", "?sort=diagnosis", "?diagnosis=schijnsamenwerking", "list.csv")),
        f"/partnerships/{partnership.pk}/",
    )
    with CaptureQueriesContext(connection) as asked:
        for address in addresses:
            assert browser.get(address).status_code == 200
        for duty in (warn_before_deletion, erase_own_words, erase_contacts):
            assert duty(now=timezone.now()) == 0
    assert [query["sql"] for query in asked.captured_queries if '"document"' in query["sql"]] == []
    assert [query for query in asked.captured_queries if "excerpt" in query["sql"]]

    with CaptureQueriesContext(connection) as read:
        documents = list(Result.objects.values_list("document", flat=True))
    assert '"document"' in read.captured_queries[0]["sql"]
    assert {finding_in(one).diagnosis for one in some(documents)} == set(
        Excerpt.objects.values_list("diagnosis", flat=True)
    )
