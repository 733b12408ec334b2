"""Turns the content of a file into rows, and validates their values before any is stored."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Model

from assessments.cleaning import one_line
from assessments.models import (
    AuditEntry,
    Logo,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    Programme,
    ProgressNote,
    Result,
    Round,
)
from assessments.models.choices import State
from assessments.reporting.logos import UnusableLogoError, draw_logo
from assessments.results.stored_results import in_stored_order
from assessments.vocabulary.limits import (
    MOST_ORGANISATIONS,
    MOST_PEOPLE,
    MOST_PLANNED_ACTIONS,
    MOST_PROGRAMMES,
    MOST_REMINDERS,
)

from .reading import Incoming, check_year, refuse_as_damaged
from .shapes import MovedAction, MovedEntry, MovedLogo, MovedPartnership, MovedRound

_KNOWN_TO_US = {"partnership", "organisation", "planned_action", "profile", "round", "user", "document", "seed"}
"""Fields that come from us and not from the file, or were checked before."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a partnership, not yet stored."""

    partnership: Partnership
    programmes: Sequence[Programme]
    logo: Logo | None
    organisations: Mapping[str, Organisation]
    participants: Sequence[Participant]
    rounds: Mapping[int, Round]
    """By their position in the file."""
    results: Sequence[Result]
    actions: Sequence[PlannedAction]
    notes: Sequence[ProgressNote]
    entries: Sequence[AuditEntry]


def rows_of(incoming: Incoming) -> Rows:
    """Return the rows that an import would store. Raises UnusableFileError for an invalid value."""
    try:
        made = _rows(incoming)
        for row in _all(made):
            row.clean_fields(exclude=_KNOWN_TO_US)
    except (ValidationError, KeyError, TypeError, ValueError):
        refuse_as_damaged()
    return made


def _all(made: Rows) -> list[Model]:
    return [
        made.partnership,
        *made.programmes,
        *([made.logo] if made.logo else []),
        *made.organisations.values(),
        *made.participants,
        *made.rounds.values(),
        *made.results,
        *made.actions,
        *made.notes,
        *made.entries,
    ]


def _rows(incoming: Incoming) -> Rows:
    moved = incoming.partnership
    partnership = Partnership(
        name=moved.name,
        theme=moved.theme,
        started_on=_day(moved.started_on),
        retention_months=moved.retention_months,
    )
    organisations = _organisations(moved, partnership)
    rounds = {place: _round(round_, partnership) for place, round_ in incoming.rounds()}
    planned = [(one, _action(one, partnership, organisations, rounds)) for one in moved.planned_actions]
    return Rows(
        partnership=partnership,
        programmes=_programmes(moved, partnership),
        logo=_logo(moved.logo, partnership, incoming.made_at),
        organisations=organisations,
        participants=_participants(moved, organisations),
        rounds=rounds,
        results=[
            Result(
                round=rounds[place],
                document=in_stored_order(one.document),
                checksum=one.checksum,
                created_at=one.created_at,
            )
            for place, one in incoming.results.items()
        ],
        actions=[action for _moved, action in planned],
        notes=[ProgressNote(planned_action=action, **asdict(note)) for one, action in planned for note in one.notes],
        entries=[_entry(one, partnership, rounds) for one in moved.deeds],
    )


def _programmes(moved: MovedPartnership, partnership: Partnership) -> list[Programme]:
    """Return the programmes. Raises ValueError for a repeated name, and for more than fit."""
    names = {one_line(name).lower() for name in moved.programmes}
    if len(moved.programmes) > MOST_PROGRAMMES or len(names) != len(moved.programmes):
        raise ValueError
    return [Programme(partnership=partnership, name=name) for name in moved.programmes]


def _logo(moved: MovedLogo | None, partnership: Partnership, made_at: datetime) -> Logo | None:
    """Return the logo, drawn anew: the file may hold anything. Raises ValueError for what is no picture."""
    if moved is None:
        return None
    try:
        drawn = draw_logo(b64decode(moved.image, validate=True))
    except UnusableLogoError as error:
        raise ValueError from error
    picture = {"image": drawn.image, "width": drawn.width, "height": drawn.height}
    return Logo(partnership=partnership, alternative=moved.alternative, changed_at=made_at, **picture)


def _organisations(moved: MovedPartnership, partnership: Partnership) -> dict[str, Organisation]:
    """Return the organisations by name. Raises ValueError for a repeated name, and for more than fit."""
    if len(moved.organisations) > MOST_ORGANISATIONS or len(moved.participants) > MOST_PEOPLE:
        raise ValueError
    if len(moved.planned_actions) > MOST_PLANNED_ACTIONS:
        raise ValueError
    made = {name: Organisation(partnership=partnership, name=name) for name in moved.organisations}
    if len(set(map(one_line, made))) != len(moved.organisations):
        raise ValueError
    return made


def _participants(moved: MovedPartnership, organisations: Mapping[str, Organisation]) -> list[Participant]:
    """Return the people. Who has an address that somebody else has too keeps it, as where they come from."""
    seen: set[str] = set()
    made = []
    for one in moved.participants:
        address = one_line(one.email).casefold()
        person = Participant(**asdict(one) | {"organisation": organisations[one.organisation]})
        person.shares_address = bool(address) and address in seen
        seen.add(address)
        made.append(person)
    return made


def _round(moved: MovedRound, partnership: Partnership) -> Round:
    """Return a closed round that is shared with nobody: its participants have links to the other site."""
    days = list(moved.reminder_days)
    if len(days) > MOST_REMINDERS or any(not 0 < day < 366 for day in days):
        raise ValueError
    ours = {"reminder_days": days, "state": State.CLOSED, "seed": None, "published_at": None, "published_what": ""}
    return Round(partnership=partnership, **asdict(moved) | ours)


def _action(
    moved: MovedAction, partnership: Partnership, organisations: Mapping[str, Organisation], rounds: Mapping[int, Round]
) -> PlannedAction:
    """Return a planned action; it is kept even if the round it came from is left out."""
    fields = {name: value for name, value in asdict(moved).items() if name != "notes"}
    ours = {
        "round": _at(rounds, moved.round),
        "organisation": None if moved.organisation is None else organisations[moved.organisation],
        "due_on": _day(moved.due_on),
    }
    return PlannedAction(partnership=partnership, **fields | ours)


def _entry(moved: MovedEntry, partnership: Partnership, rounds: Mapping[int, Round]) -> AuditEntry:
    return AuditEntry(
        partnership=partnership,
        action=moved.deed,
        who=moved.who,
        at=moved.at,
        round=_at(rounds, moved.round),
        is_from_file=moved.is_from_file,
    )


def _at(rounds: Mapping[int, Round], place: int | None) -> Round | None:
    """Return the round at a position; None for one that is left out."""
    return None if place is None else rounds.get(place)


def _day(plain: str | None) -> date | None:
    return check_year(date.fromisoformat(plain)) if plain is not None else None
