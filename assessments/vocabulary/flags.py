"""The flags: what deserves attention beside the diagnosis."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

INTENTIE_ZWAK = "intentie_zwak"
KERN_EN_RAND = "kern_en_rand"
BELANGEN_ONGEREGELD = "belangen_ongeregeld"
REM_ONBEKEND = "rem_onbekend"
VERDEELD_BEELD = "verdeeld_beeld"
PERCEPTIEKLOOF = "perceptiekloof"
NIPT = "nipt"
WEGING_BEPALEND = "weging_bepalend"
PARTNERS_ONTBREKEN = "partners_ontbreken"
ROL_ONTBREEKT = "rol_ontbreekt"
STARTFASE = "startfase"
LAGE_RESPONS = "lage_respons"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with its names and sentences."""

    code: str
    label: str
    """In the lists of the administration."""
    title: str
    """A few words in the report."""
    meaning: str
    """What it means, and what to do with it."""
    meaning_by_person: str = ""
    """The same in a round that counts every person equally, if that makes a difference."""
    is_of_response: bool = False
    """Whether it is about who took part, so that it is raised without a diagnosis too."""
    is_doubt: bool = False
    """Whether a partnership with it cannot be called firm."""


FLAGS = registry(
    Flag(
        INTENTIE_ZWAK,
        label=_("flag: intentie is weak"),
        title=_("Intentie is weak."),
        meaning=_(
            "The partners do not know sharply enough what they want together: "
            "first make a goal that everyone can tell in one sentence."
        ),
    ),
    Flag(
        KERN_EN_RAND,
        label=_("flag: core and edge"),
        title=_("A core works together, the others do not yet."),
        meaning=_(
            "Some organisations already work together in practice and some do not: "
            "ask those others what they need in order to join in."
        ),
    ),
    Flag(
        BELANGEN_ONGEREGELD,
        label=_("flag: belangen not arranged"),
        title=_("Interests clash and that is not arranged well enough."),
        meaning=_(
            "Partners then hold back, which slows every step: put the interests on the table and agree what you do "
            "when they clash."
        ),
        is_doubt=True,
    ),
    Flag(
        REM_ONBEKEND,
        label=_("flag: brake unknown"),
        title=_("It is not known whether interests act as a brake."),
        meaning=_(
            "There are no usable answers about clashing interests or how they are arranged, so the bar may really be "
            "higher: make time to talk about interests."
        ),
        is_doubt=True,
    ),
    Flag(
        VERDEELD_BEELD,
        label=_("flag: opinions divided"),
        title=_("Opinions are divided."),
        meaning=_(
            "On at least one force the answers lie so far apart that the average hides what people experience: "
            "find out where that comes from before you decide anything."
        ),
        is_doubt=True,
    ),
    Flag(
        PERCEPTIEKLOOF,
        label=_("flag: roles see it differently"),
        title=_("Roles see things differently."),
        meaning=_(
            "At least one role sees the partnership clearly differently from the rest: first let people tell each "
            "other what they see, without deciding who is right."
        ),
    ),
    Flag(
        NIPT,
        label=_("flag: close call"),
        title=_("The outcome is a close call."),
        meaning=_(
            "With a few other people the outcome could have been different: look more at the scores than at the "
            "name of the outcome."
        ),
        is_doubt=True,
    ),
    Flag(
        WEGING_BEPALEND,
        label=_("flag: weighting decides"),
        title=_("How answers are weighted decides the outcome."),
        meaning=_(
            "Here organisations with many answers count only a little more than small ones, and if every person "
            "counted equally the outcome would be different: talk about how large and small partners experience it."
        ),
        meaning_by_person=_(
            "Here every person counts equally, and if organisations counted instead the outcome would be different: "
            "talk about how large and small partners experience it."
        ),
    ),
    Flag(
        PARTNERS_ONTBREKEN,
        label=_("flag: partners are missing"),
        title=_("Partners are missing."),
        meaning=_(
            "Fewer than two thirds of the organisations asked took part, so the view of the others is missing: "
            "ask them in a conversation how they see it."
        ),
        is_of_response=True,
    ),
    Flag(
        ROL_ONTBREEKT,
        label=_("flag: a role is missing"),
        title=_("A role is missing."),
        meaning=_(
            "No professionals took part, or no managers and no directors, so one side of the story is missing: "
            "show them this outcome and ask what they recognise."
        ),
        is_of_response=True,
    ),
    Flag(
        STARTFASE,
        label=_("flag: start phase"),
        title=_("The partnership is young."),
        meaning=_(
            "In its first years a partnership is still being built, so read the scores as a starting point and "
            "not as a verdict."
        ),
        is_of_response=True,
    ),
    Flag(
        LAGE_RESPONS,
        label=_("flag: low response"),
        title=_("Fewer than half took part."),
        meaning=_(
            "Who did not answer may see it differently, so be careful with conclusions and ask them why they did "
            "not take part."
        ),
        is_of_response=True,
    ),
)
"""In the order in which they are shown."""
