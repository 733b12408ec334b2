"""A page of questions as a form: it reads what was posted, and renders answers and errors."""

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

    ``initial`` holds the stored answers. A posted form shows those too where what was posted is valid: it has been
    stored, or a newer choice has won. Only what is invalid is shown as it was posted.
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
        """Build a page of a round; the same ``order`` puts the options of a question in the same order."""
        super().__init__(_without_cleared(data), initial=initial)
        self.round, self.page, self.order = round_, page, order
        self.cards = cards(round_.questionnaire_version, page)
        self.fields.update(fields_on(round_.questionnaire_version, page))

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
        """Return the groups of values of a card, in the order in which this person sees them."""
        if card.question.kind == "reasons":
            *others, last = card.values
            return [(*sorted(others, key=self._rank), last)]
        n_apart = len(card.question.option_codes)
        return [card.values[:n_apart], card.values[n_apart:]] if card.values else []

    def get_context(self) -> dict[str, Any]:
        """Return the context of the template."""
        sections = sections_of(self.round.questionnaire_version, self.page, active_language())
        return {
            "interests_named": self.round.interests_named,
            "sections": [
                section | {"cards": [self._draw_card(texts) for texts in section["cards"]]} for section in sections
            ],
        }

    def _draw_card(self, texts: dict[str, Any]) -> dict[str, Any]:
        """Return a card with its texts and this person's answers."""
        card: Card = texts["card"]
        field = self._draw_field(card, card.code, texts["hints"])
        chosen = as_posted(field["value"])
        options = [
            [texts["options"][value].draw(is_chosen=value in chosen) for value in group] for group in self.groups(card)
        ]
        words = self._draw_field(card, card.words, [f"{card.words}-hint"]) if card.words else None
        return texts | field | {"options": options, "words": words}

    def _draw_field(self, card: Card, code: str, hints: list[str]) -> dict[str, Any]:
        """Return the content of a field, its error, and the ids of the elements that describe it."""
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
