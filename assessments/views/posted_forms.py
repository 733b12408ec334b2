"""What is wrong with a form, as a summary that leads to the fields."""

from django.forms import BaseForm, BaseFormSet

Errors = list[tuple[str, str]]
"""The id of a field, or nothing, with what is wrong there."""


def errors_of(form: BaseForm) -> Errors:
    """Return the errors of a form, in the order of its fields."""
    found: Errors = [("", str(error)) for error in form.non_field_errors()] if form.is_bound else []
    for name in form.fields:
        found += [(_first_id(form, name), str(error)) for error in form.errors.get(name, [])]
    return found


def errors_of_rows(rows: "BaseFormSet[BaseForm]") -> Errors:
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
