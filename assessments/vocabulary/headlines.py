"""What is said first of a result: rules in order, of which the first that fits gives the sentence.

A rule needs facts of the result: its diagnosis, level, certainty and flags by their codes, and the facts below. In
the report, in the public summary and in lists each has its own rules.
"""

from collections.abc import Collection

from .flags import INTENTIE_ROND_DE_LAT, KERN_EN_RAND, NIPT, OPBOUWFASE, VASTGELOPEN
from .levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG, UITGESPROKEN
from .outcomes import EILANDSAMENWERKING, GEZOND, ONVOLDOENDE_GEGEVENS, SCHIJNSAMENWERKING
from .registry import message as _

IS_NEAR = "near"
"""The force that a stagnation turns on nearly reaches its bar."""
IS_AMPLE = "ample"
"""All forces are as far above their bar as in a firm partnership."""
IS_RISING = "rising"
"""The same stagnation as the round before, and the force that it turns on rose by more than chance."""
INTERESTS_DECIDE = "interests_decide"
"""Without clashing interests the force that a stagnation turns on would have reached its bar."""

Rules = tuple[tuple[frozenset[str], str], ...]
"""Facts that a result needs, and the sentence in English."""


def _rule(sentence: str, *needed: str) -> tuple[frozenset[str], str]:
    return frozenset(needed), sentence


def first_that_fits(rules: Rules, facts: Collection[str]) -> str:
    """Return the sentence of the first rule of which a result has every fact. Raises KeyError if none fits."""
    found = set(facts)
    for needed, sentence in rules:
        if needed <= found:
            return sentence
    raise KeyError(*sorted(found))


HEADLINES: Rules = (
    _rule(_("There are too few answers to say how this partnership is doing."), ONVOLDOENDE_GEGEVENS),
    _rule(
        _("The foundation is missing: what you want together is not strong enough yet to build on."),
        FUNDAMENT_ONTBREEKT,
        SCHIJNSAMENWERKING,
    ),
    _rule(
        _(
            "The foundation is missing: you do work together, but what you want together is not strong enough yet to "
            "build on."
        ),
        FUNDAMENT_ONTBREEKT,
    ),
    _rule(
        _(
            "A core works together in a healthy way, but the other organisations do not yet: so the core remains an "
            "island."
        ),
        GEZOND,
        KERN_EN_RAND,
    ),
    _rule(
        _(
            "A core already truly works together. Across all organisations, not enough is happening yet: there is a "
            "risk of schijnsamenwerking (collaboration in name)."
        ),
        SCHIJNSAMENWERKING,
        KERN_EN_RAND,
    ),
    _rule(
        _(
            "The partnership is an eilandsamenwerking (collaboration on islands) with a core and a rim: the core "
            "works together, the rim is not on board yet."
        ),
        EILANDSAMENWERKING,
        KERN_EN_RAND,
    ),
    _rule(
        _("The partnership seems gezond (healthy), but its foundation is uncertain: intentie lies around the bar."),
        GEZOND,
        INTENTIE_ROND_DE_LAT,
    ),
    _rule(_("The answers point to a gezond (healthy) partnership, but it is a close call."), GEZOND, NIPT),
    _rule(
        _(
            "The answers point to schijnsamenwerking (collaboration in name), but it is a close call: almost enough "
            "is happening in practice."
        ),
        SCHIJNSAMENWERKING,
        NIPT,
        IS_NEAR,
    ),
    _rule(
        _("The answers point to schijnsamenwerking (collaboration in name), but it is a close call."),
        SCHIJNSAMENWERKING,
        NIPT,
    ),
    _rule(
        _("The answers point to eilandsamenwerking (collaboration on islands), but it is a close call."),
        EILANDSAMENWERKING,
        NIPT,
    ),
    _rule(
        _(
            "The partnership is gezond (healthy) and stands firm: you know what you want together, you do it, and you "
            "support each other in it."
        ),
        STEVIG,
    ),
    _rule(
        _(
            "The partnership is gezond (healthy) but not firm yet: the scores are comfortable, but something still "
            "needs attention."
        ),
        KWETSBAAR,
        IS_AMPLE,
    ),
    _rule(
        _(
            "The partnership is gezond (healthy) but still vulnerable: all three forces reach the bar, but not all "
            "three comfortably."
        ),
        KWETSBAAR,
    ),
    _rule(
        _(
            "The partnership has stalled as a schijnsamenwerking (collaboration in name): since the previous round, "
            "too, practice has not noticeably picked up."
        ),
        SCHIJNSAMENWERKING,
        VASTGELOPEN,
    ),
    _rule(
        _(
            "The partnership has stalled as an eilandsamenwerking (collaboration on islands): since the previous "
            "round, too, the partners have not noticeably started to support each other more."
        ),
        EILANDSAMENWERKING,
        VASTGELOPEN,
    ),
    _rule(
        _(
            "You are on your way: noticeably more is happening in practice than in the previous round. It is not "
            "enough yet; that is why the outcome is still schijnsamenwerking (collaboration in name)."
        ),
        SCHIJNSAMENWERKING,
        IS_RISING,
    ),
    _rule(
        _(
            "You are on your way: the partners support each other noticeably more than in the previous round. It is "
            "not enough yet; that is why the outcome is still eilandsamenwerking (collaboration on islands)."
        ),
        EILANDSAMENWERKING,
        IS_RISING,
    ),
    _rule(
        _(
            "This partnership is still being built. The step from wanting to doing comes next: the picture is that of "
            "a schijnsamenwerking (collaboration in name)."
        ),
        SCHIJNSAMENWERKING,
        OPBOUWFASE,
    ),
    _rule(
        _(
            "This partnership is still being built. The step from doing to supporting each other comes next: the "
            "picture is that of an eilandsamenwerking (collaboration on islands)."
        ),
        EILANDSAMENWERKING,
        OPBOUWFASE,
    ),
    _rule(
        _(
            "There is a risk of schijnsamenwerking (collaboration in name), and interests make the difference: without "
            "clashing interests, what you do together would have been enough."
        ),
        SCHIJNSAMENWERKING,
        INTERESTS_DECIDE,
    ),
    _rule(
        _(
            "There is a risk of eilandsamenwerking (collaboration on islands), and interests make the difference: "
            "without clashing interests, the support for each other would have been enough."
        ),
        EILANDSAMENWERKING,
        INTERESTS_DECIDE,
    ),
    _rule(
        _(
            "The outcome is schijnsamenwerking (collaboration in name): far too little is happening in practice yet. "
            "Whether the foundation is strong enough is not certain."
        ),
        SCHIJNSAMENWERKING,
        INTENTIE_ROND_DE_LAT,
        UITGESPROKEN,
    ),
    _rule(
        _(
            "There is a risk of schijnsamenwerking (collaboration in name): not enough is happening in practice yet. "
            "Whether the foundation is strong enough is not certain."
        ),
        SCHIJNSAMENWERKING,
        INTENTIE_ROND_DE_LAT,
    ),
    _rule(
        _(
            "There is a risk of schijnsamenwerking (collaboration in name): you know what you want together, but not "
            "enough of it is happening in practice yet."
        ),
        SCHIJNSAMENWERKING,
        DREIGEND,
    ),
    _rule(
        _(
            "There is a risk of eilandsamenwerking (collaboration on islands): you work together, but the partners do "
            "not support each other enough yet."
        ),
        EILANDSAMENWERKING,
        DREIGEND,
    ),
    _rule(
        _(
            "The outcome is schijnsamenwerking (collaboration in name): you know what you want together, but far too "
            "little is happening in practice yet."
        ),
        SCHIJNSAMENWERKING,
    ),
    _rule(
        _(
            "The outcome is eilandsamenwerking (collaboration on islands): you work together, but the partners support "
            "each other far too little yet."
        ),
        EILANDSAMENWERKING,
    ),
)
"""Of the report."""

_AGREE_ON_GOALS = _(
    "The step to take now is to choose together, and lay down, what the partners want to achieve. The rest can be "
    "built on that."
)
_CHECK_GOALS = _(
    "The partners already work together and support each other. The step to take now is to check together whether "
    "everyone wants the same."
)
IN_PUBLIC: Rules = (
    _rule(
        _("Too few people answered to say how the collaboration is doing. That says nothing good or bad about it."),
        ONVOLDOENDE_GEGEVENS,
    ),
    _rule(_AGREE_ON_GOALS, FUNDAMENT_ONTBREEKT),
    _rule(
        _(
            "Some of the organisations already work together well. The step to take now is to involve the other "
            "organisations."
        ),
        KERN_EN_RAND,
    ),
    _rule(
        _(
            "The collaboration is on its way. Since the previous round the partners have moved forward; the next step "
            "is to do more of it in practice."
        ),
        SCHIJNSAMENWERKING,
        IS_RISING,
    ),
    _rule(
        _(
            "The collaboration is on its way. Since the previous round the partners have moved forward; the next step "
            "is to support each other more."
        ),
        EILANDSAMENWERKING,
        IS_RISING,
    ),
    _rule(
        _(
            "The collaboration is in good shape: the partners know what they want together, they do it, and they "
            "support each other in it."
        ),
        STEVIG,
    ),
    _rule(_CHECK_GOALS, GEZOND, INTENTIE_ROND_DE_LAT),
    _rule(_("The answers point to a collaboration that is in good shape."), GEZOND, NIPT),
    _rule(_("The collaboration is in good shape. The partners can make it firmer still."), GEZOND),
    _rule(
        _(
            "The step to take now is to check together whether everyone wants the same, and to do more of it in "
            "practice."
        ),
        SCHIJNSAMENWERKING,
        INTENTIE_ROND_DE_LAT,
    ),
    _rule(
        _(
            "The partners work together in practice. The step to take now is to check together whether everyone wants "
            "the same, and to support each other more in it."
        ),
        EILANDSAMENWERKING,
        INTENTIE_ROND_DE_LAT,
    ),
    _rule(
        _(
            "The collaboration is still being built. The partners know what they want together; the next step is to do "
            "more of it in practice."
        ),
        SCHIJNSAMENWERKING,
        OPBOUWFASE,
    ),
    _rule(
        _(
            "The collaboration is still being built. The partners know what they want and already work together; the "
            "next step is to support each other more."
        ),
        EILANDSAMENWERKING,
        OPBOUWFASE,
    ),
    _rule(
        _("The partners know what they want together. The step to take now is to do more of it in practice."),
        SCHIJNSAMENWERKING,
    ),
    _rule(
        _(
            "The partners know what they want and work together in practice. The step to take now is to support each "
            "other more in it."
        ),
        EILANDSAMENWERKING,
    ),
)
"""Of the public summary, for whoever did not take part."""

TOO_FEW_IN_SHORT = _("too few answers for a diagnosis")
NO_FOUNDATION_IN_SHORT = _("the foundation is missing: intentie")
_RISK_OF_SCHIJN = _("risk of schijnsamenwerking")
_RISK_OF_EILAND = _("risk of eilandsamenwerking")
IN_SHORT: Rules = (
    _rule(TOO_FEW_IN_SHORT, ONVOLDOENDE_GEGEVENS),
    _rule(NO_FOUNDATION_IN_SHORT, FUNDAMENT_ONTBREEKT),
    _rule(_("gezond and firm"), STEVIG),
    _rule(_("gezond but vulnerable"), GEZOND),
    _rule(_RISK_OF_SCHIJN, SCHIJNSAMENWERKING, NIPT),
    _rule(_RISK_OF_EILAND, EILANDSAMENWERKING, NIPT),
    _rule(_("stalled schijnsamenwerking"), SCHIJNSAMENWERKING, VASTGELOPEN),
    _rule(_("stalled eilandsamenwerking"), EILANDSAMENWERKING, VASTGELOPEN),
    _rule(_("being built, for now like a schijnsamenwerking"), SCHIJNSAMENWERKING, OPBOUWFASE),
    _rule(_("being built, for now like an eilandsamenwerking"), EILANDSAMENWERKING, OPBOUWFASE),
    _rule(_RISK_OF_SCHIJN, SCHIJNSAMENWERKING, DREIGEND),
    _rule(_RISK_OF_EILAND, EILANDSAMENWERKING, DREIGEND),
    _rule(SCHIJNSAMENWERKING, SCHIJNSAMENWERKING),
    _rule(EILANDSAMENWERKING, EILANDSAMENWERKING),
)
"""In a few words, as in a list of rounds."""
