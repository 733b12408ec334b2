"""The field for choosing for which partnerships something is done at once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Partnership


class PartnershipsField(forms.TypedMultipleChoiceField):
    """The ids of partnerships, as tick boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            coerce=int,
            label=_("For which partnerships"),
            error_messages={
                "required": _("Choose at least one partnership."),
                "invalid_choice": _("You can no longer change one of these partnerships. Check the list."),
            },
            **kwargs,
        )
        self.offered: list[Partnership] = []

    def offer(self, partnerships: Iterable[Partnership], beside: dict[int, str] | None = None) -> None:
        """Offer these partnerships as choices, each with what is told ``beside`` its name."""
        self.offered = list(partnerships)
        told = beside or {}
        self.choices = [
            (one.pk, f"{one.name} · {told[one.pk]}" if told.get(one.pk) else one.name) for one in self.offered
        ]

    def chosen(self, numbers: Iterable[int]) -> list[Partnership]:
        """Return the partnerships with these ids, in the order in which they were offered."""
        wanted = set(numbers)
        return [one for one in self.offered if one.pk in wanted]
