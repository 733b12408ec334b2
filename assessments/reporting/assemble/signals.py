"""Every flag of the model as a signal: a few words, and one sentence on what it means and what to do with it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult

from .omissions import notices
from .report import Block, Paragraph, Signal, Signals

_SIGNALS: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "intentie_zwak": (
        lambda: _("Intentie is weak."),
        lambda: _(
            "The partners do not know sharply enough what they want together: "
            "first make a goal that everyone can tell in one sentence."
        ),
    ),
    "kern_en_rand": (
        lambda: _("A core works together, the others do not yet."),
        lambda: _(
            "Some organisations already work together in practice and some do not: "
            "ask those others what they need in order to join in."
        ),
    ),
    "belangen_ongeregeld": (
        lambda: _("Interests clash and that is not arranged well enough."),
        lambda: _(
            "Partners then hold back, which slows every step: put the interests on the table and agree what you do "
            "when they clash."
        ),
    ),
    "rem_onbekend": (
        lambda: _("It is not known whether interests act as a brake."),
        lambda: _(
            "There are no usable answers about clashing interests or how they are arranged, so the bar may really be "
            "higher: make time to talk about interests."
        ),
    ),
    "verdeeld_beeld": (
        lambda: _("Opinions are divided."),
        lambda: _(
            "On at least one force the answers lie so far apart that the average hides what people experience: "
            "find out where that comes from before you decide anything."
        ),
    ),
    "perceptiekloof": (
        lambda: _("Roles see things differently."),
        lambda: _(
            "At least one role sees the partnership clearly differently from the rest: first let people tell each "
            "other what they see, without deciding who is right."
        ),
    ),
    "nipt": (
        lambda: _("The outcome is a close call."),
        lambda: _(
            "With a few other people the outcome could have been different: look more at the scores than at the "
            "name of the outcome."
        ),
    ),
    "partners_ontbreken": (
        lambda: _("Partners are missing."),
        lambda: _(
            "Fewer than two thirds of the organisations asked took part, so the view of the others is missing: "
            "ask them in a conversation how they see it."
        ),
    ),
    "rol_ontbreekt": (
        lambda: _("A role is missing."),
        lambda: _(
            "No professionals took part, or no managers and no directors, so one side of the story is missing: "
            "show them this outcome and ask what they recognise."
        ),
    ),
    "startfase": (
        lambda: _("The partnership is young."),
        lambda: _(
            "In its first years a partnership is still being built, so read the scores as a starting point and "
            "not as a verdict."
        ),
    ),
    "lage_respons": (
        lambda: _("Fewer than half took part."),
        lambda: _(
            "Who did not answer may see it differently, so be careful with conclusions and ask them why they did "
            "not take part."
        ),
    ),
}


def signal(result: FrozenResult, flag: str) -> Signal:
    """Return a flag in words. Raises KeyError for one that the model does not know."""
    if flag == "weging_bepalend":
        return Signal(flag, _("How answers are weighted decides the outcome."), _weighting(result))
    title, text = _SIGNALS[flag]
    return Signal(flag, title(), text())


def _weighting(result: FrozenResult) -> str:
    if result.disclosed.weighting == "organisation":
        return _(
            "Here organisations with many answers count only a little more than small ones, and if every person "
            "counted equally the outcome would be different: talk about how large and small partners experience it."
        )
    return _(
        "Here every person counts equally, and if organisations counted instead the outcome would be different: "
        "talk about how large and small partners experience it."
    )


def signals(result: FrozenResult) -> tuple[Block, ...]:
    """Return all flags in words, or that there are none, with what is held back of them and of the bar."""
    found = tuple(signal(result, flag) for flag in result.disclosed.flags)
    block: Block = Signals(found) if found else Paragraph(_("No special signals came out of this measurement."))
    return (block, *notices(result, "why"))
