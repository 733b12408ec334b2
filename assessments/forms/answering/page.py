"""A page of questions as a form: it reads what was posted, and renders answers and errors."""

import hashlib
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from assessments.languages import active_language
from assessments.models import Round

from .cards import Card, cards
from .choices import CLEAR
from .fields import fields_on
from .layout import Field, page_helper


class PageForm(forms.Form):
    """The questions of one page of a round.

    ``initial`` holds the stored answers. A posted form shows those too where what was posted is valid: it has been
    stored, or a newer choice has won. Only what is invalid is shown as it was posted.
    """

    def __init__(
        self,
        round_: Round,
        page: int,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,
        order: str,
    ) -> None:
        """Build a page of a round; the same ``order`` puts the options of a question in the same order."""
        super().__init__(_without_cleared(data), initial=initial)
        self.round, self.page, self.order = round_, page, order
        self.cards = cards(round_.questionnaire_version, page)
        self.fields.update(fields_on(round_.questionnaire_version, page))

    @property
    def helper(self) -> FormHelper:
        """How crispy lays it out, in the language that is spoken when it is drawn."""
        version, names = self.round.questionnaire_version, self.round.interests_named
        return page_helper(version, self.page, active_language(), interests_named=names)

    def clean(self) -> dict[str, Any]:
        """Drop the text for a reason that was not chosen, valid or not."""
        for card in self.cards:
            if card.words and card.values[-1] not in self[card.code].data:
                self.errors.pop(card.words, None)
                self.cleaned_data[card.words] = None
        return self.cleaned_data

    @cached_property
    def problems(self) -> dict[str, str]:
        """The errors per code, in the order of the page."""
        return {code: str(self.errors[code][0]) for code in self.fields if code in self.errors}

    def summary(self) -> list[tuple[str, str]]:
        """Return the errors, each with the id of the field to go to."""
        first = {card.code: f"{card.code}-{self.groups(card)[0][0]}" for card in self.cards if card.values}
        return [(first.get(code, code), problem) for code, problem in self.problems.items()]

    def groups(self, card: Card) -> list[tuple[str, ...]]:
        """Return the groups of values of a card; reasons in an order of this person's own, the last in its place."""
        if card.question.kind != "reasons":
            return card.groups
        *others, last = card.values
        return [(*sorted(others, key=self._rank), last)]

    def field_of(self, card: Card, code: str, hints: tuple[str, ...]) -> Field:
        """Return what stands in a field of a card, and what is wrong with it."""
        return Field(code, self._value(card, code), self.problems.get(code), hints)

    def _value(self, card: Card, code: str) -> Any:
        if code in self.problems:
            return self[code].value()
        if card.code in self.problems:
            return self.cleaned_data[code]  # a valid text, which is stored only together with its reason
        return self.initial.get(code)

    def _rank(self, value: str) -> bytes:
        return hashlib.sha256(f"{self.order} {value}".encode()).digest()


def _without_cleared(data: QueryDict | None) -> QueryDict | None:
    """Return the posted data without the answers that are cleared."""
    if data is None or CLEAR not in data:
        return data
    kept = data.copy()
    for code in data.getlist(CLEAR):
        kept.pop(code, None)
    return kept
