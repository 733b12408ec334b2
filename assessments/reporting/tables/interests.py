"""Interests in tables: what was asked about them, reasons and, if they may be named, organisations."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.catalogue.entries import INTERESTS
from assessments.languages import active_language
from assessments.reporting.assemble.wording import question_words
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import place_name
from assessments.reporting.numbers import half_words, quarter_words
from assessments.tables.values import Cell, Column, Sheet

from .columns import score_columns, statement_cells, statement_score_words, yes_or_no


def interests(result: FrozenResult) -> Sheet:
    """Return what is shown on interests of the partnership as a whole."""
    columns = (
        Column("subject", _("Subject"), _("A question, or what the number is about.")),
        *score_columns(statement_score_words()),
        Column("answer", _("Answer"), _("Yes or no, for a subject without a number.")),
    )
    return Sheet("interests", _("Interests"), columns, tuple(_subjects(result)))


def _subjects(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    shown = result.disclosed
    for question in result.questionnaire.questions():
        if question.section == INTERESTS and question.code in shown.statements:
            yield question_words(question), *statement_cells(shown.statements[question.code]), None
    if shown.divergence is not None:
        yield _("How far apart the reasons of organisations are"), shown.divergence, None, None
    if shown.divergence_by_chance is not None:
        yield _("How far apart they would be by chance alone, roughly"), shown.divergence_by_chance, None, None
    if shown.reasons_differ is not None:
        yield _("Do the reasons differ more than chance can explain?"), None, None, yes_or_no(shown.reasons_differ)


def organisations(result: FrozenResult) -> Sheet:
    """Return the organisations that may be named, by name."""
    columns = (
        Column("organisation", _("Organisation"), _("Its name; only in a round that shows interests by name.")),
        Column(
            "importance",
            _("Importance to it"),
            _(
                "How important the partnership is to this organisation, from 0 to 100: the nearest of the five "
                "answers, which are 25 apart."
            ),
        ),
        Column(
            "served",
            _("What works for it"),
            _(
                "How much of what this organisation wants works, from 0 to 100: the nearest of the five answers, "
                "which are 25 apart."
            ),
        ),
        Column(
            "place",
            _("Place on the map"),
            _("Carrier or bottleneck; empty when the answers point neither way or are too few."),
        ),
        Column("reasons", _("Reasons"), _("The reasons that at least half of its people chose.")),
    )
    found, texts = result.disclosed.organisations, _reason_texts(result)
    rows = [
        (
            name,
            found[name].importance,
            found[name].served,
            place_name(place) if (place := found[name].place) else None,
            "; ".join(texts[code] for code in found[name].reasons) or None,
        )
        for name in sorted(found, key=str.casefold)
    ]
    return Sheet("organisations", _("Organisations"), columns, rows)


def _reason_texts(result: FrozenResult) -> dict[str, str]:
    question = result.questionnaire.question(result.questionnaire.instrument.reasons)
    labels = (option.in_language(active_language()) for option in question.options)
    return dict(zip(question.option_codes, labels, strict=True))


def reasons(result: FrozenResult) -> Sheet:
    """Return the reasons to take part: the shared one first, then the others, most chosen first."""
    parts = _parts(result)
    columns = (
        Column("reason", _("Reason to take part"), _("As it was offered. Each person chose at most three.")),
        Column("kind", _("Kind of interest"), _("Shared with the other partners, or of the organisation itself.")),
        Column(
            "share",
            _("Chosen by"),
            _("The share of people who chose this reason: %(parts)s.") % {"parts": "; ".join(parts)},
        ),
    )
    shown, offered = result.disclosed.reasons, result.questionnaire.instrument.reason_options
    texts, shared = _reason_texts(result), offered[0]
    codes = sorted((code for code in offered if code in shown), key=lambda code: (code != shared, -shown[code]))
    rows = [(texts[code], _("shared") if code == shared else _("own"), parts[shown[code]]) for code in codes]
    return Sheet("reasons", _("Reasons to take part"), columns, rows)


def _parts(result: FrozenResult) -> tuple[str, ...]:
    """Return the words for a part of the people: in halves from a few answers, in quarters from more."""
    if result.disclosed.reasons_in == "halves":
        return half_words(0), half_words(1)
    return tuple(map(quarter_words, range(4)))
