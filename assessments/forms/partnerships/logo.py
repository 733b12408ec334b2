"""The form for the logo of a partnership."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessments.forms.files import TOO_LARGE, FileChoice
from assessments.forms.layout import fields_only
from assessments.models.logos import MOST_IN_AN_ALTERNATIVE
from assessments.reporting.logos import Drawn, UnusableLogoError, draw_logo
from assessments.text_fields import LineInput
from assessments.vocabulary.limits import LARGEST_FILE

REFUSED = {
    "large": TOO_LARGE,
    "dots": _("This image has too many pixels: at most 16 million. Make it smaller first."),
    "kind": _("This is not a PNG or JPEG image that we can read. Save the logo as PNG or JPEG, and choose that file."),
}


class LogoForm(forms.Form):
    """A picture, and what it says for who does not see it."""

    file = forms.FileField(
        label=_("The logo"),
        help_text=_("A PNG or JPEG image of at most 1 MB. Transparent parts become white."),
        widget=FileChoice({"accept": ".png,.jpg,.jpeg,image/png,image/jpeg"}),
        error_messages={"required": _("Choose a file."), "empty": REFUSED["kind"]},
    )
    alternative = LineInput(
        label=_("What the logo says"),
        max_length=MOST_IN_AN_ALTERNATIVE,
        help_text=_("Read aloud to people who cannot see the logo. For example: Logo of Jeugdketen Noord."),
        error_messages={"required": _("Enter what the logo says.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.drawn: Drawn | None = None

    def clean_file(self) -> UploadedFile:
        """Draw the picture anew, or say why that cannot be done."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            self.drawn = draw_logo(file.read(LARGEST_FILE + 1))
        except UnusableLogoError as error:
            raise ValidationError(REFUSED[error.reason]) from error
        return file
