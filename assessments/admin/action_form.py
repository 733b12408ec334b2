"""The form for one action, which lines of an imported file must pass too."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.old_texts import KeepsOldTexts
from assessments.models import Action
from assessments.models.choices import advised_roles, diagnoses
from assessments.vocabulary.languages import LANGUAGES

from .conditions import ConditionsField

ROWS_OF_TEXT = {"action": 3, "why": 4, "first_step": 5, "noticeable": 4}


class ActionForm(KeepsOldTexts, forms.ModelForm[Action]):
    """One action: whom it is for, when it is called for, and its words in both languages."""

    diagnosis = forms.ChoiceField(
        label=_("Diagnosis"),
        choices=[("", _("any diagnosis")), *diagnoses()],
        required=False,
        help_text=_("An action bound to a diagnosis comes first in its reports."),
    )
    roles = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=advised_roles,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
        help_text=_("People with another role get what managers get."),
    )
    conditions = ConditionsField(
        label=_("Conditions"),
        required=False,
        help_text=_(
            "All of them must hold. Without conditions the action is in every report with this diagnosis. "
            "A number that may not be shown never calls for an action. The bar of actie and verbinding can be raised "
            "by interests; everything else has the bar of intentie."
        ),
    )

    class Meta:
        model = Action
        exclude: ClassVar = ["loaded_digest"]
        labels: ClassVar = {"is_active": _("In use"), "order": _("Order"), "level": _("Where it works")}
        help_texts: ClassVar = {
            "code": _("A short name in small letters, with hyphens. It cannot be changed afterwards."),
            "is_active": _("An action that is switched off does not appear in new reports. Existing reports keep it."),
            "order": _("Of equally urgent actions, the one with the lowest number comes first."),
            "source": _("Where the action comes from, such as “Van Delden 2012” or “Driekracht”."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in ROWS_OF_TEXT.items():
            for language in LANGUAGES:
                field = self.fields[f"{name}_{language}"]
                field.widget = forms.Textarea({"rows": rows, "lang": language})
        for language in LANGUAGES:
            self.fields[f"title_{language}"].widget.attrs["lang"] = language

    def clean_roles(self) -> list[str]:
        """Return each role once, in a fixed order, so that another order does not count as a change."""
        stored: list[str] = self.initial.get("roles") or []
        chosen = list(dict.fromkeys(self.cleaned_data["roles"]))
        return stored if sorted(stored) == sorted(chosen) else chosen
