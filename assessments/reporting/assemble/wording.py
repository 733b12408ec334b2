"""The report's words for scores, the bar, forces, roles, questions and numbers of people."""

from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.entries import Question, Text
from assessments.disclosure.shown import ShownGroup
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, role_words, scale_sentence
from assessments.reporting.numbers import bar_words as words_of_bar
from assessments.reporting.numbers import format_number, rounded
from assessments.reporting.numbers import score_words as words_of_score
from assessments.scoring.suppression import BANDS, BELOW_BANDS
from assessments.vocabulary.flags import OPBOUWFASE
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.limits import TOLERANCE, reaches
from assessments.vocabulary.roles import PROFESSIONAL

Amount = Literal["much", "some", "little"]
MUCH, SOME = 60.0, 40.0
"""Scores from which something is much, and from which it is not little."""
HALF_A_STEP = 2.5
"""What a group's score may have been rounded by."""
FIRST_QUESTIONNAIRE = "1"

_BANDS: dict[str, StrPromise] = {
    BELOW_BANDS: gettext_lazy("fewer than 5"),
    "50+": gettext_lazy("50 or more"),
}


def capitalised(text: str) -> str:
    """Return a text with a capital, for the start of a sentence."""
    return text[:1].upper() + text[1:]


def in_active_language(text: Text) -> str:
    """Return a text of the catalogue in the active language."""
    return text.in_language(active_language())


def question_words(question: Question) -> str:
    """Return a question without its full stop, for quoting it inside a sentence."""
    return in_active_language(question.text).removesuffix(".")


def quoted(result: FrozenResult, code: str) -> str:
    """Return the words of a question by its code, without full stop."""
    return question_words(result.questionnaire.question(code))


def group_words(result: FrozenResult, name: str) -> str:
    """Return a group of the shown split, for inside a sentence."""
    return role_words(name) if result.disclosed.split == "role" else name


def band_words(band: str) -> str:
    """Return a band of persons, such as "20–49" or "50 or more"."""
    return str(_BANDS[band]) if band in _BANDS else band.replace("-", "–")


def least_of(band: str) -> int:
    """Return the smallest count of a band.

    Examples
    --------
    >>> least_of("<5"), least_of("5-9"), least_of("50+")
    (0, 5, 50)
    """
    return next((least for least, name in BANDS if name == band), 0)


def number(value: float) -> str:
    """Return a setting of the profile with the decimals it has, at most two."""
    decimals = next((n for n in (0, 1) if abs(rounded(value, n) - value) < TOLERANCE), 2)
    return format_number(value, decimals)


def has_bar(result: FrozenResult) -> bool:
    """Whether there is a bar for actie and verbinding: always with a diagnosis, but for some results of version 1."""
    return result.disclosed.bar is not None


def bar_words(result: FrozenResult) -> str:
    """Return the bar of actie and verbinding as shown."""
    return words_of_bar(bar_of(result))


def bar_of(result: FrozenResult) -> float:
    """Return the bar of actie and verbinding; without one, the threshold from which it rises."""
    bar = result.disclosed.bar
    return result.profile.threshold if bar is None else bar


def score_words(result: FrozenResult, force: Force) -> str:
    """Return the score of a force as shown; only valid for a force that is shown."""
    return words_of_score(result.disclosed.scores[force])


def forces_shown(result: FrozenResult) -> tuple[Force, ...]:
    """Return the forces whose score is shown, in the order of the chain."""
    return tuple(force for force in FORCES if force in result.disclosed.scores)


def is_divided(result: FrozenResult, code: str) -> bool:
    """Whether opinions on a statement are divided; False if that may not be said."""
    return result.disclosed.divided.get(code, False)


def lowest_first(result: FrozenResult, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the statements that are shown, lowest score first, and then in the order of the questionnaire."""
    shown = result.disclosed.statements
    return tuple(sorted((code for code in codes if code in shown), key=lambda code: shown[code].value))


def clash(result: FrozenResult) -> Amount | None:
    """Return how strongly interests clash, from the shown statement about it; None if it is not shown.

    The question how often others hold back is told by itself, and no score of the two together is shown.
    """
    instrument = result.questionnaire.instrument
    code = next((code for code in instrument.tension if code != instrument.others_hold_back), "")
    statement = result.statement(code)
    return None if statement is None else amount_of(statement.value)


def amount_of(value: float) -> Amount:
    """Return whether a score of 0-100 is much, some or little; much and little are at least 20 points apart.

    Examples
    --------
    >>> amount_of(60), amount_of(55), amount_of(40), amount_of(35)
    ('much', 'some', 'some', 'little')
    """
    if reaches(value, MUCH):
        return "much"
    return "some" if reaches(value, SOME) else "little"


def professionals_fall_short(result: FrozenResult) -> bool:
    """Whether professionals, as far as they are shown, certainly put actie below its bar.

    A group is rounded to the nearest five, so only a score of half a step or more below the bar is certainly below it.
    """
    group = actie_of(result, PROFESSIONAL)
    return group is not None and has_bar(result) and reaches(bar_of(result), group.score + HALF_A_STEP)


def actie_of(result: FrozenResult, role: str) -> ShownGroup | None:
    """Return how a role sees actie, if that is shown."""
    disclosed = result.disclosed
    return disclosed.groups.get(role, {}).get("actie") if disclosed.split == "role" else None


def has_questions_of_version_2(result: FrozenResult) -> bool:
    """Whether the round asked the questions that came, or changed, with the second questionnaire."""
    return result.questionnaire.version != FIRST_QUESTIONNAIRE


def is_young(result: FrozenResult) -> bool:
    """Whether the partnership is still being built."""
    return OPBOUWFASE in result.disclosed.flags


def lacks_foundation(result: FrozenResult) -> bool:
    """Whether intentie does not support the rest, which is then told before the diagnosis."""
    return result.disclosed.level == FUNDAMENT_ONTBREEKT


def scale(result: FrozenResult) -> str:
    """Return what a score of 0 and one of 100 stand for, in a sentence."""
    options = result.questionnaire.question(result.questionnaire.instrument.forces[FORCES[0]][0]).options
    return scale_sentence(in_active_language(options[0]), in_active_language(options[-1]))


def item_sentence(question: Question, score: str) -> str:
    """Return a sentence with the score of a question that has no sentences of its own."""
    return _("“%(text)s” scores %(score)s.") % {"text": question_words(question), "score": score}


def quoted_list(texts: tuple[str, ...]) -> str:
    """Return an enumeration of texts, each between quotation marks."""
    return listed(f"“{text}”" for text in texts)
