"""What import and export of the catalogue ask, and where a file waits until it is confirmed."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.forms import ExportForm, ImportForm
from import_export.tmp_storages import BaseStorage

from .action_formats import FORMATS
from .action_reading import MOST_BYTES

HOUR = 60 * 60
FORMAT_CHOICES = [(str(number), one.title) for number, one in enumerate(FORMATS)]
EXTENSIONS = [one.extension for one in FORMATS]


class SignedInTheForm(BaseStorage):  # type: ignore[misc]
    """Keeps an uploaded file, signed, in the form that confirms it: any web process can go on, and nothing is left."""

    def save(self, data: bytes) -> None:
        """Make the name the file itself."""
        self.name = signing.dumps(data.hex(), salt=__name__, compress=True)

    def read(self) -> bytes:
        """Return the file. Raises BadSignature when it is another or too old."""
        return bytes.fromhex(signing.loads(self.name, salt=__name__, max_age=HOUR))

    def remove(self) -> None:
        """Do nothing: it goes with the page."""


class ActionImportForm(ImportForm):  # type: ignore[misc]
    """Asks for a file; its name tells the format."""

    media = forms.Media()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["import_file"]
        file.label = _("File with actions")
        file.help_text = _("XLSX, CSV or YAML, of at most 1 MB.")
        file.widget.attrs = {"accept": ",".join(f".{extension}" for extension in EXTENSIONS)}
        self.fields["format"].required = False

    def clean_import_file(self) -> Any:
        """Refuse a file that is too large, or of another kind."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 1 MB."))
        if self._extension(file.name) not in EXTENSIONS:
            raise ValidationError(_("Choose a file whose name ends in .xlsx, .csv or .yaml."))
        return file

    def clean(self) -> dict[str, Any]:
        """Take the format from the name of the file."""
        if "import_file" in self.cleaned_data:
            self.cleaned_data["format"] = str(EXTENSIONS.index(self._extension(self.cleaned_data["import_file"].name)))
        return dict(self.cleaned_data)

    def _extension(self, name: str) -> str:
        extension = name.rpartition(".")[2].lower()
        return "yaml" if extension == "yml" else extension


class ActionConfirmForm(forms.Form):
    """Brings back the file that was looked at, and what would change then."""

    import_file_name = forms.CharField(widget=forms.HiddenInput)
    format = forms.ChoiceField(choices=FORMAT_CHOICES, widget=forms.HiddenInput)
    plan = forms.CharField(widget=forms.HiddenInput)


class ActionExportForm(ExportForm):  # type: ignore[misc]
    """Asks for the format."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["format"].choices[1:]
        self.fields["format"] = forms.ChoiceField(
            label=_("Format"), choices=choices, initial=choices[0][0], widget=forms.RadioSelect
        )
