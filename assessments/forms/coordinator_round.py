"""What a coordinator says of a round before it opens."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Round

from .coordinator import helper

LATEST = timedelta(days=366)


class ClosingField(forms.SplitDateTimeField):
    """A closing date and time that exists, and exists once, in our time zone."""

    default_error_messages = {  # noqa: RUF012
        "required": _("Fill in the date and the time on which the round closes."),
        "invalid_date": _("Fill in a date that exists."),
        "invalid_time": _("Fill in a time, for example 17:00."),
    }

    def compress(self, data_list: Any) -> datetime | None:
        """Return the moment. Refuses the hour that is skipped or doubled when the clock changes, and far dates."""
        try:
            moment: datetime | None = super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                _("That night the clock changes, and this time does not exist or exists twice. Choose another time.")
            ) from error
        if moment and moment > timezone.now() + LATEST:
            raise ValidationError(_("This is more than a year away. Choose an earlier date."))
        return moment


class RoundForm(forms.ModelForm[Round]):
    """A round that is about to open."""

    closes_at = ClosingField(
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
            "has_open_link": _(
                "Easy to share or put on a screen. Who opens it chooses an organisation and a role. Nobody can check "
                "who answers, or how often: for small groups, personal links are safer."
            ),
            "split": _("One choice, made now and never changed, so that nobody can be found by combining reports."),
            "interests_named": _(
                "Three questions are answered on behalf of the organisation. Partners read this before they answer."
            ),
            "weighting": _("By organisation, a large organisation does not outvote a small one."),
            "contact_email": _("Partners see this on their start page. You may leave this empty."),
        }
        error_messages = {  # noqa: RUF012
            "title": {"required": _("Fill in a title for the round.")},
            "contact_email": {"invalid": _("Fill in a whole e-mail address, for example name@organisation.nl.")},
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
