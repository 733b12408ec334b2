"""Forms that are shown and posted at one address: what was posted, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

Errors = list[tuple[str, str]]
"""The id of a field, or nothing, with what is wrong there."""

require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])
"""For a view that shows a form and takes it. ``require_safe`` of Django is for a view that only shows."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: what was posted, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: BaseForm, /, **context: Any) -> HttpResponse:
    """Show a form, with a summary of what is wrong with it when it was refused."""
    return page_with_errors(request, template, context | {"form": form}, errors_of(form))


def page_with_errors(request: HttpRequest, template: str, context: Mapping[str, Any], errors: Errors) -> HttpResponse:
    """Show a page: as it is, or with a summary of what is wrong and the status that says that nothing was stored."""
    return render(request, template, {**context, "errors": errors}, status=422 if errors else 200)


def errors_of(form: BaseForm) -> Errors:
    """Return the errors of a form, in the order of its fields."""
    found: Errors = [("", str(error)) for error in form.non_field_errors()] if form.is_bound else []
    for name in form.fields:
        found += [(_first_id(form, name), str(error)) for error in form.errors.get(name, [])]
    return found


def errors_of_rows(rows: "BaseFormSet[Any]") -> Errors:
    """Return the errors of all rows, with what is wrong between them first."""
    if not rows.is_bound:
        return []
    between: Errors = [("", str(error)) for error in rows.non_form_errors()]
    return between + [error for form in rows.forms for error in errors_of(form)]


def _first_id(form: BaseForm, name: str) -> str:
    """Return the id of the field, or of the first part of a field that has several."""
    bound = form[name]
    if getattr(bound.field.widget, "widgets", None):
        return f"{bound.auto_id}_0"
    if bound.use_fieldset and bound.subwidgets:
        return str(bound.subwidgets[0].id_for_label)
    return bound.id_for_label
