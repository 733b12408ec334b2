"""The outcome in words: headline, level, certainty and tendency."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import share_words
from assessments.scoring.values import EILANDSAMENWERKING, FORCES, GEZOND, ONVOLDOENDE_GEGEVENS, SCHIJNSAMENWERKING

from .wording import is_young, lacks_foundation, number, reaches

ORDER = (GEZOND, SCHIJNSAMENWERKING, EILANDSAMENWERKING)
"""Of diagnoses that are equally likely."""

_HEADLINES: dict[tuple[str, str], Callable[[], str]] = {
    (GEZOND, "stevig"): lambda: _(
        "The partnership is gezond (healthy) and stands firm: intentie, actie and verbinding are well above the bar."
    ),
    (GEZOND, "kwetsbaar"): lambda: _(
        "The partnership is gezond (healthy) but vulnerable: intentie, actie and verbinding reach the bar, "
        "but it does not stand firm yet."
    ),
    (SCHIJNSAMENWERKING, "vastgelopen"): lambda: _(
        "The partnership has stalled as a schijnsamenwerking (collaboration in name): you know what you want together, "
        "but too little happens in practice."
    ),
    (SCHIJNSAMENWERKING, "dreigend"): lambda: _(
        "The partnership risks becoming a schijnsamenwerking (collaboration in name): you know what you want together, "
        "but not enough of it happens in practice yet."
    ),
    (SCHIJNSAMENWERKING, "young"): lambda: _(
        "This young partnership still has to take the step from wanting to doing: for now it looks like a "
        "schijnsamenwerking (collaboration in name)."
    ),
    (EILANDSAMENWERKING, "vastgelopen"): lambda: _(
        "The partnership has stalled as an eilandsamenwerking (collaboration on islands): people work together, "
        "but the partners support each other too little."
    ),
    (EILANDSAMENWERKING, "dreigend"): lambda: _(
        "The partnership risks becoming an eilandsamenwerking (collaboration on islands): people work together, "
        "but the partners do not support each other enough yet."
    ),
    (EILANDSAMENWERKING, "young"): lambda: _(
        "This young partnership still has to take the step from doing to supporting each other: for now it looks like "
        "an eilandsamenwerking (collaboration on islands)."
    ),
}


def has_diagnosis(result: FrozenResult) -> bool:
    """Whether there were enough answers for an outcome."""
    return result.disclosed.diagnosis != ONVOLDOENDE_GEGEVENS


def headline(result: FrozenResult) -> str:
    """Return the diagnosis in one sentence; without a foundation, that intentie is missing."""
    diagnosis = result.disclosed.diagnosis
    if not has_diagnosis(result):
        return _("There are too few answers to say how this partnership is doing.")
    if lacks_foundation(result) and diagnosis == GEZOND:
        return _(
            "The foundation is missing: you do work together, but intentie – what you want together – "
            "is not yet strong enough to build on."
        )
    if lacks_foundation(result):
        return _("The foundation is missing: intentie – what you want together – is not yet strong enough to build on.")
    kind = "young" if is_young(result) and diagnosis != GEZOND else result.disclosed.level or ""
    return _HEADLINES[diagnosis, kind]()


def level_words(result: FrozenResult) -> str:
    """Return the level in one sentence; empty without a diagnosis."""
    level, profile = result.disclosed.level, result.profile
    if level is None:
        return ""
    if level == "fundament_ontbreekt":
        return _("Start there, however much already happens: without shared intentie the rest does not last.")
    if level == "stevig":
        return _("Firm: each of the three forces is at least %(points)s points above the bar.") % {
            "points": number(profile.margin)
        }
    if level == "kwetsbaar":
        return _vulnerable(result)
    return _distance(result, level)


def _vulnerable(result: FrozenResult) -> str:
    if is_ample(result):
        return _("Vulnerable: the scores are ample, but something else still needs attention.")
    return _("Vulnerable: there is little to spare when something goes against you.")


def is_ample(result: FrozenResult) -> bool:
    """Whether all forces are as far above the bar as in a firm partnership, as far as may be shown."""
    bar, scores = result.disclosed.bar, result.disclosed.scores
    if bar is None:
        return False
    goal = bar + result.profile.margin
    return all(force in scores and reaches(scores[force].value, goal) for force in FORCES)


def _distance(result: FrozenResult, level: str) -> str:
    if is_young(result) and level == "dreigend":
        return _("Under construction: the distance to the bar is not large any more.")
    if is_young(result):
        return _("Under construction: the distance to the bar is still large, which is common at the start.")
    if level == "dreigend":
        return _(
            "A risk, not a standstill: the force that is furthest behind is not far below the bar, "
            "so this is a good moment to adjust."
        )
    return _("Stalled: the force that is furthest behind is far below the bar, and that does not change by itself.")


def certainty_words(result: FrozenResult) -> str:
    """Return how sure the outcome is, in one sentence; empty without a diagnosis.

    Without a foundation the headline is about intentie, so this sentence then says of which pattern it speaks, and
    names no diagnosis.
    """
    if result.disclosed.certainty is None:
        return ""
    if lacks_foundation(result):
        return _certainty_of_pattern(result)
    return class_certainty_words(result)


def _certainty_of_pattern(result: FrozenResult) -> str:
    if result.disclosed.certainty == "nipt":
        return _("What actie and verbinding show is a close call; “Why” says between which outcomes.")
    if result.disclosed.certainty == "duidelijk":
        return _("What actie and verbinding show beside that is clear; “Why” says what.")
    return _("What actie and verbinding show beside that is likely; “Why” says what.")


def class_certainty_words(result: FrozenResult) -> str:
    """Return how sure the diagnosis is, with its share, or the two likeliest with their shares."""
    certainty, stability = result.disclosed.certainty, result.disclosed.stability
    if certainty == "nipt":
        return _close_call(result)
    share = stability.get(result.disclosed.diagnosis)
    if share is None:
        return _("This outcome is clear.") if certainty == "duidelijk" else _("This outcome is likely.")
    if certainty == "duidelijk":
        sentence = _(
            "This outcome is clear: with a group of people that is slightly different by chance, "
            "it would come out again in %(share)s of cases."
        )
    else:
        sentence = _(
            "This outcome is likely: with a group of people that is slightly different by chance, "
            "it would come out again in %(share)s of cases."
        )
    return sentence % {"share": share_words(share)}


def likeliest(result: FrozenResult) -> tuple[str, str] | None:
    """Return the two likeliest diagnoses, likeliest first; None where the shares may not be shown."""
    shares = result.disclosed.stability
    if sum(share > 0 for share in shares.values()) < 2:
        return None
    own = result.disclosed.diagnosis
    first, second, *_rest = sorted(
        shares, key=lambda name: (-shares[name], name != own, ORDER.index(name) if name in ORDER else len(ORDER))
    )
    return first, second


def _close_call(result: FrozenResult) -> str:
    found = likeliest(result)
    if found is None:
        return _("It is a close call: with a slightly different group of people another outcome is quite possible.")
    first, second = found
    shares = result.disclosed.stability
    values = {
        "first": first,
        "second": second,
        "diagnosis": result.disclosed.diagnosis,
        "first_share": share_words(shares[first]),
        "second_share": share_words(shares[second]),
    }
    if first != result.disclosed.diagnosis:
        sentence = _(
            "It is a close call: the scores point to %(diagnosis)s, but with a slightly different group of people "
            "%(first)s (%(first_share)s) is a little more likely than %(second)s (%(second_share)s)."
        )
    elif shares[first] == shares[second]:
        sentence = _("It is a close call: %(first)s (%(first_share)s) is as likely as %(second)s (%(second_share)s).")
    else:
        sentence = _(
            "It is a close call: %(first)s (%(first_share)s) is a little more likely than "
            "%(second)s (%(second_share)s)."
        )
    return sentence % values


def tendency_words(result: FrozenResult) -> str:
    """Return where the partnership is heading, in one or two sentences; empty without a tendency."""
    tendency = result.disclosed.tendency
    if tendency is None:
        return ""
    if "kern_en_rand" in result.disclosed.flags:
        return _(
            "The partnership leans towards eilandsamenwerking (collaboration on islands): a core already works "
            "together, and the others do not join in yet."
        )
    if dropped := _drop(result):
        return dropped
    if tendency == GEZOND:
        return _("The partnership leans towards gezond (healthy): it does not take much more to get there.")
    return _("The partnership leans towards %(tendency)s: of the other outcomes that is the likeliest.") % {
        "tendency": tendency
    }


def _drop(result: FrozenResult) -> str:
    """Return the sentence on the drop between two forces that gave a healthy partnership its tendency, if one did."""
    scores, bar, profile = result.disclosed.scores, result.disclosed.bar, result.profile
    if result.disclosed.diagnosis != GEZOND:
        return ""
    pairs = {SCHIJNSAMENWERKING: ("intentie", "actie"), EILANDSAMENWERKING: ("actie", "verbinding")}
    first, second = pairs[result.disclosed.tendency or ""]
    if bar is None or first not in scores or second not in scores:
        return ""
    drop = scores[first].value - scores[second].value
    if not reaches(drop, profile.gap) or reaches(scores[second].value, bar + profile.margin):
        return ""
    if second == "actie":
        return _(
            "The partnership leans towards schijnsamenwerking (collaboration in name): actie stays far behind "
            "intentie. Watch that the step from wanting to doing does not slip."
        )
    return _(
        "The partnership leans towards eilandsamenwerking (collaboration on islands): verbinding stays far behind "
        "actie. Watch that partners keep supporting each other."
    )
