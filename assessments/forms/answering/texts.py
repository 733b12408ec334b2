"""The texts of the cards of a page in one language, as plain values for the template."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.forms.utils import flatatt

from assessments.catalogue.entries import Questionnaire, Section, Text
from assessments.catalogue.questionnaire import questionnaire

from .cards import DONT_KNOW, NOT_APPLICABLE, Card, cards


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a card: a label with an input in it."""

    css_class: str
    label: str
    attributes: str
    attributes_if_chosen: str

    def draw(self, *, is_chosen: bool) -> tuple[str, str, str]:
        """Return the class, the attributes of the input, and the label."""
        return self.css_class, self.attributes_if_chosen if is_chosen else self.attributes, self.label


@lru_cache(maxsize=64)
def sections_of(version: str, page: int, language: str) -> list[dict[str, Any]]:
    """Return the sections of a page with their cards, built once: they hold nothing of a request."""
    asked = questionnaire(version)
    return [
        _section(section, language)
        | {
            "cards": [
                _card(asked, card, language) for card in cards(version, page) if card.question in section.questions
            ]
        }
        for section in asked.page(page)
    ]


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title.in_language(language),
        "intro": _in_language(section.intro, language),
        "on_behalf": _in_language(section.on_behalf, language),
    }


def _card(asked: Questionnaire, card: Card, language: str) -> dict[str, Any]:
    question = card.question
    return {
        "card": card,
        "code": card.code,
        "kind": question.kind,
        "text": question.text.in_language(language),
        "stem": _in_language(question.stem, language),
        "hint": _in_language(question.hint, language),
        "open_hint": asked.open_hint.in_language(language),
        "only_if": question.only_if[0] if question.only_if else "",
        "hints": _hints(card),
        "options": _options(asked, card, language),
    }


def _hints(card: Card) -> list[str]:
    """Return the ids of the hints below the question."""
    hint = [f"{card.code}-hint"] if card.question.hint else []
    return [*hint, f"{card.code}-open"] if card.question.kind == "text" else hint


def _options(asked: Questionnaire, card: Card, language: str) -> dict[str, Option]:
    words = dict(zip(card.question.option_codes, card.question.options, strict=True))
    words |= {DONT_KNOW: asked.dont_know, NOT_APPLICABLE: asked.not_applicable}
    return {value: _option(card, value, words[value].in_language(language)) for value in card.values}


def _option(card: Card, value: str, label: str) -> Option:
    kind = "radio" if card.question.kind == "rating" else "checkbox"
    attributes = {"type": kind, "name": card.code, "id": f"{card.code}-{value}", "value": value}
    return Option(
        css_class="option option-other" if card.words and value == card.values[-1] else "option",
        label=label,
        attributes=flatatt(attributes),
        attributes_if_chosen=flatatt(attributes | {"checked": True}),
    )


def _in_language(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""
