"""What people wrote in their own words, as they wrote it."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult

from .omissions import notices, open_words
from .report import Block, Paragraph, Quotes, Section, titled
from .titles.answers import of_the_open_answers


def open_answers(result: FrozenResult) -> Section:
    """Return the section with the open answers that may be shown, and which may not."""
    shown = result.disclosed.open_answers
    blocks: list[Block] = []
    if shown:
        blocks.append(
            Paragraph(
                _(
                    "These are people’s own words, in random order. Do not try to find out who wrote what. What "
                    "matters is what is said, and next time everyone must be able to answer freely again."
                ),
                "soft",
            )
        )
    if any(0 < texts.count(None) < len(texts) for texts in shown.values()):
        blocks.append(
            Paragraph(
                _("Where it says [left out], a coordinator left out an answer, for example because it held a name."),
                "soft",
            )
        )
    blocks += [_quotes(open_words(result, code), texts) for code, texts in shown.items()]
    blocks += notices(result, "open_answers")
    if not blocks:
        blocks.append(Paragraph(_("Nobody wrote an open answer.")))
    return titled("open_answers", _("Open answers"), of_the_open_answers(result), tuple(blocks))


def _quotes(question: str, texts: tuple[str | None, ...]) -> Quotes:
    """Return the answers to one question; one that was struck out keeps its place."""
    are_all_struck = 0 < len(texts) == texts.count(None)
    return Quotes(
        question,
        tuple(_("[left out]") if text is None else text for text in texts),
        instead=_("A coordinator left out all answers to this question.") if are_all_struck else "",
    )
