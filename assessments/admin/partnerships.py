"""The admin's list of partnerships: their names and coordinators, and no answers."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Partnership
from assessments.models.choices import Access

from .base import BeheerAdmin


@admin.register(Partnership)
class PartnershipAdmin(BeheerAdmin[Partnership]):
    """A read-only list with owners; everything else is up to the coordinators."""

    list_display = ("name", "theme", "owners", "n_rounds", "since")
    search_fields = ("name", "theme", "coordinatorships__user__email", "coordinatorships__user__name")
    fields = ("name", "theme", "started_on", "retention_months", "owners", "readers", "since", "archived_at")
    actions = ()
    change_form_template = "admin/assessments/view_only.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partnership]:
        """Fetch coordinators and counts at once."""
        found = super().get_queryset(request).prefetch_related("coordinatorships__user")
        return found.annotate(rounds_counted=Count("rounds", distinct=True))

    @admin.display(description=gettext_lazy("owners"))
    def owners(self, partnership: Partnership) -> str:
        """Return its owners."""
        return _who(partnership, Access.OWNER) or _("nobody any more")

    @admin.display(description=gettext_lazy("readers"))
    def readers(self, partnership: Partnership) -> str:
        """Return its readers."""
        return _who(partnership, Access.READER) or _("nobody")

    @admin.display(description=gettext_lazy("rounds"), ordering="rounds_counted")
    def n_rounds(self, partnership: Any) -> int:
        """Return its number of rounds."""
        return int(partnership.rounds_counted)

    @admin.display(description=gettext_lazy("made at"), ordering="created_at")
    def since(self, partnership: Partnership) -> datetime:
        """Return when it was created."""
        return partnership.created_at

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave creating partnerships to coordinators."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave changing to coordinators."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave removing to coordinators."""
        return False


def _who(partnership: Partnership, access: Access) -> str:
    found = [one.user for one in partnership.coordinatorships.all() if one.access == access]
    return ", ".join(f"{user.name} ({user.email})" if user.name else user.email for user in found)
