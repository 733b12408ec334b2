"""The forms of the admin tell the later of two admins what the earlier one changed."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from assessments.forms.shown import ShownRow
from assessments.services.shown_rows import ChangedMeanwhileError, state_of


class AdminForm(ShownRow):
    """A form of a row that another admin may be changing too.

    Django's admin checks and stores a form in one transaction, so that the row is locked from here until it is stored.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.instance.pk and not self.errors:
            self._compare_with_stored()

    def _compare_with_stored(self) -> None:
        row = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).first()  # noqa: SLF001
        if row is not None and (now := state_of(row, self.shown)) != dict(self.shown):
            self.tell_changed(ChangedMeanwhileError(now, self.last_editor(row), row))

    def last_editor(self, row: Model) -> str:
        """Return who last changed the row in the admin; empty if nobody is known to have done so."""
        kind = ContentType.objects.get_for_model(row)
        done = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
        last: Any = done.order_by("-action_time", "-pk").first()
        return str(last.user) if last else ""
