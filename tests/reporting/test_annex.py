"""The annex on paper has the numbers of every chart, in as few and as low tables as can be."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string

from assessments.reporting.annex import Group, Numbers, tables_of
from assessments.reporting.assemble.report import Quotes
from assessments.reporting.charts.values import Table
from assessments.reporting.parts import Part, Picture
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.quotes import LONGEST_BESIDE, in_rows
from assessments.reporting.render import render_for_print
from tests.some import some

from .results import frozen_result

CELLS = ("/TH", "/TD")
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


def test_a_pdf_names_the_group_of_every_cell_and_keeps_a_group_together():
    groups = tuple(Group(tuple((f"{title} {n}", "50") for n in range(45)), title) for title in ("Intentie", "Actie"))
    table = render_to_string(
        "report/_annex_table.html", {"table": Numbers("Uitspraken", ("Uitspraak", "Score"), groups)}
    )
    pdf = html_to_pdf(f'<html lang="nl"><title>T</title><body><div class="row row-whole">{table}</div>')
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 2
        cells = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") in CELLS]
        heads = [str(cell.ID) for cell in cells if "/ColSpan" in cell.A]
        named = [[str(head) for head in cell.A.get("/Headers", []) if str(head) in heads] for cell in cells]
    assert len(heads) == 2
    assert [named.count([head]) for head in heads] == [90, 90]


@pytest.mark.parametrize(("n_rows", "is_whole"), [(8, True), (9, False)])
def test_a_low_table_is_not_divided_over_pages(n_rows, is_whole):
    numbers = Numbers("Krachten", ("Kracht", "Score"), (Group(tuple((f"rij {n}", "50") for n in range(n_rows))),))
    table = render_to_string("report/_annex_table.html", {"table": numbers})
    above = '<div style="height: 246mm"></div>'
    pdf = html_to_pdf(f'<html lang="nl"><title>T</title><body>{above}<div class="row row-whole">{table}</div>')
    with pypdfium2.PdfDocument(pdf) as document:
        first, second = (page.get_textpage().get_text_range() for page in document)
    assert f"rij {n_rows - 1}" in second
    assert ("rij 0" in second) is is_whole
    assert ("rij 0" in first) is not is_whole


def test_short_answers_stand_in_pairs_and_a_long_one_alone_in_the_order_in_which_they_came():
    short, long = "kort", "l" * (LONGEST_BESIDE + 1)
    texts = (short, short, short, long, long, short, short)
    rows = in_rows(Quotes("Wat gaat goed?", texts)).rows
    assert rows == ((short, short), (short,), (long,), (long,), (short, short))
