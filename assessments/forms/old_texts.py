"""Forms of rows with texts from before there was a most, or from before it was lower."""

from typing import Any

from django import forms

from assessments.text_fields import CleaningInput


class KeepsOldTexts(forms.BaseForm):
    """A form in which a text that is too long by now may stay as it is, so that the rest of the row can be changed."""

    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = {name: self.fields[name] for name in self.names_of_row()}
        texts = {name: field for name, field in fields.items() if isinstance(field, CleaningInput)}
        self._longer_than_fits = {name for name, field in texts.items() if field.let_stay(getattr(self.instance, name))}

    def names_of_row(self) -> list[str]:
        """Return the fields of the form that are fields of the row."""
        columns = {field.name for field in self.instance._meta.concrete_fields}  # noqa: SLF001
        return [name for name in self.fields if name in columns]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what the model would refuse again, once the form has looked at it."""
        return super()._get_validation_exclusions() | self._longer_than_fits  # type: ignore[misc, no-any-return]
