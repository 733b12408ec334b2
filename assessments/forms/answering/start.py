"""The small forms before and after the questionnaire: who one is, and the code of one's answers."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue.entries import Questionnaire
from assessments.forms.layout import fields_only
from assessments.text_fields import LineInput

_AT_A_GLANCE = 8
"""The most organisations that one sees at a glance."""


class StartForm(forms.Form):
    """The role, unless the one that somebody was invited with holds, and with an open link the organisation."""

    organisation = forms.TypedChoiceField(
        label=_("Which organisation do you represent?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation that you represent."),
            "invalid_choice": _("Choose one of the organisations in the list."),
        },
    )
    role = forms.ChoiceField(
        label=_("What describes you best?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what describes you best."),
            "invalid_choice": _("Choose one of the descriptions in the list."),
        },
    )

    def __init__(
        self,
        asked: Questionnaire,
        language: str,
        organisations: Iterable[tuple[int, str]] | None,
        data: Any = None,
        *,
        invited_as: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.invited_as = invited_as
        self.fields["role"].required = not invited_as
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, text.in_language(language)) for role, text in asked.roles.items()
        ]
        if organisations is None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]
        self.helper = fields_only()
        self.helper.form_show_errors = False
        self.helper.layout = Layout(*(Field(name, template="answering/fields/choice.html") for name in self.fields))

    def clean_role(self) -> str:
        """Return the chosen role, or else the one that somebody was invited with."""
        return self.cleaned_data["role"] or self.invited_as

    @property
    def is_long_list(self) -> bool:
        """Whether there are so many organisations that a search field helps."""
        organisation = self.fields.get("organisation")
        return organisation is not None and len(organisation.choices) > _AT_A_GLANCE  # type: ignore[attr-defined]

    def offers(self, organisation_id: int) -> bool:
        """Whether this organisation can be chosen."""
        return organisation_id in dict(self.fields["organisation"].choices)  # type: ignore[attr-defined]


class ResumeForm(forms.Form):
    """The code of six characters, however it is typed."""

    code = LineInput(
        label=_("Your code"),
        max_length=50,
        strip=True,
        error_messages={"required": _("Enter your code of six characters.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.helper.layout = Layout(Field("code", template="answering/fields/code.html"))

    def clean_code(self) -> str:
        """Return the code in capitals, without spaces and dashes."""
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())


class EarlierCodeForm(ResumeForm):
    """The code of answers that were sent before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code of the earlier answers")
