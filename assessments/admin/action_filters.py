"""The filters of the list of actions."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Action
from assessments.models.choices import advised_roles, diagnoses
from assessments.services.catalogue import origin

Words = list[tuple[str, Any]]


class DiagnosisFilter(SimpleListFilter):
    """By the diagnosis an action is bound to."""

    title = gettext_lazy("diagnosis")
    parameter_name = "diagnosis"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Words:
        """Return the diagnoses, and "none"."""
        return [*diagnoses(), ("any", _("any diagnosis"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Action]) -> QuerySet[Action]:
        """Narrow."""
        if not self.value():
            return queryset
        return queryset.filter(diagnosis="" if self.value() == "any" else self.value())


class RoleFilter(SimpleListFilter):
    """By role."""

    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Words:
        """Return the roles an action can be for."""
        return advised_roles()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Action]) -> QuerySet[Action]:
        """Filter in Python and not in the database, because SQLite cannot look inside a JSON list."""
        if not self.value():
            return queryset
        return queryset.filter(pk__in=[action.pk for action in queryset if self.value() in action.roles])


def origin_name(of: str) -> str:
    """Return the name of an origin."""
    return {"shipped": _("as shipped"), "edited": _("edited"), "own": _("own")}[of]


class OriginFilter(SimpleListFilter):
    """By origin: shipped, edited or made here."""

    title = gettext_lazy("origin")
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Words:
        """Return the origins."""
        return [(of, origin_name(of)) for of in ("shipped", "edited", "own")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Action]) -> QuerySet[Action]:
        """Filter by comparing with the shipped actions."""
        if not self.value():
            return queryset
        return queryset.filter(pk__in=[action.pk for action in queryset if origin(action) == self.value()])
