"""How certain a diagnosis is."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

DUIDELIJK = "duidelijk"
WAARSCHIJNLIJK = "waarschijnlijk"
NIPT = "nipt"


@dataclass(frozen=True, slots=True)
class Certainty:
    """A word for the share of the resamples that give the same diagnosis, with every sentence for it."""

    code: str
    label: str
    """In the lists of the administration."""
    short: str
    """In a few words, as in a list of rounds."""
    short_of_pattern: str
    """The same if the foundation is missing, when it is about actie and verbinding only."""
    sentence: str
    with_share: str
    """The sentence with the share of the draws; a close call names two diagnoses instead."""
    sentence_of_pattern: str


CERTAINTIES = registry(
    Certainty(
        code=DUIDELIJK,
        label=_("certainty: clear"),
        short=_("this outcome is clear"),
        short_of_pattern=_("what actie and verbinding show is clear"),
        sentence=_("This outcome is clear."),
        with_share=_(
            "This outcome is clear: with a group of people that is slightly different by chance, "
            "it would come out again in %(share)s of cases."
        ),
        sentence_of_pattern=_("What actie and verbinding show beside that is clear; “Why” says what."),
    ),
    Certainty(
        code=WAARSCHIJNLIJK,
        label=_("certainty: probable"),
        short=_("this outcome is likely"),
        short_of_pattern=_("what actie and verbinding show is likely"),
        sentence=_("This outcome is likely."),
        with_share=_(
            "This outcome is likely: with a group of people that is slightly different by chance, "
            "it would come out again in %(share)s of cases."
        ),
        sentence_of_pattern=_("What actie and verbinding show beside that is likely; “Why” says what."),
    ),
    Certainty(
        code=NIPT,
        label=_("certainty: close call"),
        short=_("it is a close call"),
        short_of_pattern=_("what actie and verbinding show is a close call"),
        sentence=_("It is a close call: with a slightly different group of people another outcome is quite possible."),
        with_share="",
        sentence_of_pattern=_("What actie and verbinding show is a close call; “Why” says between which outcomes."),
    ),
)
"""The most certain first."""
