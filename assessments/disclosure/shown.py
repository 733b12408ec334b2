"""What may be shown: the only numbers that reach a page, a chart, a file or an action, already rounded.

Everything here has passed the rules of disclosure. Whoever takes a value of these types may show it as it is, and
nothing that is not of these types may be shown. No module outside closing imports exact numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessments.vocabulary.forces import Force

Step = Literal[5, 10]
"""The grid of a statement: tens from 20 to 80 below ten answers, fives from 10 to 90 from ten."""
LOWEST_SCORE, HIGHEST_SCORE = 5, 95
"""The ends of a force's score and of a share: "5 or lower", "95 or higher"."""
LOWEST_GROUP, HIGHEST_GROUP = 10, 90
"""The ends of a group's score."""
HIGHEST_RESPONSE = 90
"""The end of a response in per cents: "90 % or more"."""


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A force's score as it may be shown."""

    value: int
    """Whole, 5 to 95; 5 is read as "5 or lower", 95 as "95 or higher"."""
    low: int | None
    """Lower end of the 95 % interval, 5 to 95; None when there is none."""
    high: int | None
    se_repeat: float | None
    """For change between rounds only: up to a half, below ten persons up to an even number."""

    @property
    def is_lowest(self) -> bool:
        """Whether it is read as "or lower"."""
        return self.value == LOWEST_SCORE

    @property
    def is_highest(self) -> bool:
        """Whether it is read as "or higher"."""
        return self.value == HIGHEST_SCORE


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """The mean of a statement, 0-100, on its grid."""

    value: int
    step: Step

    @property
    def is_lowest(self) -> bool:
        """Whether it is read as "or lower"."""
        return self.value == 2 * self.step

    @property
    def is_highest(self) -> bool:
        """Whether it is read as "or higher"."""
        return self.value == 100 - 2 * self.step


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The score of one group on one force."""

    score: int
    """The nearest 5, from 10 to 90; the ends are read as "or lower" and "or higher"."""
    margin: int | None
    """Half the width of its 95 % interval, up to a five; from ten persons."""

    @property
    def is_lowest(self) -> bool:
        """Whether it is read as "or lower"."""
        return self.score == LOWEST_GROUP

    @property
    def is_highest(self) -> bool:
        """Whether it is read as "or higher"."""
        return self.score == HIGHEST_GROUP


@dataclass(frozen=True, slots=True)
class ShownFoundation:
    """How sure it is on which side of the threshold intentie lies."""

    below: int
    """Chance in per cents that intentie is below the threshold: a five, 5 to 95."""
    certainty: str
    capped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the path to gezond: a force from its shown score to its bar."""

    force: Force
    start: int
    goal: float


@dataclass(frozen=True, slots=True)
class ShownPerception:
    """A shown role that sees a force differently from the rest, without a number."""

    role: str
    force: Force
    sees: Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class ShownOrganisation:
    """What an organisation answered on its own interests, by name."""

    importance: int | None
    """The nearest of the five answers: 0, 25, 50, 75 or 100."""
    served: int | None
    place: str | None
    """drager, knelpunt or None: the answers do not say."""
    reasons: tuple[str, ...]
    """Those that at least half of its people with picks chose."""


Why = Literal["too_few", "remainder", "everybody", "last_check", "other_split", "switched_off", "version_1", "erased"]
"""``version_1``: the first version of the model did not compute it. ``erased``: its retention is over."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that is not shown, so that page and PDF can say so and why."""

    what: str
    """``item:CODE``, ``statements:FORCE``, ``group:NAME``, ``group:NAME:FORCE``, ``force:NAME``, ``groups``,
    ``perception``, ``organisations``, ``reasons``, ``divergence``, ``blind_spot``, ``response``, ``shares``,
    ``open:CODE``, ``distribution:CODE``."""
    why: Why


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A diagnosis after the rules of disclosure: everything that may leave the model.

    A number that may not be shown is absent from its mapping, or None. A result of version 1 of the model lacks what
    version 1 did not compute; that is None or empty too.
    """

    diagnosis: str
    level: str | None
    certainty: str | None
    capped_by: tuple[str, ...]
    """The flags that keep the certainty from being ``duidelijk``."""
    tendency: str | None
    foundation: ShownFoundation | None
    decided: bool | None
    """Whether the class is certain whatever those who did not answer would have said; None if that is not known."""
    other_weighting_same: bool | None
    signals_fit: bool | None
    flags: tuple[str, ...]
    bar: float | None
    """Of actie and verbinding; ends in a half. None without a diagnosis."""
    bar_intentie: float | None
    scores: Mapping[Force, ShownScore]
    """The three forces; spanning and regeling are not shown."""
    shares: Mapping[str, int]
    """Chance per diagnosis in per cents: a five, 5 to 95; empty if not shown."""
    path: tuple[ShownStep, ...]
    n_respondents: str
    """Band: "<5", "5-9", "10-19", "20-49" or "50+"."""
    n_valid: str
    n: Mapping[str, str]
    """Band of persons with a score, per force."""
    n_organisations: str
    """Band of organisations that took part; "<5" from one to four."""
    response: int | None
    """Per cents of people asked, in tens downwards; 90 is "90 % or more". None when unknown or below ten answers."""
    split: Literal["role", "organisation"]
    groups: Mapping[str, Mapping[Force, ShownGroup]]
    """Per shown group of the split."""
    perception: tuple[ShownPerception, ...]
    dont_know: Mapping[Force, int]
    """Share of "weet niet" per force in per cents: a five, 5 to 95."""
    statements: Mapping[str, ShownStatement]
    """Per rating code, in questionnaire order; processes, conditions and signals among them."""
    divided: Mapping[str, bool]
    """Per rating code from ten answers."""
    distributions: Mapping[str, tuple[int, int, int]]
    """Per rating code from ten answers: the shares of 1-2, 3 and 4-5 in quarters, 0 (less than a quarter) to 3 (three
    quarters or more)."""
    blind_spot: int | None
    """Shown B6 − shown B7, from ten answers to both."""
    divergence: int | None
    """How far organisations' reasons lie apart, a five; only with interests by name."""
    divergence_by_chance: int | None
    reasons_differ: bool | None
    """Whether reasons differ more than chance (p < 0.05); None if not shown."""
    reasons: Mapping[str, int]
    """Per reason over all people with picks: in quarters (0 to 3) from ten, in halves (0 or 1) from five."""
    reasons_in: Literal["quarters", "halves"] | None
    organisations: Mapping[str, ShownOrganisation]
    """By name; empty unless the round names interests."""
    open_answers: Mapping[str, tuple[str | None, ...]]
    """Texts word for word in random order per code (O1, O2, B0_other); from ten answers. None stands where an owner
    struck one out: nothing of it is kept, and it still counts."""
    weighting: Literal["organisation", "respondent"]
    withheld: tuple[Withheld, ...]
