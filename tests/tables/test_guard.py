"""No word that somebody typed becomes a formula in the spreadsheet of somebody else, and no word is lost by that."""

import csv
import io

import pytest
from hypothesis import example, given

from assessments.tables.csv_files import read_delimited, write_csv, write_csv_archive
from assessments.tables.texts import guard, unguard, writable
from assessments.tables.values import Book, Column, Sheet
from assessments.tables.zip_files import read_zip

from .attacks import FORMULAS, formulas_in
from .tables import TEXTS, sheets

HARMLESS = ("", "Goed; beter", "1 = 1", "a-b", "jan@school.test", "'s-Hertogenbosch", "’t Hof", "Zoë | Öz", "5-6")


def test_the_check_of_these_tests_sees_every_formula():
    assert [text for text in FORMULAS if not formulas_in(writable(text))] == []
    assert [text for text in HARMLESS if formulas_in(text)] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_an_attack_is_disarmed_and_comes_back_as_it_was(text):
    text = writable(text)
    assert formulas_in(guard(text)) == []
    assert unguard(guard(text)) == text


@given(TEXTS)
@example("'=1")
@example("''=1")
@example("'")
@example("a;'=1;''-2;' '+3")
@example("\t'=1")
@example("'\n=1")
def test_any_text_is_harmless_once_guarded_and_comes_back_as_it_was(text):
    text = writable(text)
    assert formulas_in(guard(text)) == []
    assert unguard(guard(text)) == text


def test_words_that_are_no_formula_stay_as_they_are():
    for text in HARMLESS:
        assert guard(text) == unguard(text) == text


@given(sheets())
def test_no_line_of_a_csv_begins_a_formula_wherever_a_program_cuts_it(sheet):
    files = [write_csv(sheet, delimiter=delimiter) for delimiter in ";,\t"]
    files += [content for _name, content in read_zip(write_csv_archive(Book("", "nl", [sheet])))]
    for content in files:
        text = content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert [found for piece in (text, *cells) for found in formulas_in(piece)] == []


def test_the_apostrophes_are_taken_away_from_files_of_ours_alone():
    words = ["'=1", "=1", "a;'=1"]
    sheet = Sheet("x", "x", [Column("a", "a")], [[word] for word in words])
    text = write_csv(sheet, delimiter=";").decode()
    assert [row.cells[0] for row in read_delimited(text, is_export=True)[1:]] == words
    foreign = "a\n'=1\n'-x\n"
    assert [row.cells[0] for row in read_delimited(foreign)[1:]] == ["'=1", "'-x"]


def test_a_file_of_ours_that_a_spreadsheet_saved_anew_is_read_as_it_was():
    words = ["'=1", "=1", "Goed;=1", "gewoon"]
    ours = write_csv(Sheet("x", "x", [Column("a", "a"), Column("b", "b")], [[w, ""] for w in words]), delimiter=";")
    rows = list(csv.reader(io.StringIO(ours.decode("utf-8-sig"), newline=""), delimiter=";"))
    anew = io.StringIO()
    csv.writer(anew, delimiter=",").writerows(rows)
    assert [row.cells[0] for row in read_delimited(anew.getvalue(), is_export=True)[1:]] == words
