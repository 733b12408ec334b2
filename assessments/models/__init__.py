"""The data. Raw answers (``answers``) are loaded here for Django, and deliberately not exported."""

from . import answers  # noqa: F401
from .actions import Action
from .audit import AuditEntry
from .erasures import PendingErasure
from .mails import Mail, Mailing, MailText
from .partnerships import CoordinatorInvitation, Coordinatorship, Organisation, Participant, Partnership
from .people import User
from .plans import PlannedAction, ProgressNote
from .results import Result
from .rounds import Invitation, Round, ScoringProfileVersion
from .times import AnsweringTime

__all__ = [
    "Action",
    "AnsweringTime",
    "AuditEntry",
    "CoordinatorInvitation",
    "Coordinatorship",
    "Invitation",
    "Mail",
    "MailText",
    "Mailing",
    "Organisation",
    "Participant",
    "Partnership",
    "PendingErasure",
    "PlannedAction",
    "ProgressNote",
    "Result",
    "Round",
    "ScoringProfileVersion",
    "User",
]
