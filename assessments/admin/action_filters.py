"""The filters of the list of actions."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.catalogue.actions import condition_from_document
from assessments.catalogue.entries import Condition, ConditionKind
from assessments.catalogue.subjects import known_subjects
from assessments.models import Action
from assessments.models.choices import advised_roles, diagnoses
from assessments.services.catalogue import origin

from .condition_words import statement_name, subject_name

Words = list[tuple[str, Any]]
MOST_CHARACTERS = 45
"""Of a name in the list of filters."""


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


class SubjectFilter(SimpleListFilter):
    """By what the conditions of an action look at; closed until something is chosen, because the list is long."""

    template = "admin/assessments/action/filter.html"
    kinds: tuple[ConditionKind, ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Words:
        """Return "any", and everything of these kinds that the conditions of some action look at."""
        used = {(one.kind, one.subject) for action in Action.objects.only("conditions") for one in self._of(action)}
        listed = [(kind, subject) for kind in self.kinds for subject in known_subjects(kind)]
        named = [
            (f"{kind}:{subject}", _short_name(kind, subject)) for kind, subject in listed if (kind, subject) in used
        ]
        return [("any", _("any of these")), *named] if named else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Action]) -> QuerySet[Action]:
        """Filter in Python, because SQLite cannot look inside a JSON list."""
        wanted = self.value()
        if not wanted:
            return queryset
        chosen = [
            action.pk
            for action in queryset
            if any(wanted in {"any", f"{one.kind}:{one.subject}"} for one in self._of(action))
        ]
        return queryset.filter(pk__in=chosen)

    def _of(self, action: Action) -> list[Condition]:
        """Return the conditions of these kinds, without what is stored wrong."""
        found = []
        for document in action.conditions:
            try:
                condition = condition_from_document(document)
            except ValueError:
                continue
            if condition.kind in self.kinds:
                found.append(condition)
        return found


def _short_name(kind: ConditionKind, subject: str) -> str:
    name = statement_name(subject) if kind == "item" else subject_name(kind, subject)
    return Truncator(name).chars(MOST_CHARACTERS)


class StatementFilter(SubjectFilter):
    """By question or process."""

    title = gettext_lazy("statement it looks at")
    parameter_name = "statement"
    kinds = ("item", "process")


class ForceFilter(SubjectFilter):
    """By force."""

    title = gettext_lazy("force it looks at")
    parameter_name = "force"
    kinds = ("force",)


class FlagFilter(SubjectFilter):
    """By flag or level of the outcome."""

    title = gettext_lazy("flag or level that calls for it")
    parameter_name = "flag"
    kinds = ("flag", "level")


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
