"""What a browser would send back of the form for an action."""

import json

from assessments.admin.action_history import FIELDS
from assessments.admin.conditions import PARTS, to_row
from assessments.catalogue.actions import TEXTS
from assessments.forms.shown import FIELD
from assessments.services.shown_rows import state_of
from assessments.vocabulary.languages import LANGUAGES

TEXT_FIELDS = [f"{name}_{language}" for name in TEXTS for language in LANGUAGES]


def sent(action, **changes):
    """Return the fields of the form as they stand, changed."""
    fields = {name: getattr(action, name) for name in ("order", "source", "diagnosis", "level", *TEXT_FIELDS)}
    fields |= {"roles": action.roles, **rows(*(to_row(condition) for condition in action.conditions))}
    if action.is_active:
        fields["is_active"] = "on"
    if action.pk:
        fields[FIELD] = json.dumps(state_of(action, (*FIELDS, *TEXT_FIELDS)))
    return fields | changes


def rows(*filled, n=4):
    """Return the lists of the conditions: these rows, and empty ones up to n."""
    every = [*filled, *[("", "", "")] * (n - len(filled))]
    return {
        f"conditions-{number}-{part}": value
        for number, row in enumerate(every)
        for part, value in zip(PARTS, row, strict=True)
    }
