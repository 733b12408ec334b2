"""The cards of a page: its questions with everything needed to read and render an answer, looked up once."""

from dataclasses import dataclass
from functools import lru_cache

from assessments.catalogue.entries import Question
from assessments.catalogue.questionnaire import questionnaire
from assessments.services.own_response import other_code

DONT_KNOW = "weet_niet"
NOT_APPLICABLE = "nvt"


@dataclass(frozen=True, slots=True)
class Card:
    """One question on a page."""

    question: Question
    values: tuple[str, ...]
    """The values that may be posted, in the order of the page; empty for a text."""
    words: str | None
    """The code of the text that goes with the last value, if there is one."""
    most: int
    """How many values may be chosen."""

    @property
    def code(self) -> str:
        """The name under which it is posted."""
        return self.question.code

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that the card answers."""
        return (self.code, self.words) if self.words else (self.code,)

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The values in groups: those of the scale, and those that stand apart from it."""
        n_options = len(self.question.option_codes)
        return [group for group in (self.values[:n_options], self.values[n_options:]) if group]


@lru_cache(maxsize=64)
def cards(version: str, page: int) -> tuple[Card, ...]:
    """Return the cards of a page in order; the text that goes with a reason belongs to its card."""
    asked = questionnaire(version)
    questions = [question for section in asked.page(page) for question in section.questions]
    words = {other_code(asked, question) for question in questions}
    return tuple(
        Card(question, _values(question), other_code(asked, question), asked.instrument.max_reasons)
        for question in questions
        if question.code not in words
    )


@lru_cache(maxsize=64)
def codes(version: str, page: int) -> tuple[str, ...]:
    """Return every code that a page answers."""
    return tuple(code for card in cards(version, page) for code in card.codes)


def _values(question: Question) -> tuple[str, ...]:
    if question.kind != "rating":
        return question.option_codes
    return (*question.option_codes, DONT_KNOW, *([NOT_APPLICABLE] if question.allows_not_applicable else []))
