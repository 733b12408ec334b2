"""What the chain picture says: which links hold, where it breaks, and the words for that."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from assessments.scoring.values import (
    EILANDSAMENWERKING,
    FORCES,
    GEZOND,
    SCHIJNSAMENWERKING,
    Disclosed,
    Force,
    ScoringProfile,
)

from .values import rounded, shown, written

Join = Literal["whole", "cracked", "broken", "open", "slack"]
"""cracked: threatens to break; open: not made yet by a young partnership; slack: hangs on a force that fails."""


@dataclass(frozen=True, slots=True)
class Link:
    """One force as a link of the chain."""

    force: Force
    score: float | None
    """0-100; None when it may not be shown."""
    is_present: bool
    figure: str
    """The score as shown."""
    words: str
    """How far from the bar."""


@dataclass(frozen=True, slots=True)
class Brake:
    """How interests lift the bar; all as shown."""

    threshold: float
    bar: float
    is_known: bool
    lift: float

    @property
    def words(self) -> str:
        """The sum in words."""
        if not self.is_known:
            return _("brake unknown")
        if self.lift <= 0:
            return _("no brake")
        return _("%(threshold)s + brake %(brake)s") % {
            "threshold": written(self.threshold, 1),
            "brake": written(self.lift, 1),
        }


@dataclass(frozen=True, slots=True)
class Chain:
    """All that the picture draws."""

    links: tuple[Link, ...]
    joins: tuple[Join, Join]
    has_foundation: bool
    brake: Brake
    headline: str
    note: str
    break_words: str
    """Stands at the break; empty when the chain is whole."""
    is_firm: bool


def chain_of(disclosed: Disclosed, profile: ScoringProfile) -> Chain | None:
    """Return what the picture says of a disclosed result; None without a diagnosis or a bar."""
    if disclosed.bar is None or disclosed.diagnosis not in (GEZOND, SCHIJNSAMENWERKING, EILANDSAMENWERKING):
        return None
    links = tuple(_link(force, disclosed, disclosed.bar) for force in FORCES)
    return Chain(
        links=links,
        joins=(_join(disclosed, SCHIJNSAMENWERKING, links[:2]), _join(disclosed, EILANDSAMENWERKING, links[1:])),
        has_foundation=disclosed.level != "fundament_ontbreekt",
        brake=_brake(disclosed, profile, disclosed.bar),
        headline=headline(disclosed),
        note=_note(disclosed),
        break_words=_break_words(disclosed),
        is_firm=disclosed.level == "stevig",
    )


def _link(force: Force, disclosed: Disclosed, bar: float) -> Link:
    estimate = disclosed.scores.get(force)
    if estimate is None:
        return Link(force, None, is_present=False, figure="–", words=_("not shown"))
    is_present = estimate.value >= bar - 1e-9
    return Link(force, estimate.value, is_present, shown(estimate.value, bar), _distance(estimate.value, bar))


def _distance(value: float, bar: float) -> str:
    difference = value - bar
    if abs(difference) < 0.05:
        return _("at the bar")
    size = written(abs(difference), 1 if abs(difference) <= 1 else 0)
    if difference > 0:
        return _("%(points)s above the bar") % {"points": size}
    return _("%(points)s below the bar") % {"points": size}


def _join(disclosed: Disclosed, diagnosis: str, pair: tuple[Link, ...]) -> Join:
    if disclosed.diagnosis == diagnosis:
        if "startfase" in disclosed.flags:
            return "open"
        return "cracked" if disclosed.level == "dreigend" else "broken"
    return "whole" if all(link.is_present for link in pair) else "slack"


def _brake(disclosed: Disclosed, profile: ScoringProfile, bar: float) -> Brake:
    is_known = "spanning" in disclosed.scores and "regeling" in disclosed.scores
    lift = rounded(bar, 1) - rounded(profile.threshold, 1)
    return Brake(profile.threshold, bar, is_known, rounded(max(lift, 0), 1))


def headline(disclosed: Disclosed) -> str:
    """Return what the chain does, in one sentence."""
    if disclosed.level == "fundament_ontbreekt":
        return _("The foundation is missing: intentie does not reach the bar")
    if disclosed.diagnosis == GEZOND:
        return (
            _("The chain holds, firmly") if disclosed.level == "stevig" else _("The chain holds, but it is vulnerable")
        )
    first, second = FORCES[:2] if disclosed.diagnosis == SCHIJNSAMENWERKING else FORCES[1:]
    between = {"first": first, "second": second}
    if "startfase" in disclosed.flags:
        return _("The chain is not closed yet between %(first)s and %(second)s") % between
    if disclosed.level == "dreigend":
        return _("The chain threatens to break between %(first)s and %(second)s") % between
    return _("The chain is broken between %(first)s and %(second)s") % between


def _note(disclosed: Disclosed) -> str:
    if disclosed.certainty == "nipt":
        return _("It is a close call. Each link is filled up to its score; the line across is the bar.")
    return _("Each link is filled up to its score; the line across is the bar.")


def _break_words(disclosed: Disclosed) -> str:
    if disclosed.level == "fundament_ontbreekt":
        return _("The chain breaks here")
    if disclosed.diagnosis == GEZOND:
        return ""
    if "startfase" in disclosed.flags:
        return _("Not closed yet")
    return _("This may break") if disclosed.level == "dreigend" else _("The chain breaks here")
