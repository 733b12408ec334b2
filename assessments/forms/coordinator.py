"""What a coordinator says of a partnership and of a round."""

from datetime import datetime, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Partnership, Round

MIN_ORGANISATIONS = 2


def helper() -> FormHelper:
    """Return how crispy lays out our forms: the fields alone, the rest stands in the template."""
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    return made


class OrganisationNames(forms.CharField):
    """Names of organisations, one per line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[str]:
        """Return the names without white space around them. Refuses fewer than two, doubles and long ones."""
        names = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        doubles = {name for name in names if [other.casefold() for other in names].count(name.casefold()) > 1}
        if doubles:
            raise ValidationError(
                _("%(name)s is in the list more than once."), params={"name": min(doubles, key=str.casefold)}
            )
        if len(names) < MIN_ORGANISATIONS:
            raise ValidationError(_("Name at least two organisations, each on a line of its own."))
        too_long = next((name for name in names if len(name) > 150), None)
        if too_long:
            raise ValidationError(
                _("This name is too long: %(name)s… At most 150 characters fit."), params={"name": too_long[:40]}
            )
        return names


class PartnershipForm(forms.ModelForm[Partnership]):
    """The facts of a partnership."""

    class Meta:
        model = Partnership
        fields = ("name", "theme", "started_on", "retention_months")
        labels = {  # noqa: RUF012
            "name": _("Name of the partnership"),
            "theme": _("What it works on"),
            "started_on": _("Working together since"),
            "retention_months": _("Months that the answers are kept after closing"),
        }
        help_texts = {  # noqa: RUF012
            "theme": _("For example: help for families, safe neighbourhoods. You may leave this empty."),
            "started_on": _("Roughly is fine. A young partnership is judged more gently. You may leave this empty."),
            "retention_months": _("From 1 to 60. After that the answers are deleted; the results stay."),
        }
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def clean_started_on(self) -> Any:
        """Refuse a start in the future."""
        started_on = self.cleaned_data["started_on"]
        if started_on and started_on > timezone.localdate():
            raise ValidationError(_("This date lies in the future."))
        return started_on


class NewPartnershipForm(PartnershipForm):
    """A new partnership with its organisations."""

    organisations = OrganisationNames(
        label=_("Organisations that take part"),
        help_text=_("One on each line, at least two. You can change the list later."),
    )


class RoundForm(forms.ModelForm[Round]):
    """A round that is about to open."""

    closes_at = forms.SplitDateTimeField(
        label=_("Closes on"),
        help_text=_("Two to four weeks from now works well. Answers are taken until this minute."),
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": _("Closing date")},  # type: ignore[dict-item]
            time_attrs={"type": "time", "aria-label": _("Closing time")},  # type: ignore[dict-item]
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )

    class Meta:
        model = Round
        fields = (
            "title",
            "closes_at",
            "has_personal_links",
            "has_open_link",
            "split",
            "interests_named",
            "weighting",
            "language",
            "contact_name",
            "contact_email",
        )
        labels = {  # noqa: RUF012
            "title": _("Title of the round"),
            "has_personal_links": _("A personal link for every participant"),
            "has_open_link": _("One open link for everybody"),
            "split": _("The report shows scores by"),
            "interests_named": _("Show the interests of each organisation by its name"),
            "weighting": _("How voices count"),
            "language": _("Language of the report"),
            "contact_name": _("Whom partners can ask"),
            "contact_email": _("E-mail address of that person"),
        }
        help_texts = {  # noqa: RUF012
            "has_personal_links": _("Best: everybody can answer once, and you see how many have answered."),
            "has_open_link": _("Easy to share or put on a screen. Who opens it chooses an organisation and a role."),
            "split": _("One choice, made now and never changed, so that nobody can be found by combining reports."),
            "interests_named": _(
                "Three questions are answered on behalf of the organisation. Partners read this before they answer."
            ),
            "weighting": _("By organisation, a large organisation does not outvote a small one."),
            "contact_email": _("Partners see this on their start page. You may leave this empty."),
        }
        widgets = {"split": forms.RadioSelect, "weighting": forms.RadioSelect, "language": forms.RadioSelect}  # noqa: RUF012

    def __init__(self, *args: Any, has_participants: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.has_participants = has_participants

    def clean(self) -> dict[str, Any]:
        """Refuse a round that nobody can answer."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("has_personal_links") and not cleaned.get("has_open_link"):
            self.add_error("has_personal_links", _("Choose personal links, an open link, or both."))
        elif cleaned.get("has_personal_links") and not self.has_participants:
            self.add_error(
                "has_personal_links",
                _("There are no participants yet. Add them first, or choose the open link alone."),
            )
        return cleaned


def usual_closing(now: datetime) -> datetime:
    """Return the closing time that we propose: three weeks from now, at the end of the afternoon."""
    return timezone.localtime(now + timedelta(weeks=3)).replace(hour=17, minute=0, second=0, microsecond=0)
