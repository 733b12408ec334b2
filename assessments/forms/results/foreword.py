"""The form for the words of a coordinator above a result."""

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.forms.shown import ShownRow
from assessments.models import Round

TOO_LONG = _("This is too long. At most %(limit_value)s characters fit, and it has %(show_value)s.")


class ForewordForm(ShownRow, forms.ModelForm[Round]):
    """A few paragraphs of plain text."""

    class Meta:
        model = Round
        fields = ("foreword",)
        labels = {"foreword": _("Your foreword")}
        help_texts = {
            "foreword": _(
                "At most 600 characters. Leave an empty line between paragraphs, and put your name below it. Leave all "
                "of it empty for no foreword."
            )
        }
        widgets = {"foreword": forms.Textarea({"rows": 8})}
        error_messages = {"foreword": {"max_length": TOO_LONG}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        field, language = self.fields["foreword"], self.instance.language
        field.widget.attrs["lang"] = language
        told = _("Write it in %(language)s, the language of the report of this round.")
        name = get_language_info(language)["name_translated"]
        field.help_text = f"{told % {'language': name}} {field.help_text}"
