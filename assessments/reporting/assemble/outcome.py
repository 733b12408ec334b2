"""The outcome in words: headline, level, certainty and tendency."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import share_words
from assessments.vocabulary.certainties import CERTAINTIES, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import KERN_EN_RAND
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND, ONVOLDOENDE_GEGEVENS, outcome_words

from .wording import is_young, lacks_foundation, number


def has_diagnosis(result: FrozenResult) -> bool:
    """Whether there were enough answers for an outcome."""
    return result.disclosed.diagnosis != ONVOLDOENDE_GEGEVENS


def headline(result: FrozenResult) -> str:
    """Return the diagnosis in one sentence; without a foundation, that intentie is missing."""
    disclosed = result.disclosed
    return _(outcome_words(disclosed.diagnosis, disclosed.level, is_young=is_young(result)).headline)


def level_words(result: FrozenResult) -> str:
    """Return the level in one sentence; empty without a diagnosis."""
    level, profile = result.disclosed.level, result.profile
    if level is None:
        return ""
    if level == FUNDAMENT_ONTBREEKT:
        return _("Start there, however much already happens: without shared intentie the rest does not last.")
    if level == STEVIG:
        return _("Firm: each of the three forces is at least %(points)s points above the bar.") % {
            "points": number(profile.margin)
        }
    if level == KWETSBAAR:
        return _vulnerable(result)
    return _distance(result, level)


def _vulnerable(result: FrozenResult) -> str:
    if is_ample(result):
        return _("Vulnerable: the scores are ample, but something else still needs attention.")
    return _("Vulnerable: there is little to spare when something goes against you.")


def is_ample(result: FrozenResult) -> bool:
    """Whether all forces are as far above the bar as in a firm partnership, judging by what may be shown."""
    bar, scores = result.disclosed.bar, result.disclosed.scores
    if bar is None:
        return False
    goal = bar + result.profile.margin
    return all(force in scores and reaches(scores[force].value, goal) for force in FORCES)


def _distance(result: FrozenResult, level: str) -> str:
    if is_young(result) and level == DREIGEND:
        return _("Under construction: the distance to the bar is not large any more.")
    if is_young(result):
        return _("Under construction: the distance to the bar is still large, which is common at the start.")
    if level == DREIGEND:
        return _(
            "A risk, not a standstill: the force that is furthest behind is not far below the bar, "
            "so this is a good moment to adjust."
        )
    return _("Stalled: the force that is furthest behind is far below the bar, and that does not change by itself.")


def certainty_words(result: FrozenResult) -> str:
    """Return how certain the outcome is, in one sentence; empty without a diagnosis.

    Without a foundation the headline is about intentie, so this sentence then says which pattern it is about, and
    names no diagnosis.
    """
    certainty = result.disclosed.certainty
    if certainty is None:
        return ""
    if lacks_foundation(result):
        return _(CERTAINTIES[certainty].sentence_of_pattern)
    return class_certainty_words(result)


def class_certainty_words(result: FrozenResult) -> str:
    """Return how sure the diagnosis is, with its share, or the two likeliest with their shares."""
    certainty = CERTAINTIES[result.disclosed.certainty or WAARSCHIJNLIJK]
    if certainty.code == NIPT:
        return _close_call(result)
    share = result.disclosed.stability.get(result.disclosed.diagnosis)
    if share is None:
        return _(certainty.sentence)
    return _(certainty.with_share) % {"share": share_words(share)}


def likeliest(result: FrozenResult) -> tuple[str, str] | None:
    """Return the two likeliest diagnoses, likeliest first; None where the shares may not be shown."""
    shares = result.disclosed.stability
    if sum(share > 0 for share in shares.values()) < 2:
        return None
    own = result.disclosed.diagnosis
    first, second, *_rest = sorted(shares, key=lambda name: (-shares[name], name != own, tuple(DIAGNOSES).index(name)))
    return first, second


def _close_call(result: FrozenResult) -> str:
    found = likeliest(result)
    if found is None:
        return _(CERTAINTIES[NIPT].sentence)
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
    if KERN_EN_RAND in result.disclosed.flags:
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
    tendency = DIAGNOSES[result.disclosed.tendency or ""]
    first, second = tendency.gap or ("", "")
    if bar is None or first not in scores or second not in scores:
        return ""
    drop = scores[first].value - scores[second].value
    if not reaches(drop, profile.gap) or reaches(scores[second].value, bar + profile.margin):
        return ""
    return _(tendency.dropped)
