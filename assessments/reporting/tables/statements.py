"""The statements, conditions and processes in tables."""

from django.utils.translation import gettext as _

from assessments.languages import active_language
from assessments.reporting.assemble.wording import is_divided
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_name
from assessments.reporting.numbers import deviation_figure, figure, in_letters
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import texts_from

N_ANSWERS = 5


def statements(result: FrozenResult) -> Sheet:
    """Return the statements of the three forces that are shown, in the order of the questionnaire."""
    shown, forces = result.disclosed, result.questionnaire.instrument.forces
    columns = (
        Column("code", _("Code"), _("The code of the question in the questionnaire.")),
        Column("force", _("Force"), _("One of the three forces of the model.")),
        Column("text", _("Statement"), _("The question as it was asked.")),
        Column("score", _("Score"), _("From 0 (nobody agrees) to 100 (everybody agrees), a whole number.")),
        Column(
            "deviation",
            _("Average deviation"),
            _("How far answers lie from their average, in steps from 0 to 2: the higher, the more divided."),
        ),
        Column("divided", _("Divided"), _("Whether the report calls opinions on this statement divided.")),
        *(_share_column(result, answer) for answer in range(1, N_ANSWERS + 1)),
    )
    rows = [_statement(result, force, code) for force in FORCES for code in forces[force] if code in shown.items]
    return Sheet("statements", _("Statements"), columns, rows)


def _share_column(result: FrozenResult, answer: int) -> Column:
    first = result.questionnaire.instrument.forces["intentie"][0]
    label = result.questionnaire.question(first).options[answer - 1].in_language(_language())
    return Column(
        f"answer_{answer}",
        _("%(answer)s, in %%") % {"answer": label},
        _("The share of people who gave this answer, in whole per cents. Empty with fewer than %(least)s answers.")
        % {"least": in_letters(texts_from(result.profile))},
    )


def _statement(result: FrozenResult, force: str, code: str) -> tuple[Cell, ...]:
    shown = result.disclosed
    deviation = shown.divided.get(code)
    shares: tuple[int | None, ...] = shown.distributions.get(code) or (None,) * N_ANSWERS
    is_known = deviation is not None
    return (
        code,
        force,
        _text(result, code),
        figure(shown.items[code]),
        deviation_figure(deviation, result.profile.disagreement) if deviation is not None else None,
        (_("yes") if is_divided(result, code) else _("no")) if is_known else None,
        *shares,
    )


def conditions(result: FrozenResult) -> Sheet:
    """Return the conditions around the partnership that are shown."""
    columns = (
        Column("code", _("Code"), _("The code of the question in the questionnaire.")),
        Column("text", _("Statement"), _("The question as it was asked.")),
        Column("score", _("Score"), _("From 0 to 100: a whole number, with one decimal within 1 point of the bar.")),
    )
    shown = result.disclosed
    asked = result.questionnaire.single_items(about_interests=False)
    codes = [question.code for question in asked if question.code in shown.items]
    rows = [(code, _text(result, code), figure(shown.items[code], shown.bar)) for code in codes]
    return Sheet("conditions", _("What helps and hinders"), columns, rows)


def processes(result: FrozenResult) -> Sheet:
    """Return the processes that are shown, with the roles that lead them."""
    columns = (
        Column("process", _("Process"), _("One of the processes that keep a partnership moving.")),
        Column("score", _("Score"), _("From 0 to 100: a whole number, with one decimal within 1 point of the bar.")),
        Column("leads", _("Led by"), _("The roles that go first in this process.")),
    )
    shown = result.disclosed
    leads = {question.process: question.leads for question in result.questionnaire.questions() if question.process}
    rows = [
        (process_name(process), figure(score, shown.bar), listed(map(role_name, leads[process])))
        for process, score in shown.processes.items()
    ]
    return Sheet("processes", _("Processes"), columns, rows)


def _text(result: FrozenResult, code: str) -> str:
    return result.questionnaire.question(code).text.in_language(_language())


def _language() -> str:
    return active_language()
