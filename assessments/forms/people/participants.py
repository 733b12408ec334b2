"""The form for adding, correcting or replacing one participant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.models import Participant, Partnership, Round


class ParticipantForm(forms.ModelForm[Participant]):
    """One participant; while a round with personal links is open, also whether to invite them to it."""

    rounds = forms.MultipleChoiceField(
        label=_("Also invite this person to"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Participant
        fields = ("name", "email", "role", "organisation")
        labels = {  # noqa: RUF012
            "name": _("Name"),
            "email": _("E-mail address, if you like"),
            "role": _("Role"),
            "organisation": _("Organisation"),
        }
        error_messages = {  # noqa: RUF012
            "name": {"required": _("Fill in the name of this participant.")},
            "email": {"invalid": _("Fill in a whole e-mail address, for example name@organisation.nl.")},
            "role": {"required": _("Choose a role for this participant.")},
            "organisation": {"required": _("Choose an organisation for this participant.")},
        }

    def __init__(self, *args: Any, partnership: Partnership, rounds: Sequence[Round] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_rounds = {str(one.pk): one for one in rounds}
        organisation = self.fields["organisation"]
        organisation.queryset = partnership.organisations.all()  # type: ignore[attr-defined]
        organisation.empty_label = _("Choose an organisation")  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("Choose a role")), *self.fields["role"].choices[1:]]  # type: ignore[attr-defined]
        if self.open_rounds:
            self.fields["rounds"].choices = [(pk, one.title) for pk, one in self.open_rounds.items()]  # type: ignore[attr-defined]
            self.fields["rounds"].initial = list(self.open_rounds)
        else:
            del self.fields["rounds"]
        self.helper = fields_only()

    @property
    def chosen_rounds(self) -> list[Round]:
        """The rounds to invite this person to."""
        return [self.open_rounds[pk] for pk in self.cleaned_data.get("rounds", [])]
