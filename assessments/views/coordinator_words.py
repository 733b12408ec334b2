"""What the coordinator's pages say of rounds: where they stand, until when, and what was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Partnership, Round
from assessments.models.choices import Role, State
from assessments.results import ResponseCount
from assessments.scoring.values import ONVOLDOENDE_GEGEVENS


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a line of a list."""

    round: Round
    standing: str
    """planned, open or closed."""
    words: str
    """Where it stands, with the date."""
    found: str
    """What was found; empty without a result."""


@dataclass(frozen=True, slots=True)
class PartnershipLine:
    """A partnership as a line of a list."""

    partnership: Partnership
    open: RoundLine | None
    last: RoundLine | None
    """The last round with a result."""


def partnership_line(partnership: Any, now: datetime) -> PartnershipLine:
    """Return the line of a partnership that was fetched with its rounds and the last one with a result."""
    coming = [round_ for round_ in partnership.coming if standing_of(round_, now) != "closed"]
    return PartnershipLine(
        partnership,
        round_line(coming[0], now) if coming else None,
        round_line(partnership.last[0], now) if partnership.last else None,
    )


def round_line(round_: Any, now: datetime) -> RoundLine:
    """Return the line of a round; what was found when it was fetched with its diagnosis."""
    standing = standing_of(round_, now)
    if standing == "open":
        words = _("open until %(moment)s") % {"moment": short_moment(round_.closes_at)}
    elif standing == "planned":
        words = _("opens on %(moment)s") % {"moment": short_moment(round_.opens_at or round_.closes_at)}
    else:
        words = _("closed on %(day)s") % {"day": day(round_.closed_at or round_.closes_at)}
    return RoundLine(round_, standing, words, found_in(round_))


def standing_of(round_: Round, now: datetime) -> str:
    """Return planned, open or closed; a round past its time is closed, worker or no worker."""
    if round_.is_open(now):
        return "open"
    is_coming = round_.state == State.DRAFT or (round_.state == State.OPEN and not round_.is_due(now))
    return "planned" if is_coming else "closed"


def found_in(round_: Any) -> str:
    """Return what was found in a few words; the model's own terms, and never a hard word where the report has none."""
    if getattr(round_, "diagnosis", None) is None:
        return ""
    if round_.diagnosis == ONVOLDOENDE_GEGEVENS:
        return _("too few answers for a diagnosis")
    if round_.level == "fundament_ontbreekt":
        return _("the foundation is missing: intentie")
    return str(round_.diagnosis)


def day(moment: datetime) -> str:
    """Return a moment as a day."""
    return date_format(timezone.localtime(moment), "j F Y")


def short_moment(moment: datetime) -> str:
    """Return a moment as a day and a time."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i")}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many of a group have answered."""

    name: str
    n_sent: int
    n_invited: int


def group_lines(count: ResponseCount) -> list[GroupLine]:
    """Return the groups that may be shown, roles by their name."""
    roles = dict(Role.choices)
    return [GroupLine(str(roles.get(group.name, group.name)), group.n_sent, group.n_invited) for group in count.groups]
