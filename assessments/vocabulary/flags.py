"""The flags: what deserves attention beside the diagnosis."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

INTENTIE_ZWAK = "intentie_zwak"
INTENTIE_ROND_DE_LAT = "intentie_rond_de_lat"
KERN_EN_RAND = "kern_en_rand"
BELANGEN_ONGEREGELD = "belangen_ongeregeld"
REM_ONBEKEND = "rem_onbekend"
VERDEELD_BEELD = "verdeeld_beeld"
PERCEPTIEKLOOF = "perceptiekloof"
PROCESSEN_ZWAK = "processen_zwak"
TREKKERS_ONTBREKEN = "trekkers_ontbreken"
SIGNALEN_ANDERS = "signalen_anders"
NIPT = "nipt"
WEGING_BEPALEND = "weging_bepalend"
PARTNERS_ONTBREKEN = "partners_ontbreken"
ROL_ONTBREEKT = "rol_ontbreekt"
OPBOUWFASE = "opbouwfase"
LAGE_RESPONS = "lage_respons"
VASTGELOPEN = "vastgelopen"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with its names and sentences."""

    code: str
    label: str
    """In the lists of the administration."""
    title: str
    """A few words in the report."""
    meaning: str
    """What it means, and what to do with it; the report fills in which views, outcome and force."""
    meaning_by_person: str = ""
    """The same in a round that counts every person equally, if that makes a difference."""
    title_without_leaders: str = ""
    """The title when managers and directors are missing instead of professionals, if that makes a difference."""
    meaning_without_leaders: str = ""
    """The meaning when managers and directors are missing."""
    title_where_hidden: str = ""
    """The title where it is not shown of whom it speaks, if that makes a difference."""
    meaning_where_hidden: str = ""
    """The meaning where it is not shown of whom it speaks."""
    is_of_response: bool = False
    """Whether it is about who took part, so that it is raised without a diagnosis too."""
    excludes_stevig: bool = False
    """Whether a partnership with it cannot be called firm."""
    caps_certainty: bool = False
    """Whether a diagnosis with it is never called clear."""
    caps_foundation: bool = False
    """Whether with it the side of intentie is never called clear either."""
    needs_two_rounds: bool = False
    """Whether only a later round can raise it, so that the model never does."""


FLAGS = registry(
    Flag(
        INTENTIE_ZWAK,
        label=_("flag: intentie is weak"),
        title=_("Intentie is below the bar."),
        meaning=_(
            "What you want together and have agreed is not strong enough yet. Start with one goal that everyone can "
            "put in one sentence."
        ),
    ),
    Flag(
        INTENTIE_ROND_DE_LAT,
        label=_("flag: intentie around the bar"),
        title=_("Intentie lies around the bar."),
        meaning=_(
            "Whether the foundation is strong enough is not certain. "
            "Check together whether everyone wants the same, before you build on."
        ),
        excludes_stevig=True,
    ),
    Flag(
        KERN_EN_RAND,
        label=_("flag: core and rim"),
        title=_("A core and a rim."),
        meaning=_(
            "Some of the organisations truly work together in practice, others do not yet. "
            "Ask the organisations at the rim what they need in order to take part."
        ),
        excludes_stevig=True,
    ),
    Flag(
        BELANGEN_ONGEREGELD,
        label=_("flag: belangen not arranged"),
        title=_("Interests act as a brake, and that is not arranged well enough yet."),
        meaning=_("Put the interests on the table, and agree what you do when they clash."),
        excludes_stevig=True,
    ),
    Flag(
        REM_ONBEKEND,
        label=_("flag: brake unknown"),
        title=_("We do not know whether interests act as a brake."),
        meaning=_(
            "Too few people answered those questions. Talk about it yourselves: what does each partner win and lose?"
        ),
        excludes_stevig=True,
    ),
    Flag(
        VERDEELD_BEELD,
        label=_("flag: opinions divided"),
        title=_("Opinions are divided."),
        meaning=_(
            "On at least one force the answers are far apart. Ask each other for examples first, and decide after that."
        ),
        excludes_stevig=True,
    ),
    Flag(
        PERCEPTIEKLOOF,
        label=_("flag: roles see it differently"),
        title=_("Roles see things differently."),
        meaning=_("%(views)s Both pictures can be right. First let people tell each other what they see."),
        meaning_where_hidden=_(
            "At least one role sees the partnership differently from the others. "
            "First let people tell each other what they see."
        ),
    ),
    Flag(
        PROCESSEN_ZWAK,
        label=_("flag: processes are weak"),
        title=_("The processes are hard going."),
        meaning=_(
            "At least three of the five processes score below 50. Do not take up everything at once: begin with one."
        ),
        excludes_stevig=True,
    ),
    Flag(
        TREKKERS_ONTBREKEN,
        label=_("flag: no pioneers"),
        title=_("There is no fixed group of pioneers yet."),
        meaning=_(
            "A pioneer team with the task of achieving a result is essential, says Van Delden. Ask four to six people "
            "this month."
        ),
        excludes_stevig=True,
    ),
    Flag(
        SIGNALEN_ANDERS,
        label=_("flag: signals differ"),
        title=_("Not all answers fit this outcome."),
        meaning=_("First discuss whether you recognise the outcome, and what you see otherwise."),
        excludes_stevig=True,
        caps_certainty=True,
    ),
    Flag(
        NIPT,
        label=_("flag: close call"),
        title=_("The outcome is a close call."),
        meaning=_("Pay more attention to the scores than to the name of the outcome."),
        excludes_stevig=True,
    ),
    Flag(
        WEGING_BEPALEND,
        label=_("flag: weighting decides"),
        title=_("How answers are weighted determines the outcome."),
        meaning=_(
            "In this report large organisations count little more than small ones. If every person counted equally, "
            "the outcome would be different. Discuss whether large and small partners experience it differently."
        ),
        meaning_by_person=_(
            "In this report every person counts equally. If organisations counted, the outcome would be different. "
            "Discuss whether large and small partners experience it differently."
        ),
        excludes_stevig=True,
        caps_certainty=True,
    ),
    Flag(
        PARTNERS_ONTBREKEN,
        label=_("flag: partners are missing"),
        title=_("Partners are missing."),
        meaning=_(
            "Fewer than two thirds of the organisations took part. We do not know what the others see. Call them, and "
            "ask what they recognise."
        ),
        is_of_response=True,
        excludes_stevig=True,
        caps_certainty=True,
        caps_foundation=True,
    ),
    Flag(
        ROL_ONTBREEKT,
        label=_("flag: a role is missing"),
        title=_("No professionals took part."),
        meaning=_(
            "We do not know how the people who do the work see it. Show them this outcome and ask what they recognise."
        ),
        title_where_hidden=_("A role is missing."),
        meaning_where_hidden=_(
            "No professionals took part, or no managers and no directors. We do not know how they see it. Show them "
            "this outcome and ask what they recognise."
        ),
        title_without_leaders=_("No managers or directors took part."),
        meaning_without_leaders=_(
            "We do not know how the leadership sees it. Show them this outcome and ask what they recognise."
        ),
        is_of_response=True,
        excludes_stevig=True,
        caps_certainty=True,
        caps_foundation=True,
    ),
    Flag(
        OPBOUWFASE,
        label=_("flag: still being built"),
        title=_("The partnership is still being built."),
        meaning=_("A development of five to fifteen years is usual. Read the scores as where you stand now."),
        is_of_response=True,
    ),
    Flag(
        LAGE_RESPONS,
        label=_("flag: low response"),
        title=_("Fewer than half took part."),
        meaning=_(
            "We do not know whether the others see it the same way. Ask them what they recognise, and why they did "
            "not take part."
        ),
        is_of_response=True,
        excludes_stevig=True,
        caps_certainty=True,
        caps_foundation=True,
    ),
    Flag(
        VASTGELOPEN,
        label=_("flag: stalled"),
        title=_("No noticeable step has been taken since the previous round."),
        meaning=_(
            "Last time the outcome was %(diagnosis)s too, and %(force)s did not rise by more than chance. Choose a "
            "different first step this time."
        ),
        needs_two_rounds=True,
    ),
)
"""In the order in which they are shown."""
