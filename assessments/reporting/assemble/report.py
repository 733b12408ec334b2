"""The report as plain values: sections in order, made of blocks that page and PDF each lay out in their own way."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["paragraph", "heading", "points", "figure", "facts", "signals", "actions", "quotes", "notice"]
"""The kind of a block; its template has the same name."""

ChartName = Literal[
    "chain",
    "forces",
    "groups",
    "path",
    "items-intentie",
    "items-actie",
    "items-verbinding",
    "interests",
    "reasons",
    "tension",
    "processes",
    "stability",
    "rounds",
]
CHART_NAMES: tuple[ChartName, ...] = get_args(ChartName)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences that belong together."""

    text: str
    style: Literal["body", "lead", "soft"] = "body"
    kind: Kind = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, one level under the section's."""

    text: str
    kind: Kind = "heading"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]
    is_ordered: bool = False
    kind: Kind = "points"


@dataclass(frozen=True, slots=True)
class Figure:
    """The place of a chart, which brings its words and table. A chart that has nothing to show is left out."""

    chart: ChartName
    title: str = ""
    """Its message, chosen from the shown numbers, without full stop; empty where only the picture itself says it."""
    kind: Kind = "figure"


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with their values."""

    rows: tuple[tuple[str, str], ...]
    kind: Kind = "facts"


@dataclass(frozen=True, slots=True)
class Signal:
    """A flag in words: what it is, and what it means for this partnership."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Signals:
    """What deserves attention."""

    items: tuple[Signal, ...]
    kind: Kind = "signals"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How the same action begins for other roles."""

    key: str
    """The code of that entry in the catalogue."""
    for_whom: str
    first_step: str
    noticeable: str


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action, with the reason for it and how to begin."""

    key: str
    """The code of its entry in the catalogue."""
    roles: tuple[str, ...]
    """The codes of the roles that it is for, in the order of ``ADVISED``."""
    for_whom: str
    """The same in words, such as "For managers and directors"."""
    title: str
    action: str
    called_by: str
    """The score, flag or diagnosis that called for it, in one sentence."""
    is_called_by_outcome: bool
    """Whether the outcome alone called for it, as for every other action of that outcome."""
    why: str
    first_step: str
    noticeable: str
    source: str
    """Where the action itself comes from; empty if it is our own."""
    breakthrough: str
    """Where it breaks the stagnation, such as "Breakthrough · management"; empty for other actions."""
    done_before: str
    """That it was agreed on and done after the round before; empty if it was not."""
    otherwise: tuple[Otherwise, ...] = ()
    """How it begins for the other roles, where the catalogue has an entry of its own for them."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The codes of all its entries, its own first."""
        return (self.key, *(other.key for other in self.otherwise))


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions in one list, none twice, most urgent first."""

    cards: tuple[ActionCard, ...]
    further: tuple[ActionCard, ...] = ()
    """Those for which paper has room for the titles alone."""
    kind: Kind = "actions"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Open answers to one question, word for word; where one was struck out it says so."""

    question: str
    texts: tuple[str, ...]
    instead: str = ""
    """What a page says instead of them, when all were struck out."""
    kind: Kind = "quotes"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is not shown, and why; in the place where it would have been."""

    text: str
    kind: Kind = "notice"


Block = Paragraph | Heading | Points | Figure | Facts | Signals | Actions | Quotes | Notice

SectionKey = Literal[
    "diagnosis", "why", "forces", "interests", "processes", "actions", "since", "questions", "open_answers", "method"
]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading: what it says first, in a few words."""

    key: SectionKey
    title: str
    """Its message, chosen from the shown numbers, without full stop; what it is about where no number says anything."""
    blocks: tuple[Block, ...]
    label: str = ""
    """What it is about, such as "The three forces", for beside its message; empty where the title is just that."""

    @property
    def name(self) -> str:
        """What it is about, as tables of contents, bookmarks and sheets name it."""
        return self.label or self.title


def titled(key: SectionKey, label: str, message: str, blocks: tuple[Block, ...]) -> Section:
    """Return a section with its message as title and what it is about beside it; without a message, with only that."""
    return Section(key, message, blocks, label) if message else Section(key, label, blocks)


@dataclass(frozen=True, slots=True)
class Cover:
    """The head of the report."""

    title: str
    """For example "Hoe gezond is onze samenwerking?"."""
    partnership: str
    theme: str
    round: str
    closed_on: str
    """The day, in words."""
    made_for: str
    """Whom this is for, such as "Voor bestuurders"; empty for the whole report."""
    confidential: str
    """One sentence on how to handle it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says, in one language."""

    language: str
    role: str | None
    title: str
    """Title of the document: partnership, round and readers."""
    cover: Cover
    headline: str
    """The diagnosis in one sentence."""
    level: str
    """Level in words; may be empty."""
    certainty: str
    """How sure it is, in one sentence; may be empty."""
    has_diagnosis: bool
    """False with onvoldoende_gegevens."""
    sections: tuple[Section, ...]
