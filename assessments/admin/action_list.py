"""The list of actions: its columns, filters and searched fields, which an export uses too."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.catalogue.actions import TEXTS
from assessments.models import Action
from assessments.models.choices import role_label
from assessments.services.catalogue import origin
from assessments.vocabulary.languages import LANGUAGES

from .action_filters import (
    DiagnosisFilter,
    FlagFilter,
    ForceFilter,
    OriginFilter,
    RoleFilter,
    StatementFilter,
    origin_name,
)
from .base import BeheerAdmin
from .condition_words import short_words


class ActionList(BeheerAdmin[Action]):
    """The columns of the list of actions, and its filters."""

    list_display = ("title_nl", "for_diagnosis", "called_for_by", "for_roles", "works_at", "is_active", "stands_as")
    list_filter = (
        DiagnosisFilter,
        RoleFilter,
        FlagFilter,
        StatementFilter,
        ForceFilter,
        "level",
        "is_active",
        OriginFilter,
    )
    search_fields: ClassVar = ["code", "source", *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES)]

    @admin.display(description=gettext_lazy("diagnosis"), ordering="diagnosis")
    def for_diagnosis(self, action: Action) -> str:
        """Return the diagnosis it is bound to."""
        return action.diagnosis or _("any diagnosis")

    @admin.display(description=gettext_lazy("conditions"))
    def called_for_by(self, action: Action) -> str:
        """Return its conditions in a few words."""
        return "; ".join(map(short_words, action.conditions))

    @admin.display(description=gettext_lazy("for whom"))
    def for_roles(self, action: Action) -> str:
        """Return its roles."""
        return ", ".join(map(role_label, action.roles))

    @admin.display(description=gettext_lazy("where it works"), ordering="level")
    def works_at(self, action: Action) -> str:
        """Return where it works."""
        return action.get_level_display()

    @admin.display(description=gettext_lazy("origin"))
    def stands_as(self, action: Action) -> str:
        """Return whether it was edited."""
        return origin_name(origin(action))
