"""Charts of forty organisations, of the longest names and of every role: nothing is cut off, small or over another."""

import itertools
import re
from dataclasses import replace
from functools import cache
from statistics import quantiles

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownGroup, ShownOrganisation
from assessments.reporting.charts.pages import in_equal_parts
from assessments.reporting.charts.style import PAGE, SHEETS
from assessments.reporting.drawing import draw_chart
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import render_for_print
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.roles import ROLES
from tests.some import some

from . import disclosed
from .pictures import lines, pages, result_after, tree
from .results import frozen_result
from .shown import scores_of

LONG_WORD = "Samenwerkingsverbandjeugdhulpzorg"
SHORT = tuple(f"Partner {n:02d}" for n in range(40))
REST = "voor wonen, welzijn, onderwijs en veiligheid in de regio Noord-Oost-Brabant en verder"
LONG = (*(f"{n:02d} Stichting {LONG_WORD} {REST}"[:120] for n in range(39)), "W" * 120)


def _groups(names):
    return {
        name: {
            force: ShownGroup(min(90, max(10, 5 * (n * step % 20))), 15 if n % 2 else None)
            for force, step in zip(FORCES, (1, 7, 11), strict=True)
        }
        for n, name in enumerate(names)
    }


def _organisations(names):
    answers = (0, 25, 50, 75, 100)
    places = (None, "drager", "knelpunt")
    return {name: ShownOrganisation(answers[n % 5], answers[n % 3], places[n % 3], ()) for n, name in enumerate(names)}


def by_organisation(names, **changes):
    return disclosed.large(organisations=_organisations(names), groups=_groups(names), **changes)


EXTREMES = {
    "forty": lambda: by_organisation(SHORT),
    "forty, long names": lambda: by_organisation(LONG),
    "every role": lambda: disclosed.schijnsamenwerking(groups=_groups(ROLES)),
}


@cache
def _drawn(extreme, layout):
    result = result_after(EXTREMES[extreme](), scores_of(95, 35, 20), scores_of(5, 36, 34), scores_of(40, 38, 36))
    names = ("chain", "forces", "groups", "interests", "rounds", "items-actie", "processes", "tension", "reasons")
    with override("nl"):
        charts = [draw_chart(name, result, "print", layout) for name in names]
    assert all(charts)
    return [page for chart in charts for page in pages(chart)]


@pytest.mark.parametrize("extreme", EXTREMES)
@pytest.mark.parametrize("layout", SHEETS)
def test_nothing_is_cut_off_small_or_over_another(extreme, layout):
    sheet = SHEETS[layout]
    for chart in some(_drawn(extreme, layout)):
        said, height = some(lines(chart)), float(tree(chart).get("height"))
        assert all(line.left >= -0.5 and line.right <= sheet.width + 0.5 for line in said), chart.name
        assert all(line.top >= 0 and line.bottom <= height for line in said), chart.name
        assert min(line.size for line in said) >= sheet.small, chart.name
        assert not [(one, other) for one, other in itertools.combinations(said, 2) if one.overlaps(other)], chart.name
        assert layout == "narrow" or height <= PAGE, chart.name


@pytest.mark.parametrize("layout", SHEETS)
def test_every_organisation_is_named_in_full_on_each_scale_and_in_the_legend(layout):
    names = [re.sub(r"\W", "", name) for name in LONG]
    for chart, times in (("groups", len(FORCES)), ("interests", 1)):
        drawn = [page for page in _drawn("forty, long names", layout) if page.name == chart]
        said = "".join(re.sub(r"\W", "", line.text) for page in drawn for line in lines(page))
        assert [said.count(name) for name in names] == [times] * len(names)


def test_few_groups_are_one_picture_and_many_go_on_over_several_of_about_the_same_height():
    assert [page.name for page in _drawn("every role", "wide")].count("groups") == 1
    for extreme in ("forty", "forty, long names"):
        heights = [float(tree(page).get("height")) for page in _drawn(extreme, "wide") if page.name == "groups"]
        assert len(heights) > 4
        assert max(heights) - quantiles(heights)[0] < max(heights) / 3
        assert [page.name for page in _drawn(extreme, "narrow")].count("groups") == 1


def test_groups_stand_lowest_first_on_each_scale():
    (chart,) = [page for page in _drawn("every role", "wide") if page.name == "groups"]
    figures = [line for line in lines(chart) if line.text.isdigit() and line.x == 584]
    per_force = len(ROLES) + 1
    for start in (0, per_force, 2 * per_force):
        scores = [int(line.text) for line in figures[start + 1 : start + per_force]]
        assert scores == sorted(scores)


@pytest.mark.parametrize(
    ("heights", "room", "expected"),
    [
        ([10] * 10, 200, [10]),
        ([10] * 10, 60, [5, 5]),
        ([10] * 10, 45, [4, 4, 2]),
        ([50, 10, 10], 40, [1, 2]),
    ],
)
def test_parts_are_few_and_about_equal(heights, room, expected):
    parts = in_equal_parts(heights, room)
    assert [len(heights[part]) for part in parts] == expected
    assert [height for part in parts for height in heights[part]] == heights


def test_report_of_forty_organisations_has_no_page_with_only_a_heading_or_a_caption():
    import pypdfium2

    shown = by_organisation(SHORT)
    html = render_for_print(frozen_result(shown, organisations=tuple(shown.organisations)), language="nl")
    assert html.count("(2 van ") >= 1
    document = pypdfium2.PdfDocument(html_to_pdf(html))
    for number, page in enumerate(document, 1):
        _width, height = page.get_size()
        heights = _boxes(page, height)
        assert heights, number
        lowest, highest = min(heights), max(heights)
        assert lowest >= 10, number
        is_about_groups = "Scores per groep" in page.get_textpage().get_text_range()
        assert not is_about_groups or highest - lowest > 0.4 * height, number


def _boxes(page, height):
    """Return the heights at which text stands between head and foot of a page."""
    text = page.get_textpage()
    boxes = (text.get_rect(index) for index in range(text.count_rects()))
    return [box[1] for box in boxes if 46 < box[1] < height - 54]


def test_the_widest_margin_of_a_group_stands_beside_its_score():
    shown = disclosed.schijnsamenwerking(groups=_groups(SHORT[:2]), split="organisation")
    scores = dict(shown.scores) | {"actie": replace(shown.scores["actie"], low=5, high=95)}
    with override("nl"):
        chart = draw_chart("groups", frozen_result(replace(shown, scores=scores)), "print", "wide")
    (said,) = [line for line in lines(chart) if "5 of lager" in line.text]
    assert said.right <= SHEETS["wide"].width
