"""The layout that crispy gives our forms."""

from crispy_forms.helper import FormHelper


def fields_only() -> FormHelper:
    """Return a helper that renders only the fields: the form's tag, token and buttons are in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.render_hidden_fields = True
    return helper
