"""The forms of the page about one's own account."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.fields import INVALID_EMAIL, field_of
from assessments.forms.layout import fields_only
from assessments.forms.shown import ShownRow
from assessments.languages import own_name
from assessments.models import User
from assessments.text_fields import AddressInput
from assessments.vocabulary.languages import LANGUAGES


class OwnDetailsForm(ShownRow, forms.ModelForm[User]):
    """Name and language."""

    class Meta:
        model = User
        fields = ("name", "language")
        labels: ClassVar = {"name": _("Your name"), "language": _("Language")}
        help_texts: ClassVar = {
            "name": _("The other coordinators see it."),
            "language": _(
                "For emails to you, and for the pages after you sign in. Participants get the language of their round."
            ),
        }
        error_messages: ClassVar = {"name": {"required": _("Enter your name.")}}
        widgets: ClassVar = {"name": forms.TextInput({"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "name", forms.CharField).required = True
        language = field_of(self, "language", forms.TypedChoiceField)
        language.choices = [("", _("No fixed choice")), *((code, own_name(code)) for code in LANGUAGES)]
        self.helper = fields_only()


class NewAddressForm(forms.Form):
    """Another address to sign in with."""

    email = AddressInput(
        label=_("New email address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Enter your new email address."), "invalid": INVALID_EMAIL},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_email(self) -> str:
        """Put the address in lower case, as it is stored and looked up."""
        return str(self.cleaned_data["email"]).lower()
