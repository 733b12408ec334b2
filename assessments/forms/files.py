"""Choosing a file, of which the page itself says that it is too large."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from assessments.vocabulary.limits import LARGEST_FILE

TOO_LARGE = _("This file is too large: at most 1 MB.")


class FileChoice(forms.FileInput):
    """A field for a file of at most 1 MB.

    The site says so of a larger file, and of a much larger one what stands before the site says it: with a bare page of
    its own, or with a connection that breaks. So the page looks at the size first, and sends nothing that is too large.
    """

    class Media:
        js = (Script("js/file-size.js", defer=True),)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-most-bytes": LARGEST_FILE, "data-too-large": TOO_LARGE} | (attrs or {}))
