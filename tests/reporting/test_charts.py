"""What holds for every chart of every outcome."""

import itertools
import re

import pytest

from assessments.reporting.charts.style import DARK, HALF_PAGE, LIGHT, PAGE, SHEETS
from assessments.reporting.charts.values import Layout
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from .disclosed import onvoldoende_gegevens
from .pictures import CHARTS, DRAWN_OUTCOMES, SVG, lines, picture, pictures, tree

OURS = {"'Source Sans 3'", "'Source Serif 4'"}
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
WIDTHS = {layout: round(sheet.width) for layout, sheet in SHEETS.items()}


@pytest.mark.parametrize("chart", CHARTS)
def test_too_few_answers_give_no_chart(chart):
    for layout in some(LAYOUTS):
        assert CHARTS[chart](onvoldoende_gegevens(), "print", layout) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_picture_is_as_wide_as_its_layout(layout):
    for name, chart in some(pictures(layout=layout)):
        root = tree(chart)
        assert root.tag == f"{SVG}svg", name
        assert root.get("width") == str(WIDTHS[layout]), name
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}", name


@pytest.mark.parametrize(("layout", "language"), list(itertools.product(LAYOUTS, LANGUAGES)))
def test_words_stay_within_the_picture(layout, language):
    for name, chart in some(pictures(layout=layout, language=language)):
        height = float(tree(chart).get("height", "0"))
        for line in some(lines(chart)):
            assert line.left >= -0.5, (name, line)
            assert line.right <= WIDTHS[layout] + 0.5, (name, line)
            assert line.top >= 0, (name, line)
            assert line.bottom <= height, (name, line)


@pytest.mark.parametrize(("layout", "language"), list(itertools.product(LAYOUTS, LANGUAGES)))
def test_words_never_lie_over_one_another(layout, language):
    for name, chart in some(pictures(layout=layout, language=language)):
        for one, other in some(itertools.combinations(lines(chart), 2)):
            assert not one.overlaps(other), (name, one, other)


def _css(settings, name):
    return (settings.BASE_DIR / "static/css" / name).read_text()


def test_words_on_a_phone_are_as_large_as_the_text_of_the_page(settings):
    (rem,) = re.findall(r"^body {.*?font-size: ([\d.]+)rem", _css(settings, "site.css"), re.MULTILINE)
    for name, chart in some(pictures(layout="narrow")):
        for line in some(lines(chart)):
            assert line.size >= 16 * float(rem), (name, line)


def test_words_on_paper_are_at_least_eight_points(settings):
    """Also on the sheet of a role and in the summary: wherever a picture is printed, it is as wide as the text."""
    css = _css(settings, "report.css")
    widths = {float(width) for width in re.findall(r"figure img {[^}]*width: ([\d.]+)mm", css)}
    margins = {float(margin) for margin in re.findall(r"margin: [\d.]+mm ([\d.]+)mm", css)}
    assert widths == {210 - 2 * margin for margin in margins} == {170}
    points = min(widths) / 25.4 * 72 / WIDTHS["wide"]
    for name, chart in some(pictures()):
        for line in some(lines(chart)):
            assert line.size * points >= 8, (name, line)


def test_no_picture_on_paper_is_taller_than_two_thirds_of_the_page_and_two_parts_fill_it():
    for name, chart in some(pictures()):
        assert float(tree(chart).get("height", "0")) <= PAGE, name
    mm = 170 / WIDTHS["wide"]
    page, caption = 297 - 16 - 14, 10
    assert PAGE * mm < page * 2 / 3
    assert page * 0.8 < 2 * HALF_PAGE * mm < page - 2 * caption


def test_words_on_paper_are_text_in_our_typefaces():
    for name, chart in some(pictures()):
        assert lines(chart), name
        assert {element.get("font-family") for element in tree(chart).iter(f"{SVG}text")} <= OURS, name
        assert "<use" not in chart.svg, name


def test_words_on_the_screen_need_no_typeface():
    for outcome in ("schijnsamenwerking", "large"):
        for chart in some(CHARTS):
            drawn = picture(outcome, chart, "screen")
            assert drawn is not None
            assert "<text" not in drawn.svg
            assert "font" not in drawn.svg
            assert "<use" in drawn.svg


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_picture_refers_to_nothing_outside_itself(medium):
    for chart in some(CHARTS):
        drawn = picture("schijnsamenwerking", chart, medium)
        assert drawn is not None
        without_namespace = drawn.svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in without_namespace
        assert "url(" not in without_namespace
        assert "<!" not in without_namespace
        assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', drawn.svg))


def test_pictures_for_paper_are_small():
    for name, chart in some(pictures()):
        limit = 21_000 if "items" in name or name.startswith("large") else 15_000
        assert len(chart.svg) < limit, (name, len(chart.svg))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_says_what_it_shows(language):
    for name, chart in some(pictures(language=language)):
        assert chart.alt.endswith("."), name
        assert chart.alt[0].isupper(), name
        assert chart.table.caption, name
        assert chart.table.rows, name
        assert all(chart.table.columns), name
        assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}, name
        assert all(cell for row in chart.table.rows for cell in row), name
        assert "%(" not in chart.alt + chart.svg, name
        assert "None" not in chart.alt + chart.svg, name


def test_charts_speak_the_language_that_is_active():
    for chart in CHARTS:
        dutch, english = (picture("schijnsamenwerking", chart, language=language) for language in ("nl", "en"))
        assert dutch is not None
        assert english is not None
        assert dutch.alt != english.alt
        assert dutch.table.caption != english.table.caption
        assert dutch.svg != english.svg
    chain = picture("schijnsamenwerking", "chain", language="en")
    assert chain is not None
    assert "66.5" in chain.svg
    assert "66,5" not in chain.svg


def test_charts_of_different_names_are_told_apart():
    names = [chart.name for name, chart in pictures() if name.startswith("schijnsamenwerking ") and name.endswith(" 1")]
    assert len(names) == len(CHARTS) == len(set(names))


def test_all_outcomes_have_their_main_charts():
    for outcome in some(name for name in DRAWN_OUTCOMES if name not in ("below_ten", "bar_withheld", "with_holes")):
        for chart in ("chain", "forces", "groups", "processes", "stability", "reasons", "interests", "items-actie"):
            assert picture(outcome, chart) is not None, (outcome, chart)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_stand_out(palette):
    words = ("ink", "ink-soft", "intentie", "actie", "verbinding", "belangen")
    for name in words:
        assert _contrast(palette[name], palette["paper"]) >= 4.5, name
    assert _contrast(palette["belangen"], palette["belangen-soft"]) >= 4.5
    assert _contrast(palette["on-solid"], palette["belangen"]) >= 4.5
    for name in ("line", "plain"):
        assert _contrast(palette[name], palette["paper"]) >= 3, name
    for name in ("intentie", "actie", "verbinding", "belangen", "plain"):
        assert _contrast(palette[name], palette[f"{name}-soft"]) >= 3, name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_have_a_colour_that_can_be_read(layout):
    readable = {LIGHT[name] for name in ("ink", "ink-soft", "intentie", "actie", "verbinding", "belangen", "on-solid")}
    for name, chart in some(pictures(layout=layout)):
        assert {element.get("fill") for element in tree(chart).iter(f"{SVG}text")} <= readable, name


def test_colours_are_those_of_the_site(settings):
    css = (settings.BASE_DIR / "static/css/site.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    for name in ("intentie", "actie", "verbinding", "belangen", "ink", "ink-soft", "line"):
        assert f"--{name}: {LIGHT[name]};" in light
        assert f"--{name}: {DARK[name]};" in dark


def test_screen_pictures_follow_the_device_and_paper_ones_do_not():
    for chart in some(CHARTS):
        screen, paper = picture("schijnsamenwerking", chart, "screen"), picture("schijnsamenwerking", chart)
        assert screen is not None
        assert paper is not None
        assert "prefers-color-scheme" not in paper.svg
        style = screen.svg.split("</style>")[0]
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', screen.svg.split("</style>")[1]))
        for colour in used - set(DARK.values()):
            assert f'"{colour}"]' in style, (chart, colour)
