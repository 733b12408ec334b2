"""The stored actions that new rounds leave out, and why, in words for the list of actions and the form of one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.actions import condition_from_document
from assessments.catalogue.entries import ActionEntry
from assessments.catalogue.questionnaire import current_version
from assessments.catalogue.subjects import missing_subjects
from assessments.models import Action
from assessments.services.catalogue import entry_of

from .condition_words import subject_name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An action that new rounds leave out."""

    action: Action
    why: str


def left_out_actions() -> list[LeftOut]:
    """Return the active actions that new rounds leave out all the same."""
    found = [LeftOut(action, why_left_out(action)) for action in Action.objects.filter(is_active=True)]
    return [one for one in found if one.why]


def why_left_out(action: Action) -> str:
    """Return why new rounds leave an action out; None if they can use it."""
    missing = [name for document in action.conditions if (name := _missing_name(document))]
    if missing:
        sentence = ngettext(
            "A condition looks at something that the current questionnaire does not ask: %(subjects)s.",
            "Conditions look at something that the current questionnaire does not ask: %(subjects)s.",
            len(missing),
        )
        return sentence % {"subjects": "; ".join(missing)}
    if readable_entry(action) is None:
        return _("It was saved in a form that no report can use. Save it again, or switch it off.")
    return ""


def readable_entry(action: Action) -> ActionEntry | None:
    """Return an action as an entry for reports; None if what is stored is invalid."""
    try:
        return entry_of(action)
    except ValueError:
        return None


def _missing_name(document: Any) -> str:
    """Return the name of what a stored condition looks at in vain; an invalid condition is returned unchanged."""
    try:
        condition = condition_from_document(document)
    except ValueError:
        return str(document)
    missing = missing_subjects([condition], current_version())
    return subject_name(condition.kind, condition.subject).removesuffix(".") if missing else ""
