"""That a picture says where it tells what: each cell of its table once, at the place where its number is drawn."""

from collections import Counter
from itertools import combinations

import pytest
from django.utils.translation import override

from assessments.reporting.drawing import draw_chart
from assessments.reporting.parts import areas_of
from tests.some import some

from . import disclosed
from .pictures import CHARTS, DRAWN_OUTCOMES, OUTCOMES, lines, picture, result_after

LAYOUTS = ("wide", "narrow")


def drawn_for_phone_and_desk(chart):
    """Return a chart of every outcome that has it, in both layouts, with a name for messages."""
    found = [
        (f"{outcome} {layout}", picture(outcome, chart, "print", layout))
        for outcome in DRAWN_OUTCOMES
        for layout in LAYOUTS
    ]
    return [(name, one) for name, one in found if one is not None and not one.further]


def rounds(layout):
    with override("nl"):
        result = result_after(disclosed.gezond(), *(disclosed.stevig().scores for _round in range(3)))
        return draw_chart("rounds", result, "print", layout)


def size_of(chart):
    """Return the width and height of a picture."""
    head = chart.svg.split('viewBox="0 0 ')[1].split('"')[0]
    return tuple(float(side) for side in head.split())


def cells_of(area, table):
    """Return the cells that an area tells, those with the names of rows left out."""
    rows = range(len(table.rows)) if area.row is None else [area.row]
    columns = area.columns or range(1, len(table.columns))
    return [(row, column) for row in rows for column in columns]


def said_in(area, found):
    """Return the lines of text with their middle in an area."""
    return [
        line.text
        for line in found
        if area.x <= (line.left + line.right) / 2 <= area.x + area.width
        and area.y <= (line.top + line.bottom) / 2 <= area.y + area.height
    ]


def is_apart(one, other):
    slack = 0.01
    return (
        one.x + one.width <= other.x + slack
        or other.x + other.width <= one.x + slack
        or one.y + one.height <= other.y + slack
        or other.y + other.height <= one.y + slack
    )


@pytest.mark.parametrize("chart", CHARTS)
def test_areas_lie_within_their_picture_and_not_over_one_another(chart):
    for name, drawn in some(drawn_for_phone_and_desk(chart)):
        width, height = size_of(drawn)
        for area in some(drawn.areas):
            assert area.x >= 0, name
            assert area.y >= 0, name
            assert area.width >= 20, name
            assert area.height >= 20, name
            assert area.x + area.width <= width, name
            assert area.y + area.height <= height, name
        assert [pair for pair in combinations(drawn.areas, 2) if not is_apart(*pair)] == [], name


@pytest.mark.parametrize("chart", CHARTS)
def test_every_cell_of_the_table_has_one_area(chart):
    for name, drawn in some(drawn_for_phone_and_desk(chart)):
        told = Counter(cell for area in drawn.areas for cell in cells_of(area, drawn.table))
        cells = {(row, column) for row in range(len(drawn.table.rows)) for column in range(1, len(drawn.table.columns))}
        assert told == dict.fromkeys(cells, 1), name


@pytest.mark.parametrize("chart", sorted({*CHARTS} - {"groups", "interests"}))
def test_areas_follow_the_rows_of_the_table(chart):
    for name, drawn in some(drawn_for_phone_and_desk(chart)):
        assert [area.row for area in drawn.areas] == list(range(len(drawn.table.rows))), name


NUMBERS = {"path": 3, "reasons": None}
"""The column with the number that is drawn beside a row, where that is not the first; reasons have theirs in words."""


@pytest.mark.parametrize("chart", sorted({*CHARTS} - {"interests", "chain"}))
def test_an_area_holds_the_name_and_the_number_of_its_row(chart):
    for name, drawn in some(drawn_for_phone_and_desk(chart)):
        found = lines(drawn)
        for area in some(drawn.areas):
            said, row = " ".join(said_in(area, found)), drawn.table.rows[area.row]
            assert row[0].split()[0] in said, (name, row)
            column = NUMBERS.get(chart, (area.columns or (1,))[0])
            if column is not None:
                assert row[column].split()[0] in said, (name, row, said)


def test_areas_of_groups_hold_the_score_on_the_force_of_their_panel():
    for name, drawn in some(drawn_for_phone_and_desk("groups")):
        found = lines(drawn)
        heads = sorted((line.y, line.text) for line in found if line.text in disclosed.FORCE_CODES)
        for area in some(drawn.areas):
            force = [text for y, text in heads if y < area.y + area.height][-1]
            assert [drawn.table.columns[column] for column in area.columns] == [force, f"{force}, marge"], name


def test_areas_of_the_chain_hold_its_scores_and_the_numbers_of_its_bars():
    n_bars = set()
    for name, drawn in some(drawn_for_phone_and_desk("chain")):
        found = lines(drawn)
        n_bars.add(len(drawn.areas) - 3)
        for area in some(drawn.areas):
            row = drawn.table.rows[area.row]
            said = said_in(area, found)
            assert row[1].split()[0] in said, (name, row, said)
            assert area.row > 2 or row[0] in said, (name, row, said)
    assert n_bars == {0, 1, 2}


def test_areas_of_the_map_hold_the_number_under_which_the_legend_names_the_organisation():
    n_left_out = 0
    for name, drawn in some(drawn_for_phone_and_desk("interests")):
        found = lines(drawn)
        for area in some(drawn.areas):
            row, said = drawn.table.rows[area.row], said_in(area, found)
            if "–" in row[1:3]:
                n_left_out += 1
                assert row[0].startswith(said[0]), (name, row, said)
                continue
            (number,) = said
            assert legend_beside(number, found, row[0]), (name, row)
    assert n_left_out


def legend_beside(number, found, organisation):
    """Whether the legend names the organisation beside this number."""
    numbers = [line for line in found if line.text == number]
    beside = [
        line.text
        for one in numbers
        for line in found
        if 0 < line.left - one.right < 30 and abs(line.y - one.y) < 14 and not line.text.isdigit()
    ]
    return any(organisation.startswith(text) for text in beside)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_round_is_one_area_that_tells_all_its_scores(layout):
    drawn = rounds(layout)
    found = lines(drawn)
    assert [(area.row, area.columns) for area in drawn.areas] == [(None, (column,)) for column in (1, 2, 3, 4)]
    assert [pair for pair in combinations(drawn.areas, 2) if not is_apart(*pair)] == []
    width, height = size_of(drawn)
    for area in drawn.areas:
        assert area.x >= 0
        assert area.x + area.width <= width
        assert area.y + area.height <= height
    for place in (0, -1):
        said = " ".join(said_in(drawn.areas[place], found))
        assert place == 0 or drawn.table.columns[1:][place] in said
        assert "100" not in said
        assert [row[1:][place].split()[0] in said for row in drawn.table.rows] == [True] * 3


def test_a_picture_that_goes_on_over_pages_has_no_areas():
    """Where each part would have to say of which picture it is; paper has no use for them."""
    divided = [one for outcome in OUTCOMES if (one := picture(outcome, "groups", "print", "wide")) and one.further]
    assert [one.areas for one in some(divided)] == [()] * len(divided)
    assert picture("large", "groups", "screen", "wide").areas


def test_areas_are_written_for_the_page_in_pixels_with_their_cells():
    drawn = picture("schijnsamenwerking", "groups", "screen", "wide")
    written = areas_of(drawn.areas).split(";")
    assert len(written) == len(drawn.areas)
    assert written[0] == "0 29 720 21 0 1,2"
    assert areas_of(rounds("wide").areas).split(";")[1].endswith(" * 2")
    assert areas_of(picture("schijnsamenwerking", "forces", "screen", "wide").areas).split(";")[2].endswith(" 2 *")
