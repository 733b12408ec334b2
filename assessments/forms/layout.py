"""How crispy lays out our forms."""

from crispy_forms.helper import FormHelper


def fields_only() -> FormHelper:
    """Return a helper that renders the fields alone: the form's tag, token and buttons stand in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
