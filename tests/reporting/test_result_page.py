"""The result on screen and its downloads: who sees it, what stands on it, and what it says when something is wrong."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from assessments.models import Result
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.decision import decision
from assessments.reporting.gallery.specimens import specimens
from assessments.reporting.render import render_for_print, render_for_screen
from assessments.reporting.screen import steps_of
from assessments.vocabulary.languages import LANGUAGES
from tests.cast import make_partnership, make_round
from tests.reporting import disclosed as outcomes
from tests.some import some

from .results import closed_round, frozen_result, hostile_result


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def round_(partnership):
    return closed_round(partnership)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def addresses(round_):
    page = reverse("round_result", args=[round_.pk])
    return [page, f"{page}charts/chain-wide.svg", reverse("round_report_pdf", args=[round_.pk])]


def shown(client, round_):
    answer = client.get(reverse("round_result", args=[round_.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_owner_and_reader_see_the_result_and_nobody_else(round_, anna, bas, chris):
    for address in some(addresses(round_)):
        assert signed_in(anna).get(address).status_code == 200
        assert signed_in(bas).get(address).status_code == 200
        assert signed_in(chris).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_a_round_without_result_has_no_result_page(open_round, anna):
    for address in some(addresses(open_round)):
        assert signed_in(anna).get(address).status_code == 404


def test_another_partnership_s_coordinator_does_not_see_it(round_, chris):
    make_round(make_partnership(chris, name="Elders"))

    assert signed_in(chris).get(reverse("round_result", args=[round_.pk])).status_code == 404


def test_no_cache_in_between_keeps_a_result(round_, anna):
    for address in some(addresses(round_)):
        assert "private" in signed_in(anna).get(address)["Cache-Control"]


def test_every_picture_has_a_text_its_numbers_and_a_file(round_, anna):
    client = signed_in(anna)
    page = shown(client, round_)
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)

    assert len(figures) >= 10
    for figure in figures:
        alt = re.search(r'alt="([^"]*)"', figure)
        assert alt is not None
        assert len(alt[1]) > 20
        assert "<table" in figure
        for source in re.findall(r'src(?:set)?="(charts/[^"]+)"', figure):
            chart = client.get(reverse("round_result", args=[round_.pk]) + source)
            assert chart["Content-Type"] == "image/svg+xml"
            assert chart.content.startswith(b"<svg")


def test_the_page_keeps_room_for_every_picture(round_, anna):
    page = shown(signed_in(anna), round_)
    pictures = re.findall(r"<(?:source|img)[^>]*charts/[^>]*>", page)
    assert len(pictures) >= 16
    assert [picture for picture in pictures if not re.search(r'width="\d+[^"]*"\s+height="\d+', picture)] == []


def test_the_page_speaks_the_language_of_the_visitor(round_, anna):
    client = signed_in(anna)
    dutch = shown(client, round_)
    client.cookies["language"] = "en"
    english = shown(client, round_)

    assert '<article class="report" lang="nl">' in dutch
    assert "De getallen" in dutch
    assert '<article class="report" lang="en">' in english
    assert "The numbers" in english
    assert "De getallen" not in english


def test_the_page_is_light(round_, anna):
    assert len(shown(signed_in(anna), round_)) < 200_000


def test_headings_skip_no_level(round_, anna):
    levels = [int(level) for level in re.findall(r"<h([1-6])", shown(signed_in(anna), round_))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_free_text_stays_text(partnership, anna):
    page = shown(signed_in(anna), closed_round(partnership, hostile_result()))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ x }}" in page


def test_names_are_not_shown_when_the_round_hides_them(partnership, anna):
    hidden = frozen_result(
        outcomes.schijnsamenwerking(organisations={}), interests_named=False, organisations=("Kanarie BV",)
    )

    assert "Kanarie" not in shown(signed_in(anna), closed_round(partnership, hidden))


def test_too_few_answers_is_said_and_only_the_whole_report_is_offered(partnership, anna):
    round_ = closed_round(partnership, frozen_result(outcomes.onvoldoende_gegevens()))
    page = shown(signed_in(anna), round_)
    report = reverse("round_report_pdf", args=[round_.pk])

    assert f"{report}?language=nl" in page
    assert "role=" not in page
    assert "<figure" not in page


def test_every_report_is_offered_in_both_languages(round_, anna):
    page = shown(signed_in(anna), round_).partition('id="downloads"')[2]

    for language in LANGUAGES:
        assert len(re.findall(rf'report\.pdf\?[^"]*language={language}', page)) == 5
    for role in ("professional", "manager", "bestuurder", "overheid"):
        assert f"role={role}&amp;language=nl" in page


def test_a_report_is_a_download_with_a_name_that_says_what_it_is(round_, anna):
    client = signed_in(anna)
    address = reverse("round_report_pdf", args=[round_.pk])
    dutch = client.get(address, {"role": "bestuurder"})
    english = client.get(address, {"role": "bestuurder", "language": "en"})

    assert dutch["Content-Type"] == "application/pdf"
    assert dutch["Content-Disposition"] == 'attachment; filename="jeugdketen-noord-meting-1-voor-bestuurders.pdf"'
    assert english["Content-Disposition"] == 'attachment; filename="jeugdketen-noord-meting-1-for-directors.pdf"'
    assert dutch.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("wrong", [{"role": "koning"}, {"role": "anders"}, {"language": "de"}, {"role": "../x"}])
def test_a_report_that_is_not_there_is_said_with_those_that_are(round_, anna, wrong):
    answer = signed_in(anna).get(reverse("round_report_pdf", args=[round_.pk]), wrong)

    assert answer.status_code == 404
    assert "Dit rapport is er niet" in answer.content.decode()
    assert "role=bestuurder" in answer.content.decode()


@pytest.mark.parametrize("chart", ["geheim-wide.svg", "page.html", "..", "chain.svg"])
def test_only_charts_are_given_as_charts(round_, anna, chart):
    address = reverse("round_result", args=[round_.pk]) + f"charts/{chart}"

    assert signed_in(anna).get(address).status_code == 404


def test_a_result_that_was_changed_afterwards_is_not_shown(round_, anna, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    result = Result.objects.get(round=round_)
    result.document["disclosed"]["diagnosis"] = "gezond"
    result.save()
    for address in some(addresses(round_)):
        answer = signed_in(anna).get(address)
        assert answer.status_code == 500
        assert "Deze uitslag kunnen wij niet laten zien" in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_results_are_only_read(round_, anna, method):
    for address in some(addresses(round_)):
        assert getattr(signed_in(anna), method)(address).status_code == 405


FIRST = {"questionnaire": "1", "model": "1", "product": "0.1.0"}


@pytest.mark.parametrize(("language", "said"), [("nl", "opnieuw afgerond"), ("en", "rounded again")])
def test_a_result_of_version_1_says_under_the_outcome_that_its_numbers_were_rounded_anew(language, said):
    whole = outcomes.schijnsamenwerking(foundation=None, decided=None, divergence_by_chance=None, reasons_differ=None)
    statements = {code: found for code, found in whole.statements.items() if code not in {"T1", "R1"}}
    first = frozen_result(replace(whole, statements=statements), versions=FIRST)
    verdict, *_parts = render_for_screen(first, language=language).html.split("<section", 1)
    assert said in verdict
    assert said in render_for_print(first, language=language, role="manager")
    assert said not in render_for_screen(frozen_result(), language=language).html


@pytest.mark.parametrize("name", ["eiland-uitgesproken", "schijn", "gezond-stevig", "fundament", "onvoldoende"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_are_those_of_the_memo_and_none_stands_there_twice(name, language):
    result = specimens()[name]
    with override(language):
        steps = steps_of(result, assemble(result, language=language))
    titles = [step.title for step in steps]
    assert len(titles) == len(set(titles)) == 3
    assert titles == [step.title for step in decision(result, language=language, address="").steps]
    assert [step for step in steps if bool(step.key) == (name == "onvoldoende")] == []


def test_once_made_it_is_shown_without_reading_the_stored_result(round_, anna, django_assert_max_num_queries):
    client = signed_in(anna)
    first = shown(client, round_)
    with django_assert_max_num_queries(9) as asked:  # the last of them asks for the logo above the result
        assert len(shown(client, round_)) == len(first)
    assert asked.captured_queries
    assert [query for query in asked.captured_queries if '"document"' in query["sql"]] == []
