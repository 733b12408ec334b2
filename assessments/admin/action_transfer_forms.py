"""The forms of importing and exporting the catalogue; an uploaded file waits in one until it is confirmed."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.files import FileChoice
from assessments.tables.limits import TableError
from assessments.vocabulary.limits import LARGEST_FILE

from .action_columns import Line
from .action_files import FILE_KINDS

HOUR = 60 * 60


def sign(kind: str, content: bytes) -> str:
    """Return a file as the value of a form field: any web process can continue with it, and none has to clean up."""
    return signing.dumps([kind, content.hex()], salt=__name__, compress=True)


def unsign(signed: str) -> tuple[str, bytes]:
    """Return the kind and content of a signed file. Raises BadSignature if it is not ours, or too old."""
    kind, content = signing.loads(signed, salt=__name__, max_age=HOUR)
    return kind, bytes.fromhex(content)


class ActionImportForm(forms.Form):
    """Asks for a file, whose name says its kind, and reads it."""

    import_file = forms.FileField(
        label=gettext_lazy("File with actions"),
        help_text=gettext_lazy("XLSX, ODS, CSV or YAML, of at most 1 MB."),
        widget=FileChoice({"accept": ",".join(f".{kind}" for kind in FILE_KINDS)}),
    )

    def clean_import_file(self) -> UploadedFile:
        """Refuse a file of another kind, or one that cannot be read."""
        file: UploadedFile = self.cleaned_data["import_file"]
        kind = (file.name or "").rpartition(".")[2].lower().replace("yml", "yaml")
        if kind not in FILE_KINDS:
            raise ValidationError(_("Choose a file whose name ends in .xlsx, .ods, .csv or .yaml."))
        content = file.read(LARGEST_FILE + 1)
        try:
            self.lines: list[Line] = FILE_KINDS[kind].read(content)
        except TableError as error:
            raise ValidationError(str(error)) from error
        self.signed = sign(kind, content)
        return file


class ActionConfirmForm(forms.Form):
    """Brings back the file that was reviewed, and the digest of its changes."""

    file = forms.CharField(widget=forms.HiddenInput)
    plan = forms.CharField(widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """Refuse any file but the one that was reviewed."""
        signed: str = self.cleaned_data["file"]
        try:
            kind, content = unsign(signed)
            self.lines: list[Line] = FILE_KINDS[kind].read(content)
        except (signing.BadSignature, TableError) as error:
            raise ValidationError(_("This file is no longer kept. Choose it again.")) from error
        return signed


class ActionExportForm(forms.Form):
    """Asks for the kind of file."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[(kind, kind.upper()) for kind in FILE_KINDS],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
