"""The outcome in tables: scores with their margins, shares, groups; every number rounded as shown."""

from django.utils.translation import gettext as _

from assessments.reporting.assemble.outcome import certainty_words, has_diagnosis, headline, level_words
from assessments.reporting.assemble.wording import band_words
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_name
from assessments.reporting.numbers import difference_shown, distance_to_bar, figure, share_words
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.outcomes import DIAGNOSES


def outcome(result: FrozenResult) -> Sheet:
    """Return the outcome in one row."""
    shown = result.disclosed
    columns = (
        Column("headline", _("Outcome"), _("The outcome in one sentence, as it is above the report.")),
        Column("level", _("Level"), _("How far it goes, in one sentence.")),
        Column("certainty", _("Certainty"), _("How sure the outcome is, in one sentence.")),
        Column("diagnosis", _("Diagnosis"), _("The name of the outcome in the model. Empty with too few answers.")),
        Column("bar", _("The bar"), _("The score that actie and verbinding must reach, from 0 to 100.")),
    )
    diagnosis = shown.diagnosis if has_diagnosis(result) else None
    bar = None if shown.bar is None else figure(shown.bar, shown.bar)
    row = (headline(result), level_words(result) or None, certainty_words(result) or None, diagnosis, bar)
    return Sheet("outcome", _("Outcome"), columns, [row])


def scores(result: FrozenResult) -> Sheet:
    """Return the three forces."""
    columns = (
        Column("force", _("Force"), _("One of the three forces of the model.")),
        Column("score", _("Score"), _score_words()),
        *_margin_columns(),
        Column("distance", _("Compared with the bar"), _("How far the score lies above or below the bar, in words.")),
        Column("people", _("People"), _("How many people this score rests on, as a band.")),
    )
    return Sheet("forces", _("The three forces"), columns, [_force(result, force) for force in _shown_forces(result)])


def _score_words() -> str:
    return _("From 0 to 100: a whole number, with one decimal within 1 point of the bar.")


def _margin_columns() -> tuple[Column, Column]:
    return (
        Column("low", _("Margin from"), _("The lower end of the 95% interval.")),
        Column("high", _("Margin to"), _("The upper end of the 95% interval.")),
    )


def _shown_forces(result: FrozenResult) -> tuple[str, ...]:
    return tuple(force for force in FORCES if force in result.disclosed.scores)


def _force(result: FrozenResult, force: str) -> tuple[Cell, ...]:
    shown = result.disclosed
    score, bar, band = shown.scores[force], shown.bar, shown.n.get(force)
    low, high = score.low, score.high
    return (
        force,
        figure(score.value, bar),
        None if low is None or high is None else figure(low, bar),
        None if low is None or high is None else figure(high, bar),
        None if bar is None else distance_to_bar(score.value, bar),
        None if band is None else band_words(band),
    )


def certainty(result: FrozenResult) -> Sheet:
    """Return how often the draws gave each outcome; empty if that is not shown."""
    columns = (
        Column("diagnosis", _("Diagnosis"), _("The name of the outcome in the model. Empty with too few answers.")),
        Column(
            "share",
            _("Share of the draws"),
            _("In how many of 100 groups, drawn anew from the people who answered, this would be the outcome."),
        ),
    )
    shares = result.disclosed.stability
    rows = [(name, share_words(shares.get(name, 0.0))) for name in DIAGNOSES] if shares else []
    return Sheet("certainty", _("How sure the outcome is"), columns, rows)


def path(result: FrozenResult) -> Sheet:
    """Return what must rise to reach the bar, in order; empty if the bar is not shown."""
    columns = (
        Column("order", _("Order"), _("With which force to begin.")),
        Column("force", _("Force"), _("One of the three forces of the model.")),
        Column("score", _("Score"), _score_words()),
        Column("bar", _("The bar"), _("The score that actie and verbinding must reach, from 0 to 100.")),
        Column("points", _("Still to go"), _("Points from the score to the bar, of the numbers as they are shown.")),
    )
    steps = result.disclosed.path if result.disclosed.bar is not None else ()
    rows = [
        (
            order,
            step.force,
            figure(step.start, step.goal),
            figure(step.goal, step.goal),
            figure(abs(difference_shown(step.start, step.goal)), 0),
        )
        for order, step in enumerate(steps, 1)
    ]
    return Sheet("path", _("What must rise"), columns, rows)


def groups(result: FrozenResult) -> Sheet:
    """Return the groups that may be shown, a row for each group and force."""
    shown = result.disclosed
    columns = (
        Column("group", _("Group"), _("A role or an organisation, by the split of the round.")),
        Column("force", _("Force"), _("One of the three forces of the model.")),
        Column("score", _("Score"), _score_words()),
        *_margin_columns(),
    )
    rows = [
        (
            role_name(name) if shown.split == "role" else name,
            force,
            figure(shown.groups[name][force].mean, shown.bar),
            figure(shown.groups[name][force].low, shown.bar),
            figure(shown.groups[name][force].high, shown.bar),
        )
        for name in shown.groups
        for force in FORCES
        if force in shown.groups[name]
    ]
    return Sheet("groups", _("Scores per group"), columns, rows)
