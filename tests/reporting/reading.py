"""Reads a report as a person would: all its words, in order."""

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
        found.append(section.title)
        for block in section.blocks:
            found += words_of(block)
    return [text for text in found if text]


def words_of(block):
    """Return the texts of one block."""
    match block:
        case Paragraph() | Heading() | Notice():
            return [block.text]
        case Points():
            return list(block.items)
        case Figure():
            return []
        case Facts():
            return [word for row in block.rows for word in row]
        case Signals():
            return [word for signal in block.items for word in (signal.title, signal.text)]
        case Actions():
            return [word for card in (*block.cards, *block.further) for word in words_of_card(card)] + [
                block.further_on_screen
            ]
        case Quotes():
            return [block.question, *block.texts]
    raise AssertionError(block)


def words_of_card(card):
    """Return the texts of one action."""
    return [card.title, card.action, card.called_by, card.why, card.first_step, card.noticeable, card.source]


def section(report, key):
    """Return one section of a report."""
    return next(found for found in report.sections if found.key == key)


def texts_in(report, key):
    """Return the texts of one section."""
    return [text for block in section(report, key).blocks for text in words_of(block)]


def figures_in(report, key):
    """Return the names of the charts of one section."""
    return [block.chart for block in section(report, key).blocks if isinstance(block, Figure)]


def as_text(report, *, cards=99):
    """Return a report as plain text, for a person to read."""
    lines = [report.title, "=" * len(report.title), report.cover.title, report.cover.made_for]
    lines += ["", f">>> {report.headline}", report.level, report.certainty]
    for found in report.sections:
        lines += ["", f"## {found.title}"]
        for block in found.blocks:
            lines += _lines(block, cards)
    return "\n".join(lines)


def _lines(block, cards):
    match block:
        case Heading():
            return ["", f"### {block.text}"]
        case Figure():
            return [f"[{block.chart}]"]
        case Points():
            return [f"{n}. {text}" if block.is_ordered else f"- {text}" for n, text in enumerate(block.items, 1)]
        case Facts():
            return [f"{term}: {meaning}" for term, meaning in block.rows]
        case Signals():
            return [f"* {signal.title} {signal.text}" for signal in block.items]
        case Actions():
            found = [f"+ {card.title} | {card.called_by} | {card.first_step}" for card in block.cards[:cards]]
            return [*found, f"({len(block.cards)} cards) {block.further_on_screen}"]
        case Notice():
            return [f"(!) {block.text}"]
        case _:
            return words_of(block)
