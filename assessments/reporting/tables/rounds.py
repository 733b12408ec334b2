"""The rounds side by side, what changed, and what was agreed between them, in tables."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.disclosure.shown import ShownGroup, ShownScore, ShownStatement
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name, role_name
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.forces import FORCES, Force

from .columns import (
    group_cells,
    margin_cells,
    margin_column,
    margin_columns,
    score_cells,
    score_columns,
    statement_cells,
    yes_or_no,
)

_Which = tuple[str, datetime]
"""The title of a round and when it closed."""


def rounds(result: FrozenResult) -> Sheet:
    """Return what each comparable round showed, this one last; empty for a first round."""
    columns = (
        Column("round", _("Round"), _("The title of the round.")),
        Column("closed_on", _("Closed on"), _("The day on which the round closed, as year, month and day.")),
        Column("what", _("What"), _("A force, a process, or a group with the force that it scored.")),
        *score_columns(_("On a scale from 0 to 100, rounded as in the tables of this round.")),
        *margin_columns(),
        margin_column(),
    )
    return Sheet("rounds", _("Rounds compared"), columns, tuple(_rows(result)) if result.comparable else ())


def _rows(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    now, facts = result.disclosed, result.facts
    for one in result.comparable:
        yield from _round((one.title, one.closed_at), one.scores, one.processes)
        yield from _groups((one.title, one.closed_at), one.groups, one.split)
    last = result.comparable[-1]
    told = {name: score for name, score in result.processes.items() if name in last.processes}
    both = {
        name: {force: found for force, found in forces.items() if force in last.groups.get(name, {})}
        for name, forces in now.groups.items()
    }
    yield from _round((facts.title, facts.closed_at), now.scores, told)
    yield from _groups((facts.title, facts.closed_at), both, now.split)


def _round(
    which: _Which, scores: Mapping[Force, ShownScore], processes: Mapping[str, ShownStatement]
) -> Iterator[tuple[Cell, ...]]:
    title, day = which[0], which[1].date().isoformat()
    for force in FORCES:
        if force in scores:
            yield title, day, force, *score_cells(scores[force]), *margin_cells(scores[force]), None
    for process, score in processes.items():
        yield title, day, process_name(process), *statement_cells(score), None, None, None


def _groups(which: _Which, groups: Mapping[str, Mapping[Force, ShownGroup]], split: str) -> Iterator[tuple[Cell, ...]]:
    title, day = which[0], which[1].date().isoformat()
    for name, forces in groups.items():
        label = role_name(name) if split == "role" else name
        for force, found in forces.items():
            yield title, day, f"{label}: {force}", *group_cells(found), None, None, found.margin


def changes(result: FrozenResult) -> Sheet:
    """Return how each force changed since the last comparable round; empty for a first round."""
    columns = (
        Column("force", _("Force"), _("One of the three forces of the model.")),
        Column("before", _("The previous round"), _("The score in the last round that was measured in the same way.")),
        Column("now", _("This round"), _("The score in this round.")),
        Column("points", _("Points"), _("How many points the score rose; below 0 it fell.")),
        Column(
            "is_more_than_noise",
            _("More than chance"),
            _("Whether that is more than chance explains, also when looking at all three forces."),
        ),
    )
    found, now = result.change, result.disclosed.scores
    rows = [
        (
            force,
            result.comparable[-1].scores[force].value,
            now[force].value,
            int(found[force].difference),
            yes_or_no(found[force].is_more_than_noise),
        )
        for force in FORCES
        if force in found
    ]
    return Sheet("changes", pgettext("difference", "Change"), columns, rows)


def agreed(result: FrozenResult) -> Sheet:
    """Return the action plan as it was when the round closed."""
    columns = (
        Column("title", pgettext("what to do", "Action"), _("What was planned.")),
        Column("organisation", _("Organisation"), _("Which organisation took charge of it.")),
        Column("due_on", _("When"), _("The day by which it was due, as year, month and day.")),
        Column("progress", _("Progress"), _("How far along it was when this round closed.")),
    )
    words = {"planned": _("planned"), "busy": _("in progress"), "done": _("done"), "dropped": _("dropped")}
    rows = [
        (one.title, one.organisation or None, _day(one.due_on), words[one.progress])
        for one in (result.agreed if result.earlier else ())
    ]
    return Sheet("agreed", _("What you agreed"), columns, rows)


def _day(due_on: str | None) -> str | None:
    return date.fromisoformat(due_on).isoformat() if due_on else None
