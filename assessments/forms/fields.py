"""What several forms know of their fields."""

from typing import TypeVar

from django.forms import BaseForm, Field
from django.utils.translation import gettext_lazy as _

F = TypeVar("F", bound=Field)

INVALID_EMAIL = _("Enter a complete email address, for example name@organisation.nl.")


def field_of(form: BaseForm, name: str, kind: type[F]) -> F:
    """Return a field of a form as the kind of field that it is, with what only that kind has. Raises TypeError."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(name)
    return field
