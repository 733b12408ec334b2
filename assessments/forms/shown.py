"""Forms that know what they showed, and tell the later of two editors what the earlier one made of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Input
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.forms.old_texts import KeepsOldTexts
from assessments.services.shown_rows import ChangedMeanwhileError, Shown, as_state, state_of

FIELD = "shown"
"""The hidden field with what the page showed."""


class ShownField(forms.CharField):
    """What a page showed, as JSON; None for anything else."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return what was shown, by field."""
        try:
            found = json.loads(value or "")
        except (ValueError, RecursionError):
            return None
        is_right = isinstance(found, dict) and all(isinstance(one, str) for one in found.values())
        return found if is_right else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return that nobody typed anything here."""
        return False


class TellingForm(forms.BaseForm):
    """A form with a hidden field for what it showed. Who has one says what that is: ``begin_with``."""

    _now: Shown = {}

    def begin_with(self, now: Shown) -> None:
        """Take note of what stands there now, which is what the page shows when it is opened."""
        self._now = now
        self.fields[FIELD] = ShownField(initial=json.dumps(dict(now)))

    @property
    def shown(self) -> Shown:
        """What the page showed that was sent."""
        found: Shown = self.cleaned_data[FIELD]
        return found

    def check_shown(self) -> None:
        """Refuse a page that does not say what it showed, such as one that was open during an update."""
        shown = self.cleaned_data.get(FIELD)
        if FIELD in self.fields and (shown is None or set(shown) != set(self._now)):
            known = {name: value for name, value in (shown or {}).items() if name in self._now}
            self._replace(self._not_asked(known) | {FIELD: json.dumps({**self._now, **known})})
            self.add_error(
                None,
                ValidationError(
                    _("This page has changed since you opened it. Nothing was saved yet: check it and save again."),
                    code="unknown",
                ),
            )

    def _not_asked(self, shown: Shown) -> dict[str, Any]:
        """Return what stands now in fields that the page that was sent did not have, as a browser would send it."""
        error = ChangedMeanwhileError(self._now, row=getattr(self, "instance", None))
        found: dict[str, Any] = {}
        for name in (self._now.keys() - shown.keys()) & self.fields.keys():
            widget = self.fields[name].widget
            if widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name)):
                found |= self.as_posted(name, error)
        return found

    def tell_changed(self, error: ChangedMeanwhileError) -> None:
        """Say what another made of it. What this editor typed stays; what they left alone becomes what it is now."""
        who = error.who or _("Somebody else")
        shown, mine = self.shown, self.state_typed(error)
        said: list[str] = []
        taken: dict[str, Any] = {}
        for name in error.now:
            now = error.now[name]
            if name not in self.fields or now in (shown[name], mine[name]):
                continue
            words = {"who": who, "field": self._label(name), "text": self.told(name, error) or _("(empty)")}
            if mine[name] == shown[name]:
                taken |= self.as_posted(name, error)
                said.append(_("%(who)s has changed “%(field)s”. It is now: %(text)s") % words)
            else:
                told = _("%(who)s has changed this in the meantime, to: %(text)s. What you typed is below.")
                self.add_error(name, told % words)
        self._replace(taken | {FIELD: json.dumps(dict(error.now))})
        told = _("%(who)s has changed this in the meantime. Nothing of yours was saved yet: check it and save again.")
        self.add_error(None, [told % {"who": who}, *said])

    def state_typed(self, error: ChangedMeanwhileError) -> Shown:
        """Return what this editor typed, in the form in which it is compared."""
        return {name: as_state(self.cleaned_data[name]) for name in error.now}

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return in words what stands in a field now."""
        return error.now[name]

    def as_posted(self, name: str, error: ChangedMeanwhileError) -> dict[str, Any]:
        """Return the value that stands in a field now, as a browser would send it."""
        return {name: error.now[name]}

    def _label(self, name: str) -> str:
        return str(self.fields[name].label or name)

    def _replace(self, values: Mapping[str, Any]) -> None:
        """Put other values in what was sent, for showing the form again."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            prefixed = self.add_prefix(name)
            if value is None:
                data.pop(prefixed, None)
            elif isinstance(value, list):
                data.setlist(prefixed, value)
            else:
                data[prefixed] = value
        self.data = data


class ShownRow(TellingForm, KeepsOldTexts):
    """A form of a row that others may be changing too; of a new row it is a form like any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.begin_with(state_of(self.instance, self.names_of_row()))

    def clean(self) -> Any:
        """Refuse a page that does not say what it showed."""
        cleaned = super().clean()
        self.check_shown()
        return cleaned

    def state_typed(self, error: ChangedMeanwhileError) -> Shown:
        """Return what this editor typed."""
        return state_of(self.instance, error.now)

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return in words what stands in a field now."""
        display = getattr(error.row, f"get_{name}_display", None)
        return in_words(display() if display else getattr(error.row, name))

    def as_posted(self, name: str, error: ChangedMeanwhileError) -> dict[str, Any]:
        """Return the value that stands in a field now, as a browser would send it."""
        field = self.fields[name]
        column = error.row._meta.get_field(name)  # noqa: SLF001
        value = field.prepare_value(column.value_from_object(error.row))
        widget = field.widget
        if isinstance(widget, forms.MultiWidget):
            parts = zip(widget.widgets, widget.decompress(value) or [], strict=True)
            return {f"{name}_{place}": part.format_value(one) or "" for place, (part, one) in enumerate(parts)}
        if isinstance(widget, forms.CheckboxInput):
            return {name: "on" if value else None}
        if isinstance(value, list):
            return {name: [str(one) for one in value]}
        shown = widget.format_value(value) if isinstance(widget, Input | forms.Textarea) else value
        return {name: "" if shown is None else str(shown)}


def in_words(value: object) -> str:
    """Return a value as one reads it on a page."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
