"""The questionnaire as forms: one page of one version in one language, laid out by crispy as cards."""

from typing import Any

from crispy_forms.layout import Field, Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from assessments.catalogue.entries import Questionnaire, Section
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.layout import fields_only
from assessments.services.answering import OTHER_LIMIT, TEXT_LIMIT

from .cards import DONT_KNOW, NOT_APPLICABLE, Card, cards
from .reading import as_rating, not_an_option, plain_text, too_long, too_many


class RatingField(forms.TypedChoiceField):
    """One of the answers of a rating, or none."""

    def __init__(self, card: Card) -> None:
        super().__init__(
            choices=[(value, value) for value in card.values],
            coerce=as_rating,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": not_an_option()},
        )


class ReasonsField(forms.MultipleChoiceField):
    """A few reasons, or none."""

    def __init__(self, card: Card) -> None:
        self.card = card
        super().__init__(
            choices=[(value, value) for value in card.values],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": not_an_option()},
        )

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """Return each reason once, in the order of the questionnaire; None when there is none."""
        chosen = set(super().clean(value))
        if len(chosen) > self.card.most:
            raise forms.ValidationError(too_many(self.card.most, len(chosen)))
        return tuple(code for code in self.card.values if code in chosen) or None


class WordsField(forms.Field):
    """An answer in one's own words, or none."""

    widget = forms.Textarea

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(required=False)

    def to_python(self, value: Any) -> str | None:
        """Return plain text."""
        return plain_text(value or "") or None

    def validate(self, value: Any) -> None:
        """Refuse a text that is too long."""
        if value and len(value) > self.limit:
            raise forms.ValidationError(too_long(self.limit, len(value)))


class SectionCards(LayoutObject):  # type: ignore[misc]
    """A section: heading, introduction and its questions as cards."""

    template = "answering/fields/section.html"

    def __init__(self, section: Section, language: str, *fields: Field, on_behalf: bool) -> None:
        self.fields = list(fields)
        self.heading = {
            "code": section.code,
            "title": section.title.in_language(language),
            "intro": section.intro.in_language(language) if section.intro else "",
            "on_behalf": section.on_behalf.in_language(language) if section.on_behalf and on_behalf else "",
        }

    def render(
        self, form: forms.Form, context: Context, template_pack: Any = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        """Return the section as HTML."""
        rendered = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return mark_safe(get_template(self.template).render({"section": self.heading, "cards": rendered}))  # noqa: S308


class PageForm(forms.Form):
    """The cards of one page; in ordinary requests its HTML comes from a kept fragment."""

    def __init__(
        self, version: str, page: int, language: str, data: Any = None, *, interests_named: bool = False
    ) -> None:
        super().__init__(data)
        self.cards = cards(version, page)
        asked = questionnaire(version)
        for card in self.cards:
            self._add_fields(card)
        self.helper = fields_only()
        self.helper.layout = Layout(
            *(self._section(asked, section, language, on_behalf=interests_named) for section in asked.page(page))
        )

    def clean(self) -> dict[str, Any]:
        """Take words back that go with a reason that was not chosen."""
        for card in self.cards:
            if card.words and card.values[-1] not in self[card.code].data:
                self.errors.pop(card.words, None)
                self.cleaned_data[card.words] = None
        return self.cleaned_data

    def _add_fields(self, card: Card) -> None:
        if card.question.kind == "rating":
            self.fields[card.code] = RatingField(card)
        elif card.question.kind == "reasons":
            self.fields[card.code] = ReasonsField(card)
        else:
            self.fields[card.code] = WordsField(TEXT_LIMIT)
        if card.words:
            self.fields[card.words] = WordsField(OTHER_LIMIT)

    def _section(self, asked: Questionnaire, section: Section, language: str, *, on_behalf: bool) -> SectionCards:
        fields = []
        for card in self.cards:
            if card.question.section == section.code:
                self.fields[card.code].card_texts = texts(asked, card, language)  # type: ignore[attr-defined]
                fields.append(Field(card.code, template=f"answering/fields/{card.question.kind}.html"))
        return SectionCards(section, language, *fields, on_behalf=on_behalf)


def texts(asked: Questionnaire, card: Card, language: str) -> dict[str, Any]:
    """Return the words of a card in one language, as its template takes them."""
    question = card.question
    labels = [text.in_language(language) for text in question.options]
    apart = {DONT_KNOW: asked.dont_know, NOT_APPLICABLE: asked.not_applicable}
    return {
        "code": question.code,
        "text": question.text.in_language(language),
        "stem": question.stem.in_language(language) if question.stem else "",
        "hint": question.hint.in_language(language) if question.hint else "",
        "open_hint": asked.open_hint.in_language(language) if question.kind == "text" or card.words else "",
        "options": list(zip(question.option_codes, labels, strict=True)),
        "apart": [(value, apart[value].in_language(language)) for value in card.values if value in apart],
        "words": card.words,
        "other": card.values[-1] if card.words else "",
        "only_if": question.only_if[0] if question.only_if else "",
    }
