"""Pages about one action beside its form: preview, the results it appears in, history and restoring."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.catalogue.examples import VERSION
from assessments.ids import id_in
from assessments.models import Action
from assessments.services.catalogue import CodeTakenError, active_entries, filled_fields, restore
from assessments.views.posted_forms import require_safe_or_post

from .action_comparison import compare_view, decide_view
from .action_counts import counts
from .action_form import ActionForm
from .action_history import removed_actions, versions
from .action_left_out import readable_entry, why_left_out
from .action_preview import preview
from .action_transfer import export_view, import_view, process_import_view
from .action_trial import trials

MOST_CHARACTERS = 60
"""Maximum length of a code."""


def initial_duplicate(request: HttpRequest) -> dict[str, Any]:
    """Return the initial data of a duplicate: the content of the other action, a free code, and inactive."""
    number = id_in(request.GET.get("copy_of", ""))
    action = Action.objects.filter(pk=number).first() if number is not None else None
    if action is None:
        return {}
    return filled_fields(action) | {"code": _free_code(action.code), "is_active": False}


def _free_code(code: str) -> str:
    taken = set(Action.objects.values_list("code", flat=True))
    numbered = (f"{code[: MOST_CHARACTERS - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in numbered if one not in taken)


@require_safe_or_post
def preview_view(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show an action as it is stored, or as it is in the unsaved form."""
    action, form = _requested_action(request, pk)
    if form is not None and form.errors:
        return render(request, "admin/assessments/action/preview.html", {"form": form}, status=422)
    entry = readable_entry(action)
    cards = preview(entry) if entry else []
    page = {"cards": cards, "why": "" if cards else why_left_out(action), "is_unsaved": form is not None}
    return render(request, "admin/assessments/action/preview.html", page)


@require_safe_or_post
def results_view(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show in which results an action appears, as it is stored or as it is in the unsaved form."""
    action, form = _requested_action(request, pk)
    context = _context(request, _("In which results it appears"), action)
    if form is not None and form.errors:
        return render(request, "admin/assessments/action/results.html", context | {"form": form}, status=422)
    entry = readable_entry(action)
    found = trials(entry, active_entries(VERSION)) if entry else []
    context |= {
        "why": why_left_out(action),
        "trials": found,
        "n_there": sum(bool(one.places) for one in found),
        "counts": counts(entry) if entry else None,
        "is_unsaved": form is not None,
    }
    return render(request, "admin/assessments/action/results.html", context)


def history(request: HttpRequest, pk: str) -> HttpResponse:
    """Show every version of an action, even if it was removed."""
    number = id_in(pk)
    if number is None or not (found := versions(number)):
        raise Http404
    action = Action.objects.filter(pk=number).first()
    newest = action or Action.history.filter(id=number).latest().instance
    context = _context(request, _("History: %(action)s") % {"action": newest}, action)
    return render(request, "admin/assessments/action/history.html", context | {"versions": found, "pk": number})


@require_safe
def removed_view(request: HttpRequest) -> HttpResponse:
    """Show the removed actions, each with a way to restore it."""
    context = _context(request, _("Removed actions"), None) | {"removed": removed_actions()}
    return render(request, "admin/assessments/action/removed.html", context)


@require_POST
def restore_view(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Restore an earlier version."""
    record = get_object_or_404(Action.history, id=pk, history_id=version)
    try:
        restore(record.instance)
    except ValueError:
        messages.error(request, _("This version can no longer be used: it rests on something that no longer exists."))
    except CodeTakenError:
        messages.error(request, _("Another action now has the same code as this one. Remove that one first."))
    else:
        messages.success(request, _("The earlier version has been restored."))
    return redirect("admin:assessments_action_history", pk)


def _requested_action(request: HttpRequest, pk: int | None) -> tuple[Action, ActionForm | None]:
    """Return a stored action, or the action in the posted form, which is never saved."""
    action = Action() if pk is None else get_object_or_404(Action, pk=pk)
    if request.method != "POST":
        if pk is None:
            raise PermissionDenied
        return action, None
    form = ActionForm(request.POST, instance=action)
    if pk is not None:
        del form.fields["code"]
    form.full_clean()
    return action, form


def _context(request: HttpRequest, title: str, action: Action | None) -> dict[str, Any]:
    about = {"title": title, "action": action, "opts": Action._meta}  # noqa: SLF001
    return admin.site.each_context(request) | about


PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("preview/", preview_view, "preview_new"),
    ("results/", results_view, "results_new"),
    ("removed/", removed_view, "removed"),
    ("compare/", compare_view, "compare"),
    ("import/", import_view, "import"),
    ("process_import/", process_import_view, "process_import"),
    ("export/", export_view, "export"),
    ("<int:pk>/preview/", preview_view, "preview"),
    ("<int:pk>/results/", results_view, "results"),
    ("<int:pk>/decide/", decide_view, "decide"),
    ("<int:pk>/history/<int:version>/restore/", restore_view, "restore"),
)
