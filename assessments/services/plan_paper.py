"""The action plan of a partnership in words, and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models import Partnership, PlannedAction, ProgressNote
from assessments.models.plans import Progress
from assessments.moments import day, long_date
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.plan import PlanLine, render_plan_for_print

from .kept_reports import delete_reports_of, is_made, keep, plan_subject
from .reports import Wanted

KIND = "plan"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A planned action with its line."""

    action: PlannedAction
    line: PlanLine


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The plan as it is now, about to be printed."""

    subject: str
    wanted: Wanted
    """It names what stands on the paper, so that of a plan that changed nothing old is served."""
    html: str


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


def plan_paper(partnership: Partnership, *, language: str, now: datetime) -> PlanPaper:
    """Return the plan as a page to print, which takes milliseconds; printing it takes seconds."""
    actions = actions_of(partnership)
    with override(language):
        lines = [planned.line for planned in planned_lines(actions, now)]
    html = render_plan_for_print(
        partnership.name, lines, changed_at=_changed_at(actions, partnership), language=language
    )
    digest = sha256(html.encode("utf-8", "surrogatepass")).hexdigest()
    return PlanPaper(plan_subject(partnership.pk), Wanted(KIND, language, digest), html)


def print_plan(partnership: Partnership, *, language: str, now: datetime) -> None:
    """Print the plan as it is now, and keep it, unless it changes meanwhile. Raises OSError without room."""
    paper = plan_paper(partnership, language=language, now=now)

    def make(folder: Path) -> None:
        (folder / "plan.pdf").write_bytes(html_to_pdf(paper.html))

    if is_made(paper.subject, paper.wanted.what):
        return
    try:
        keep(paper.subject, paper.wanted.what, make)
    except OSError:  # perhaps it was deleted while it was being made, because the plan changed
        if not _is_outdated(paper, partnership.pk, now):
            raise
    if _is_outdated(paper, partnership.pk, now):
        delete_reports_of(paper.subject)


def _is_outdated(paper: PlanPaper, partnership_id: int, now: datetime) -> bool:
    """Whether the plan, or its partnership, is not there any more as it stands on this paper."""
    current = Partnership.objects.filter(pk=partnership_id).first()
    return current is None or plan_paper(current, language=paper.wanted.language, now=now).wanted != paper.wanted


def _changed_at(actions: Iterable[PlannedAction], partnership: Partnership) -> datetime:
    """Return when the plan last changed, as far as is known."""
    moments = [moment for action in actions for moment in (action.created_at, *_note_moments(action))]
    return max(moments, default=partnership.created_at)


def _note_moments(action: PlannedAction) -> list[datetime]:
    return [note.at for note in action.progress_notes.all()]
