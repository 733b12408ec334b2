"""The words of a report in tables: facts, actions, open answers, what is not shown, and the running text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.reporting.assemble.actions import card as action_card
from assessments.reporting.assemble.method import organisations_words, people_words
from assessments.reporting.assemble.omissions import omissions, rounded_anew
from assessments.reporting.assemble.origin import partnership_name
from assessments.reporting.assemble.outcome import has_diagnosis
from assessments.reporting.assemble.report import Facts, Heading, Notice, Paragraph, Points, Quotes, Report, Signals
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import made_for
from assessments.reporting.numbers import in_letters, response_words
from assessments.tables.values import Cell, Column, Sheet
from assessments.vocabulary.limits import texts_from
from assessments.vocabulary.roles import ADVISED


def about(result: FrozenResult) -> Sheet:
    """Return what was measured, when, and with which versions."""
    columns = (
        Column("subject", _("Subject"), _("What the line is about.")),
        Column("value", _("Value"), _("What can be said about it. Numbers of people are given as bands.")),
    )
    facts, shown = result.facts, result.disclosed
    rows = (
        (_("Partnership"), partnership_name(result)),
        (_("Theme"), facts.theme),
        (_("Round"), facts.title),
        (_("Closed on"), facts.closed_at.date().isoformat()),
        (_("People who answered"), people_words(result)),
        (_("Organisations that took part"), organisations_words(result)),
        (_("Share of the people asked who answered"), _response(result)),
        (_("Split"), _("role") if shown.split == "role" else _("organisation")),
        (_("Version of the questionnaire"), result.versions.get("questionnaire", "")),
        (_("Version of the model"), result.versions.get("model", "")),
        (_("Version of the scoring profile"), str(result.profile_version)),
        (_("Version 1 and 2"), rounded_anew() if result.is_of_version_1 else ""),
    )
    return Sheet("about", _("About this result"), columns, [row for row in rows if row[1]])


def _response(result: FrozenResult) -> str:
    response = result.disclosed.response
    return "" if response is None else response_words(response)


def actions(result: FrozenResult) -> Sheet:
    """Return the advice of every role, most urgent first."""
    columns = (
        Column("role", _("For whom"), _("The role that the action is meant for.")),
        Column("order", _("Order"), _("The most urgent action of a role is number 1.")),
        Column("title", pgettext("what to do", "Action"), _("The action in a few words.")),
        Column("action", _("What to do"), _("The action in one sentence.")),
        Column("called_by", _("Why here"), _("Which score, signal or outcome called for it.")),
        Column("why", _("Why it helps"), _("Why this action works.")),
        Column("first_step", _("First step"), _("How to begin.")),
        Column("noticeable", _("You will notice"), _("How you notice that it works.")),
        Column(
            "source",
            _("Source"),
            _("Where the sentence under the title comes from; empty when it is Driekracht’s."),
        ),
    )
    return Sheet("actions", _("Actions"), columns, tuple(_advice(result)) if has_diagnosis(result) else ())


def _advice(result: FrozenResult) -> Iterator[tuple[Cell, ...]]:
    for role in ADVISED:
        advice = next((found for found in result.actions if found.role == role), None)
        chosen = (*advice.main, *advice.tendency) if advice else ()
        for order, one in enumerate(chosen, 1):
            card = action_card(result, one)
            texts = (card.title, card.action, card.called_by, card.why, card.first_step, card.noticeable, card.source)
            yield made_for(role), order, *texts


def open_answers(result: FrozenResult, report: Report) -> Sheet:
    """Return the open answers that are shown, in the random order of the report."""
    least = {"least": in_letters(texts_from(result.profile))}
    columns = (
        Column("question", _("Question"), _("The open question.")),
        Column(
            "answer",
            _("Answer"),
            _(
                "Word for word, in random order, only where a question has %(least)s answers or more. Where it "
                "says [left out], a coordinator left out an answer."
            )
            % least,
        ),
    )
    quotes = [block for section in report.sections for block in section.blocks if isinstance(block, Quotes)]
    rows = [(block.question, text) for block in quotes for text in block.texts]
    return Sheet("open_answers", _("Open answers"), columns, rows)


def not_shown(result: FrozenResult) -> Sheet:
    """Return what is withheld, in the sentences of the report."""
    columns = (Column("sentence", _("What is not shown"), _("What is not shown in the report, and why.")),)
    return Sheet("not_shown", _("Not shown"), columns, [(one.text,) for one in omissions(result)])


def report_text(report: Report) -> Sheet:
    """Return the running text of the report, without actions and open answers, which have sheets of their own."""
    columns = (
        Column("section", _("Section"), _("The part of the report.")),
        Column("heading", _("Heading"), _("The heading inside that part; may be empty.")),
        Column("text", _("Text"), _("A few sentences of the report.")),
    )
    return Sheet("report_text", _("Text of the report"), columns, tuple(_lines(report)))


def _lines(report: Report) -> Iterator[tuple[Cell, ...]]:
    for section in report.sections:
        heading = ""
        for block in section.blocks:
            if isinstance(block, Heading):
                heading = block.text
            for text in _texts(block):
                yield section.name, heading or None, text


def _texts(block: object) -> tuple[str, ...]:
    if isinstance(block, Paragraph | Notice):
        return (block.text,)
    if isinstance(block, Points):
        return block.items
    if isinstance(block, Signals):
        return tuple(f"{signal.title} {signal.text}" for signal in block.items)
    if isinstance(block, Facts):
        return tuple(f"{term}: {meaning}" for term, meaning in block.rows)
    return ()
