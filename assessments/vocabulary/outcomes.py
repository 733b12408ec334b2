"""The diagnoses, and the words for each outcome: in the report, in the public summary and in lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .forces import Force
from .levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG, UITGESPROKEN
from .registry import message as _
from .registry import registry

GEZOND = "gezond"
SCHIJNSAMENWERKING = "schijnsamenwerking"
EILANDSAMENWERKING = "eilandsamenwerking"
ONVOLDOENDE_GEGEVENS = "onvoldoende_gegevens"

YOUNG = "young"
"""Replaces the level for a partnership in its start phase that is not healthy yet."""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """The words for a diagnosis at one level."""

    headline: str
    """The headline of the report."""
    in_public: str
    """In the public summary, for whoever did not take part."""
    short: str
    """In a few words, as in a list of rounds."""


@dataclass(frozen=True, slots=True)
class DiagnosisWords:
    """One of the three diagnoses, whose names are never translated."""

    code: str
    outcomes: Mapping[str, OutcomeWords]
    """Per level, and for YOUNG."""
    rule: str
    """The rule of the model that gives it."""
    in_model: str
    """Its name for people who do not know the model."""
    helps: str
    """Why an action that is bound to it is in a report."""
    leaning: str
    """The heading over actions for a partnership that leans towards it."""
    gap: tuple[Force, Force] | None = None
    """The force that is present and the next one, which is not; None for gezond."""
    dropped: str = ""
    """For a healthy partnership in which the second force of ``gap`` lags far behind the first."""


TOO_FEW_ANSWERS = OutcomeWords(
    headline=_("There are too few answers to say how this partnership is doing."),
    in_public=_(
        "Too few people answered to say how the collaboration is doing. That says nothing good or bad about it."
    ),
    short=_("too few answers for a diagnosis"),
)
NO_FOUNDATION = OutcomeWords(
    headline=_("The foundation is missing: intentie – what you want together – is not yet strong enough to build on."),
    in_public=_(
        "What the partners want together – intentie – is not sharp enough yet to build on. The step to take now is "
        "to agree on that."
    ),
    short=_("the foundation is missing: intentie"),
)
_DO_MORE = _("The partners know what they want together. The step to take now is to do more of it in practice.")
_SUPPORT_MORE = _(
    "The partners know what they want and work together in practice. The step to take now is to support each "
    "other more in it."
)

_GEZOND = MappingProxyType(
    {
        STEVIG: OutcomeWords(
            headline=_(
                "The partnership is gezond (healthy) and firm: intentie, actie and verbinding are well above the bar."
            ),
            in_public=_(
                "The collaboration is in good shape: what the partners want together, what they do and how they "
                "support each other are all three well above the bar."
            ),
            short=_("gezond and firm"),
        ),
        KWETSBAAR: OutcomeWords(
            headline=_(
                "The partnership is gezond (healthy) but vulnerable: intentie, actie and verbinding reach the bar, "
                "but it does not stand firm yet."
            ),
            in_public=_(
                "The collaboration is in good shape. What the partners want together, what they do and how they "
                "support each other are all three strong enough; the partners can make it firmer still."
            ),
            short=_("gezond but vulnerable"),
        ),
        FUNDAMENT_ONTBREEKT: OutcomeWords(
            headline=_(
                "The foundation is missing: you do work together, but intentie – what you want together – "
                "is not yet strong enough to build on."
            ),
            in_public=NO_FOUNDATION.in_public,
            short=NO_FOUNDATION.short,
        ),
    }
)
_SCHIJN = MappingProxyType(
    {
        UITGESPROKEN: OutcomeWords(
            headline=_(
                "The partnership has stalled as a schijnsamenwerking (collaboration in name): you know what you "
                "want together, but too little happens in practice."
            ),
            in_public=_DO_MORE,
            short=_("stalled schijnsamenwerking"),
        ),
        DREIGEND: OutcomeWords(
            headline=_(
                "The partnership risks becoming a schijnsamenwerking (collaboration in name): you know what you "
                "want together, but not enough of it happens in practice yet."
            ),
            in_public=_DO_MORE,
            short=_("risk of schijnsamenwerking"),
        ),
        YOUNG: OutcomeWords(
            headline=_(
                "This young partnership still has to take the step from wanting to doing: for now it looks like a "
                "schijnsamenwerking (collaboration in name)."
            ),
            in_public=_(
                "This partnership is young and still under construction. The partners know what they want "
                "together; the next step is to do more of it in practice."
            ),
            short=_("still young, for now like a schijnsamenwerking"),
        ),
        FUNDAMENT_ONTBREEKT: NO_FOUNDATION,
    }
)
_EILAND = MappingProxyType(
    {
        UITGESPROKEN: OutcomeWords(
            headline=_(
                "The partnership has stalled as an eilandsamenwerking (collaboration on islands): people work "
                "together, but the partners support each other too little."
            ),
            in_public=_SUPPORT_MORE,
            short=_("stalled eilandsamenwerking"),
        ),
        DREIGEND: OutcomeWords(
            headline=_(
                "The partnership risks becoming an eilandsamenwerking (collaboration on islands): people work "
                "together, but the partners do not support each other enough yet."
            ),
            in_public=_SUPPORT_MORE,
            short=_("risk of eilandsamenwerking"),
        ),
        YOUNG: OutcomeWords(
            headline=_(
                "This young partnership still has to take the step from doing to supporting each other: for now "
                "it looks like an eilandsamenwerking (collaboration on islands)."
            ),
            in_public=_(
                "This partnership is young and still under construction. The partners know what they want and "
                "already work together; the next step is to support each other more."
            ),
            short=_("still young, for now like an eilandsamenwerking"),
        ),
        FUNDAMENT_ONTBREEKT: NO_FOUNDATION,
    }
)
DIAGNOSES = registry(
    DiagnosisWords(
        code=GEZOND,
        outcomes=_GEZOND,
        rule=_(
            "The rule: when both actie and verbinding reach the bar, the outcome is gezond (healthy). "
            "Work is done together, and the partners support each other in it."
        ),
        in_model=_("In the model of Van Delden this is called gezond: healthy."),
        helps=_("This helps to keep the partnership gezond (healthy)."),
        leaning=_("Because the partnership leans towards gezond (healthy)"),
    ),
    DiagnosisWords(
        code=SCHIJNSAMENWERKING,
        outcomes=_SCHIJN,
        rule=_(
            "The rule: when actie does not reach the bar, the outcome is schijnsamenwerking (collaboration in name). "
            "The step from goals to practice has not been taken yet, and verbinding can only grow on what you do "
            "together."
        ),
        in_model=_(
            "In the model of Van Delden this is called schijnsamenwerking: there are plans, and practice lags behind. "
            "It is a name for the next step, not for the people."
        ),
        helps=_(
            "This helps to take the step from wanting to doing, which schijnsamenwerking (collaboration in name) lacks."
        ),
        leaning=_("Because the partnership leans towards schijnsamenwerking (collaboration in name)"),
        gap=("intentie", "actie"),
        dropped=_(
            "The partnership leans towards schijnsamenwerking (collaboration in name): actie stays far behind "
            "intentie. Watch that the step from wanting to doing does not slip."
        ),
    ),
    DiagnosisWords(
        code=EILANDSAMENWERKING,
        outcomes=_EILAND,
        rule=_(
            "The rule: when actie reaches the bar but verbinding does not, the outcome is eilandsamenwerking "
            "(collaboration on islands). The step from doing to supporting each other has not been taken yet, so what "
            "works may not last."
        ),
        in_model=_(
            "In the model of Van Delden this is called eilandsamenwerking: work is done together, but on islands. It "
            "is a name for the next step, not for the people."
        ),
        helps=_(
            "This helps to take the step from doing to supporting each other, which eilandsamenwerking (collaboration "
            "on islands) lacks."
        ),
        leaning=_("Because the partnership leans towards eilandsamenwerking (collaboration on islands)"),
        gap=("actie", "verbinding"),
        dropped=_(
            "The partnership leans towards eilandsamenwerking (collaboration on islands): verbinding stays far behind "
            "actie. Watch that partners keep supporting each other."
        ),
    ),
)
"""In the order in which ties are broken."""


def outcome_words(diagnosis: str, level: str | None, *, is_young: bool) -> OutcomeWords:
    """Return the words for a diagnosis at a level; a young partnership is never called stalled.

    Raises KeyError for a level that the diagnosis does not have.
    """
    if diagnosis == ONVOLDOENDE_GEGEVENS:
        return TOO_FEW_ANSWERS
    outcomes = DIAGNOSES[diagnosis].outcomes
    if is_young and level != FUNDAMENT_ONTBREEKT and YOUNG in outcomes:
        return outcomes[YOUNG]
    return outcomes[level or ""]
