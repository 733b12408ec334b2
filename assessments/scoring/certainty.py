"""The words for how sure something is, and what keeps them from being firmer."""

from collections.abc import Mapping

from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.limits import reaches

from .profile import ScoringProfile
from .values import Foundation

CAPS = tuple(code for code, flag in FLAGS.items() if flag.caps_certainty)
"""The flags with which a diagnosis is never called clear."""
CAPS_OF_FOUNDATION = tuple(code for code, flag in FLAGS.items() if flag.caps_foundation)
"""Those with which the side of intentie is not either: weighting and signals speak of the class."""


def certainty(share: float, profile: ScoringProfile) -> str:
    """Return the word for the chance that something is right."""
    if reaches(share, profile.certain):
        return DUIDELIJK
    return WAARSCHIJNLIJK if reaches(share, profile.likely) else NIPT


def capped_by(
    share: float, caps: tuple[str, ...], raised: Mapping[str, bool], profile: ScoringProfile
) -> tuple[str, ...]:
    """Return the flags that alone keep a chance from being called clear; none if it would not be anyway."""
    return tuple(code for code in caps if raised[code]) if reaches(share, profile.certain) else ()


def capped(word: str, caps: tuple[str, ...]) -> str:
    """Return the word for a chance after the flags that cap it."""
    return WAARSCHIJNLIJK if caps else word


def foundation(below: float, *, is_weak: bool, raised: Mapping[str, bool], profile: ScoringProfile) -> Foundation:
    """Return how sure it is on which side of the threshold intentie lies.

    Parameters
    ----------
    below
        Share of the draws of intentie below the threshold.
    is_weak
        Whether intentie itself lies below it.
    raised
        The flags of response.
    profile
        The thresholds.
    """
    share = below if is_weak else 1.0 - below
    caps = capped_by(share, CAPS_OF_FOUNDATION, raised, profile)
    return Foundation(below=below, certainty=capped(certainty(share, profile), caps), capped_by=caps)
