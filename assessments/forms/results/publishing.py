"""The form in which an owner chooses what to share of a result."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.models.choices import Published


class PublishForm(forms.Form):
    """Whole report or summary."""

    what = forms.ChoiceField(
        label=_("What the participants may see"),
        choices=[
            (Published.WHOLE, _("The whole report: everything that you see, with charts, actions and open answers")),
            (Published.SUMMARY, _("The summary: one page without groups, organisations and open answers")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the participants may see."),
            "invalid_choice": _("Choose the whole report or the summary."),
        },
    )

    mails = forms.BooleanField(
        label=_("Tell the participants by email that they can read the whole report"),
        help_text=_("This counts only when you choose the whole report."),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, asks_about_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_about_mail:
            del self.fields["mails"]
        self.helper = fields_only()
