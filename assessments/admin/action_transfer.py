"""The pages that export the catalogue to a file, and import it after a review of all changes."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assessments.models import Action
from assessments.views.authenticated import AuthenticatedRequest
from assessments.views.downloads import download
from assessments.views.once import once
from assessments.views.posted_forms import posted, require_safe_or_post

from .action_columns import COLUMNS
from .action_files import FILE_KINDS
from .action_import import Differences, differences, write
from .action_list import ActionList
from .action_transfer_forms import ActionConfirmForm, ActionExportForm, ActionImportForm


@require_safe_or_post
def import_view(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and show what it would change."""
    form = ActionImportForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return _import_page(request, form)
    return _differences_page(request, differences(form.lines, Action.objects.all()), form.signed)


@require_POST
def process_import_view(request: AuthenticatedRequest) -> HttpResponse:
    """Write what was reviewed, or show the changes again if they have become different in the meantime."""
    form = ActionConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This file is no longer kept. Choose it again."))
        return redirect("admin:assessments_action_import")
    try:
        return once(request, lambda: _write(request, form))
    except _AnotherPlanError as error:
        messages.warning(
            request, _("The catalogue has changed in the meantime. This is what the file would change now.")
        )
        return _differences_page(request, error.found, form.cleaned_data["file"])


class _AnotherPlanError(Exception):
    """The file would change something else than what was reviewed."""

    def __init__(self, found: Differences) -> None:
        super().__init__()
        self.found = found


def _write(request: AuthenticatedRequest, form: ActionConfirmForm) -> str:
    """Write what was reviewed, and return the address of the list. Raises _AnotherPlanError."""
    with transaction.atomic():
        # Compared again under a lock: the catalogue may have changed since the review.
        found = differences(form.lines, Action.objects.select_for_update())
        if not found.is_the_plan(form.cleaned_data["plan"]):
            raise _AnotherPlanError(found)
        write(found)
        _log(request, found)
    messages.success(request, _success_message(found))
    return reverse("admin:assessments_action_changelist")


@require_safe_or_post
def export_view(request: HttpRequest) -> HttpResponse:
    """Ask for the format of a file, and export the actions that the list shows."""
    form = ActionExportForm(posted(request))
    try:
        actions = _listed_actions(request)
    except IncorrectLookupParameters:
        return redirect(request.path)
    if form.is_valid():
        kind = form.cleaned_data["format"]
        name = f"driekracht-stappen-{timezone.localdate():%Y-%m-%d}.{kind}"
        return download(FILE_KINDS[kind].write(actions), name, FILE_KINDS[kind].content_type)
    return _page(request, "export", {"title": _("Export actions"), "form": form, "n": actions.count()})


def _listed_actions(request: HttpRequest) -> QuerySet[Action]:
    """Return the actions on all pages of the list, with the same search and filters."""
    actions: QuerySet[Action] = ActionList(Action, admin.site).get_changelist_instance(request).queryset
    return actions


def _log(request: AuthenticatedRequest, found: Differences) -> None:
    """Record in the admin's log what was written, as its own forms do."""
    for kind, actions in ((ADDITION, found.new), (CHANGE, found.changed)):
        if actions:
            written = [action.after for action in actions]
            LogEntry.objects.log_actions(request.user.pk, written, kind, "Import")


def _success_message(found: Differences) -> str:
    n_new, n_changed = len(found.new), len(found.changed)
    new = ngettext("%(n)s action was added.", "%(n)s actions were added.", n_new) % {"n": n_new}
    changed = ngettext("%(n)s action was changed.", "%(n)s actions were changed.", n_changed) % {"n": n_changed}
    return " ".join(sentence for n, sentence in ((n_new, new), (n_changed, changed)) if n)


def _differences_page(request: HttpRequest, found: Differences, signed: str) -> HttpResponse:
    """Show what a file would change, with a button to continue if there is something to write."""
    context: dict[str, Any] = {"differences": found}
    if found.is_writable:
        context["confirm_form"] = ActionConfirmForm(initial={"file": signed, "plan": found.digest})
    return _import_page(request, ActionImportForm(), **context)


def _import_page(request: HttpRequest, form: ActionImportForm, **context: Any) -> HttpResponse:
    page = {"title": _("Import actions"), "columns": COLUMNS, "form": form}
    return _page(request, "import", page | context)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    refused = context["form"].errors or ("differences" in context and context["differences"].refused)
    whole = admin.site.each_context(request) | {"opts": Action._meta} | context  # noqa: SLF001
    return TemplateResponse(request, f"admin/assessments/action/{template}.html", whole, status=422 if refused else 200)
