"""The form for copying a partnership."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.text_fields import LineInput
from assessments.vocabulary.limits import MOST_IN_A_NAME


class CopyForm(forms.Form):
    """What the copy is called, and who comes along."""

    name = LineInput(
        max_length=MOST_IN_A_NAME,
        label=_("Name of the copy"),
        error_messages={"required": _("Enter the name of the partnership.")},
    )
    with_people = forms.BooleanField(
        required=False,
        label=_("Copy the participants too"),
        help_text=_("Their names, addresses, roles and organisations, and whether they want email."),
    )
    with_coordinators = forms.BooleanField(required=False, label=_("Give the other coordinators access too"))

    def __init__(self, *args: Any, n_people: int, others: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not n_people:
            del self.fields["with_people"]
        if others:
            self.fields["with_coordinators"].help_text = _("With the access that they have now: %(names)s.") % {
                "names": ", ".join(others)
            }
        else:
            del self.fields["with_coordinators"]
        self.helper = fields_only()
