"""How many took part, as it is shown: in bands when a round has closed, in steps or tens while it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.scoring.suppression import shown_groups
from assessments.vocabulary.limits import GroupLimits, needed, texts_from

from .shown import HIGHEST_RESPONSE

STEP_OF_COUNTS = 5
TENS = 10
LEAST_SHOWN = 10
"""The lower end of a group's response while a round is open: "less than 20 %"."""


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """How many of a group were invited and have sent in answers."""

    n_sent: int
    n_invited: int


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How many have sent in answers to an open round, as it is shown."""

    n: int
    is_live: bool
    """Whether it is exact and of this moment; else it is in steps of five, and of once a day."""
    n_needed: int
    """How many more answers a diagnosis takes at least, by the number shown."""


def shown_response(n: int, n_invited: int | None, limits: GroupLimits) -> int | None:
    """Return the response of a closed round in per cents: in tens downwards, at most 90, from ten answers.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> shown_response(18, 25, ScoringProfile()), shown_response(10, 10, ScoringProfile())
    (70, 90)
    >>> shown_response(9, 9, ScoringProfile()), shown_response(18, None, ScoringProfile())
    (None, None)
    """
    return in_tens(n, n_invited) if n_invited and n >= texts_from(limits) else None


def in_tens(n: int, n_invited: int) -> int:
    """Return a share in per cents, in tens downwards, at most 90.

    Examples
    --------
    >>> in_tens(6, 14), in_tens(14, 14), in_tens(0, 10)
    (40, 90, 0)
    """
    return min(TENS * (TENS * n // n_invited), HIGHEST_RESPONSE)


def open_count(n: int, limits: GroupLimits, *, are_links_handed_out: bool) -> OpenCount:
    """Return how many have answered an open round, of the whole.

    Exactly and live where no personal link is in a coordinator's hands; where links are handed out, in steps of five
    downwards, to be refreshed once a day: whoever holds a link could otherwise send answers and see by the count
    whether its owner had.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> open_count(3, ScoringProfile(), are_links_handed_out=False)
    OpenCount(n=3, is_live=True, n_needed=2)
    >>> open_count(9, ScoringProfile(), are_links_handed_out=True)
    OpenCount(n=5, is_live=False, n_needed=0)
    """
    shown = in_steps(n) if are_links_handed_out else n
    return OpenCount(shown, not are_links_handed_out, n_needed(shown, limits))


def in_steps(n: int) -> int:
    """Return a count in steps of five downwards.

    Examples
    --------
    >>> in_steps(4), in_steps(14)
    (0, 10)
    """
    return n - n % STEP_OF_COUNTS


def n_needed(n_shown: int, limits: GroupLimits) -> int:
    """Return how many more answers a diagnosis takes at least: by the number shown alone, and never below 0."""
    return max(needed(limits) - n_shown, 0)


def open_groups(groups: Mapping[str, GroupResponse], limits: GroupLimits) -> dict[str, int]:
    """Return the share of each group that has answered an open round, in per cents: tens downwards, 10 to 90.

    Of groups with at least ten people invited, while all other people invited are nobody or as many; else the smallest
    goes too, of equals the last, and so on. To be refreshed once a day. 10 is read as "less than 20 %".

    Parameters
    ----------
    groups
        Groups of the split, in the order that settles ties.
    limits
        For min_group.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> groups = {"Gemeente": GroupResponse(6, 14), "School": GroupResponse(0, 1), "Zorg": GroupResponse(5, 10)}
    >>> open_groups(groups, ScoringProfile())
    {'Gemeente': 40}
    """
    names: Sequence[str] = shown_groups({name: one.n_invited for name, one in groups.items()}, texts_from(limits))
    return {name: max(in_tens(groups[name].n_sent, groups[name].n_invited), LEAST_SHOWN) for name in names}
