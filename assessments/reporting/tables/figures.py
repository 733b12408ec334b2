"""The outcome in tables: scores with their margins, chances, signals, groups; every number as it is shown."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownScore
from assessments.reporting.assemble.outcome import certainty_words, has_diagnosis, headline, level_words
from assessments.reporting.assemble.signals import signal
from assessments.reporting.assemble.wording import band_words
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_name
from assessments.reporting.numbers import distance_words
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.outcomes import DIAGNOSES

from .columns import (
    force_score_words,
    group_cells,
    group_score_words,
    margin_cells,
    margin_column,
    margin_columns,
    or_column,
    score_cells,
    score_columns,
    share_cells,
    yes_or_no,
)


def outcome(result: FrozenResult) -> Sheet:
    """Return the outcome in one row."""
    shown = result.disclosed
    columns = (
        Column("headline", _("Outcome"), _("The outcome in one sentence, as it is above the report.")),
        Column("level", _("Level"), _("How far it goes, in one sentence.")),
        Column("certainty", _("Certainty"), _("How sure the outcome is, in one sentence.")),
        _diagnosis_column(),
        Column("tendency", _("Tendency"), _("Another outcome that is possible or near; empty without one.")),
        Column(
            "decided",
            _("Decided"),
            _(
                "Whether the outcome would be the same whatever the people who did not answer had said; empty when "
                "that is not known."
            ),
        ),
        Column("bar", _("The bar"), _("The score that actie and verbinding must reach, from 0 to 100.")),
        Column("bar_intentie", _("The bar for intentie"), _("The score that intentie must reach, from 0 to 100.")),
    )
    has_one = has_diagnosis(result)
    row = (
        headline(result),
        level_words(result) or None,
        certainty_words(result) or None,
        shown.diagnosis if has_one else None,
        shown.tendency,
        yes_or_no(shown.decided) if has_one else None,
        shown.bar,
        shown.bar_intentie,
    )
    return Sheet("outcome", _("Outcome"), columns, [row])


def _diagnosis_column() -> Column:
    return Column("diagnosis", _("Diagnosis"), _("The name of the outcome in the model. Empty with too few answers."))


def scores(result: FrozenResult) -> Sheet:
    """Return the three forces."""
    columns = (
        _force_column(),
        *score_columns(force_score_words()),
        *margin_columns(),
        Column("bar", _("The bar"), _("The score that this force must reach, from 0 to 100.")),
        Column("distance", _("Compared with the bar"), _("How far the score lies above or below the bar, in words.")),
        Column("people", _("People"), _("How many people this score rests on, as a band.")),
    )
    found = result.disclosed.scores
    rows = [_force(result, force, found[force]) for force in FORCES if force in found]
    return Sheet("forces", _("The three forces"), columns, rows)


def _force_column() -> Column:
    return Column("force", _("Force"), _("One of the three forces of the model."))


def _force(result: FrozenResult, force: Force, score: ShownScore) -> tuple[Cell, ...]:
    bar, band = result.bar_of(force), result.disclosed.n.get(force)
    return (
        force,
        *score_cells(score),
        *margin_cells(score),
        bar,
        None if bar is None else distance_words(score.value, bar),
        None if band is None else band_words(band),
    )


def certainty(result: FrozenResult) -> Sheet:
    """Return the chance of each outcome and of a missing foundation; empty if those are not shown."""
    columns = (
        Column("subject", _("Subject"), _("An outcome of the model, or that intentie lies below its bar.")),
        Column("share", _("Chance, in %"), _("The chance that this is right, in steps of five from 5 to 95.")),
        or_column("share", _("Chance, in %")),
        Column(
            "certainty",
            _("How sure"),
            _(
                "What the report calls the outcome, and on which side of its bar intentie lies: clear, likely or a "
                "close call."
            ),
        ),
    )
    return Sheet("certainty", _("How sure the outcome is"), columns, tuple(_chances(result)))


def _chances(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    shown = result.disclosed
    for name in DIAGNOSES:
        if name in shown.shares:
            sure = shown.certainty if name == shown.diagnosis else None
            yield name, *share_cells(shown.shares[name]), _certainty_word(sure)
    if shown.foundation is not None:
        sure = shown.foundation.certainty
        yield _("intentie below its bar"), *share_cells(shown.foundation.below), _certainty_word(sure)


def _certainty_word(certainty: str | None) -> Cell:
    words = {DUIDELIJK: _("clear"), WAARSCHIJNLIJK: _("likely"), NIPT: _("a close call")}
    return words.get(certainty) if certainty else None


def signals(result: FrozenResult) -> Sheet:
    """Return the signals, and which of them keep the outcome from being called clear."""
    columns = (
        Column("signal", _("Signal"), _("What deserves attention, in a few words.")),
        Column("meaning", _("Meaning"), _("What it means, and what to do with it.")),
        Column("code", _("Code"), _("The name of the signal in the model.")),
        Column(
            "caps_outcome",
            _("Keeps the outcome from being clear"),
            _("Whether the report does not call the outcome clear because of this signal."),
        ),
        Column(
            "caps_foundation",
            _("Keeps the foundation from being clear"),
            _("Whether the report does not call it clear on which side of its bar intentie lies, because of this."),
        ),
    )
    shown = result.disclosed
    of_foundation = shown.foundation.capped_by if shown.foundation else ()
    rows = [
        (told.title, told.text, flag, yes_or_no(flag in shown.capped_by), yes_or_no(flag in of_foundation))
        for flag in shown.flags
        for told in (signal(result, flag),)
    ]
    return Sheet("signals", _("Signals"), columns, rows)


def path(result: FrozenResult) -> Sheet:
    """Return what must rise to reach the bar, in order; empty if the bar is not shown."""
    columns = (
        Column("order", _("Order"), _("Which force to begin with.")),
        _force_column(),
        Column("score", _("Score"), force_score_words()),
        Column("bar", _("The bar"), _("The score that this force must reach, from 0 to 100.")),
        Column("points", _("Still to go"), _("Points from the score to the bar, using the numbers shown.")),
    )
    rows = [
        (order, step.force, step.start, step.goal, step.goal - step.start)
        for order, step in enumerate(result.disclosed.path, 1)
    ]
    return Sheet("path", _("What must rise"), columns, rows)


def groups(result: FrozenResult) -> Sheet:
    """Return the groups that may be shown, a row for each group and force, with what it sees differently."""
    shown = result.disclosed
    columns = (
        Column("group", _("Group"), _("A role or an organisation, by the split of the round.")),
        _force_column(),
        *score_columns(group_score_words()),
        margin_column(),
        Column(
            "sees",
            _("Compared with the others"),
            _("Whether this role sees the force lower or higher than the others do, more than chance explains."),
        ),
    )
    sees = {(one.role, one.force): _("lower") if one.sees == "lower" else _("higher") for one in shown.perception}
    rows = [
        (
            role_name(name) if shown.split == "role" else name,
            force,
            *group_cells(forces[force]),
            forces[force].margin,
            sees.get((name, force)),
        )
        for name, forces in shown.groups.items()
        for force in FORCES
        if force in forces
    ]
    return Sheet("groups", _("Scores per group"), columns, rows)
