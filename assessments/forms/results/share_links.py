"""The forms for a link with which others see a result: what its owner chooses, and the password that opens it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.forms.shown import TellingForm
from assessments.models import ShareLink
from assessments.models.choices import Published
from assessments.models.share_links import MOST_IN_A_PURPOSE
from assessments.moments import long_date
from assessments.services.share_links import FEWEST_SIGNS, NewLink, end_shown
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.text_fields import LineInput

USUAL_DAYS = 90
"""How long a link works unless its owner chooses otherwise: long enough for a round of meetings."""
MOST_DAYS = 365
MOST_SIGNS = 100


def last_day_field() -> forms.DateField:
    """Return the field for the last day on which a link works."""
    return forms.DateField(
        label=_("Works up to and including"),
        help_text=_("At most a year."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[_check_day],
        error_messages={
            "required": _("Enter the last day on which the link works."),
            "invalid": _("Enter a date that exists."),
        },
    )


def _check_day(chosen: date) -> None:
    """Refuse a day that has passed, or that is more than a year away."""
    today = timezone.localdate()
    if chosen < today:
        raise ValidationError(_("This day has passed. Choose a later one."))
    if chosen > today + timedelta(days=MOST_DAYS):
        raise ValidationError(_("This is more than a year away. Choose an earlier date."))


def _end_of(day: date) -> datetime:
    """Return the moment at which a day is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class ShareLinkForm(forms.Form):
    """For whom a link is, what it shows, until when, and whether a password is asked."""

    purpose = LineInput(
        label=_("For whom"),
        max_length=MOST_IN_A_PURPOSE,
        help_text=_("For example: the town council. Only owners see this. Name a group, not a person."),
        error_messages={"required": _("Enter whom the link is for.")},
    )
    what = forms.ChoiceField(
        label=_("What they may see"),
        choices=[
            (Published.SUMMARY, _("The summary: one page without groups, organisations and open answers")),
            (Published.WHOLE, _("The whole report: everything that you see, with charts, actions and open answers")),
        ],
        initial=Published.SUMMARY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what they may see."),
            "invalid_choice": _("Choose the whole report or the summary."),
        },
    )
    ends_on = last_day_field()
    password = LineInput(
        label=_("Password"),
        required=False,
        max_length=MOST_SIGNS,
        help_text=_(
            "You may leave this empty. Anyone who opens the link has to type it. Tell it in some other way than with "
            "the link, for example by telephone. We keep it in such a way that nobody can read it back."
        ),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)
        self.helper = fields_only()

    def clean_password(self) -> str:
        """Refuse a password that is too short."""
        password: str = self.cleaned_data["password"]
        if 0 < len(password) < FEWEST_SIGNS:
            raise ValidationError(
                _("A password has at least %(fewest)s letters or digits."), params={"fewest": FEWEST_SIGNS}
            )
        return password

    def chosen(self) -> NewLink:
        """Return what was chosen, with the moment at which the link ends: when that day is over."""
        found = self.cleaned_data
        return NewLink(found["purpose"], Published(found["what"]), _end_of(found["ends_on"]), found["password"])


class LinkEndForm(TellingForm, forms.Form):
    """Another last day for a link."""

    ends_on = last_day_field()

    def __init__(self, *args: Any, link: ShareLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = link.last_day
        self.begin_with(end_shown(link))
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """Refuse a page that does not say what it showed."""
        cleaned = super().clean() or self.cleaned_data
        self.check_shown()
        return cleaned

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return the last day as it is now."""
        return long_date(error.row.last_day)

    @property
    def ends_at(self) -> datetime:
        """The moment at which the chosen day is over."""
        return _end_of(self.cleaned_data["ends_on"])


class LinkPasswordForm(forms.Form):
    """The password that somebody got with a link."""

    password = LineInput(
        label=_("Password"),
        max_length=MOST_SIGNS,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Enter the password that came with the link.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
