"""Every flag of the model as a signal: a few words, and one sentence on what it means and what to do with it."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.flags import FLAGS

from .omissions import notices
from .report import Block, Paragraph, Signal, Signals


def signal(result: FrozenResult, flag: str) -> Signal:
    """Return a flag in words. Raises KeyError for one that the model does not know."""
    known = FLAGS[flag]
    is_by_person = result.disclosed.weighting == "respondent"
    meaning = known.meaning_by_person if is_by_person and known.meaning_by_person else known.meaning
    return Signal(flag, _(known.title), _(meaning))


def signals(result: FrozenResult) -> tuple[Block, ...]:
    """Return all flags in words, or that there are none, with what is withheld of them and of the bar."""
    found = tuple(signal(result, flag) for flag in result.disclosed.flags)
    block: Block = Signals(found) if found else Paragraph(_("No special signals came out of this measurement."))
    return (block, *notices(result, "why"))
