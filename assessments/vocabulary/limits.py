"""When something is reached, enough or shown: each limit and each rule once."""

from typing import Protocol

TOLERANCE = 1e-9
"""A value this close to a limit is on it, so that the last digits of binary arithmetic decide nothing."""
DECIMALS = 9
"""A number is rounded to these before it is rounded to show it, for the same reason."""
MIDDLE = 50.0
"""The middle of every scale from 0 to 100."""
LEAST_TEXTS = 10
"""Fewest answers for showing a distribution or open answers, unless groups must be larger."""
DAYS_BETWEEN_CLOSINGS = 56
"""Least distance between closings in one partnership: two reports close together would give a newcomer away."""
MOST_REMINDERS = 3
"""Most reminders per round."""
MOST_ORGANISATIONS = 60
"""Most organisations in a partnership."""
MOST_PROGRAMMES = 5
"""Most programmes that one partnership belongs to."""
LARGEST_FILE = 1024 * 1024
"""Bytes of a file that somebody brings: a list, a logo, a partnership or a catalogue."""
MOST_AT_ONCE = 100
"""Most partnerships for which something is done at once."""
MOST_PEOPLE = 1000
"""Most participants in a partnership."""
MOST_PLANNED_ACTIONS = 200
"""Most actions in the plan of a partnership."""
MOST_NOTES = 100
"""Most notes on the progress of one planned action."""
MOST_IN_A_NAME = 150
"""Most characters in the name of a person, an organisation or a partnership."""
MOST_IN_A_PROGRAMME = 60
"""Most characters in the name of a programme."""
MOST_IN_A_NOTE = 2000
"""Most characters in a note in the plan."""
MOST_IN_A_MAIL = 5000
"""Most characters in the text of a mail."""
MOST_IN_AN_ACTION = 4000
"""Most characters in a text of the catalogue; a card in a report has room for far fewer."""


class GroupLimits(Protocol):
    """The part of a scoring profile that these rules read."""

    @property
    def min_group(self) -> int:
        """Fewest persons about whom anything is shown."""

    @property
    def min_respondents(self) -> int:
        """Fewest persons on which a diagnosis may rest."""


def reaches(value: float, limit: float) -> bool:
    """Whether a value reaches a limit; a difference of 1e-9 counts as reached.

    Examples
    --------
    >>> reaches(0.3, 0.1 + 0.2), reaches(62.5 - 1e-6, 62.5)
    (True, False)
    """
    return value >= limit - TOLERANCE


def is_answered_enough(n_answered: int, n_items: int) -> bool:
    """Whether a person answered enough items of a scale to have a score on it: at least half.

    Examples
    --------
    >>> is_answered_enough(3, 6), is_answered_enough(3, 7)
    (True, False)
    """
    return 2 * n_answered >= n_items


def needed(profile: GroupLimits) -> int:
    """Return how many persons per force a diagnosis needs to be made and shown."""
    return max(profile.min_respondents, profile.min_group)


def texts_from(profile: GroupLimits) -> int:
    """Return the number of answers from which on distributions and open answers are shown."""
    return max(LEAST_TEXTS, profile.min_group)
