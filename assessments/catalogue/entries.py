"""The shapes of the content: questions, sections, questionnaire, actions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from assessments.scoring.instrument import Instrument
from assessments.vocabulary.languages import DEFAULT, known_language
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, SCHIJNSAMENWERKING

INTERESTS = "belangen"
"""The code of the section about interests."""

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Translated(Generic[Content]):
    """The same content in several languages, the default one always among them."""

    by_language: Mapping[str, Content]

    def in_language(self, language: str) -> Content:
        """Return the content in ``language``, or else in the default language."""
        return self.by_language.get(known_language(language), self.by_language[DEFAULT])


Text = Translated[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a card on the page."""

    code: str
    kind: Literal["rating", "reasons", "text"]
    text: Text
    section: str
    options: tuple[Text, ...] = ()
    """Labels of 1-5 for a rating; labels of the reasons otherwise."""
    option_codes: tuple[str, ...] = ()
    """"1".."5" for a rating, the letters of the reasons otherwise."""
    hint: Text | None = None
    stem: Text | None = None
    allows_not_applicable: bool = False
    on_behalf_of_organisation: bool = False
    only_if: tuple[str, int] | None = None
    """Ask only when this rating code is answered with at least this value."""
    process: str | None = None
    leads: tuple[str, ...] = ()
    """Roles that lead the process."""
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading."""

    code: str
    page: int
    title: Text
    questions: tuple[Question, ...]
    intro: Text | None = None
    on_behalf: Text | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of the whole survey."""

    version: str
    intro: Text
    """With the placeholder ``{partnership}``."""
    sections: tuple[Section, ...]
    dont_know: Text
    not_applicable: Text
    open_hint: Text
    roles: Mapping[str, Text]
    instrument: Instrument

    @property
    def n_pages(self) -> int:
        """Number of pages, numbered from 1."""
        return max(section.page for section in self.sections)

    def page(self, number: int) -> tuple[Section, ...]:
        """Return the sections of one page, in order."""
        return tuple(section for section in self.sections if section.page == number)

    def questions(self) -> Iterator[Question]:
        """Yield every question in order."""
        for section in self.sections:
            yield from section.questions

    @property
    def n_on_behalf(self) -> int:
        """Number of questions that people answer on behalf of their organisation."""
        return sum(question.on_behalf_of_organisation for question in self.questions())

    def single_items(self, *, about_interests: bool) -> tuple[Question, ...]:
        """Return the rating questions that speak for themselves: those about interests, or all others."""
        found = (self.question(code) for code in self.instrument.single_items)
        return tuple(question for question in found if (question.section == INTERESTS) == about_interests)

    def question(self, code: str) -> Question:
        """Return the question with this code. Raises KeyError."""
        for question in self.questions():
            if question.code == code:
                return question
        raise KeyError(code)


ConditionKind = Literal["flag", "force", "process", "item", "level"]
Comparison = Literal["below", "from", "above"]
"""Less than the limit, the limit or more, and more than the limit."""

BREAKTHROUGHS = frozenset(
    {
        *("schijn-aanbod", "schijn-aanbod-man", "schijn-aanbod-best", "schijn-team", "schijn-management"),
        *("eiland-aanbod", "eiland-aanbod-leiding", "eiland-team", "eiland-management"),
    }
)
"""Codes of the actions that break a stagnation: Van Delden's two times three, some of them per role."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an action on what may be shown of a result; a flag or level only needs to be present."""

    kind: ConditionKind
    subject: str
    """The flag, force, process name, item code or level."""
    comparison: Comparison | None = None
    limit: float | Literal["bar"] | None = None


@dataclass(frozen=True, slots=True)
class ActionText:
    """The text of an action in one language."""

    title: str
    action: str
    """The action in one sentence."""
    why: str
    first_step: str
    noticeable: str
    """How to notice that it works."""


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One action of the catalogue, as shipped, as stored and as frozen with a result."""

    code: str
    order: int
    diagnosis: str | None
    level: str
    roles: tuple[str, ...]
    conditions: tuple[Condition, ...]
    source: str
    texts: Translated[ActionText]

    @property
    def is_breakthrough(self) -> bool:
        """Whether it breaks the stagnation that it is bound to, where its ``level`` says."""
        return self.code in BREAKTHROUGHS and self.diagnosis in {SCHIJNSAMENWERKING, EILANDSAMENWERKING}

    def text(self, language: str) -> ActionText:
        """Return the texts in ``language``, or else in the default language."""
        return self.texts.in_language(language)


@dataclass(frozen=True, slots=True)
class ChosenAction:
    """An action with the reason why it is in a report."""

    entry: ActionEntry
    called_by: tuple[Condition, ...]
    """The conditions that held; empty when the diagnosis alone called for it."""
    shortage: float
    """The largest limit minus value over its conditions with ``below``; 0 without one."""

    @property
    def is_called_by_flag(self) -> bool:
        """Whether one of its conditions is a flag."""
        return any(condition.kind == "flag" for condition in self.called_by)


@dataclass(frozen=True, slots=True)
class RoleActions:
    """The advice for one role, most urgent first."""

    role: str
    main: tuple[ChosenAction, ...]
    tendency: tuple[ChosenAction, ...]
    """Entries bound to the tendency, under their own heading; empty without one."""
