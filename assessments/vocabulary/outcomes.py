"""The diagnoses, and the words that belong to each whatever its level."""

from dataclasses import dataclass

from .forces import Force
from .registry import message as _
from .registry import registry

GEZOND = "gezond"
SCHIJNSAMENWERKING = "schijnsamenwerking"
EILANDSAMENWERKING = "eilandsamenwerking"
ONVOLDOENDE_GEGEVENS = "onvoldoende_gegevens"


@dataclass(frozen=True, slots=True)
class DiagnosisWords:
    """One of the three diagnoses, whose names are never translated."""

    code: str
    rule: str
    """The rule of the model that gives it, and what that means."""
    other_rule: str
    """The same where something stands against that meaning: support that is there already, or a rim."""
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


DIAGNOSES = registry(
    DiagnosisWords(
        code=GEZOND,
        rule=_(
            "The rule: when both actie and verbinding reach the bar, the outcome is gezond (healthy). "
            "You work together, and the partners support each other in it."
        ),
        other_rule=_(
            "The rule looks at the average, and that reaches the bar. But here the average hides a core that works "
            "together and a rim that does not yet."
        ),
        in_model=_("In Van Delden’s model this is called gezond: healthy."),
        helps=_("This helps to keep the partnership gezond (healthy)."),
        leaning=_("Because the partnership leans towards gezond (healthy)"),
    ),
    DiagnosisWords(
        code=SCHIJNSAMENWERKING,
        rule=_(
            "The rule: when actie does not reach the bar, the outcome is schijnsamenwerking (collaboration in name). "
            "The step from goals to practice has not gone far enough yet. Verbinding grows after that, out of what "
            "you do together."
        ),
        other_rule=_(
            "The rule: when actie does not reach the bar, the outcome is schijnsamenwerking (collaboration in name). "
            "The partners already support each other: use that as a starting point."
        ),
        in_model=_(
            "In Van Delden’s model this is called schijnsamenwerking: plans are ahead of practice. The name says "
            "which step comes now. It says nothing about people’s effort."
        ),
        helps=_("This helps with the step from wanting to doing."),
        leaning=_("Because the partnership leans towards schijnsamenwerking (collaboration in name)"),
        gap=("intentie", "actie"),
        dropped=_(
            "Watch out: actie lags far behind intentie. That is how a healthy partnership can become "
            "schijnsamenwerking (collaboration in name)."
        ),
    ),
    DiagnosisWords(
        code=EILANDSAMENWERKING,
        rule=_(
            "The rule: when actie reaches the bar but verbinding does not, the outcome is eilandsamenwerking "
            "(collaboration on islands). The step from doing to supporting each other has not gone far enough yet. "
            "What works may then slip away again."
        ),
        other_rule="",
        in_model=_(
            "In Van Delden’s model this is called eilandsamenwerking: people work together, but still on islands. The "
            "name says which step comes now. It says nothing about people’s effort."
        ),
        helps=_("This helps with the step from doing to supporting each other."),
        leaning=_("Because the partnership leans towards eilandsamenwerking (collaboration on islands)"),
        gap=("actie", "verbinding"),
        dropped=_(
            "Watch out: verbinding lags far behind actie. That is how a healthy partnership can become "
            "eilandsamenwerking (collaboration on islands)."
        ),
    ),
)
"""In the order in which ties are broken."""
