"""A result as tables: everything that page and report show, as they show it, and nothing else.

A number stands in a column of its own. Where it is an end of its grid, the column after it says so in a word: 80 with
"or higher" stands for everything from 80. So whoever reads the file with a program finds numbers in every column of
numbers, and whoever reads the first alone loses no more than which ends are open.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.reporting.assemble import assemble
from assessments.reporting.frozen import FrozenResult
from assessments.tables.values import Book, Column, Sheet

from .figures import certainty, groups, outcome, path, scores, signals
from .interests import interests, organisations, reasons
from .rounds import agreed, changes, rounds
from .statements import conditions, processes, statements
from .words import about, actions, not_shown, open_answers, report_text


def book_of(result: FrozenResult, *, language: str) -> Book:
    """Return all tables of a result in one language, without empty ones."""
    with override(language):
        report = assemble(result, language=language)
        figures = (outcome, scores, certainty, signals, path, groups, statements, conditions, processes)
        found = [
            about(result),
            *(make(result) for make in (*figures, interests, organisations, reasons)),
            actions(result),
            *(make(result) for make in (rounds, changes, agreed)),
            open_answers(result, report),
            not_shown(result),
            report_text(report),
        ]
        sheets = tuple(one for one in found if one.rows)
        ordered = (sheets[0], _explanations(sheets), *sheets[1:])
        return Book(report.title, language, ordered, made_at=result.facts.closed_at)


def _explanations(sheets: tuple[Sheet, ...]) -> Sheet:
    """Return what each column of each sheet means."""
    columns = (
        Column("sheet", _("Sheet"), _("The sheet or file with the column.")),
        Column("key", _("Name for programs"), _("What the column is called in the JSON and CSV files.")),
        Column("heading", _("Heading"), _("The heading of the column.")),
        Column("explanation", _("Explanation"), _("The content of the column.")),
    )
    rows = [
        (one.title, column.key, column.heading, column.explanation)
        for one in (*sheets, Sheet("columns", _("What the columns mean"), columns, ()))
        for column in one.columns
    ]
    return Sheet("columns", _("What the columns mean"), columns, rows)
