"""What helps and hinders, and what it brings, in words: one sentence for each question that speaks for itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.entries import Question
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import statement_words
from assessments.vocabulary.limits import MIDDLE, reaches

from .wording import MUCH, SOME, has_questions_of_version_2, item_sentence

PIONEERS, ASSIGNMENT, TRUST, BENEFIT = "C1", "C2", "T1", "R1"
"""Codes of the questions on pioneers, their assignment, trust and what it brings."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences for a high, a middling and a low score."""

    high: StrPromise
    middle: StrPromise
    low: StrPromise
    is_favourable: bool = True
    """Whether more is better: then high begins at the threshold and low below the middle."""


def _of_two(high: StrPromise, low: StrPromise) -> _Told:
    return _Told(high, low, low)


_SECOND: dict[str, _Told] = {
    PIONEERS: _Told(
        gettext_lazy("There is a fixed group of pioneers (%(score)s)."),
        gettext_lazy("There are pioneers, but not everyone sees a fixed group (%(score)s)."),
        gettext_lazy("There is no fixed group of pioneers yet (%(score)s)."),
    ),
    ASSIGNMENT: _of_two(
        gettext_lazy("The pioneers have the task of achieving a clear result (%(score)s)."),
        gettext_lazy("The pioneers’ task is not clear enough yet (%(score)s)."),
    ),
    "C3": _Told(
        gettext_lazy("There is a lot of outside pressure to work together (%(score)s)."),
        gettext_lazy("There is some outside pressure to work together (%(score)s)."),
        gettext_lazy("There is little outside pressure to work together (%(score)s)."),
        is_favourable=False,
    ),
    "C4": _Told(
        gettext_lazy(
            "Many professionals adopt a wait-and-see attitude (%(score)s). That is not surprising: they are often "
            "cautious. Show them something that works, early on."
        ),
        gettext_lazy("About half of the professionals adopt a wait-and-see attitude (%(score)s)."),
        gettext_lazy("Few professionals adopt a wait-and-see attitude (%(score)s)."),
        is_favourable=False,
    ),
    "C5": _of_two(
        gettext_lazy("The leadership decides quickly on problems that staff run into (%(score)s)."),
        gettext_lazy("The leadership does not yet decide quickly enough on problems that staff run into (%(score)s)."),
    ),
    TRUST: _Told(
        gettext_lazy("The partners trust each other (%(score)s)."),
        gettext_lazy("There is trust, but not everywhere (%(score)s)."),
        gettext_lazy(
            "There is still little trust between the partners (%(score)s). It grows by promising something small and "
            "doing it."
        ),
    ),
    BENEFIT: _Told(
        gettext_lazy("According to the answers, clients, pupils or residents gain a lot from it (%(score)s)."),
        gettext_lazy("According to the answers, clients, pupils or residents gain something from it (%(score)s)."),
        gettext_lazy("According to the answers, clients, pupils or residents gain little from it yet (%(score)s)."),
        is_favourable=False,
    ),
}
_FIRST: dict[str, _Told] = _SECOND | {
    PIONEERS: _of_two(
        gettext_lazy("A fixed group of pioneers moves the partnership forward (%(score)s)."),
        gettext_lazy("A fixed group of pioneers is missing, or not strong enough yet (%(score)s)."),
    ),
    "C4": _Told(
        gettext_lazy("Many staff adopt a wait-and-see attitude (%(score)s). Show them something that works, early on."),
        gettext_lazy("Some staff adopt a wait-and-see attitude (%(score)s)."),
        gettext_lazy("Few staff adopt a wait-and-see attitude (%(score)s)."),
        is_favourable=False,
    ),
    "C5": _of_two(
        gettext_lazy("Managers and directors quickly resolve problems that staff run into (%(score)s)."),
        gettext_lazy("Managers and directors still take too long to resolve problems that staff run into (%(score)s)."),
    ),
}
"""What the first questionnaire asked in other words."""


def conditions(result: FrozenResult) -> tuple[str, ...]:
    """Return a sentence per condition that is shown, in the order of the questionnaire."""
    asked = result.questionnaire.single_items(about_interests=False)
    return tuple(
        _sentence(result, question)
        for question in asked
        if question.code in result.disclosed.statements and question.code != BENEFIT and _is_told(result, question.code)
    )


def benefit(result: FrozenResult) -> str:
    """Return what clients, pupils or residents gain according to the answers; empty if that is not shown."""
    if BENEFIT not in result.disclosed.statements:
        return ""
    impression = _("This is an impression: ask them too.")
    return f"{_sentence(result, result.questionnaire.question(BENEFIT))} {impression} {_does_not_count()}"


def _does_not_count() -> str:
    return _("This question does not count for the outcome.")


def _is_told(result: FrozenResult, code: str) -> bool:
    """Whether a condition is told: an assignment of pioneers who are not there is not."""
    pioneers = result.statement(PIONEERS)
    return code != ASSIGNMENT or pioneers is None or reaches(pioneers.value, MIDDLE)


def _sentence(result: FrozenResult, question: Question) -> str:
    shown = result.disclosed.statements[question.code]
    told = (_SECOND if has_questions_of_version_2(result) else _FIRST).get(question.code)
    if told is None:
        return item_sentence(question, statement_words(shown))
    text = _told_of(result, told, shown.value) % {"score": statement_words(shown)}
    return f"{text} {_does_not_count()}" if question.code == TRUST else text


def _told_of(result: FrozenResult, told: _Told, value: int) -> str:
    high, middle = (result.profile.threshold, MIDDLE) if told.is_favourable else (MUCH, SOME)
    if reaches(value, high):
        return str(told.high)
    return str(told.middle if reaches(value, middle) else told.low)
