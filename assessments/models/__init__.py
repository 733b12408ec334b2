"""The data. Raw answers (``answers``) are loaded here for Django and exported by nobody."""

from . import answers  # noqa: F401
from .actions import Action
from .audit import AuditEntry
from .partnerships import Coordinatorship, Organisation, Participant, Partnership
from .people import User
from .plans import PlannedAction
from .results import Result
from .rounds import Invitation, Round, ScoringProfileVersion

__all__ = [
    "Action",
    "AuditEntry",
    "Coordinatorship",
    "Invitation",
    "Organisation",
    "Participant",
    "Partnership",
    "PlannedAction",
    "Result",
    "Round",
    "ScoringProfileVersion",
    "User",
]
