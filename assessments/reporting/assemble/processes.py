"""Processes with the roles that go first, the conditions around the partnership and what it brings, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.entries import Question
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_words
from assessments.reporting.numbers import in_letters, statement_words
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.roles import ROLES

from .conditions import benefit, conditions
from .omissions import notices
from .report import Block, Figure, Heading, Paragraph, Points, Section, titled
from .titles.processes import of_the_bars, of_the_processes
from .wording import capitalised, quoted_list


def processes(result: FrozenResult) -> Section:
    """Return the section on processes, conditions and what it brings."""
    blocks: list[Block] = []
    if result.processes:
        blocks += [
            Paragraph(_what_processes_are(result)),
            *_strongest_and_weakest(result),
            Figure("processes", of_the_bars(result)),
        ]
    if found := conditions(result):
        blocks += [Heading(_("What helps and hinders")), Points(found)]
    if brings := benefit(result):
        blocks += [Heading(_("What it delivers")), Paragraph(brings)]
    blocks += notices(result, "processes")
    if not blocks:
        blocks.append(Paragraph(_("Nothing can be said about processes and conditions.")))
    return titled("processes", _("Processes and conditions"), of_the_processes(result), tuple(blocks))


def _what_processes_are(result: FrozenResult) -> str:
    return capitalised(
        _("%(count)s processes keep a partnership moving. For each it says who takes the lead; the others join in.")
        % {"count": in_letters(len(result.questionnaire.instrument.processes))}
    )


def _of(result: FrozenResult, process: str) -> Question:
    return next(question for question in result.questionnaire.questions() if question.process == process)


def leads(result: FrozenResult, process: str) -> str:
    """Return the roles that lead a process, for inside a sentence."""
    return listed(map(role_words, _of(result, process).leads))


def is_led_by_one(result: FrozenResult, process: str) -> bool:
    """Whether what the leading roles do is said of one."""
    found = _of(result, process).leads
    return len(found) == 1 and found[0] in ROLES and ROLES[found[0]].is_one


def weakest_process(result: FrozenResult) -> str | None:
    """Return the process that scores lowest, of equals the first; None if none is shown."""
    scores = result.processes
    return min(scores, key=lambda process: scores[process].value, default=None)


def _strongest_and_weakest(result: FrozenResult) -> tuple[Block, ...]:
    scores = result.processes
    if len(scores) < 2:
        return ()
    values = [score.value for score in scores.values()]
    if min(values) == max(values):
        score = statement_words(next(iter(scores.values())))
        text = _("The %(count)s processes score about the same (%(score)s).")
        return (Paragraph(text % {"count": in_letters(len(scores)), "score": score}),)
    return (Points((*_strongest(result, max(values)), *_weakest(result, min(values)))),)


def _named(result: FrozenResult, value: int) -> tuple[str, ...]:
    return tuple(process for process, score in result.processes.items() if score.value == value)


def _words(result: FrozenResult, found: tuple[str, ...]) -> dict[str, str]:
    return {
        "processes": quoted_list(tuple(map(process_name, found))),
        "score": statement_words(result.processes[found[0]]),
        "leads": leads(result, found[0]),
    }


def _strongest(result: FrozenResult, value: int) -> tuple[str, ...]:
    """Return the processes that go best, and whether even those are hard going."""
    found = _named(result, value)
    if reaches(value, MIDDLE):
        text = ngettext("%(processes)s goes best (%(score)s).", "%(processes)s go best (%(score)s).", len(found))
        return (text % _words(result, found),)
    least = ngettext(
        "Least hard going is %(processes)s (%(score)s).", "Least hard going are %(processes)s (%(score)s).", len(found)
    ) % _words(result, found)
    if len(result.processes) < len(result.questionnaire.instrument.processes):
        return (_("The processes that are shown are hard going.") + f" {least}",)
    all_of_them = _("All %(count)s processes are hard going.") % {"count": in_letters(len(result.processes))}
    return (f"{all_of_them} {least}",)


def _weakest(result: FrozenResult, value: int) -> tuple[str, ...]:
    found = _named(result, value)
    words = _words(result, found)
    if reaches(value, result.profile.threshold):
        text = ngettext(
            "%(processes)s goes least well, and still well enough (%(score)s).",
            "%(processes)s go least well, and still well enough (%(score)s).",
            len(found),
        )
        return (text % words,)
    text = ngettext(
        "%(processes)s needs most work (%(score)s).", "%(processes)s need most work (%(score)s).", len(found)
    )
    if len(found) > 1:
        return (text % words,)
    first = (
        _("%(leads)s takes the lead there.") if is_led_by_one(result, found[0]) else _("%(leads)s take the lead there.")
    )
    return (f"{text % words} {first % words}",)
