"""The conditions of an action in words, for lists to choose from and for sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.actions import condition_from_document
from assessments.catalogue.entries import ConditionKind, Text
from assessments.catalogue.questionnaire import questionnaire
from assessments.catalogue.subjects import newest_version_asking
from assessments.languages import active_language
from assessments.reporting.names import process_name
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.levels import LEVELS

Subject = tuple[ConditionKind, str]

_KINDS: dict[ConditionKind, StrPromise] = {
    "flag": gettext_lazy("Flags"),
    "force": gettext_lazy("Forces"),
    "process": gettext_lazy("Processes"),
    "item": gettext_lazy("Questions"),
    "level": gettext_lazy("Levels of the outcome"),
}


def kind_name(kind: ConditionKind) -> str:
    """Return the heading over the subjects of a kind."""
    return str(_KINDS[kind])


def subject_name(kind: ConditionKind, subject: str) -> str:
    """Return the full name of what a condition looks at, such as "question C1: There is a fixed group…"."""
    if kind == "flag":
        return _(FLAGS[subject].label)
    if kind == "level":
        return _(LEVELS[subject].label)
    if kind == "force":
        return _("force: %(force)s") % {"force": subject}
    if kind == "process":
        return _("process: %(process)s") % {"process": process_name(subject)}
    return _("question %(statement)s") % {"statement": statement_name(subject)}


def statement_name(code: str) -> str:
    """Return a question by code and text, such as "C1: There is a fixed group…"."""
    return f"{code}: {_newest_text(code).in_language(active_language())}"


def _newest_text(code: str) -> Text:
    """Return the words of a question in the newest version that asks it."""
    return questionnaire(newest_version_asking(code)).question(code).text


def limit_name(limit: float | str | None) -> str:
    """Return a limit in words: the bar, or a number."""
    return _("the bar") if limit == "bar" else plain_number(float(limit or 0))


def plain_number(value: float) -> str:
    """Return a number as text, without decimals if it is whole."""
    return number_format(int(value) if value == int(value) else value)


def condition_words(document: Mapping[str, Any]) -> str:
    """Return a stored condition in words; an invalid one is returned unchanged."""
    try:
        condition = condition_from_document(document)
    except ValueError:
        return str(document)
    subject = subject_name(condition.kind, condition.subject)
    if condition.comparison is None:
        return subject
    words = {"subject": subject.removesuffix("."), "limit": limit_name(condition.limit)}
    if condition.comparison == "below":
        return _("%(subject)s – below %(limit)s") % words
    if condition.comparison == "from":
        return _("%(subject)s – from %(limit)s") % words
    return _("%(subject)s – above %(limit)s") % words


def short_words(document: Mapping[str, Any]) -> str:
    """Return a stored condition in a few words, such as "C1 below 50"; an invalid one is returned unchanged."""
    try:
        condition = condition_from_document(document)
    except ValueError:
        return str(document)
    if condition.comparison is None:
        return subject_name(condition.kind, condition.subject)
    subject = process_name(condition.subject) if condition.kind == "process" else condition.subject
    words = {"subject": subject, "limit": limit_name(condition.limit)}
    if condition.comparison == "below":
        return _("%(subject)s below %(limit)s") % words
    if condition.comparison == "from":
        return _("%(subject)s from %(limit)s") % words
    return _("%(subject)s above %(limit)s") % words
