"""Forms that are shown and posted at the same address: what was posted, and its errors."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

Errors = list[tuple[str, str]]
"""The id of a field, or an empty string, with its error."""

require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])
"""For a view that shows and accepts a form. Django's ``require_safe`` is for a view that only shows."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the data to bind a form to: what was posted, or None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: BaseForm, /, **context: Any) -> HttpResponse:
    """Show a form, with a summary of its errors if it was refused."""
    return page_with_errors(request, template, context | {"form": form}, errors_of(form))


def page_with_errors(request: HttpRequest, template: str, context: Mapping[str, Any], errors: Errors) -> HttpResponse:
    """Show a page: normally, or with a summary of errors and the status that says that nothing was stored.

    Each showing has a number of its own, by which a form that is sent twice is recognised (see ``once``).
    """
    shown = {"once": uuid4().hex, **context, "errors": errors}
    return render(request, template, shown, status=422 if errors else 200)


def errors_of(form: BaseForm) -> Errors:
    """Return the errors of a form, in the order of its fields."""
    found: Errors = [("", str(error)) for error in form.non_field_errors()] if form.is_bound else []
    for name in form.fields:
        found += [(_first_id(form, name), str(error)) for error in form.errors.get(name, [])]
    return found


def errors_of_rows(rows: "BaseFormSet[Any]") -> Errors:
    """Return the errors of all rows, those about the rows as a whole first."""
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
