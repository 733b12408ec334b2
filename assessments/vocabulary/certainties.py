"""How certain a diagnosis is, and on which side of the threshold intentie lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .flags import LAGE_RESPONS, PARTNERS_ONTBREKEN, ROL_ONTBREEKT, SIGNALEN_ANDERS, WEGING_BEPALEND
from .registry import message as _
from .registry import registry

DUIDELIJK = "duidelijk"
WAARSCHIJNLIJK = "waarschijnlijk"
NIPT = "nipt"


@dataclass(frozen=True, slots=True)
class Certainty:
    """A word for the chance that something is right, with every sentence for it."""

    code: str
    label: str
    """In the lists of the administration."""
    brief: str
    """In a word, behind the outcome, as in a list of many."""
    short: str
    """In a few words, as in a list of rounds."""
    short_of_missing_foundation: str
    """The same if the foundation is missing, of which it then speaks; never of a close call."""
    sentence: str
    """Without a chance."""
    with_share: str
    """With the chance that the diagnosis is right; a close call names two diagnoses instead."""
    of_missing_foundation: str
    """With the chance that the foundation is missing, of which the report says so; never of a close call."""
    beside_foundation: str
    """With the chance that the diagnosis is right, where the foundation is uncertain; never of a close call."""


CERTAINTIES = registry(
    Certainty(
        code=DUIDELIJK,
        label=_("certainty: clear"),
        brief=_("clear"),
        short=_("this outcome is clear"),
        short_of_missing_foundation=_("that it is missing is clear"),
        sentence=_("This outcome is clear."),
        with_share=_("This outcome is clear. The chance that it is right is %(share)s."),
        of_missing_foundation=_("That the foundation is missing is clear. The chance of it is %(share)s."),
        beside_foundation=_("Actie and verbinding clearly point to %(diagnosis)s. The chance of it is %(share)s."),
    ),
    Certainty(
        code=WAARSCHIJNLIJK,
        label=_("certainty: likely"),
        brief=_("likely"),
        short=_("this outcome is likely"),
        short_of_missing_foundation=_("that it is missing is likely"),
        sentence=_("This outcome is likely."),
        with_share=_("This outcome is likely. The chance that it is right is %(share)s."),
        of_missing_foundation=_("It is likely that the foundation is missing. The chance of it is %(share)s."),
        beside_foundation=_("Actie and verbinding probably point to %(diagnosis)s. The chance of it is %(share)s."),
    ),
    Certainty(
        code=NIPT,
        label=_("certainty: close call"),
        brief=_("a close call"),
        short=_("it is a close call"),
        short_of_missing_foundation="",
        sentence=_("It is a close call: another outcome is quite possible too."),
        with_share="",
        of_missing_foundation="",
        beside_foundation="",
    ),
)
"""The most certain first."""

CAPPED = _("This outcome is likely. The answers themselves clearly point one way, but %(reasons)s.")
CAPPED_FOUNDATION = _(
    "It is likely that the foundation is missing. The answers themselves clearly point one way, but %(reasons)s."
)
CAPPED_BY: Mapping[str, str] = MappingProxyType(
    {
        SIGNALEN_ANDERS: _("the questions under “Do you recognise this?” do not fit it"),
        WEGING_BEPALEND: _("another way of weighting gives another outcome"),
        PARTNERS_ONTBREKEN: _("we know nothing of more than a third of the organisations"),
        ROL_ONTBREEKT: _("one side of the story is missing"),
        LAGE_RESPONS: _("fewer than half took part"),
    }
)
"""Per flag that keeps an outcome from being called clear: why."""
