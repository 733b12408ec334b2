"""The files that coordinators download from a result: who gets them, of which kinds, under which names."""

import struct

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Result
from assessments.services import reports
from tests.pages import signed_in
from tests.reporting import disclosed as outcomes

from .office import memo_in, slides_in, texts_of_memo, texts_of_slides
from .results import closed_round, frozen_result


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def round_(partnership):
    return closed_round(partnership)


def address(name, round_, *more):
    return reverse(name, args=[round_.pk, *more])


def name_in(answer):
    return answer["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')


def test_owner_and_reader_get_every_file_and_nobody_else(round_, anna, bas, chris):
    files = [
        (address("round_summary_pdf", round_), "application/pdf"),
        (address("round_chart_file", round_, "forces.svg"), "image/svg+xml"),
        (address("round_chart_file", round_, "forces.png"), "image/png"),
        (address("round_memo", round_), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (address("round_slides", round_), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        *((address("round_export", round_) + f"?format={kind}", "application") for kind in reports.TABLE_FILES),
    ]
    for url, kind in files:
        for person in (anna, bas):
            answer = signed_in(person).get(url)
            assert (answer.status_code, answer["Content-Type"].startswith(kind)) == (200, True)
            assert answer["Content-Disposition"].startswith("attachment")
            assert "private" in answer["Cache-Control"]
        assert signed_in(chris).get(url).status_code == 404
        assert Client().get(url).status_code == 302
        assert signed_in(anna).post(url).status_code == 405


def test_every_file_has_a_name_that_says_what_it_is(round_, anna):
    client, begin = signed_in(anna), "jeugdketen-noord-meting-1"
    item, table = address("round_chart_file", round_, "items-actie.png"), address("round_export", round_)
    names = [
        (address("round_summary_pdf", round_), f"{begin}-samenvatting.pdf"),
        (address("round_summary_pdf", round_) + "?language=en", f"{begin}-summary.pdf"),
        (address("round_memo", round_), f"{begin}-besluitmemo.docx"),
        (address("round_memo", round_) + "?language=en", f"{begin}-decision-memo.docx"),
        (address("round_slides", round_), f"{begin}-dias.pptx"),
        (address("round_slides", round_) + "?language=en", f"{begin}-slides.pptx"),
        (table, f"{begin}-gegevens.xlsx"),
        (f"{table}?format=csv&language=en", f"{begin}-data-csv.zip"),
        (address("round_chart_file", round_, "chain.svg"), f"{begin}-de-keten-van-krachten.svg"),
        (
            f"{item}?language=en",
            f"{begin}-statements-about-actie.png",
        ),
    ]
    assert [(url, name_in(client.get(url))) for url, _name in names] == names


def test_the_memo_and_the_slides_say_where_the_whole_result_is(round_, anna, settings):
    settings.SITE_URL = "https://driekracht.example"
    for name, read in (
        ("round_memo", lambda content: texts_of_memo(memo_in(content))),
        ("round_slides", lambda content: texts_of_slides(slides_in(content))),
    ):
        text = " ".join(read(signed_in(anna).get(address(name, round_)).content))
        assert f"https://driekracht.example{address('round_result', round_)}" in text
        assert "Jeugdketen Noord" in text
    page = signed_in(anna).get(address("round_result", round_)).content.decode()
    for language in ("nl", "en"):
        assert f"{address('round_memo', round_)}?language={language}" in page
        assert f"{address('round_slides', round_)}?language={language}" in page


def test_a_picture_of_every_chart_is_sharp_and_the_same_each_time(round_, anna):
    client = signed_in(anna)
    result = Result.objects.get(round=round_)
    shown = reports.charts_in(reports.make(result, reports.result_page(language="nl")))
    page = client.get(address("round_result", round_)).content.decode()
    assert len(shown) == 12
    for name in shown:
        for kind in reports.CHART_KINDS:
            assert address("round_chart_file", round_, f"{name}.{kind}") in page
    content = client.get(address("round_chart_file", round_, "chain.png")).content
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2160
    assert height > 500
    svg = client.get(address("round_chart_file", round_, "chain.svg")).content.decode()
    assert svg.startswith("<svg")
    assert "<text" not in svg
    assert "prefers-color-scheme" not in svg


@pytest.mark.parametrize(
    ("name", "more", "query"),
    [
        ("round_export", [], {"format": "exe"}),
        ("round_export", [], {"format": "xlsx", "language": "de"}),
        ("round_summary_pdf", [], {"language": "../x"}),
        ("round_memo", [], {"language": "de"}),
        ("round_slides", [], {"language": "../x"}),
        ("round_chart_file", ["forces.gif"], {}),
        ("round_chart_file", ["page.html"], {}),
        ("round_chart_file", ["geheim.svg"], {}),
    ],
)
def test_a_file_that_is_not_there_is_said_with_those_that_are(round_, anna, name, more, query):
    answer = signed_in(anna).get(address(name, round_, *more), query)
    assert answer.status_code == 404
    assert "Dit rapport is er niet" in answer.content.decode()
    assert "format=xlsx" in answer.content.decode()


def test_too_few_answers_has_tables_and_a_summary_but_no_charts(partnership, anna):
    few = closed_round(partnership, frozen_result(outcomes.onvoldoende_gegevens()))
    client = signed_in(anna)
    page = client.get(address("round_result", few)).content.decode()
    assert "Elke grafiek als plaatje" not in page
    for name in ("round_export", "round_summary_pdf", "round_memo", "round_slides"):
        url = address(name, few)
        assert client.get(url).status_code == 200
    assert client.get(address("round_chart_file", few, "forces.svg")).status_code == 404


def test_a_result_that_was_changed_afterwards_is_in_no_file(round_, anna, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    result = Result.objects.get(round=round_)
    result.document["disclosed"]["diagnosis"] = "gezond"
    result.save()
    for url in (
        address("round_export", round_),
        address("round_memo", round_),
        address("round_slides", round_),
        address("round_chart_file", round_, "forces.png"),
    ):
        assert signed_in(anna).get(url).status_code == 500
