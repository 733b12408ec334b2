"""A form field for the conditions of an action: rows of lists to choose from, without typing or scripts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.catalogue.actions import COMPARED, condition_from_document, condition_to_document
from assessments.catalogue.comparison import bar_of, foregone
from assessments.catalogue.entries import ConditionKind
from assessments.catalogue.questionnaire import current_version
from assessments.catalogue.subjects import KINDS, known_subjects, missing_subjects, subjects

from .condition_words import kind_name, limit_name, subject_name

Row = tuple[str, str, str]
"""Subject such as "flag:nipt", comparison and limit, as the lists send them; empty strings if nothing is chosen."""

ROWS = 4
MOST_ROWS = 20
NOTHING: Row = ("", "", "")
LIMITS = (25.0, 37.5, 50.0, 62.5, 75.0)
"""The half steps on the five-point scale that decide something, also when fewer than ten people answered."""
PARTS = ("subject", "comparison", "limit")


def to_row(document: Mapping[str, Any]) -> Row:
    """Return a stored condition as its row. Raises ValueError for an invalid one."""
    condition = condition_from_document(document)
    limit = "" if condition.limit is None else str(condition.limit)
    return f"{condition.kind}:{condition.subject}", condition.comparison or "", limit


def from_row(row: Row, number: int) -> dict[str, Any]:
    """Return the condition of a row, which may look at what only an earlier questionnaire asked.

    Raises a ValidationError that names the row by its number.
    """
    subject, comparison, limit = row
    kind, _colon, name = subject.partition(":")
    if not subject:
        raise _refusal(number, _("Choose in condition %(number)s what it is about, or clear the whole row."))
    if kind not in COMPARED and (comparison or limit):
        raise _refusal(number, _("A flag or a level is there or not: leave the rest of condition %(number)s empty."))
    if kind in COMPARED and not (comparison and limit):
        raise _refusal(number, _("Choose below, from or above in condition %(number)s, and a limit."))
    if limit == "bar" and name in _without_bar():
        sentence = _("Interests and signals have no bar: choose a number as the limit of condition %(number)s.")
        raise _refusal(number, sentence)
    try:
        value = limit if limit == "bar" else float(limit or 0)
        document = {kind: name} | ({comparison: value} if comparison else {})
        return condition_to_document(condition_from_document(document))
    except ValueError as error:
        raise _refusal(number, _("Choose condition %(number)s from the lists.")) from error


def _without_bar() -> set[str]:
    return {subject for subject in known_subjects("item") if bar_of("item", subject) is None}


def _refusal(number: int, sentence: str) -> ValidationError:
    return ValidationError(sentence, code="condition", params={"number": number})


def _row_or_raw(document: Any) -> Row:
    """Return a stored condition as its row; an invalid one as its raw text, for the admin to see."""
    try:
        return to_row(document)
    except ValueError:
        return str(document), "", ""


class ConditionsWidget(forms.Widget):
    """A few rows of three lists each."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        """Return the posted rows."""
        sent = range(next(n for n in range(MOST_ROWS + 1) if f"{name}-{n}-subject" not in data or n == MOST_ROWS))
        return [
            (data[f"{name}-{n}-subject"], *(data.get(f"{name}-{n}-{part}", "") for part in PARTS[1:])) for n in sent
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether no row was posted at all."""
        return f"{name}-0-subject" not in data

    def id_for_label(self, id_: str) -> str:
        """Return the first list of the first row."""
        return f"{id_}-0-subject" if id_ else ""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Render the filled rows, and at least one empty one."""
        rows: list[Row] = list(value or [])
        rows += [NOTHING] * max(ROWS - len(rows), 1 if rows and rows[-1] != NOTHING else 0)
        drawn = [{"number": n + 1, "parts": self._parts(name, n, row)} for n, row in enumerate(rows)]
        return render_to_string("admin/assessments/action/conditions.html", {"rows": drawn})

    def _parts(self, name: str, number: int, row: Row) -> list[dict[str, Any]]:
        labels = (_("What it is about"), _("Comparison"), _("Limit"))
        lists = (_subjects(row[0]), _comparisons(), _limits(row[2]))
        drawn = []
        for part, label, choices, value in zip(PARTS, labels, lists, row, strict=True):
            identity = f"id_{name}-{number}-{part}"
            field = forms.Select(choices=choices).render(f"{name}-{number}-{part}", value, {"id": identity})
            drawn.append({"part": part, "id": identity, "label": label, "field": field})
        return drawn


class ConditionsField(forms.Field):
    """A list of conditions that must all hold."""

    widget = ConditionsWidget

    def prepare_value(self, value: Any) -> list[Row]:
        """Return rows, from stored or from posted data."""
        return [one if isinstance(one, tuple) else _row_or_raw(one) for one in value or []]

    def clean(self, value: list[Row] | None) -> list[dict[str, Any]]:
        """Return the conditions of all filled rows. Raises ValidationError that says what is wrong in which row."""
        found, wrong = [], []
        for number, row in enumerate(value or [], start=1):
            if row == NOTHING:
                continue
            try:
                found.append(_asked_now(from_row(row, number), number))
            except ValidationError as error:
                wrong.append(error)
        if wrong:
            raise ValidationError(wrong)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the posted rows differ from the initial ones."""
        return self.prepare_value(initial) != [row for row in data or [] if row != NOTHING]


def _asked_now(document: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a condition. Raises ValidationError if it decides nothing, or new rounds do not ask what it looks at."""
    condition = condition_from_document(document)
    if foregone(condition) == "always":
        raise _refusal(number, _("Condition %(number)s always holds: no score lies on the other side of its limit."))
    if foregone(condition) == "never":
        raise _refusal(number, _("Condition %(number)s never holds: no score lies on that side of its limit."))
    if missing_subjects([condition], current_version()):
        sentence = _(
            "Condition %(number)s looks at something that the current questionnaire does not ask. Choose something "
            "else, or clear the whole row."
        )
        raise _refusal(number, sentence)
    return document


def warnings(documents: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return in sentences which conditions decide nothing when five to nine people answered a statement."""
    sentences = {
        "always": _("With fewer than ten answers condition %(number)s always holds: scores then end at 20 and 80."),
        "never": _("With fewer than ten answers condition %(number)s never holds: scores then end at 20 and 80."),
    }
    found = [foregone(condition_from_document(document), step=10) for document in documents]
    return [sentences[one] % {"number": number} for number, one in enumerate(found, start=1) if one]


def _subjects(chosen: str) -> list[tuple[str, Any]]:
    """Return what conditions can look at in new rounds, plus the chosen subject if that is something else."""

    def of_kind(kind: ConditionKind) -> list[tuple[str, str]]:
        return [(f"{kind}:{subject}", subject_name(kind, subject)) for subject in subjects(kind, current_version())]

    groups = [(kind_name(kind), of_kind(kind)) for kind in KINDS]
    is_listed = not chosen or any(chosen == value for _name, choices in groups for value, _label in choices)
    return [("", "–"), *groups, *([] if is_listed else [(chosen, _name_of_unlisted(chosen))])]


def _name_of_unlisted(chosen: str) -> str:
    named = {f"{kind}:{subject}": (kind, subject) for kind in KINDS for subject in known_subjects(kind)}
    if chosen not in named:
        return chosen
    return _("%(subject)s (not in the current questionnaire)") % {"subject": subject_name(*named[chosen])}


def _comparisons() -> list[tuple[str, str]]:
    return [("", "–"), ("below", _("below")), ("from", _("from (at or above)")), ("above", _("above"))]


def _limits(chosen: str) -> list[tuple[str, str]]:
    """Return the limits to choose from, including the chosen one."""
    limits = {str(limit): limit for limit in LIMITS}
    try:
        own = float(chosen)
    except ValueError:
        own = -1.0
    if 0 <= own <= 100:
        limits[chosen] = own
    numbers = sorted(limits.items(), key=lambda item: item[1])
    return [("", "–"), ("bar", limit_name("bar")), *((key, limit_name(limit)) for key, limit in numbers)]
