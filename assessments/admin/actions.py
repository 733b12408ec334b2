"""The admin of the action catalogue: editing with both languages side by side, previews, and a history."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Action
from assessments.services.catalogue import offer_for, offers
from assessments.vocabulary.languages import LANGUAGES

from .action_edit_form import ActionEditForm
from .action_left_out import left_out_actions, why_left_out
from .action_list import ActionList
from .action_pages import PAGES, history, initial_duplicate
from .conditions import warnings

NAMES: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "action": gettext_lazy("The action in one sentence"),
    "why": gettext_lazy("Why"),
    "first_step": gettext_lazy("First step"),
    "noticeable": gettext_lazy("How you notice that it works"),
}


@admin.register(Action)
class ActionAdmin(ActionList):
    """The catalogue."""

    form = ActionEditForm
    change_list_template = "admin/assessments/action/change_list.html"
    change_form_template = "admin/assessments/action/change_form.html"
    actions = ("switch_on", "switch_off")
    save_on_top = False
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["code", "is_active", "order", "source"]}),
        (gettext_lazy("When it is called for"), {"fields": ["roles", "diagnosis", "conditions", "level"]}),
        *(
            (name, {"fields": [tuple(f"{text}_{language}" for language in LANGUAGES)], "classes": ["side-by-side"]})
            for text, name in NAMES.items()
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Action | None = None) -> list[str]:
        """Keep the code read-only: reports and the shipped catalogue refer to the action by it."""
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow removing one's own actions. A shipped one can only be switched off: it would come back."""
        return super().has_delete_permission(request, obj) and not (obj and obj.loaded_digest)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no way to remove many at once."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.action(description=gettext_lazy("Switch on: use in new reports"))
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Action]) -> None:
        """Use the chosen actions again."""
        n = _switch(queryset, is_active=True)
        told = ngettext("%(n)s action is switched on.", "%(n)s actions are switched on.", n) % {"n": n}
        self.message_user(request, told, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Switch off: keep out of new reports"))
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Action]) -> None:
        """Stop using the chosen actions."""
        n = _switch(queryset, is_active=False)
        told = ngettext("%(n)s action is switched off.", "%(n)s actions are switched off.", n) % {"n": n}
        self.message_user(request, told, messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        """Add our own pages to Django's."""
        own = [
            path(at, self.admin_site.admin_view(view), name=f"assessments_action_{name}") for at, view, name in PAGES
        ]
        return own + super().get_urls()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Start a new action empty, or as a duplicate."""
        copied = initial_duplicate(request)
        return copied or super().get_changeform_initial_data(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say which actions new rounds leave out and why, and which edited ones have a new text."""
        said = {"left_out": left_out_actions(), "n_offers": len(offers())}
        return super().changelist_view(request, said | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: Any) -> None:
        """Save, and say which conditions decide nothing when few people answered."""
        super().save_model(request, obj, form, change)
        for sentence in warnings(obj.conditions):
            self.message_user(request, sentence, messages.WARNING)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Say why new rounds leave this action out, if they do."""
        action = context["original"]
        context["why_left_out"] = why_left_out(action) if action else ""
        context["has_offer"] = bool(action) and offer_for(action) is not None
        return super().render_change_form(request, context, *args, **kwargs)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say so if the new action is a duplicate."""
        copied = initial_duplicate(request)
        said = {"title": _("Duplicate: %(action)s") % {"action": copied["title_nl"]}} if copied else {}
        answer: HttpResponse = super().add_view(request, form_url, said | (extra_context or {}))
        return answer

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version: who changed what, and when."""
        return history(request, object_id)


def _switch(queryset: QuerySet[Action], *, is_active: bool) -> int:
    """Switch one by one, so that each change is recorded in the history."""
    changed = list(queryset.exclude(is_active=is_active))
    for action in changed:
        action.is_active = is_active
        action.save()
    return len(changed)
