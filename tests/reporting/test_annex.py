"""The annex on paper has the numbers of every chart, in as few and as low tables as can be."""

import re

import pytest

from assessments.reporting.annex import tables_of
from assessments.reporting.assemble.report import Quotes
from assessments.reporting.charts.values import Table
from assessments.reporting.parts import Part, Picture
from assessments.reporting.quotes import LONGEST_BESIDE, in_rows
from assessments.reporting.render import render_for_print
from tests.some import some

from .results import frozen_result

STATEMENTS = ("Uitspraak", "Score", "Verdeeld", "laag", "midden", "hoog")


def picture(name, columns, *rows):
    table = Table(name, columns, tuple((row, *"1" * (len(columns) - 1)) for row in rows))
    return Picture(name=name, title="", alt="", table=table, wide="")


def annex(*pictures):
    return tables_of([Part("forces", "", "", "", pictures)])


def test_statements_of_all_forces_are_one_table_with_a_heading_for_each():
    forces = [picture(f"items-{force}", STATEMENTS, f"over {force}") for force in ("intentie", "actie", "verbinding")]
    (((table,)),) = annex(*forces)
    assert [(group.title, group.rows[0][0]) for group in table.groups] == [
        ("items-intentie", "over intentie"),
        ("items-actie", "over actie"),
        ("items-verbinding", "over verbinding"),
    ]


def test_statements_with_other_columns_keep_a_table_of_their_own():
    found = annex(picture("items-intentie", STATEMENTS, "a"), picture("items-actie", STATEMENTS[:3], "b" * 90))
    assert [[table.caption for table in row] for row in found] == [["items-intentie"], ["items-actie"]]


@pytest.mark.parametrize(
    ("columns", "rows"), [(5, ["a"]), (3, [f"{n}" for n in range(13)]), (3, ["Samenwerkingsverband " * 4])]
)
def test_what_has_no_room_in_half_the_width_takes_all_of_it(columns, rows):
    heads = tuple(f"kolom {n}" for n in range(columns))
    found = annex(picture("narrow", heads[:3], "a"), picture("wide", heads, *rows), picture("other", heads[:3], "b"))
    assert [[table.caption for table in row] for row in found] == [["narrow", "other"], ["wide"]]


def test_the_lowest_of_an_odd_number_of_narrow_tables_stands_alone():
    heads = ("Kracht", "Score")
    sizes = {"three": 3, "one": 1, "two": 2}
    found = annex(*(picture(name, heads, *map(str, range(size))) for name, size in sizes.items()))
    assert [[table.caption for table in row] for row in found] == [["one"], ["two", "three"]]


def test_the_printed_annex_has_each_number_of_each_picture_once():
    html = render_for_print(frozen_result(), language="nl")
    numbers = html[html.index("part-numbers") :]
    captions = re.findall(r"<caption>(.*?)</caption>", numbers)
    assert len(captions) == len(set(captions))
    assert numbers.count("Opinions divided") + numbers.count("Meningen verdeeld") == 1
    statements = [row for row in re.findall(r'<th scope="row">(.*?)</th>', numbers) if row.endswith(".")]
    assert len(some(statements)) == len(set(statements)) == 18


def test_short_answers_stand_in_pairs_and_a_long_one_alone_in_the_order_in_which_they_came():
    short, long = "kort", "l" * (LONGEST_BESIDE + 1)
    texts = (short, short, short, long, long, short, short)
    rows = in_rows(Quotes("Wat gaat goed?", texts)).rows
    assert rows == ((short, short), (short,), (long,), (long,), (short, short))
