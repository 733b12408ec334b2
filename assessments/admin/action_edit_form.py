"""The form in which one action is edited, which another admin may be doing at the same moment."""

from typing import Any

from assessments.services.shown_rows import ChangedMeanwhileError

from .action_form import ActionForm
from .action_history import describe_field, versions
from .conditions import MOST_ROWS, NOTHING, PARTS
from .shown_form import AdminForm


class ActionEditForm(AdminForm, ActionForm):
    """One action, as it stood when the page was opened and as it is now."""

    def last_editor(self, row: Any) -> str:
        """Return who made the newest version in the history: in the admin, by a file, or the product itself."""
        found = versions(row.pk)
        return found[0].by if found else ""

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return in words what stands in a field now."""
        return describe_field(error.row, name)

    def as_posted(self, name: str, error: ChangedMeanwhileError) -> dict[str, Any]:
        """Return what stands in a field now as a browser would send it; conditions have lists of their own."""
        if name != "conditions":
            return super().as_posted(name, error)
        rows = self.fields[name].prepare_value(error.row.conditions)
        sent = {
            f"{name}-{place}-{part}": value
            for place, row in enumerate([*rows, NOTHING])
            for part, value in zip(PARTS, row, strict=True)
        }
        return {f"{name}-{place}-{part}": None for place in range(MOST_ROWS) for part in PARTS} | sent
