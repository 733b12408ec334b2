"""How crispy lays out a page of questions: a card for each, in sections under a heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments.catalogue.entries import Questionnaire, Section, Text
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.layout import fields_only
from assessments.scoring.instrument import Answer

from .cards import DONT_KNOW, NOT_APPLICABLE, Card, cards
from .choices import as_posted


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in a field, what is wrong with it, and the ids of the hints that describe it."""

    code: str
    value: Answer
    problem: str | None = None
    hints: tuple[str, ...] = ()

    @property
    def described_by(self) -> str:
        """The ids of all that describes it."""
        return " ".join((*self.hints, f"{self.code}-error") if self.problem else self.hints)


class SectionCards(LayoutObject):  # type: ignore[misc]
    """A section: heading, introduction and its questions as cards."""

    def __init__(self, section: Section, language: str, *cards_in_it: "CardLayout", interests_named: bool) -> None:
        self.fields = list(cards_in_it)
        self.texts = {
            "code": section.code,
            "title": section.title.in_language(language),
            "intro": _in_language(section.intro, language),
            "on_behalf": _in_language(section.on_behalf, language) if interests_named else "",
        }

    def render(self, form: Any, context: Context, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        """Return the section as HTML."""
        drawn = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string("answering/fields/section.html", {"section": self.texts, "cards": drawn})


class CardLayout(LayoutObject):  # type: ignore[misc]
    """A question as a card, in one language; the form says what stands in its fields, and in which order."""

    def __init__(self, asked: Questionnaire, card: Card, language: str) -> None:
        question = card.question
        self.fields = list(card.codes)
        self.card = card
        self.texts = {
            "text": question.text.in_language(language),
            "stem": _in_language(question.stem, language),
            "hint": _in_language(question.hint, language),
            "open_hint": asked.open_hint.in_language(language),
            "only_if": question.only_if[0] if question.only_if else "",
            "input_type": "radio" if question.kind == "rating" else "checkbox",
        }
        self.labels = _labels(asked, card, language)
        hint = [f"{card.code}-hint"] if question.hint else []
        self.hints = (*hint, f"{card.code}-open") if question.kind == "text" else tuple(hint)

    def render(self, form: Any, context: Context, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        """Return the card as HTML."""
        card = self.card
        field = form.field_of(card, card.code, self.hints)
        if not field.problem and (card.question.kind == "rating" or (field.value is None and not card.words)):
            return _draw_once(self, field)
        words = form.field_of(card, card.words, (f"{card.words}-hint",)) if card.words else None
        return self.draw(field, form.groups(card), words)

    def draw(self, field: Field, groups: Sequence[Sequence[str]], words: Field | None = None) -> SafeString:
        """Return the card with this in its fields, and its options in these groups."""
        kind = "text" if self.card.question.kind == "text" else "options"
        chosen = as_posted(field.value)
        options = [[(value, self.labels[value], value in chosen) for value in group] for group in groups]
        shown = {"texts": self.texts, "field": field, "groups": options, "words": words}
        return render_to_string(f"answering/fields/{kind}.html", shown)


@lru_cache(maxsize=64)
def page_helper(version: str, page: int, language: str, *, interests_named: bool) -> FormHelper:
    """Return how a page is laid out, made once: nothing of a request stands in it."""
    asked = questionnaire(version)
    helper = fields_only()
    helper.form_show_errors = False
    helper.layout = Layout()
    for section in asked.page(page):
        drawn = [
            CardLayout(asked, card, language) for card in cards(version, page) if card.question in section.questions
        ]
        helper.layout.append(SectionCards(section, language, *drawn, interests_named=interests_named))
    return helper


@lru_cache(maxsize=2048)
def _draw_once(layout: CardLayout, field: Field) -> SafeString:
    """Return a card in which nothing is typed or wrong, kept from the first time that anybody saw it like this.

    Nearly all cards are, and a rating can stand in seven or eight ways only. What somebody typed is never kept.
    """
    return layout.draw(field, layout.card.groups)


def _labels(asked: Questionnaire, card: Card, language: str) -> Mapping[str, str]:
    words = dict(zip(card.question.option_codes, card.question.options, strict=True))
    words |= {DONT_KNOW: asked.dont_know, NOT_APPLICABLE: asked.not_applicable}
    return {value: words[value].in_language(language) for value in card.values}


def _in_language(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""
