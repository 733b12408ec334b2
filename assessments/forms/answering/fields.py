"""The fields of a page: the possible answers to a question, and how they are stored."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.cleaning import prose
from assessments.services.own_response import OTHER_LIMIT, TEXT_LIMIT

from .cards import Card, cards

_NOT_OFFERED = _("Choose one of the answers in the list.")


class RatingField(forms.TypedChoiceField):
    """One answer to a rating question, or none."""

    def __init__(self, card: Card) -> None:
        super().__init__(
            choices=[(value, value) for value in card.values],
            coerce=as_rating,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _NOT_OFFERED},
        )

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show the stored answer instead of a posted one that is not offered, which cannot be shown."""
        return initial


class ReasonsField(forms.MultipleChoiceField):
    """A few reasons, or none."""

    def __init__(self, card: Card) -> None:
        self.card = card
        super().__init__(
            choices=[(value, value) for value in card.values],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _NOT_OFFERED},
        )

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """Return each reason once, in the order of the questionnaire; None if there is none."""
        chosen = self._offered(super().clean(value))
        if len(chosen) > self.card.most:
            raise forms.ValidationError(
                _("Choose at most %(most)s reasons. You have chosen %(count)s."),
                params={"most": self.card.most, "count": len(chosen)},
            )
        return chosen or None

    def bound_data(self, data: Any, initial: Any) -> tuple[str, ...]:
        """Show everything chosen that is offered."""
        return self._offered(data)

    def _offered(self, chosen: list[str]) -> tuple[str, ...]:
        return tuple(value for value in self.card.values if value in chosen)


class WordsField(forms.Field):
    """An answer in one's own words, or none."""

    widget = forms.Textarea

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(required=False)

    def to_python(self, value: Any) -> str | None:
        """Return plain text."""
        return prose(value or "") or None

    def validate(self, value: Any) -> None:
        """Refuse a text that is too long."""
        if value and len(value) > self.limit:
            raise forms.ValidationError(
                _("Your text has %(length)s characters. Shorten it to at most %(limit)s characters."),
                params={"length": len(value), "limit": self.limit},
            )

    def bound_data(self, data: Any, initial: Any) -> str | None:
        """Show what was typed, as it would be stored."""
        return self.to_python(data)


@lru_cache(maxsize=64)
def fields_on(version: str, page: int) -> dict[str, forms.Field]:
    """Return the fields of a page, created once and shared: they hold nothing of a request."""
    found: dict[str, forms.Field] = {}
    for card in cards(version, page):
        if card.question.kind == "rating":
            found[card.code] = RatingField(card)
        elif card.question.kind == "reasons":
            found[card.code] = ReasonsField(card)
        else:
            found[card.code] = WordsField(TEXT_LIMIT)
        if card.words:
            found[card.words] = WordsField(OTHER_LIMIT)
    return found


def as_rating(raw: str) -> int | str:
    """Return a rating as it is stored: a number, or the word for a special answer."""
    return int(raw) if raw.isdecimal() else raw
