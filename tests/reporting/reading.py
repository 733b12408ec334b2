"""Reads a report as a person would: all its words, in order."""

from functools import singledispatch

from assessments.reporting.assemble.report import (
    Actions,
    Facts,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Points,
    Quotes,
    Signals,
)


def words(report):
    """Return every text of a report in the order in which it stands."""
    cover = report.cover
    found = [report.title, cover.title, cover.partnership, cover.theme, cover.round, cover.closed_on]
    found += [cover.made_for, cover.confidential, report.headline, report.level, report.certainty]
    for section in report.sections:
        found += [section.label, section.title, *texts_in(report, section.key)]
    return [text for text in found if text]


@singledispatch
def words_of(block):
    """Return the texts of one block."""
    raise AssertionError(block)


@words_of.register(Paragraph | Heading | Notice)
def _text(block):
    return [block.text]


@words_of.register
def _points(block: Points):
    return list(block.items)


@words_of.register
def _figure(block: Figure):
    return [block.title] if block.title else []


@words_of.register
def _facts(block: Facts):
    return [word for row in block.rows for word in row]


@words_of.register
def _signals(block: Signals):
    return [word for signal in block.items for word in (signal.title, signal.text)]


@words_of.register
def _actions(block: Actions):
    return [word for card in (*block.cards, *block.further) for word in words_of_card(card)]


@words_of.register
def _quotes(block: Quotes):
    return [block.question, *block.texts]


def words_of_card(card):
    """Return the texts of one action."""
    own = [card.title, card.breakthrough, card.for_whom, card.action, card.source, card.done_before]
    others = [word for other in card.otherwise for word in (other.for_whom, other.first_step, other.noticeable)]
    return [*own, card.called_by, card.why, card.first_step, card.noticeable, *others]


def own_words(report):
    """Return the texts that the report itself chose: not the names, the questions' words, the catalogue or quotes."""
    found = [report.headline, report.level, report.certainty, report.cover.confidential]
    for section in report.sections:
        found += [section.label, section.title]
        for block in section.blocks:
            if isinstance(block, Actions):
                found += [card.called_by for card in (*block.cards, *block.further)]
            elif not isinstance(block, Quotes | Facts):
                found += words_of(block)
    return [text for text in found if text]


def section(report, key):
    """Return one section of a report."""
    return next(found for found in report.sections if found.key == key)


def texts_in(report, key):
    """Return the texts of one section."""
    return [text for block in section(report, key).blocks for text in words_of(block)]


def blocks_in(report, key, kind):
    """Return the blocks of one kind in a section."""
    return [block for block in section(report, key).blocks if isinstance(block, kind)]
