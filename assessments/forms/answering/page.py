"""A page of questions as a form: it reads what was posted, and draws what was answered and what is wrong."""

import hashlib
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.functional import cached_property

from assessments.languages import active_language
from assessments.models import Round

from .cards import Card, cards
from .choices import CLEAR, as_posted
from .fields import fields_on
from .texts import sections_of


class PageForm(forms.Form):
    """The questions of one page of a round.

    ``initial`` holds the answers that are stored. A form that was posted shows those too, where what was posted is
    right: it has been stored, or a newer choice has won from it. Only what is not right is shown as it was posted.
    """

    default_renderer = TemplatesSetting
    template_name = "answering/questions.html"

    def __init__(
        self,
        round_: Round,
        page: int,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,
        order: str,
    ) -> None:
        """Ask a page of a round; the same ``order`` puts the options of a question in the same order."""
        super().__init__(_without_cleared(data), initial=initial)
        self.round, self.page, self.order = round_, page, order
        self.cards = cards(round_.questionnaire_version, page)
        self.fields.update(fields_on(round_.questionnaire_version, page))

    def clean(self) -> dict[str, Any]:
        """Drop words that go with a reason that was not chosen, right or wrong."""
        for card in self.cards:
            if card.words and card.values[-1] not in self[card.code].data:
                self.errors.pop(card.words, None)
                self.cleaned_data[card.words] = None
        return self.cleaned_data

    @cached_property
    def problems(self) -> dict[str, str]:
        """Per code what is wrong with what was posted, in the order of the page."""
        return {code: str(self.errors[code][0]) for code in self.fields if code in self.errors}

    def summary(self) -> list[tuple[str, str]]:
        """Return what is wrong, each with the id of the first field to go to."""
        first = {card.code: f"{card.code}-{self.groups(card)[0][0]}" for card in self.cards if card.values}
        return [(first.get(code, code), problem) for code, problem in self.problems.items()]

    def groups(self, card: Card) -> list[tuple[str, ...]]:
        """Return the values of a card as they stand apart, in the order in which this person sees them."""
        if card.question.kind == "reasons":
            *others, last = card.values
            return [(*sorted(others, key=self._rank), last)]
        n_apart = len(card.question.option_codes)
        return [card.values[:n_apart], card.values[n_apart:]] if card.values else []

    def get_context(self) -> dict[str, Any]:
        """Return what the template draws."""
        sections = sections_of(self.round.questionnaire_version, self.page, active_language())
        return {
            "interests_named": self.round.interests_named,
            "sections": [
                section | {"cards": [self._draw_card(texts) for texts in section["cards"]]} for section in sections
            ],
        }

    def _draw_card(self, texts: dict[str, Any]) -> dict[str, Any]:
        """Return a card with its texts and what this person sees in it."""
        card: Card = texts["card"]
        field = self._draw_field(card, card.code, texts["hints"])
        chosen = as_posted(field["value"])
        options = [
            [texts["options"][value].draw(is_chosen=value in chosen) for value in group] for group in self.groups(card)
        ]
        words = self._draw_field(card, card.words, [f"{card.words}-hint"]) if card.words else None
        return texts | field | {"options": options, "words": words}

    def _draw_field(self, card: Card, code: str, hints: list[str]) -> dict[str, Any]:
        """Return what stands in a field, what is wrong with it, and the ids of what describes it."""
        problem = self.problems.get(code)
        return {
            "code": code,
            "value": self._value(card, code),
            "problem": problem,
            "described_by": " ".join([*hints, f"{code}-error"] if problem else hints),
        }

    def _value(self, card: Card, code: str) -> Any:
        if code in self.problems:
            return self[code].value()
        if card.code in self.problems:
            return self.cleaned_data[code]  # words that are right, but are stored only together with their reason
        return self.initial.get(code)

    def _rank(self, value: str) -> bytes:
        return hashlib.sha256(f"{self.order} {value}".encode()).digest()


def _without_cleared(data: QueryDict | None) -> QueryDict | None:
    """Return what was posted without the answers that are taken back."""
    if data is None or CLEAR not in data:
        return data
    kept = data.copy()
    for code in data.getlist(CLEAR):
        kept.pop(code, None)
    return kept
