"""The form for adding, correcting or replacing one participant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.fields import INVALID_EMAIL, field_of
from assessments.forms.layout import fields_only
from assessments.forms.shown import ShownRow
from assessments.models import Participant, Partnership, Round
from assessments.models.choices import roles


class ParticipantForm(ShownRow, forms.ModelForm[Participant]):
    """One participant; while a round with personal links is open, also whether to invite them to it."""

    rounds = forms.MultipleChoiceField(
        label=_("Also invite this person to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody without an email address gets no email: you hand out that link yourself."),
    )

    class Meta:
        model = Participant
        fields = ("name", "email", "role", "organisation")
        labels = {
            "name": _("Name"),
            "email": _("Email address, if you like"),
            "role": _("Role"),
            "organisation": _("Organisation"),
        }
        error_messages = {
            "name": {"required": _("Enter the name of this participant.")},
            "email": {"invalid": INVALID_EMAIL},
            "role": {"required": _("Choose a role for this participant.")},
            "organisation": {"required": _("Choose an organisation for this participant.")},
        }

    def __init__(
        self, *args: Any, partnership: Partnership, rounds: Sequence[tuple[Round, str]] = (), **kwargs: Any
    ) -> None:
        """Take the rounds to invite to, each with what becomes of the link."""
        super().__init__(*args, **kwargs)
        self.open_rounds = {str(one.pk): one for one, _said in rounds}
        organisation = field_of(self, "organisation", forms.ModelChoiceField)
        organisation.queryset = partnership.organisations.all()
        organisation.empty_label = _("Choose an organisation")
        role = field_of(self, "role", forms.ChoiceField)
        role.choices = [("", _("Choose a role")), *roles()]
        if self.open_rounds:
            rounds_field = field_of(self, "rounds", forms.MultipleChoiceField)
            rounds_field.choices = [(one.pk, f"{one.title}: {said}") for one, said in rounds]
            rounds_field.initial = list(self.open_rounds)
        else:
            del self.fields["rounds"]
        self.helper = fields_only()

    @property
    def chosen_rounds(self) -> list[Round]:
        """The rounds to invite this person to."""
        return [self.open_rounds[pk] for pk in self.cleaned_data.get("rounds", [])]
