"""The form for the file of a partnership that is taken over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessments.forms.files import FileChoice
from assessments.forms.layout import fields_only
from assessments.services.transfer.reading import Incoming, UnusableFileError, read_file
from assessments.services.transfer.rows import rows_of
from assessments.vocabulary.limits import LARGEST_FILE


class PartnershipFileForm(forms.Form):
    """One file, read in full before anything is done with it."""

    file = forms.FileField(
        label=_("The file of the partnership"),
        help_text=_("The zip file that you got on the other site with “Download everything”. At most 1 MB."),
        widget=FileChoice({"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose the file that you got with “Download everything”."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.data_read = b""
        self.incoming: Incoming | None = None

    def clean_file(self) -> UploadedFile:
        """Refuse any file that cannot be taken over, with the reason."""
        file: UploadedFile = self.cleaned_data["file"]
        self.data_read = file.read(LARGEST_FILE + 1)
        try:
            incoming = read_file(self.data_read)
            rows_of(incoming)
        except UnusableFileError as error:
            raise ValidationError(str(error)) from error
        self.incoming = incoming
        return file
