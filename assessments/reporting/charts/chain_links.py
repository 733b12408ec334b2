"""What the chain picture says: which links hold, where it breaks, and the words for it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from assessments.reporting.numbers import distance_to_bar, format_number, format_score, rounded
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Disclosed
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import INTENTIE_ZWAK, OPBOUWFASE
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, STEVIG
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND, SCHIJNSAMENWERKING

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
    """How far from the bar it is; empty when that may not be shown."""


@dataclass(frozen=True, slots=True)
class Brake:
    """How interests lift the bar."""

    threshold: float
    bar: float
    is_known: bool
    lift: float
    """In points, as shown."""

    @property
    def points(self) -> str:
        """The lift as shown."""
        return format_number(self.lift, 0 if self.lift.is_integer() else 1)

    @property
    def words(self) -> str:
        """What the interests do to the bar."""
        if not self.is_known:
            return _("Whether interests raise the bar is unknown")
        if self.lift <= 0:
            return _("Interests do not raise the bar")
        return _("Interests brake: the bar is %(points)s higher") % {"points": self.points}


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
    """The words at the break; empty when the chain is whole."""

    @property
    def broken_after(self) -> int | None:
        """The number of the link after which the chain breaks, is open or cracks; None when it does not."""
        found = [index for index, join in enumerate(self.joins) if join not in ("whole", "slack")]
        return found[0] if found else None


def chain_of(disclosed: Disclosed, profile: ScoringProfile) -> Chain | None:
    """Return what the picture says of a disclosed result; None without a diagnosis."""
    if disclosed.diagnosis not in DIAGNOSES:
        return None
    links = tuple(_link(force, disclosed) for force in FORCES)
    return Chain(
        links=links,
        joins=(_join(disclosed, 0, links), _join(disclosed, 1, links)),
        has_foundation=disclosed.level != FUNDAMENT_ONTBREEKT,
        brake=brake_of(disclosed, profile),
        headline=headline(disclosed),
        note=_note(disclosed),
        break_words=_break_words(disclosed),
    )


def _link(force: Force, disclosed: Disclosed) -> Link:
    estimate = disclosed.scores.get(force)
    is_present = _is_present(force, disclosed)
    if estimate is None:
        return Link(force, None, is_present, "–", _("not shown"))
    words = distance_to_bar(estimate.value, disclosed.bar) if disclosed.bar is not None else ""
    return Link(force, estimate.value, is_present, format_score(estimate.value, disclosed.bar), words)


def _is_present(force: Force, disclosed: Disclosed) -> bool:
    """Whether a force reaches the bar; if score or bar is hidden, what the diagnosis implies."""
    estimate = disclosed.scores.get(force)
    if estimate is not None and disclosed.bar is not None:
        return reaches(estimate.value, disclosed.bar)
    if force == "intentie":
        return INTENTIE_ZWAK not in disclosed.flags
    if force == "actie":
        return disclosed.diagnosis != SCHIJNSAMENWERKING
    return disclosed.diagnosis == GEZOND


def _join(disclosed: Disclosed, index: int, links: tuple[Link, ...]) -> Join:
    gap = DIAGNOSES[disclosed.diagnosis].gap
    if disclosed.level != FUNDAMENT_ONTBREEKT and gap == FORCES[index : index + 2]:
        if OPBOUWFASE in disclosed.flags:
            return "open"
        return "cracked" if disclosed.level == DREIGEND else "broken"
    return "whole" if all(link.is_present for link in links[index : index + 2]) else "slack"


def brake_of(disclosed: Disclosed, profile: ScoringProfile) -> Brake | None:
    """Return how interests lift the bar; None when the bar may not be shown."""
    if disclosed.bar is None:
        return None
    is_known = "spanning" in disclosed.scores and "regeling" in disclosed.scores
    lift = rounded(disclosed.bar, 1) - rounded(profile.threshold, 1)
    return Brake(profile.threshold, disclosed.bar, is_known, rounded(max(lift, 0), 1))


def headline(disclosed: Disclosed) -> str:
    """Return what the chain does, in one sentence without its full stop."""
    if disclosed.level == FUNDAMENT_ONTBREEKT:
        return _("The foundation is missing: intentie does not reach the bar")
    gap = DIAGNOSES[disclosed.diagnosis].gap
    if gap is None:
        return _("The chain holds firmly") if disclosed.level == STEVIG else _("The chain holds, but it is vulnerable")
    between = {"first": gap[0], "second": gap[1]}
    if OPBOUWFASE in disclosed.flags:
        return _("The chain is not closed yet between %(first)s and %(second)s") % between
    if disclosed.level == DREIGEND:
        return _("The chain threatens to break between %(first)s and %(second)s") % between
    return _("The chain is broken between %(first)s and %(second)s") % between


def _note(disclosed: Disclosed) -> str:
    if disclosed.bar is None:
        return _("Each link is filled up to its score. Too few people answered the questions on which the bar rests.")
    if disclosed.certainty == NIPT:
        return _("It is a close call. Each link is filled up to its score; the line across is the bar.")
    return _("Each link is filled up to its score; the line across is the bar.")


def _break_words(disclosed: Disclosed) -> str:
    if disclosed.level == FUNDAMENT_ONTBREEKT:
        return _("The foundation is missing here")
    if disclosed.diagnosis == GEZOND:
        return ""
    if OPBOUWFASE in disclosed.flags:
        return _("Not closed yet")
    return _("A break threatens here") if disclosed.level == DREIGEND else _("The chain breaks here")
