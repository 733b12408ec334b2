"""The form for a new version of the thresholds."""

import math
from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.shown import TellingForm
from assessments.models import ScoringProfileVersion
from assessments.scoring.profile import ScoringProfile
from assessments.services.rounds import current_profile
from assessments.services.shown_rows import ChangedMeanwhileError, Shown, as_state
from assessments.text_fields import LineInput
from assessments.vocabulary.thresholds import THRESHOLDS, contradictions

from .condition_words import plain_number


def present_thresholds() -> dict[str, float]:
    """Return the current thresholds; whole numbers without a decimal point."""
    values = asdict(current_profile().profile)
    return {name: int(value) if value == int(value) else value for name, value in values.items()}


def _state(version: ScoringProfileVersion) -> Shown:
    return {name: as_state(float(value)) for name, value in asdict(version.profile).items()}


def _lock_newest() -> ScoringProfileVersion:
    """Return the newest version, behind a lock that all who add one wait for: on the oldest, which never changes."""
    current_profile()
    ScoringProfileVersion.objects.select_for_update().order_by("version")[0]
    return current_profile()


def _range_words(name: str) -> str:
    known = THRESHOLDS[name]
    if math.isinf(known.high):
        return _("Enter a whole number of at least %(low)s.") % {"low": plain_number(known.low)}
    words = {"low": plain_number(known.low), "high": plain_number(known.high)}
    if known.is_at_a_half:
        return _("Enter a number from %(low)s to %(high)s that ends in a half, such as 62.5.") % words
    if known.is_whole:
        return _("Enter a whole number from %(low)s to %(high)s.") % words
    return _("Enter a number from %(low)s to %(high)s.") % words


def threshold_field(name: str) -> forms.Field:
    """Return the field for one threshold, with its range in the message."""
    known = THRESHOLDS[name]
    wrong = lazy(_range_words, str)(name)
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value", "step_size"), wrong)
    limits: dict[str, Any] = {"min_value": known.low} | ({} if math.isinf(known.high) else {"max_value": known.high})
    if known.is_at_a_half:
        limits["step_size"] = 1  # counted from the lowest, which ends in a half itself
    kind = forms.IntegerField if known.is_whole else forms.FloatField
    label, help_text = gettext_lazy(known.label), gettext_lazy(known.help_text)
    return kind(label=label, help_text=help_text, error_messages=messages, **limits)


class _WithThresholds(type(forms.ModelForm)):  # type: ignore[misc]
    """Gives a form a field for every threshold, so that none can be forgotten."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **more: Any) -> Any:
        fields = {threshold: threshold_field(threshold) for threshold in THRESHOLDS}
        return super().__new__(cls, name, bases, fields | namespace, **more)


class ProfileForm(TellingForm, forms.ModelForm[ScoringProfileVersion], metaclass=_WithThresholds):
    """All thresholds, with their current values, and the reason for the change."""

    note = LineInput(
        label=gettext_lazy("Why this version"),
        max_length=300,
        help_text=gettext_lazy("Kept with the version, for anyone who wonders later."),
        widget=forms.TextInput({"class": "vTextField"}),
    )

    class Meta:
        model = ScoringProfileVersion
        fields: ClassVar = ["note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = present_thresholds() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.newest = current_profile()
        self.begin_with(_state(self.newest))

    def clean(self) -> dict[str, Any]:
        """Refuse contradictory thresholds, a version that equals the current one, and one that undoes another's.

        Needs the transaction in which Django's admin checks and stores a form: two admins pass here one by one.
        """
        found = super().clean() or self.cleaned_data
        self.newest = _lock_newest()
        self.check_shown()
        if not self.errors and self.shown != _state(self.newest):
            who = str(self.newest.created_by) if self.newest.created_by else ""
            self.tell_changed(ChangedMeanwhileError(_state(self.newest), who, self.newest))
            return found
        values = {name: found[name] for name in THRESHOLDS if name in found}
        for contradiction in contradictions(values):
            self.add_error(contradiction.code, _(contradiction.message))
        if len(values) == len(THRESHOLDS) and ScoringProfile(**values) == self.newest.profile:
            self.add_error(None, _("Nothing differs from the current version, so there is nothing to save."))
        return found

    def state_typed(self, error: ChangedMeanwhileError) -> Shown:
        """Return the thresholds that were typed."""
        return {name: as_state(float(self.cleaned_data[name])) for name in THRESHOLDS}

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return a threshold as one reads it."""
        return plain_number(float(error.now[name]))

    def as_posted(self, name: str, error: ChangedMeanwhileError) -> dict[str, Any]:
        """Return a threshold as a browser would send it."""
        return {name: f"{float(error.now[name]):g}"}

    def thresholds(self) -> dict[str, float]:
        """Return the values that differ from the defaults."""
        defaults = asdict(ScoringProfile())
        return {name: self.cleaned_data[name] for name in THRESHOLDS if self.cleaned_data[name] != defaults[name]}
