"""The data. Raw answers (``answers``) are loaded here for Django, and deliberately not exported."""

from . import answers  # noqa: F401
from .actions import Action
from .audit import AuditEntry
from .closing_requests import ClosingRequest
from .erasures import DutyRun, PendingErasure
from .excerpts import Excerpt
from .heartbeats import Heartbeat
from .installation import KeyFingerprint
from .logos import Logo
from .mails import Mail, Mailing, MailText
from .partnerships import CoordinatorInvitation, Coordinatorship, Organisation, Participant, Partnership, Programme
from .people import User
from .plans import PlannedAction, ProgressNote
from .report_requests import ReportRequest
from .results import Result
from .rounds import Invitation, Round, ScoringProfileVersion
from .share_links import ShareLink
from .submissions import Submission
from .times import AnsweringTime

__all__ = [
    "Action",
    "AnsweringTime",
    "AuditEntry",
    "ClosingRequest",
    "CoordinatorInvitation",
    "Coordinatorship",
    "DutyRun",
    "Excerpt",
    "Heartbeat",
    "Invitation",
    "KeyFingerprint",
    "Logo",
    "Mail",
    "MailText",
    "Mailing",
    "Organisation",
    "Participant",
    "Partnership",
    "PendingErasure",
    "PlannedAction",
    "Programme",
    "ProgressNote",
    "ReportRequest",
    "Result",
    "Round",
    "ScoringProfileVersion",
    "ShareLink",
    "Submission",
    "User",
]
