"""The form for a new version of the thresholds."""

import math
from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import ScoringProfileVersion
from assessments.scoring.reading import RANGES, WHOLE
from assessments.scoring.values import ScoringProfile
from assessments.services.rounds import current_profile

LABELS: dict[str, tuple[Any, Any]] = {
    "threshold": (
        gettext_lazy("The bar without brake"),
        gettext_lazy("A force is present from this score (0–100). 62.5 is 3.5 on the five-point scale."),
    ),
    "brake": (
        gettext_lazy("Brake of belangen"),
        gettext_lazy("How far clashing interests that nobody arranged raise the bar."),
    ),
    "level": (
        gettext_lazy("From threatening to stalled"),
        gettext_lazy("A stagnation is stalled when the score is at least this far below the bar."),
    ),
    "margin": (
        gettext_lazy("Margin of a firm partnership"),
        gettext_lazy("How far above the bar all forces are in a partnership that stands firm."),
    ),
    "gap": (
        gettext_lazy("Drop that counts"),
        gettext_lazy("A drop from one force to the next from which a tendency is named."),
    ),
    "disagreement": (
        gettext_lazy("Divided opinions"),
        gettext_lazy("Average deviation per question, in answer steps, from which opinions are divided."),
    ),
    "certain": (
        gettext_lazy("Clear"),
        gettext_lazy("Share of the resamples from which the outcome is called clear (0.95 is 95 %)."),
    ),
    "likely": (
        gettext_lazy("Probable"),
        gettext_lazy("Share of the resamples from which the outcome is called probable."),
    ),
    "perception": (
        gettext_lazy("Gap between roles"),
        gettext_lazy("Difference between a role and the rest that counts, if it is also clear statistically."),
    ),
    "core_gap": (
        gettext_lazy("Core and edge"),
        gettext_lazy("Difference in actie between organisations at the bar and those below it that counts."),
    ),
    "cap": (
        gettext_lazy("Weight of an organisation"),
        gettext_lazy("An organisation weighs by its persons, and at most this many."),
    ),
    "min_group": (
        gettext_lazy("Smallest group shown"),
        gettext_lazy("Nothing is shown that rests on fewer persons. Below 5 people could be recognised."),
    ),
    "min_respondents": (
        gettext_lazy("Fewest persons for a diagnosis"),
        gettext_lazy("Per force; below it there is no diagnosis."),
    ),
    "min_organisations": (
        gettext_lazy("Fewest organisations for a diagnosis"),
        gettext_lazy("Per force; below it there is no diagnosis."),
    ),
    "resamples": (
        gettext_lazy("Resamples"),
        gettext_lazy("How often the outcome is computed again to see how sure it is. More takes longer."),
    ),
    "start_years": (
        gettext_lazy("Start phase in years"),
        gettext_lazy("A partnership younger than this is in its start phase."),
    ),
}


def present_thresholds() -> dict[str, float]:
    """Return the thresholds as they are now; whole numbers without a decimal point."""
    values = asdict(current_profile().profile)
    return {name: int(value) if value == int(value) else value for name, value in values.items()}


def _range_words(name: str) -> str:
    low, high = RANGES[name]
    if math.isinf(high):
        return _("Fill in a whole number of at least %(low)g.") % {"low": low}
    words = {"low": f"{low:g}", "high": f"{high:g}"}
    if name in WHOLE:
        return _("Fill in a whole number from %(low)s to %(high)s.") % words
    return _("Fill in a number from %(low)s to %(high)s.") % words


def threshold_field(name: str) -> forms.Field:
    """Return the field for one threshold, with its range in the message."""
    (label, help_text), (low, high) = LABELS[name], RANGES[name]
    wrong = lazy(_range_words, str)(name)
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    limits: dict[str, Any] = {"min_value": low} | ({} if math.isinf(high) else {"max_value": high})
    kind = forms.IntegerField if name in WHOLE else forms.FloatField
    return kind(label=label, help_text=help_text, error_messages=messages, **limits)


class _WithThresholds(type(forms.ModelForm)):  # type: ignore[misc]
    """Gives a form a field for every threshold there is, so that none can be forgotten."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **more: Any) -> Any:
        fields = {threshold: threshold_field(threshold) for threshold in RANGES}
        return super().__new__(cls, name, bases, fields | namespace, **more)


class ProfileForm(forms.ModelForm[ScoringProfileVersion], metaclass=_WithThresholds):
    """All thresholds, filled in as they are now, and why they change."""

    note = forms.CharField(
        label=gettext_lazy("Why this version"),
        max_length=300,
        help_text=gettext_lazy("Stands with the version, for who wonders later."),
        widget=forms.TextInput({"class": "vTextField"}),
    )

    class Meta:
        model = ScoringProfileVersion
        fields: ClassVar = ["note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = present_thresholds() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself, and a version that is like the one there is."""
        found = super().clean() or self.cleaned_data
        if "certain" in found and "likely" in found and found["certain"] < found["likely"]:
            self.add_error("likely", _("“Probable” cannot ask for more than “Clear”."))
        values = {name: found[name] for name in RANGES if name in found}
        if len(values) == len(RANGES) and ScoringProfile(**values) == current_profile().profile:
            self.add_error(None, _("Nothing differs from the present version, so there is nothing to save."))
        return found

    def thresholds(self) -> dict[str, float]:
        """Return what differs from the defaults."""
        defaults = asdict(ScoringProfile())
        return {name: self.cleaned_data[name] for name in RANGES if self.cleaned_data[name] != defaults[name]}
