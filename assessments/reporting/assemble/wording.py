"""The report's words for scores, the bar, forces, roles, questions and numbers of people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.entries import Question, Text
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, role_words
from assessments.reporting.numbers import format_number, format_score, rounded
from assessments.scoring.suppression import BELOW_BANDS
from assessments.vocabulary.flags import OPBOUWFASE
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.limits import TOLERANCE, reaches

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


def number(value: float) -> str:
    """Return a setting of the profile with the decimals it has, at most two."""
    decimals = next((n for n in (0, 1) if abs(rounded(value, n) - value) < TOLERANCE), 2)
    return format_number(value, decimals)


def has_bar(result: FrozenResult) -> bool:
    """Whether the bar may be shown."""
    return result.disclosed.bar is not None


def bar_words(result: FrozenResult) -> str:
    """Return the bar as shown; only valid if it may be shown."""
    bar = bar_of(result)
    return format_score(bar, bar)


def bar_of(result: FrozenResult) -> float:
    """Return the bar for judging single items; if it may not be shown, the threshold from which it rises."""
    bar = result.disclosed.bar
    return result.profile.threshold if bar is None else bar


def score_words(result: FrozenResult, scale: str) -> str:
    """Return the score of a scale as shown; only valid for a scale that is shown."""
    return format_score(result.disclosed.scores[scale].value, result.disclosed.bar)


def forces_shown(result: FrozenResult) -> tuple[Force, ...]:
    """Return the forces whose score is shown, in the order of the chain."""
    return tuple(force for force in FORCES if force in result.disclosed.scores)


def is_divided(result: FrozenResult, code: str) -> bool:
    """Whether opinions on a statement are divided; False if that may not be said."""
    deviation = result.disclosed.divided.get(code)
    return deviation is not None and reaches(deviation, result.profile.disagreement)


def is_young(result: FrozenResult) -> bool:
    """Whether the partnership is in its start phase, in which it is never called stalled."""
    return OPBOUWFASE in result.disclosed.flags


def lacks_foundation(result: FrozenResult) -> bool:
    """Whether intentie does not support the rest, which is then told before the diagnosis."""
    return result.disclosed.level == FUNDAMENT_ONTBREEKT


def item_sentence(question: Question, score: str) -> str:
    """Return a sentence with the score of a question that has no sentences of its own."""
    return _("“%(text)s” scores %(score)s.") % {"text": question_words(question), "score": score}


def quoted_list(texts: tuple[str, ...]) -> str:
    """Return an enumeration of texts, each between quotation marks."""
    return listed(f"“{text}”" for text in texts)
