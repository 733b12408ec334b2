"""The forms for creating and changing a partnership."""

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cleaning import one_line
from assessments.forms.layout import fields_only
from assessments.forms.shown import ShownRow
from assessments.models import Partnership
from assessments.models.choices import State
from assessments.services.partnerships import too_many_organisations
from assessments.text_fields import ProseInput
from assessments.vocabulary.limits import MOST_IN_A_NAME, MOST_ORGANISATIONS

MIN_ORGANISATIONS = 2


class OrganisationNames(ProseInput):
    """Names of organisations, one per line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[str]:
        """Return the cleaned names. Refuses too few or too many, duplicates and long ones."""
        names = list(filter(None, map(one_line, super().clean(value).split("\n"))))
        if len(names) > MOST_ORGANISATIONS:
            raise ValidationError(too_many_organisations(len(names)))
        times = Counter(name.casefold() for name in names)
        double = min((name for name in names if times[name.casefold()] > 1), key=str.casefold, default=None)
        if double:
            raise ValidationError(_("%(name)s is in the list more than once."), params={"name": double})
        if len(names) < MIN_ORGANISATIONS:
            raise ValidationError(_("Enter at least two organisations, each on its own line."))
        too_long = next((name for name in names if len(name) > MOST_IN_A_NAME), None)
        if too_long:
            raise ValidationError(
                _("This name is too long: %(name)s… At most 150 characters fit."), params={"name": too_long[:40]}
            )
        return names


class PartnershipForm(ShownRow, forms.ModelForm[Partnership]):
    """The facts of a partnership."""

    class Meta:
        model = Partnership
        fields = ("name", "theme", "started_on", "retention_months")
        labels = {
            "name": _("Name of the partnership"),
            "theme": _("What it works on"),
            "started_on": _("Working together since"),
            "retention_months": _("Months that open answers, names and addresses are kept"),
        }
        help_texts = {
            "theme": _("For example: help for families, safe neighbourhoods. You may leave this empty."),
            "started_on": _(
                "An estimate is fine. A young partnership is judged more gently. You may leave this empty."
            ),
            "retention_months": _(
                "From 1 to 60. That long after a round closes, what people wrote themselves is erased. That long "
                "after the last round, people’s names and addresses are erased. The rest of the results stays."
            ),
        }
        error_messages = {
            "name": {"required": _("Enter the name of the partnership.")},
            "started_on": {"invalid": _("Enter the date on which the partnership started, or leave this empty.")},
            "retention_months": {
                "required": _("Enter for how many months open answers, names and addresses are kept."),
                "invalid": _("Enter a whole number of months from 1 to 60."),
                "min_value": _("They are kept for at least 1 month."),
                "max_value": _("They are kept for at most 60 months."),
            },
        }
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_started_on(self) -> Any:
        """Refuse a start in the future."""
        started_on = self.cleaned_data["started_on"]
        if started_on and started_on > timezone.localdate():
            raise ValidationError(_("This date is in the future."))
        return started_on

    def clean_retention_months(self) -> Any:
        """Refuse to keep answers longer than was promised to the people who gave them."""
        months = self.cleaned_data["retention_months"]
        promised = self.initial.get("retention_months") if self.instance.pk else None
        if promised is not None and months > promised and self.instance.rounds.exclude(state=State.DRAFT).exists():
            raise ValidationError(
                _(
                    "Participants were told that open answers are kept for %(months)s months. You can only "
                    "shorten that."
                ),
                params={"months": promised},
            )
        return months


class NewPartnershipForm(PartnershipForm):
    """A new partnership with its organisations."""

    organisations = OrganisationNames(
        max_length=20_000,
        label=_("Organisations that take part"),
        help_text=_("One on each line, at least two. You can change the list later."),
        error_messages={"required": _("Enter at least two organisations, each on its own line.")},
    )
