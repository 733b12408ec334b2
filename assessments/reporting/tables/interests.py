"""Interests in tables: tension, reasons and, if they may be named, organisations."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.languages import active_language
from assessments.reporting.assemble.interests import holding_back_scores
from assessments.reporting.assemble.wording import question_words
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import place_name
from assessments.reporting.numbers import figure, rounded
from assessments.tables.values import Cell, Column, Sheet


def interests(result: FrozenResult) -> Sheet:
    """Return the numbers on interests of the partnership as a whole."""
    columns = (
        Column("subject", _("Subject"), _("What the number is about.")),
        Column("score", _("Score"), _("From 0 to 100, a whole number.")),
    )
    return Sheet("interests", _("Interests"), columns, tuple(_numbers(result)))


def _numbers(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    shown = result.disclosed
    tension, arranged = shown.scores.get("spanning"), shown.scores.get("regeling")
    if tension is not None and arranged is not None:
        yield _("How strongly interests clash"), figure(tension.value)
        yield _("How well that is arranged"), figure(arranged.value)
        if shown.bar is not None:
            yield _("What remains, and brakes"), figure(tension.value * (1 - arranged.value / 100))
    if shown.divergence is not None:
        yield _("How far the reasons of organisations lie apart"), figure(shown.divergence)
    if (found := holding_back_scores(result)) is not None:
        yield _("How often other partners hold back"), figure(found[0])
        yield _("How often one’s own organisation holds back"), figure(found[1])
    for question in result.questionnaire.single_items(about_interests=True):
        if question.code in shown.items:
            yield question_words(question), figure(shown.items[question.code])


def organisations(result: FrozenResult) -> Sheet:
    """Return the organisations that may be named, by name."""
    columns = (
        Column("organisation", _("Organisation"), _("Its name; only in a round that shows interests by name.")),
        Column("importance", _("Important to it"), _("How important the partnership is to it, from 0 to 100.")),
        Column("served", _("Gets what it wants"), _("How far it gets what it hopes for, from 0 to 100.")),
        Column("place", _("Place on the map"), _("Carrier, bottleneck, passenger or onlooker.")),
    )
    found = result.disclosed.organisations
    rows = [
        (
            name,
            None if found[name].importance is None else figure(found[name].importance or 0.0),
            None if found[name].served is None else figure(found[name].served or 0.0),
            place_name(place) if (place := found[name].quadrant) else None,
        )
        for name in sorted(found, key=str.casefold)
    ]
    return Sheet("organisations", _("Organisations"), columns, rows)


def reasons(result: FrozenResult) -> Sheet:
    """Return the reasons to take part: the shared one first, then the others, most chosen first."""
    columns = (
        Column("reason", _("Reason to take part"), _("As it was offered. Each person chose at most three.")),
        Column("kind", _("Kind of interest"), _("Shared with the other partners, or of the organisation itself.")),
        Column("share", _("Chosen by, in %"), _("The share of people who chose this reason, in whole per cents.")),
    )
    shown, asked = result.disclosed.reasons, result.questionnaire.instrument
    question = result.questionnaire.question(asked.reasons)
    texts = dict(zip(question.option_codes, question.options, strict=True))
    codes = sorted(
        (code for code in asked.reason_options if code in shown),
        key=lambda code: (code != asked.reason_options[0], -shown[code]),
    )
    rows = [
        (
            texts[code].in_language(active_language()),
            _("shared") if code == asked.reason_options[0] else _("own"),
            int(rounded(100 * shown[code])),
        )
        for code in codes
    ]
    return Sheet("reasons", _("Reasons to take part"), columns, rows)
