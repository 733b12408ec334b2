"""The shape of the file of a partnership. Another shape gets another version, and old ones stay readable."""

from dataclasses import dataclass
from datetime import datetime

FORMAT = "driekracht-partnership"
VERSION = 7
"""Before version 7 a file had no ``logo``, before version 6 no programmes; before version 5 rounds had no ``foreword``.
Before version 4 a file had no signature, and its trail did not say what a file had told. In version 1 rounds had no
``open_limit``; in versions 1 and 2 results were more exact than what is shown now.
"""
MEMBER = "partnership.json"
"""The one file in the zip."""


@dataclass(frozen=True, slots=True)
class MovedParticipant:
    """A participant, with the name of their organisation."""

    name: str
    email: str
    role: str
    organisation: str
    wants_mail: bool


@dataclass(frozen=True, slots=True)
class MovedCoordinator:
    """A coordinator, for information: an import gives nobody access."""

    name: str
    email: str
    access: str


@dataclass(frozen=True, slots=True)
class MovedRound:
    """A round with its settings, without its links and invitations."""

    title: str
    state: str
    opens_at: datetime | None
    closes_at: datetime
    closed_at: datetime | None
    language: str
    weighting: str
    split: str
    interests_named: bool
    has_personal_links: bool
    has_open_link: bool
    contact_name: str
    contact_email: str
    sends_invitations: bool
    sends_thanks: bool
    reminder_days: tuple[int, ...]
    mail_language: str
    sender_name: str
    has_extended_itself: bool
    published_at: datetime | None
    published_what: str
    questionnaire_version: str
    open_limit: int | None
    foreword: str


@dataclass(frozen=True, slots=True)
class MovedNote:
    """A note on the progress of a planned action."""

    progress: str
    note: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MovedAction:
    """A planned action; ``round`` is a position among the rounds, ``due_on`` a day as YYYY-MM-DD."""

    round: int | None
    action_code: str
    title: str
    organisation: str | None
    person: str
    due_on: str | None
    progress: str
    note: str
    email: str
    reminds: bool
    reminded_at: datetime | None
    notes: tuple[MovedNote, ...]


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry of the audit trail; ``round`` is a position among the rounds."""

    deed: str
    """The audit action, under the name that it has had in files since version 1."""
    who: str
    at: datetime
    round: int | None
    is_from_file: bool
    """Whether the site that wrote the file knew it from a file itself."""


@dataclass(frozen=True, slots=True)
class MovedLogo:
    """The logo: a PNG in Base64, and what it says."""

    image: str
    alternative: str


@dataclass(frozen=True, slots=True)
class MovedPartnership:
    """A whole partnership except its results, which stand beside it exactly as they were frozen."""

    name: str
    theme: str
    started_on: str | None
    """A day as YYYY-MM-DD."""
    retention_months: int
    programmes: tuple[str, ...]
    logo: MovedLogo | None
    organisations: tuple[str, ...]
    participants: tuple[MovedParticipant, ...]
    coordinators: tuple[MovedCoordinator, ...]
    rounds: tuple[MovedRound, ...]
    """Oldest first."""
    planned_actions: tuple[MovedAction, ...]
    deeds: tuple[MovedEntry, ...]
    """Oldest first."""
