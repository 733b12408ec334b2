"""The field for choosing who gets a personal link: everyone as tick boxes, by organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Participant

FEW = 8
"""Up to this many people are all shown at once; with more, each organisation is folded."""


@dataclass(frozen=True, slots=True)
class Person:
    """One tick box."""

    number: int
    """Position in the list."""
    pk: int
    name: str
    role: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one organisation."""

    name: str
    people: list[Person]

    @property
    def n_chosen(self) -> int:
        """How many of them are ticked."""
        return sum(person.is_chosen for person in self.people)


class PeopleField(forms.TypedMultipleChoiceField):
    """The ids of the ticked people; the template groups them by organisation."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            coerce=int,
            required=False,
            label=_("Who gets a personal link"),
            help_text=_("Everyone, unless you untick them. You can still give others a link later."),
            error_messages={"invalid_choice": _("Someone in the list no longer takes part. Check the list.")},
            **kwargs,
        )
        self.people: list[Participant] = []

    def offer(self, people: Iterable[Participant]) -> None:
        """Offer these people as choices, in the order of their organisations."""
        self.people = list(people)
        self.choices = [(person.pk, person.name) for person in self.people]

    def groups(self, chosen: Iterable[Any]) -> list[Group]:
        """Return the organisations with their people, the chosen ones ticked."""
        ticked = {str(value) for value in chosen}
        numbered = enumerate(self.people)
        return [
            Group(
                name,
                [
                    Person(number, person.pk, person.name, str(person.get_role_display()), str(person.pk) in ticked)
                    for number, person in people
                ],
            )
            for name, people in groupby(numbered, key=lambda one: one[1].organisation.name)
        ]
