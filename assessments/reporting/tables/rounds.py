"""The rounds side by side, and what was agreed between them, in tables."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name, role_name
from assessments.reporting.numbers import figure
from assessments.scoring.values import Estimate, Interval
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.forces import FORCES


def rounds(result: FrozenResult) -> Sheet:
    """Return what each comparable round showed, this one last; empty for a first round."""
    columns = (
        Column("round", _("Round"), _("The title of the round.")),
        Column("closed_on", _("Closed on"), _("The day on which it closed, as year, month and day.")),
        Column("what", _("What"), _("A force, a process, or a group with the force that it scored.")),
        Column("score", _("Score"), _("From 0 to 100: a whole number, with one decimal within 1 point of the bar.")),
        Column("low", _("Margin from"), _("The lower end of the 95% interval.")),
        Column("high", _("Margin to"), _("The upper end of the 95% interval.")),
    )
    return Sheet("rounds", _("Rounds compared"), columns, tuple(_rows(result)) if result.comparable else ())


def _rows(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    now, facts = result.disclosed, result.facts
    for one in result.comparable:
        yield from _round((one.title, one.closed_at), one.bar, one.scores, one.processes)
        yield from _groups((one.title, one.closed_at), one.bar, one.groups, one.split)
    last = result.comparable[-1]
    told = {name: score for name, score in now.processes.items() if name in last.processes}
    both = {
        name: {force: found for force, found in forces.items() if force in last.groups.get(name, {})}
        for name, forces in now.groups.items()
    }
    yield from _round((facts.title, facts.closed_at), now.bar, now.scores, told)
    yield from _groups((facts.title, facts.closed_at), now.bar, both, now.split)


def _round(
    which: tuple[str, datetime], bar: float | None, scores: Mapping[str, Estimate], processes: Mapping[str, float]
) -> Iterator[tuple[Cell, ...]]:
    title, day = which[0], which[1].date().isoformat()
    for force in FORCES:
        if force in scores:
            score = scores[force]
            yield (title, day, force, figure(score.value, bar), *_ends(score.low, score.high, bar))
    for process, value in processes.items():
        yield (title, day, process_name(process), figure(value, bar), None, None)


def _groups(
    which: tuple[str, datetime], bar: float | None, groups: Mapping[str, Mapping[str, Interval]], split: str
) -> Iterator[tuple[Cell, ...]]:
    title, day = which[0], which[1].date().isoformat()
    for name, forces in groups.items():
        for force, found in forces.items():
            label = role_name(name) if split == "role" else name
            yield (title, day, f"{label}: {force}", figure(found.mean, bar), *_ends(found.low, found.high, bar))


def _ends(low: float | None, high: float | None, bar: float | None) -> tuple[Cell, Cell]:
    if low is None or high is None:
        return None, None
    return figure(low, bar), figure(high, bar)


def agreed(result: FrozenResult) -> Sheet:
    """Return the action plan as it was when the round closed."""
    columns = (
        Column("title", _("Action"), _("What was planned.")),
        Column("organisation", _("Organisation"), _("Which organisation saw to it.")),
        Column("due_on", _("When"), _("The day on which it was to be done, as year, month and day.")),
        Column("progress", _("Progress"), _("How far it was when this round closed.")),
    )
    words = {"planned": _("planned"), "busy": _("in progress"), "done": _("done"), "dropped": _("dropped")}
    rows = [
        (one.title, one.organisation or None, _day(one.due_on), words[one.progress])
        for one in (result.agreed if result.earlier else ())
    ]
    return Sheet("agreed", _("What you agreed"), columns, rows)


def _day(due_on: str | None) -> str | None:
    return date.fromisoformat(due_on).isoformat() if due_on else None
