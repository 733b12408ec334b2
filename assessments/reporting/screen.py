"""The result on screen: its first view, and parts to go to with the actions in one list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string

from assessments.vocabulary.roles import ADVISED

from .assemble.breakthroughs import Grid, breakthroughs
from .assemble.first_steps import MOST_STEPS, first_steps
from .assemble.omissions import rounded_anew
from .assemble.own_role import own_role
from .assemble.report import ActionCard, Actions, Points, Report
from .frozen import FrozenResult
from .names import for_roles, role_name
from .parts import ActionList, Part, Picture, Reasons, Shown, ShownAction, shown_action

PAGE = "page"
"""The name of what is one piece; of a whole result the pieces have names of their own."""
CHAIN = "chain"
ACTIONS = "actions"
PIECES = ("verdict", "chain", "steps", "contents", "parts")
"""What the pages of a result are put together from, in the order of the whole report."""
ROLE_PIECES = ("steps", "role")
"""What the page for one role is put together from, beside pieces of the whole report."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A result, or something of it, on screen."""

    pieces: Mapping[str, str]
    """HTML by name, to be put into a page of the site; charts are expected in ``charts/`` below its address."""
    charts: Mapping[str, str]
    """The drawings by file name."""

    @property
    def html(self) -> str:
        """All of it."""
        return "\n".join(self.pieces.values())


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps to take first."""

    title: str
    for_whom: str = ""
    key: str = ""
    """Of the action whose card says more; empty without one."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A role that an action is for."""

    number: int
    """Its place among the roles, from 1, by which the list is filtered."""
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """An action in the list."""

    shown: ShownAction
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Actions in one list, most urgent first."""

    cards: tuple[Card, ...]
    kind: Literal["cards"] = "cards"


@dataclass(frozen=True, slots=True)
class Filter:
    """The choice of the roles whose actions are shown."""

    roles: tuple[Chip, ...]
    kind: Literal["filter"] = "filter"


@dataclass(frozen=True, slots=True)
class Breakthroughs:
    """The two times three of the model."""

    grid: Grid
    kind: Literal["breakthroughs"] = "breakthroughs"


OnScreen = Shown | Cards | Filter | Breakthroughs
_OWN = {"picture", "cards", "filter", "breakthroughs"}
"""The kinds of blocks that look otherwise on screen than on paper, or that are on screen alone."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its template."""

    block: OnScreen

    @property
    def template(self) -> str:
        """Where its HTML is."""
        kind = self.block.kind
        return f"report/screen/{kind}.html" if kind in _OWN else f"report/_{kind}.html"


@dataclass(frozen=True, slots=True)
class ScreenPart:
    """A part of the report on screen."""

    part: Part
    blocks: tuple[Placed, ...]
    is_open: bool
    """Whether it stands there unfolded: what comes first."""


def pieces_of(result: FrozenResult, report: Report, parts: tuple[Part, ...]) -> dict[str, str]:
    """Return the result as pieces of HTML in the active language; the numbers are those of the parts."""
    page = {
        "medium": "screen",
        "report": report,
        "rounded_anew": rounded_anew() if result.is_of_version_1 else "",
        "chain": next(_chains(parts), None),
        "steps": steps_of(result, report),
        "parts": tuple(_on_screen(result, report, parts)),
    }
    return {name: render_to_string(f"report/screen/{name}.html", page) for name in PIECES}


def pieces_for_role(result: FrozenResult, role: str) -> dict[str, str]:
    """Return what a result says for one role as pieces of HTML in the active language."""
    found, reasons = own_role(result, role), Reasons()
    cards = tuple(Card(shown_action(card, 3, reasons), ()) for card in found.cards)
    page = {"own": found, "cards": cards, "steps": tuple(Step(card.title, key=card.key) for card in found.cards)}
    return {name: render_to_string(f"report/screen/{name}.html", page) for name in ROLE_PIECES}


def steps_of(result: FrozenResult, report: Report) -> tuple[Step, ...]:
    """Return the steps to take first, the same as in the memo for a board; without an outcome, what to do now."""
    blocks = [block for section in report.sections if section.key == ACTIONS for block in section.blocks]
    if not report.has_diagnosis:
        return tuple(Step(text) for block in blocks if isinstance(block, Points) for text in block.items)[:MOST_STEPS]
    cards = [card for block in blocks if isinstance(block, Actions) for card in (*block.cards, *block.further)]
    keys = {card.title: card.key for card in reversed(cards)}
    return tuple(Step(step.title, for_roles(step.roles), keys.get(step.title, "")) for step in first_steps(result))


def _chains(parts: tuple[Part, ...]) -> Iterator[Picture]:
    yield from (block for part in parts for block in part.blocks if isinstance(block, Picture) and block.name == CHAIN)


def _on_screen(result: FrozenResult, report: Report, parts: tuple[Part, ...]) -> Iterator[ScreenPart]:
    """Yield the parts as they stand on screen; the chain stands above them, in the first view."""
    for place, part in enumerate(parts):
        rest = tuple(block for block in part.blocks if not (isinstance(block, Picture) and block.name == CHAIN))
        blocks = tuple(map(Placed, _with_choice(result, rest) if part.key == ACTIONS else rest))
        if blocks:
            yield ScreenPart(part, blocks, is_open=place == 0 or (not report.has_diagnosis and part.key == ACTIONS))


def _with_choice(result: FrozenResult, blocks: tuple[Shown, ...]) -> Iterator[OnScreen]:
    """Yield the blocks of what to do: before the first list the model's own table, and the choice of a role."""
    lists = [block for block in blocks if isinstance(block, ActionList)]
    for block in blocks:
        if not isinstance(block, ActionList):
            yield block
            continue
        if block is lists[0]:
            yield from _before_the_list(result, lists)
        yield Cards(tuple(Card(shown, _chips(shown.card)) for shown in block.actions))


def _before_the_list(result: FrozenResult, lists: list[ActionList]) -> Iterator[Breakthroughs | Filter]:
    if grid := breakthroughs(result):
        yield Breakthroughs(grid)
    cards = [shown.card for found in lists for shown in found.actions]
    roles = tuple(chip for chip in _all_chips() if any(chip in _chips(card) for card in cards))
    if len(roles) > 1:
        yield Filter(roles)


def _all_chips() -> tuple[Chip, ...]:
    return tuple(Chip(number, role_name(role)) for number, role in enumerate(ADVISED, 1))


def _chips(card: ActionCard) -> tuple[Chip, ...]:
    return tuple(chip for chip, role in zip(_all_chips(), ADVISED, strict=True) if role in card.roles)
