"""The action catalogue: editing with both languages side by side, a preview, and a history to go back in."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.catalogue.actions import TEXTS
from assessments.catalogue.entries import LANGUAGES
from assessments.models import Action
from assessments.models.choices import Role
from assessments.services.catalogue import entry_of, origin, restore

from .action_filters import DiagnosisFilter, OriginFilter, RoleFilter, origin_name
from .action_form import ActionForm
from .action_history import versions
from .action_preview import preview
from .action_transfer import ActionTransfer
from .base import BeheerAdmin

NAMES: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "action": gettext_lazy("The action in one sentence"),
    "why": gettext_lazy("Why"),
    "first_step": gettext_lazy("First step"),
    "noticeable": gettext_lazy("How one notices that it works"),
}


@admin.register(Action)
class ActionAdmin(ActionTransfer, BeheerAdmin[Action]):
    """The catalogue."""

    form = ActionForm
    change_form_template = "admin/assessments/action/change_form.html"
    list_display = ("title_nl", "for_diagnosis", "for_roles", "works_at", "is_active", "stands_as")
    list_filter = (DiagnosisFilter, RoleFilter, "level", "is_active", OriginFilter)
    search_fields: ClassVar = ["code", "source", *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES)]
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

    @admin.display(description=gettext_lazy("diagnosis"), ordering="diagnosis")
    def for_diagnosis(self, action: Action) -> str:
        """Tell the diagnosis it is bound to."""
        return action.diagnosis or _("any diagnosis")

    @admin.display(description=gettext_lazy("for whom"))
    def for_roles(self, action: Action) -> str:
        """Tell the roles."""
        return ", ".join(str(Role(role).label) for role in action.roles)

    @admin.display(description=gettext_lazy("where it works"), ordering="level")
    def works_at(self, action: Action) -> str:
        """Tell where it works."""
        return action.get_level_display()

    @admin.display(description=gettext_lazy("origin"))
    def stands_as(self, action: Action) -> str:
        """Tell whether it was edited."""
        return origin_name(origin(action))

    def get_readonly_fields(self, request: HttpRequest, obj: Action | None = None) -> list[str]:
        """Keep the code: reports and the shipped catalogue know the action by it."""
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow removing one's own actions; a shipped one is switched off, or it would come back."""
        return super().has_delete_permission(request, obj) and not (obj and obj.loaded_digest)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out removing many at once."""
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
        """Use the chosen actions no more."""
        n = _switch(queryset, is_active=False)
        told = ngettext("%(n)s action is switched off.", "%(n)s actions are switched off.", n) % {"n": n}
        self.message_user(request, told, messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        """Add preview and going back to Django's own addresses."""
        own: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("preview/", self.preview_view, "assessments_action_preview_new"),
            ("<int:pk>/preview/", self.preview_view, "assessments_action_preview"),
            ("<int:pk>/history/<int:version>/restore/", self.restore_view, "assessments_action_restore"),
        ]
        return [path(at, self.admin_site.admin_view(view), name=name) for at, view, name in own] + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version, by whom and when, with what changed."""
        action = self.get_object(request, object_id)
        if action is None:
            raise Http404
        context = self.admin_site.each_context(request) | {
            "title": _("History: %(action)s") % {"action": action},
            "action": action,
            "opts": self.opts,
            "versions": versions(action),
        }
        return render(request, "admin/assessments/action/history.html", context)

    def restore_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Put an earlier version back."""
        return _restore(request, pk, version)

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show an action as it is stored, or as it now stands in the form."""
        return _preview(request, pk)


def _switch(queryset: QuerySet[Action], *, is_active: bool) -> int:
    """Switch one by one, so that each change stands in the history."""
    changed = list(queryset.exclude(is_active=is_active))
    for action in changed:
        action.is_active = is_active
        action.save()
    return len(changed)


@require_POST
def _restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    action = get_object_or_404(Action, pk=pk)
    record = get_object_or_404(action.history, pk=version)
    try:
        restore(action, record.instance)
    except ValueError:
        messages.error(request, _("This version can no longer be used: it rests on something that no longer exists."))
    else:
        messages.success(request, _("The earlier version was put back."))
    return redirect(reverse("admin:assessments_action_history", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def _preview(request: HttpRequest, pk: int | None) -> HttpResponse:
    action = Action() if pk is None else get_object_or_404(Action, pk=pk)
    form = None
    if request.method == "POST":
        form = ActionForm(request.POST, instance=action)
        if pk is not None:
            del form.fields["code"]
        if not form.is_valid():
            return render(request, "admin/assessments/action/preview.html", {"form": form}, status=422)
    elif pk is None:
        raise PermissionDenied
    cards = preview(entry_of(action))
    return render(request, "admin/assessments/action/preview.html", {"cards": cards, "is_unsaved": form is not None})
