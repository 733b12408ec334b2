"""The catalogue as a file: out at once, in after a look at all that would change.

Loaded by the pages that need it: the library of import and export loads that of workbooks.
"""

from functools import cache
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export.admin import ImportExportMixin
from import_export.results import Result

from assessments.models import Action

from .action_columns import COLUMNS
from .action_formats import FORMATS
from .action_list import ActionList
from .action_reading import FileError
from .action_resource import ActionResource, Differences, differences
from .action_transfer_forms import ActionConfirmForm, ActionExportForm, ActionImportForm, SignedInTheForm


class ActionTransfer(ImportExportMixin, ActionList):  # type: ignore[misc]
    """Import and export of what the admin of the catalogue lists."""

    resource_classes: ClassVar = [ActionResource]
    formats = FORMATS
    tmp_storage_class = SignedInTheForm
    import_form_class = ActionImportForm
    confirm_form_class = ActionConfirmForm
    export_form_class = ActionExportForm
    import_template_name = "admin/assessments/action/import.html"
    export_template_name = "admin/assessments/action/export.html"

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        """Return the name of the file, with the day."""
        return f"driekracht-acties-{timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say at the file why it cannot be read."""
        if not isinstance(e, FileError):
            raise e
        form.add_error("import_file", str(e))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for a file, and show what it would change."""
        response: TemplateResponse = super().import_action(request, **kwargs)
        context: dict[str, Any] = response.context_data or {}
        context |= {"title": _("Import actions"), "columns": COLUMNS}
        result = context.pop("result", None)
        return _shown(response, context, result)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write what was looked at, or show again what would change when that is something else by now."""
        form = self.create_confirm_form(request)
        dataset = _brought_back(form)
        if dataset is None:
            messages.error(request, _("This file is no longer kept. Choose it again."))
            return redirect("admin:assessments_action_import")
        with transaction.atomic():
            list(Action.objects.select_for_update())
            result = self.process_dataset(dataset, form, request)
            if differences(result).is_the_plan(form.cleaned_data["plan"]):
                answer: HttpResponse = self.process_result(result, request)
                return answer
            transaction.set_rollback(True)
        return self._look_again(request, form, ActionResource().import_data(dataset, dry_run=True))

    def _look_again(self, request: HttpRequest, form: Any, looked: Result) -> HttpResponse:
        messages.warning(request, _("The catalogue was changed meanwhile. This is what the file would change now."))
        context = self.admin_site.each_context(request) | {
            "title": _("Import actions"),
            "columns": COLUMNS,
            "opts": self.opts,
            "form": self.import_form_class(FORMATS, self.resource_classes),
            "confirm_form": self.confirm_form_class(initial=form.cleaned_data),
        }
        return _shown(TemplateResponse(request, self.import_template_name, {}), context, looked)

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        """Say what was written."""
        n_new, n_changed = result.totals["new"], result.totals["update"]
        new = ngettext("%(n)s action was added.", "%(n)s actions were added.", n_new) % {"n": n_new}
        changed = ngettext("%(n)s action was changed.", "%(n)s actions were changed.", n_changed) % {"n": n_changed}
        told = [sentence for n, sentence in ((n_new, new), (n_changed, changed)) if n]
        messages.success(request, " ".join(told))

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """Say what the page is."""
        found: dict[str, Any] = super().init_request_context_data(request, form)
        return found | {"title": _("Export actions"), "n": self.get_export_queryset(request).count()}


@cache
def transfer() -> ActionTransfer:
    """Return what imports and exports."""
    return ActionTransfer(Action, admin.site)


def _brought_back(form: Any) -> Any:
    """Return the lines of the file that was looked at; None when it is another, or too old."""
    if not form.is_valid():
        return None
    storage = SignedInTheForm(name=form.cleaned_data["import_file_name"])
    try:
        return FORMATS[int(form.cleaned_data["format"])]().create_dataset(storage.read())
    except (signing.BadSignature, FileError):
        return None


def _shown(response: TemplateResponse, context: dict[str, Any], result: Result | None) -> TemplateResponse:
    """Put the differences on the page, with a button to go on where there is something to write."""
    if result is not None:
        found: Differences = differences(result)
        context["differences"] = found
        if not found.is_writable:
            context.pop("confirm_form", None)
        elif "confirm_form" in context:
            context["confirm_form"].initial["plan"] = found.digest
    response.context_data = context
    if context["form"].errors or (result is not None and context["differences"].refused):
        response.status_code = 422
    return response
