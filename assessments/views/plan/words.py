"""The words of the action plan: its lines, what a result proposes, and what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.languages import active_language
from assessments.models import Partnership, PlannedAction, ProgressNote, Round
from assessments.models.plans import Progress
from assessments.moments import day, long_date
from assessments.reporting.assemble.proposals import RoleProposals, proposals
from assessments.reporting.assemble.since import force_sentences
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.plan import PlanLine
from assessments.results.stored_results import DamagedResultError, result_of


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A planned action with its line."""

    action: PlannedAction
    line: PlanLine


@dataclass(frozen=True, slots=True)
class Advice:
    """What the last result offers for the plan."""

    round: Round
    proposals: tuple[RoleProposals, ...]
    changes: tuple[str, ...]
    """How each force changed since the round before; empty if the two cannot be compared."""
    since: str
    """The title of that round."""


def actions_of(partnership: Partnership) -> list[PlannedAction]:
    """Return the plan: open actions by date, then those done and dropped."""
    planned = partnership.planned_actions.select_related("organisation").prefetch_related("progress_notes")
    return sorted(planned, key=lambda action: (action.is_settled, action.due_on is None, action.due_on or date.max))


def planned_lines(actions: Iterable[PlannedAction], now: datetime) -> list[PlannedLine]:
    """Return the lines of a plan."""
    today = timezone.localtime(now).date()
    return [PlannedLine(action, line_of(action, today)) for action in actions]


def line_of(action: PlannedAction, today: date) -> PlanLine:
    """Return a planned action in words."""
    is_late = action.due_on is not None and action.due_on < today and not action.is_settled
    organisation = action.organisation.name if action.organisation else ""
    return PlanLine(
        title=action.title,
        who=", ".join(filter(None, (organisation, action.person))) or _("nobody yet"),
        due=long_date(action.due_on) if action.due_on else _("no date yet"),
        progress=str(Progress(action.progress).label),
        is_late=is_late,
        note=action.note,
        said=tuple(map(_progress_sentence, action.progress_notes.all())),
    )


def _progress_sentence(note: ProgressNote) -> str:
    values = {
        "day": day(note.at),
        "who": note.who or _("somebody"),
        "progress": Progress(note.progress).label,
        "note": note.note,
    }
    if note.note:
        return _("%(day)s, %(who)s: %(progress)s. %(note)s") % values
    return _("%(day)s, %(who)s: %(progress)s.") % values


def changed_at(actions: Iterable[PlannedAction], partnership: Partnership) -> datetime:
    """Return when the plan last changed, as far as is known."""
    moments = [moment for action in actions for moment in (action.created_at, *_note_moments(action))]
    return max(moments, default=partnership.created_at)


def _note_moments(action: PlannedAction) -> list[datetime]:
    return [note.at for note in action.progress_notes.all()]


def advice_for(partnership: Partnership) -> Advice | None:
    """Return what the last result proposes; None if there is none, or if it is damaged."""
    closed = Round.objects.with_result().filter(partnership=partnership)
    last = closed.order_by("-closed_at", "-pk").first()
    if last is None:
        return None
    try:
        return _advice(last, result_of(last))
    except DamagedResultError:
        return None


def _advice(round_: Round, result: FrozenResult) -> Advice:
    before = result.comparable[-1] if result.comparable else None
    return Advice(
        round=round_,
        proposals=proposals(result, language=active_language()),
        changes=force_sentences(result, before) if before and result.disclosed.scores else (),
        since=before.title if before else "",
    )


def proposed_title(partnership: Partnership, code: str) -> tuple[Round | None, str]:
    """Return the last round and the title of the action it proposes with this code; None and empty for another code."""
    advice = advice_for(partnership)
    titles = {one.code: one.card.title for role in advice.proposals for one in role.proposals} if advice else {}
    return (advice.round, titles[code]) if advice and code in titles else (None, "")
