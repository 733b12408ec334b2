"""The shape of a demo story: a partnership, the people in it, and how its rounds went."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with its people and its interests."""

    name: str
    domain: str
    people: Mapping[str, tuple[str, ...]]
    """Names per role."""
    reasons: str
    """The letters of the reasons that its people pick from, the most frequent first."""
    importance: int
    """How much is at stake, 0-100."""
    served: int
    """How well its interests are served, 0-100."""


def levels(text: str) -> dict[str, int]:
    """Return the scores in a text like ``intentie 76 actie 75``."""
    words = text.split()
    return {name: int(score) for name, score in zip(words[::2], words[1::2], strict=True)}


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action that partners agreed after a round, and what became of it."""

    title: str
    organisation: str
    person: str
    due_in_days: int
    """Counted from the closing of that round."""
    progress: str = "planned"
    note: str = ""
    """The note made when its progress changed."""
    code: str = ""
    """The action's code in the catalogue; empty for their own idea."""


@dataclass(frozen=True, slots=True)
class Wave:
    """One round: when it closes, and the scores (0-100) around which the answers lie."""

    title: str
    closes_in_days: int
    """Negative for a closed round: the number of days ago."""
    levels: Mapping[str, int]
    """Per force and per code outside the forces."""
    tilts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Per role or organisation: how far its people lie above or below the level of a force."""
    silent: tuple[str, ...] = ()
    """People who were invited and sent no answers."""
    good: tuple[str, ...] = ()
    """What people wrote about what goes well."""
    better: tuple[str, ...] = ()
    """What people wrote about what must improve first."""
    has_open_link: bool = False
    agreed: tuple[Agreed, ...] = ()
    """What was agreed once the result was available."""

    @property
    def is_closed(self) -> bool:
        """Whether it has closed."""
        return self.closes_in_days < 0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who takes part."""

    name: str
    role: str
    member: Member

    @property
    def email(self) -> str:
        """An e-mail address that can never exist."""
        first, *rest = self.name.lower().replace("ï", "i").replace("ö", "o").replace("é", "e").split()
        return f"{first}.{''.join(rest)}@{self.member.domain}.example"


@dataclass(frozen=True, slots=True)
class Story:
    """A partnership as the demo tells it."""

    name: str
    theme: str
    years_running: int
    split: str
    diagnosis: str
    """The diagnosis of its last closed round."""
    members: tuple[Member, ...]
    waves: tuple[Wave, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone who takes part."""
        return tuple(
            Person(name, role, member)
            for member in self.members
            for role, names in member.people.items()
            for name in names
        )
