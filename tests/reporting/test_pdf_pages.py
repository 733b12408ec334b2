"""Pages of paper are filled, and nothing on them is cut off, small or torn apart, from the shortest to the longest."""

import html
import re
from functools import cache

import pytest

from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import render_for_print, render_summary_for_print
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.soaking import IS_SOAK, rest_in_soak
from tests.some import some

from . import disclosed, papers
from .paper_measures import sheets_of
from .plausible import plausible
from .results import after_three_rounds, frozen_result
from .test_charts_extremes import LONG, LONG_WORD, SHORT, by_organisation

LEAST_FILL, LEAST_SIZE = 0.4, 8
NAME = LONG[0]
SENTENCE = "De wijkverpleegkundige en de huismeester bellen elkaar nu. "
WORDS = {SENTENCE: 2000, f"{LONG_WORD} ": 600, "w" * 2000: 2000, "Kort. ": 6}
ANSWERS = {"O1": tuple((word * 400)[:size] for word, size in WORDS.items()) * 3, "O2": ((SENTENCE * 40)[:2000],) * 7}


def _of(names, **facts):
    result = frozen_result(by_organisation(names, open_answers=ANSWERS), organisations=names, **facts)
    return after_three_rounds(result)


EXTREMES = {
    "nothing": lambda: frozen_result(disclosed.onvoldoende_gegevens(open_answers={})),
    "everything": lambda: _of(LONG, partnership=NAME, theme=NAME, title=NAME),
    "sentences": lambda: frozen_result(disclosed.eilandsamenwerking(open_answers={"O1": (SENTENCE.strip(),) * 11})),
}
MORE = {
    **{f"{n} organisations": lambda n=n: _of(LONG[:n]) for n in (2, 5, 11, 19, 20, 21, 27, 34)},
    **{f"{n} short names": lambda n=n: _of(SHORT[:n]) for n in (5, 19, 20, 25, 33, 40)},
    **{f"seed {seed}": lambda seed=seed: plausible(seed) for seed in range(40)},
    **{name: lambda name=name: papers.results()[name] for name in papers.OUTCOMES},
}
LONGEST = "seed 8"
"""The most pages of the results that chance makes."""
CASES = EXTREMES | MORE if IS_SOAK else EXTREMES | {LONGEST: MORE[LONGEST]}


@cache
def printed(name):
    """Return the page of a whole report, and its sheets."""
    page = render_for_print(CASES[name](), language="nl")
    return page, sheets_of(html_to_pdf(page))


def texts_in(page, pattern):
    return {" ".join(html.unescape(re.sub(r"<[^>]+>", "", found)).split()) for found in re.findall(pattern, page, re.S)}


@pytest.mark.parametrize("name", CASES)
def test_no_page_but_the_last_is_left_empty(name):
    *pages, last = printed(name)[1]
    assert [(sheet.number, sheet.fill) for sheet in pages if sheet.fill < LEAST_FILL] == []
    assert len(some(last.lines)) > 3


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("seed")])
def test_a_report_is_at_most_fourteen_pages_whatever_chance_puts_in_it(name):
    assert 8 <= len(printed(name)[1]) <= 14


@pytest.mark.parametrize("name", CASES)
def test_nothing_sticks_out_lies_over_another_or_is_small(name):
    for sheet in some(printed(name)[1]):
        assert sheet.sticking_out == [], sheet.number
        assert sheet.over_another == [], sheet.number
        assert min(sheet.sizes) >= LEAST_SIZE, sheet.number


@pytest.mark.parametrize("name", CASES)
def test_no_heading_stands_at_the_foot_of_a_page(name):
    page, sheets = printed(name)
    headings = texts_in(
        page, r"<(?:h[234]|caption|figcaption|th colspan)\b.*?>(.*?)</(?:h[234]|caption|figcaption|th)>"
    )
    assert len(some(headings)) > 5
    for sheet in some(sheets):
        lowest = min(sheet.lines, key=lambda line: line.bottom).text
        is_contents = "Inhoud" in {line.text for line in sheet.lines}
        assert lowest not in headings or is_contents, sheet.number


BEGINNINGS = (
    r"<h2 data-name[^>]*>([^<]*)</h2>\s*</hgroup>\s*<p[^>]*>[^<]*</p>\s*<h3>([^<]*)</h3>",
    r"<section class=.part part-actions.*?<h2[^>]*>([^<]*)</h2>.*?<article.*?<h[34]>([^<]*)<",
)


@pytest.mark.parametrize("name", ["everything", "sentences"])
def test_a_part_begins_on_a_page_with_more_of_it_than_its_introduction(name):
    page, sheets = printed(name)
    texts = [" ".join(line.text for line in sorted(sheet.lines, key=lambda line: -line.top)) for sheet in sheets]
    found = [tuple(map(html.unescape, pair)) for pattern in BEGINNINGS for pair in re.findall(pattern, page, re.S)]
    assert len(found) > 1
    for title, first in found:
        assert any(title[:30] in text and first[:30] in text.partition(title[:30])[2] for text in texts[2:]), title


@pytest.mark.parametrize("name", ["everything", "sentences"])
def test_the_text_about_a_force_and_its_chart_are_on_one_page(name):
    sheets = printed(name)[1]
    for heading, label in (("Actie: wat u doet", "over actie"), ("Verbinding: hoe u elkaar steunt", "over verbinding")):
        with_heading = [sheet for sheet in sheets if heading in {line.text for line in sheet.lines}]
        assert len(with_heading) == 1
        assert any(label in line.text for line in with_heading[0].lines)


def test_a_table_that_goes_on_over_a_page_repeats_its_head():
    page, sheets = printed("everything")
    annex = page[page.index("part-numbers") :]
    above = " ".join(texts_in(annex, r"<(?:h2|caption|th scope=.col.)[^>]*>(.*?)</(?:h2|caption|th)>"))
    first = next(sheet.number for sheet in sheets if any(line.text == "De uitspraken" for line in sheet.lines))
    for sheet in some(sheets[first:]):
        top = max(sheet.lines, key=lambda line: line.top).text
        assert top in above, sheet.number


def test_an_open_answer_keeps_its_words_on_a_line():
    lines = [line.text for sheet in printed("sentences")[1] for line in sheet.lines]
    assert len([text for text in lines if text.startswith("De wijkverpleegkundige en de huismeester bellen")]) == 11


@pytest.mark.parametrize("language", rest_in_soak(*LANGUAGES))
@pytest.mark.parametrize("name", ["everything", *(MORE if IS_SOAK else ())])
def test_a_summary_is_one_page_and_a_sheet_for_a_role_two(name, language):
    result = CASES[name]()
    summary = sheets_of(html_to_pdf(render_summary_for_print(result, language=language)))
    assert len(summary) == 1
    for role in ADVISED if IS_SOAK else ADVISED[:1]:
        sheet = sheets_of(html_to_pdf(render_for_print(result, language=language, role=role)))
        assert len(sheet) <= 2, role
        for side in (*summary, *some(sheet)):
            assert side.sticking_out == side.over_another == [], (role, side.number)


def test_the_measures_see_what_they_measure():
    (sheet,) = sheets_of(
        html_to_pdf(
            '<html lang="nl"><title>T</title><body><p>Boven</p><p style="font-size: 7pt; margin-left: -9mm">klein</p>'
            '<p style="position: absolute; top: 9mm">een over</p><p style="position: absolute; top: 9mm">twee over</p>'
        )
    )
    assert sheet.sticking_out == ["klein"]
    assert len(sheet.over_another) == 1
    assert min(sheet.sizes) == 7
    assert sheet.fill < LEAST_FILL
