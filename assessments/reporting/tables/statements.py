"""The statements, conditions and processes in tables."""

from django.utils.translation import gettext as _

from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_name
from assessments.reporting.numbers import in_letters, quarter_words
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import texts_from

from .columns import score_columns, statement_cells, statement_score_words, yes_or_no

N_QUARTERS = 4
_ANSWERS = (("answers_1_2", 0, 1), ("answers_3", 2, 2), ("answers_4_5", 3, 4))
"""The three groups of answers: a key, and the first and last answer in it, counted from zero."""


def statements(result: FrozenResult) -> Sheet:
    """Return the statements of the three forces that are shown: per force the lowest first, as in the report."""
    forces = result.questionnaire.instrument.forces
    columns = (
        _code_column(),
        Column("force", _("Force"), _("One of the three forces of the model.")),
        _text_column(),
        *score_columns(statement_score_words()),
        *_spread_columns(result),
    )
    rows = [
        (code, force, _text(result, code), *_score(result, code), *_spread(result, code))
        for force in FORCES
        for code in _lowest_first(result, forces[force])
    ]
    return Sheet("statements", _("Statements"), columns, rows)


def _lowest_first(result: FrozenResult, codes: tuple[str, ...]) -> list[str]:
    """Return those that are shown; equal ones in the order of the questionnaire."""
    shown = result.disclosed.statements
    return sorted((code for code in codes if code in shown), key=lambda code: shown[code].value)


def _code_column() -> Column:
    return Column("code", _("Code"), _("The code of the question in the questionnaire."))


def _text_column() -> Column:
    return Column("text", _("Statement"), _("The question as it was asked."))


def _spread_columns(result: FrozenResult) -> tuple[Column, ...]:
    least = {"least": in_letters(texts_from(result.profile))}
    return (
        Column(
            "divided",
            _("Divided"),
            _("Whether opinions on this statement are divided. Empty with fewer than %(least)s answers.") % least,
        ),
        *(_answers_column(result, *answers) for answers in _ANSWERS),
    )


def _answers_column(result: FrozenResult, key: str, first: int, last: int) -> Column:
    options = result.questionnaire.question(result.questionnaire.instrument.forces["intentie"][0]).options
    labels = [option.in_language(active_language()) for option in options[first : last + 1]]
    heading = _("%(first)s or %(second)s") % {"first": labels[0], "second": labels[-1]} if last > first else labels[0]
    return Column(
        key,
        heading,
        _("The share of people who gave this answer: %(parts)s. Empty with fewer than %(least)s answers.")
        % {
            "parts": "; ".join(quarter_words(quarter) for quarter in range(N_QUARTERS)),
            "least": in_letters(texts_from(result.profile)),
        },
    )


def _score(result: FrozenResult, code: str) -> tuple[Cell, Cell]:
    return statement_cells(result.disclosed.statements[code])


def _spread(result: FrozenResult, code: str) -> tuple[Cell, ...]:
    shown = result.disclosed
    parts = shown.distributions.get(code)
    said = tuple(map(quarter_words, parts)) if parts else (None,) * len(_ANSWERS)
    return (yes_or_no(shown.divided.get(code)), *said)


def conditions(result: FrozenResult) -> Sheet:
    """Return the conditions around the partnership that are shown, with the questions that count in no score."""
    columns = (
        _code_column(),
        _text_column(),
        *score_columns(statement_score_words()),
        Column("section", _("Section"), _("Which heading it was asked under.")),
    )
    sections = {section.code: section.title.in_language(active_language()) for section in result.questionnaire.sections}
    rows = [
        (question.code, _text(result, question.code), *_score(result, question.code), sections[question.section])
        for question in result.questionnaire.single_items(about_interests=False)
        if question.code in result.disclosed.statements
    ]
    return Sheet("conditions", _("What helps and hinders"), columns, rows)


def processes(result: FrozenResult) -> Sheet:
    """Return the processes that are shown, with the roles that go first in them."""
    columns = (
        Column("process", _("Process"), _("One of the processes that keep a partnership moving.")),
        *score_columns(statement_score_words()),
        Column("leads", _("Takes the lead"), _("The roles that take the lead in this process.")),
    )
    leads = {question.process: question.leads for question in result.questionnaire.questions() if question.process}
    rows = [
        (process_name(process), *statement_cells(score), listed(map(role_name, leads[process])))
        for process, score in result.processes.items()
    ]
    return Sheet("processes", _("Processes"), columns, rows)


def _text(result: FrozenResult, code: str) -> str:
    return result.questionnaire.question(code).text.in_language(active_language())
