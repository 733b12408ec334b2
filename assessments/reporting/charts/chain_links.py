"""What the chain picture says: which links hold, where it is not closed, and the words for it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from assessments.disclosure.shown import Disclosed
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import distance_words, points_words, score_words
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import INTENTIE_ROND_DE_LAT, INTENTIE_ZWAK, KERN_EN_RAND, OPBOUWFASE, REM_ONBEKEND
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, STEVIG
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND, SCHIJNSAMENWERKING

from .axis import ends_of
from .ends import end_of, end_words, number_of

Join = Literal["whole", "nearly", "open", "broken", "slack"]
"""nearly: almost closed; open: not closed yet; broken: stalled over two rounds; slack: hangs on a force that fails."""


@dataclass(frozen=True, slots=True)
class Link:
    """One force as a link of the chain."""

    force: Force
    score: int | None
    """As shown, 5-95; None when it may not be shown."""
    is_present: bool
    figure: str
    """The score in words: "63", "95 or higher"."""
    number: str
    """The same without what stands behind it at an end."""
    end: str
    """What stands behind it at an end; empty elsewhere."""
    words: str
    """How far from its bar it is; empty when that may not be shown."""


@dataclass(frozen=True, slots=True)
class Brake:
    """How interests lift the bar."""

    threshold: float
    """The bar where interests do not lift it."""
    bar: float
    """Of actie and verbinding."""
    is_known: bool
    lifts_all: bool
    """Whether it lifts the bar of intentie too, as it did in version 1 of the model."""

    @property
    def lift(self) -> float:
        """By how many points the bar is lifted, as shown."""
        return max(self.bar - self.threshold, 0.0)

    @property
    def makes_two_bars(self) -> bool:
        """Whether actie and verbinding have a higher bar than intentie."""
        return self.lift > 0 and not self.lifts_all

    @property
    def points(self) -> str:
        """The lift in words."""
        return points_words(self.lift)

    @property
    def words(self) -> str:
        """What the interests do to the bar."""
        if not self.is_known:
            return _("Whether interests raise the bar is unknown")
        if self.lift <= 0:
            return _("Interests do not raise the bar")
        return _("Interests act as a brake: the bar is %(points)s higher") % {"points": self.points}


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything that the picture draws."""

    links: tuple[Link, ...]
    joins: tuple[Join, Join]
    has_foundation: bool
    brake: Brake | None
    """None when the bar may not be shown."""
    headline: str
    note: str
    break_words: str
    """The words where the chain is not closed; empty when it is."""

    @property
    def broken_after(self) -> int | None:
        """The number of the link after which the chain is broken, open or nearly closed; None when it is not."""
        found = [index for index, join in enumerate(self.joins) if join not in ("whole", "slack")]
        return found[0] if found else None

    @property
    def has_ends(self) -> bool:
        """Whether a score lies at an end of what is shown."""
        return any(link.end for link in self.links)


def chain_of(result: FrozenResult) -> Chain | None:
    """Return what the picture says of a result; None without a diagnosis."""
    shown = result.disclosed
    if shown.diagnosis not in DIAGNOSES:
        return None
    links = tuple(_link(force, result) for force in FORCES)
    return Chain(
        links=links,
        joins=(_join(result, 0, links), _join(result, 1, links)),
        has_foundation=shown.level != FUNDAMENT_ONTBREEKT,
        brake=brake_of(result),
        headline=headline(result),
        note=_note(result),
        break_words=_break_words(result),
    )


def _link(force: Force, result: FrozenResult) -> Link:
    score, bar = result.disclosed.scores.get(force), result.bar_of(force)
    is_present = _is_present(force, result)
    if score is None:
        return Link(force, None, is_present, "–", "–", "", _("not shown"))
    words = "" if bar is None else distance_words(score, bar)
    return Link(force, score.value, is_present, score_words(score), number_of(score), end_words(end_of(score)), words)


def _is_present(force: Force, result: FrozenResult) -> bool:
    """Whether a force reaches its bar; if score or bar is hidden, what the diagnosis implies."""
    shown, bar = result.disclosed, result.bar_of(force)
    score = shown.scores.get(force)
    if score is not None and bar is not None:
        return reaches(score.value, bar)
    if force == "intentie":
        return INTENTIE_ZWAK not in shown.flags
    if force == "actie":
        return shown.diagnosis != SCHIJNSAMENWERKING
    return shown.diagnosis == GEZOND


def _join(result: FrozenResult, index: int, links: tuple[Link, ...]) -> Join:
    shown = result.disclosed
    if shown.level != FUNDAMENT_ONTBREEKT and DIAGNOSES[shown.diagnosis].gap == FORCES[index : index + 2]:
        if result.is_stalled:
            return "broken"
        return "nearly" if _is_almost_closed(result) else "open"
    return "whole" if all(link.is_present for link in links[index : index + 2]) else "slack"


def brake_of(result: FrozenResult) -> Brake | None:
    """Return how interests lift the bar; None when the bar may not be shown."""
    shown = result.disclosed
    if shown.bar is None:
        return None
    is_known = REM_ONBEKEND not in shown.flags
    return Brake(result.profile.threshold, shown.bar, is_known, lifts_all=result.is_of_version_1)


def headline(result: FrozenResult) -> str:
    """Return what the chain does, in one sentence without its full stop."""
    shown = result.disclosed
    if shown.level == FUNDAMENT_ONTBREEKT:
        return _("The foundation is missing: intentie does not reach the bar")
    gap = DIAGNOSES[shown.diagnosis].gap
    if gap is None:
        return _healthy_headline(shown)
    between = {"first": gap[0], "second": gap[1]}
    if result.is_stalled:
        return _("The chain is broken between %(first)s and %(second)s") % between
    if _is_almost_closed(result):
        return _("The chain is almost closed between %(first)s and %(second)s") % between
    return _("The chain is not closed yet between %(first)s and %(second)s") % between


def _is_almost_closed(result: FrozenResult) -> bool:
    """Whether a small step can be enough; not said of what is rising or being built, which has other words."""
    shown = result.disclosed
    return shown.level == DREIGEND and not result.is_rising and OPBOUWFASE not in shown.flags


def _healthy_headline(shown: Disclosed) -> str:
    if KERN_EN_RAND in shown.flags:
        return _("The chain holds in the core, but not yet at the rim")
    if INTENTIE_ROND_DE_LAT in shown.flags:
        return _("The foundation is uncertain: intentie lies around the bar")
    return _("The chain holds firmly") if shown.level == STEVIG else _("The chain holds, but it is vulnerable")


def _note(result: FrozenResult) -> str:
    """Return how to read the picture, with what a score of 0 and one of 100 mean."""
    shown, (low, high) = result.disclosed, ends_of(result)
    close = (_("It is a close call."),) if shown.certainty == NIPT and shown.bar is not None else ()
    filled = _("Each link is filled up to its score, from 0 (%(low)s) to 100 (%(high)s).") % {"low": low, "high": high}
    if shown.bar is None:
        return " ".join((filled, _("Too few people answered the questions on which the bar rests.")))
    return " ".join((*close, filled, _("The line across it is the bar.")))


def _break_words(result: FrozenResult) -> str:
    shown = result.disclosed
    if shown.level == FUNDAMENT_ONTBREEKT:
        return _("The foundation is missing here")
    if shown.diagnosis == GEZOND:
        return ""
    if result.is_stalled:
        return _("This is where it is stuck")
    return _("This step is almost taken") if _is_almost_closed(result) else _("This step is still too small")
