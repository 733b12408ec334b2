"""Columns and fields of forms for texts that people type: each cleans what comes in, and has a most of its own.

A column cleans when it is validated and when it is stored, so that no door can leave the cleaning out.
"""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator, validate_email
from django.db import models

from .cleaning import address, one_line, prose

_Set_contra = TypeVar("_Set_contra", contravariant=True)
_Get_co = TypeVar("_Get_co", covariant=True)


HOPELESS = 4
"""A text of so many times the most is refused as it came. A shorter one may fit once it is cleaned: browsers send two
signs for the end of a line."""


class CleaningInput(forms.CharField):
    """A text in a form, of which the length is looked at before it is cleaned: that is work too."""

    clean_text = staticmethod(one_line)

    def let_stay(self, text: str) -> bool:
        """Take this text as well if it is longer than what fits, and return whether it is; any other has to fit."""
        if self.max_length is None or len(text) <= self.max_length:
            return False
        stays, refuse = self.clean_text(text), MaxLengthValidator(self.max_length)

        def check(value: str) -> None:
            if value != stays:
                refuse(value)

        self.validators = [one for one in self.validators if not isinstance(one, MaxLengthValidator)] + [check]
        self.max_length = len(text)
        return True

    def to_python(self, value: Any) -> Any:
        """Return the text, cleaned unless it is far too long."""
        text = super().to_python(value)
        is_hopeless = self.max_length is not None and len(text or "") > HOPELESS * self.max_length
        return text if is_hopeless or not isinstance(text, str) else self.clean_text(text)


class LineInput(CleaningInput):
    """A text of one line in a form."""


class ProseInput(CleaningInput):
    """A text of several lines in a form."""

    clean_text = staticmethod(prose)
    widget: type[forms.Widget] | forms.Widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out ``maxlength``: browsers cut what is pasted without a word, and here one is told."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def check_ascii(value: str) -> None:
    """Refuse an address with letters that mail servers do not know. Raises ValidationError."""
    if not value.isascii():
        raise ValidationError(EmailValidator.message, code="invalid")


class AddressInput(CleaningInput, forms.EmailField):
    """An e-mail address in a form."""

    clean_text = staticmethod(address)
    default_validators = [validate_email, check_ascii]  # noqa: RUF012


class _Cleaning:
    """A column that cleans its texts."""

    attname: str
    clean_text = staticmethod(one_line)
    form_class: type[forms.Field]
    column_class: type[models.Field[Any, Any]]

    def to_python(self, value: Any) -> Any:
        """Return the text, cleaned."""
        text = super().to_python(value)  # type: ignore[misc]
        return self.clean_text(text) if isinstance(text, str) else text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the text to store, and give it to the object too, so that both are the same."""
        value = super().pre_save(model_instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.clean_text(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        """Return the text as the database gets it."""
        text = super().get_prep_value(value)  # type: ignore[misc]
        return self.clean_text(text) if isinstance(text, str) else text

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        """Return a field for forms that cleans too."""
        kwargs |= {"form_class": form_class or self.form_class, "choices_form_class": choices_form_class}
        return super().formfield(**kwargs)  # type: ignore[misc]

    def deconstruct(self) -> Any:
        """Describe it to migrations as Django's own: cleaning is nothing that a database knows."""
        name, _path, positional, keywords = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.column_class.__name__}", positional, keywords


class LineField(_Cleaning, models.CharField[_Set_contra, _Get_co]):
    """A column with texts of one line."""

    form_class = LineInput
    column_class = models.CharField


class AddressField(_Cleaning, models.EmailField[_Set_contra, _Get_co]):
    """A column with e-mail addresses."""

    clean_text = staticmethod(address)
    default_validators = [validate_email, check_ascii]  # noqa: RUF012
    form_class = AddressInput
    column_class = models.EmailField


class ProseField(_Cleaning, models.TextField[_Set_contra, _Get_co]):
    """A column with texts of several lines, of at most ``max_length`` characters."""

    clean_text = staticmethod(prose)
    form_class = ProseInput
    column_class = models.TextField

    def __init__(self, *args: Any, max_length: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_length": max_length})
        self.validators.append(MaxLengthValidator(max_length))
