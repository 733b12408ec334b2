"""Columns that several tables share: a number on a coarse grid, and beside it the word for an end of that grid."""

from django.utils.translation import gettext as _

from assessments.disclosure.shown import HIGHEST_SCORE, LOWEST_SCORE, ShownGroup, ShownScore, ShownStatement
from assessments.tables.values import Cell, Column


def or_column(key: str, what: str) -> Column:
    """Return the column that says whether the number before it stands for itself or for everything beyond it.

    Parameters
    ----------
    key : str
        The key of the column with the number; this one's is that with ``_or`` behind it.
    what : str
        The heading of that column.
    """
    return Column(
        f"{key}_or",
        _("%(number)s: or higher, or lower") % {"number": what},
        _(
            "“or higher” or “or lower” where the number stands for everything from there on; empty where it stands "
            "for itself."
        ),
    )


def score_columns(explanation: str) -> tuple[Column, Column]:
    """Return the columns for a score."""
    return Column("score", _("Score"), explanation), or_column("score", _("Score"))


def _cells(value: int, *, is_lowest: bool, is_highest: bool) -> tuple[int, str | None]:
    """Return a number and the word beside it at an end of its grid."""
    if is_lowest:
        return value, _("or lower")
    return value, _("or higher") if is_highest else None


def score_cells(score: ShownScore) -> tuple[int, str | None]:
    """Return the score of a force for ``score_columns``."""
    return _cells(score.value, is_lowest=score.is_lowest, is_highest=score.is_highest)


def share_cells(percent: int) -> tuple[int, str | None]:
    """Return a share in per cents and the word beside it."""
    return _cells(percent, is_lowest=percent <= LOWEST_SCORE, is_highest=percent >= HIGHEST_SCORE)


def statement_cells(statement: ShownStatement) -> tuple[int, str | None]:
    """Return the score of a statement or process for ``score_columns``."""
    return _cells(statement.value, is_lowest=statement.is_lowest, is_highest=statement.is_highest)


def group_cells(group: ShownGroup) -> tuple[int, str | None]:
    """Return the score of a group for ``score_columns``."""
    return _cells(group.score, is_lowest=group.is_lowest, is_highest=group.is_highest)


def yes_or_no(value: bool | None) -> Cell:
    """Return a fact as a word; empty when it is not known or not shown."""
    if value is None:
        return None
    return _("yes") if value else _("no")


def force_score_words() -> str:
    """Explain the score of a force."""
    return _("A whole number from 5 to 95, on a scale from 0 to 100.")


def statement_score_words() -> str:
    """Explain the score of a statement."""
    return _(
        "On a scale from 0 to 100: the nearest 5, from 10 to 90; with fewer than ten answers the nearest 10, from 20 "
        "to 80."
    )


def group_score_words() -> str:
    """Explain the score of a group."""
    return _("The nearest 5, from 10 to 90, on a scale from 0 to 100.")


def margin_columns() -> tuple[Column, Column]:
    """Return the columns for the interval of a force."""
    return (
        Column("low", _("Margin from"), _("The lower end of the 95% interval; 5 means 5 or lower.")),
        Column("high", _("Margin to"), _("The upper end of the 95% interval; 95 means 95 or higher.")),
    )


def margin_cells(score: ShownScore) -> tuple[Cell, Cell]:
    """Return the ends of the interval for ``margin_columns``; both empty when one is missing."""
    return (None, None) if score.low is None or score.high is None else (score.low, score.high)


def margin_column() -> Column:
    """Return the column for the margin of a group."""
    return Column(
        "margin",
        _("Margin, up and down"),
        _("Half the width of the 95% interval, rounded up to a five; only from ten people."),
    )
