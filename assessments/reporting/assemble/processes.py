"""Processes with the roles that lead them, and the conditions around the partnership, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.entries import Question
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_words
from assessments.reporting.numbers import format_score, in_letters
from assessments.vocabulary.limits import MIDDLE, reaches

from .omissions import notices
from .report import Block, Figure, Heading, Paragraph, Points, Section
from .wording import bar_of, capitalised, item_sentence

_FAVOURABLE: dict[str, tuple[StrPromise, StrPromise]] = {
    "C1": (
        gettext_lazy("A fixed group of pioneers moves the partnership forward (%(score)s)."),
        gettext_lazy("A fixed group of pioneers is missing, or not strong enough yet (%(score)s)."),
    ),
    "C2": (
        gettext_lazy("The pioneers have the assignment to reach a clear result (%(score)s)."),
        gettext_lazy("The pioneers have no assignment yet, or no clear one, to reach a result (%(score)s)."),
    ),
    "C5": (
        gettext_lazy("Managers and directors quickly solve bottlenecks from practice (%(score)s)."),
        gettext_lazy("Bottlenecks from practice wait too long for managers and directors to solve them (%(score)s)."),
    ),
}
"""Conditions of which more is better: the sentences from the bar upwards, and below it."""
_OTHER: dict[str, tuple[StrPromise, StrPromise]] = {
    "C3": (
        gettext_lazy(
            "There is outside pressure to work together (%(score)s). That helps to begin, but it does not "
            "replace a wish of your own."
        ),
        gettext_lazy("There is little outside pressure to work together (%(score)s): it must come from the partners."),
    ),
    "C4": (
        gettext_lazy("Many staff wait and see first (%(score)s). Show them early what it brings."),
        gettext_lazy("Few staff wait and see (%(score)s): people are ready to join in."),
    ),
}
"""Conditions of which more is not better: the sentences from the middle upwards, and below it."""


def processes(result: FrozenResult) -> Section:
    """Return the section on processes and conditions."""
    blocks: list[Block] = []
    if result.disclosed.processes:
        blocks += [Paragraph(_what_processes_are(result)), *_strongest_and_weakest(result), Figure("processes")]
    if found := conditions(result):
        blocks += [Heading(_("What helps and hinders")), Points(found)]
    blocks += notices(result, "processes")
    if not blocks:
        blocks.append(Paragraph(_("Nothing can be said about processes and conditions.")))
    return Section("processes", _("Processes and conditions"), tuple(blocks))


def _what_processes_are(result: FrozenResult) -> str:
    return capitalised(
        _(
            "%(count)s processes keep a partnership moving. In each some roles take the lead; "
            "leading means going first, not doing it alone."
        )
        % {"count": in_letters(len(result.questionnaire.instrument.processes))}
    )


def _of(result: FrozenResult, process: str) -> Question:
    return next(question for question in result.questionnaire.questions() if question.process == process)


def leads(result: FrozenResult, process: str) -> str:
    """Return the roles that lead a process, for inside a sentence."""
    return listed(map(role_words, _of(result, process).leads))


def weakest_process(result: FrozenResult) -> str | None:
    """Return the process that scores lowest; None if none is shown."""
    scores = result.disclosed.processes
    return min(scores, key=lambda process: scores[process], default=None)


def _strongest_and_weakest(result: FrozenResult) -> tuple[Block, ...]:
    scores, weakest = result.disclosed.processes, weakest_process(result)
    if weakest is None or len(scores) < 2:
        return ()
    strongest = max(scores, key=lambda process: scores[process])
    if format_score(scores[strongest]) == format_score(scores[weakest]):
        return (Paragraph(_("The processes go equally well.")),)
    first = _("“%(process)s” goes best (%(score)s).") % _process(result, strongest)
    if reaches(scores[weakest], bar_of(result)):
        last = _("“%(process)s” goes least well, and still well enough (%(score)s); here it begins with %(leads)s.")
    else:
        last = _("“%(process)s” needs most work (%(score)s); here the first move is for %(leads)s.")
    return (Points((first, last % _process(result, weakest))),)


def _process(result: FrozenResult, process: str) -> dict[str, str]:
    return {
        "process": process_name(process),
        "score": format_score(result.disclosed.processes[process], result.disclosed.bar),
        "leads": leads(result, process),
    }


def conditions(result: FrozenResult) -> tuple[str, ...]:
    """Return a sentence per condition that is shown, in the order of the questionnaire."""
    asked = result.questionnaire.single_items(about_interests=False)
    return tuple(_condition(result, question) for question in asked if question.code in result.disclosed.items)


def _condition(result: FrozenResult, question: Question) -> str:
    code, score = question.code, format_score(result.disclosed.items[question.code], result.disclosed.bar)
    if code not in _FAVOURABLE and code not in _OTHER:
        return item_sentence(question, score)
    high, low = _FAVOURABLE[code] if code in _FAVOURABLE else _OTHER[code]
    limit = bar_of(result) if code in _FAVOURABLE else MIDDLE
    return (high if reaches(result.disclosed.items[code], limit) else low) % {"score": score}
