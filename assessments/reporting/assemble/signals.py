"""Every flag of the model as a signal: a few words, then what it means and what to do with it."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.flags import (
    FLAGS,
    INTENTIE_ROND_DE_LAT,
    INTENTIE_ZWAK,
    PERCEPTIEKLOOF,
    ROL_ONTBREEKT,
    WEGING_BEPALEND,
    Flag,
)
from assessments.vocabulary.roles import BESTUURDER, MANAGER, PROFESSIONAL

from .omissions import notices
from .perception import perception_sentences
from .report import Block, Paragraph, Signal, Signals
from .standing import fired, has_flag, roles_taking_part


def signal(result: FrozenResult, flag: str) -> Signal:
    """Return a flag in words. Raises KeyError for one that the model does not know."""
    title, meaning = _words(result, FLAGS[flag])
    values = {
        "views": " ".join(perception_sentences(result)),
        "diagnosis": result.disclosed.diagnosis,
        "force": fired(result) or "",
    }
    return Signal(flag, _(title), _(meaning) % values)


def _words(result: FrozenResult, flag: Flag) -> tuple[str, str]:
    """Return title and meaning of a flag, of those it has for different results."""
    if flag.code == WEGING_BEPALEND and result.disclosed.weighting == "respondent":
        return flag.title, flag.meaning_by_person
    if flag.code == PERCEPTIEKLOOF and not result.disclosed.perception:
        return flag.title, flag.meaning_where_hidden
    if flag.code == ROL_ONTBREEKT:
        return _who_is_missing(result, flag)
    return flag.title, flag.meaning


def _who_is_missing(result: FrozenResult, flag: Flag) -> tuple[str, str]:
    there = roles_taking_part(result)
    if PROFESSIONAL in there:
        return flag.title_without_leaders, flag.meaning_without_leaders
    if there & {MANAGER, BESTUURDER}:
        return flag.title, flag.meaning
    return flag.title_where_hidden, flag.meaning_where_hidden


def signals(result: FrozenResult) -> tuple[Block, ...]:
    """Return all flags in words, or that there are none, with what is withheld of them and of the bar."""
    found = tuple(signal(result, flag) for flag in shown_flags(result))
    block: Block = Signals(found) if found else Paragraph(_("There are no signals that need extra attention."))
    return (block, *notices(result, "why"))


def shown_flags(result: FrozenResult) -> tuple[str, ...]:
    """Return the flags to tell of: that intentie lies around the bar goes before that it lies below it."""
    around = has_flag(result, INTENTIE_ROND_DE_LAT)
    return tuple(flag for flag in result.disclosed.flags if not (around and flag == INTENTIE_ZWAK))
