"""The outcome in words: headline, level, certainty and tendency."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import chance_words, foundation_words, score_words, whole_points_words
from assessments.vocabulary.certainties import (
    CAPPED,
    CAPPED_BY,
    CAPPED_FOUNDATION,
    CERTAINTIES,
    NIPT,
    WAARSCHIJNLIJK,
)
from assessments.vocabulary.flags import FLAGS, INTENTIE_ROND_DE_LAT, KERN_EN_RAND, VERDEELD_BEELD
from assessments.vocabulary.forces import Force
from assessments.vocabulary.headlines import HEADLINES, first_that_fits
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, LEVELS, STEVIG
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import (
    DIAGNOSES,
    EILANDSAMENWERKING,
    GEZOND,
    ONVOLDOENDE_GEGEVENS,
    SCHIJNSAMENWERKING,
)

from .signals import signal
from .standing import (
    distance,
    facts,
    fired,
    has_chance,
    has_flag,
    is_ample,
    is_below,
    lacking_margin,
    leaders_see_more_action,
    nearly_all_answered,
)
from .wording import is_young, lacks_foundation, number

MOST_REASONS = 2
"""The most signals or reasons that one sentence names."""
ABOUT_EQUAL = 10
"""Per cents between two shown chances below which they are about equal."""


def has_diagnosis(result: FrozenResult) -> bool:
    """Whether there were enough answers for an outcome."""
    return result.disclosed.diagnosis != ONVOLDOENDE_GEGEVENS


def headline(result: FrozenResult) -> str:
    """Return what the report says first; without a foundation, that intentie is missing."""
    return _(first_that_fits(HEADLINES, facts(result)))


def level_words(result: FrozenResult) -> str:
    """Return the level in a few sentences, first whom the outcome may surprise; empty without a diagnosis."""
    if result.disclosed.level is None:
        return ""
    if result.disclosed.level == FUNDAMENT_ONTBREEKT:
        return _("Start there, however much is already happening: a shared intentie is the condition for the rest.")
    return _joined(_leaders_and_professionals(result), _level(result, result.disclosed.level))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _leaders_and_professionals(result: FrozenResult) -> str:
    if not leaders_see_more_action(result):
        return ""
    return _("According to the leadership enough is happening, according to the professionals it is not.")


def _level(result: FrozenResult, level: str) -> str:
    if level == STEVIG:
        return _(
            "Firm: each of the three forces is at least %(points)s points above the bar, and no signal stands in the "
            "way."
        ) % {"points": number(result.profile.margin)}
    if level == KWETSBAAR:
        return _vulnerable(result)
    return _joined(_distance(result, level), _verbinding_after_that(result))


def _vulnerable(result: FrozenResult) -> str:
    lacking = lacking_margin(result)
    if lacking:
        values = {"forces": listed(lacking), "points": number(result.profile.margin)}
        return (
            ngettext(
                "Vulnerable: %(forces)s is less than %(points)s points above the bar. There is little margin if "
                "something goes against you.",
                "Vulnerable: %(forces)s are less than %(points)s points above the bar. There is little margin if "
                "something goes against you.",
                len(lacking),
            )
            % values
        )
    signals = _what_holds_back(result)
    if signals and is_ample(result):
        return _("Vulnerable: the scores are comfortable. What still needs attention: %(signals)s.") % {
            "signals": signals
        }
    return _("Vulnerable: there is little margin if something goes against you.")


def _what_holds_back(result: FrozenResult) -> str:
    """Return the signals for which a partnership is not called firm, for inside a sentence."""
    titles = [signal(result, flag).title for flag in result.disclosed.flags if FLAGS[flag].excludes_stevig]
    inside = [title[:1].lower() + title[1:].removesuffix(".") for title in titles[:MOST_REASONS]]
    return listed(inside) if inside else ""


def _distance(result: FrozenResult, level: str) -> str:
    """Return how far a stagnation is from its bar, and what that asks for."""
    force = fired(result)
    points = None if force is None else distance(result, force)
    if force is None or points is None or result.is_of_version_1:
        return _(LEVELS[level].reason)
    values = {"force": force, "points": whole_points_words(result.disclosed.scores[force], result.bar_of(force) or 0)}
    if result.is_stalled:
        return (
            _(
                "Stalled: since the previous round, %(force)s has not noticeably risen. Choose something different "
                "from last time."
            )
            % values
        )
    if result.is_rising:
        return _rising(result, force)
    if is_young(result):
        return (
            _("Being built: %(force)s is %(points)s below the bar. A partnership usually takes five to fifteen years.")
            % values
        )
    if level == DREIGEND:
        return _("A risk: %(force)s is %(points)s below the bar. A small step can be enough.") % values
    return (
        _(
            "Pronounced: %(force)s is %(points)s below the bar. You will not make that up in one go. Start small, and "
            "keep at it."
        )
        % values
    )


def _rising(result: FrozenResult, force: Force) -> str:
    then, now = result.comparable[-1].scores[force], result.disclosed.scores[force]
    return _(
        "You are on your way: %(force)s rose from %(then)s to %(now)s, and that is more than chance. What you do "
        "seems to work. Keep going."
    ) % {"force": force, "then": score_words(then), "now": score_words(now)}


def _verbinding_after_that(result: FrozenResult) -> str:
    if result.disclosed.diagnosis != SCHIJNSAMENWERKING or not verbinding_is_lowest(result):
        return ""
    if result.is_stalled or result.is_rising or is_young(result):
        return ""
    return _("Verbinding is further below the bar. It comes after that.")


def verbinding_is_lowest(result: FrozenResult) -> bool:
    """Whether verbinding and actie are both below the bar, and verbinding further."""
    scores = result.disclosed.scores
    if not (is_below(result, "actie") and is_below(result, "verbinding")):
        return False
    return scores["verbinding"].value < scores["actie"].value


def certainty_words(result: FrozenResult) -> str:
    """Return how certain the outcome is, and what those who did not answer could change; empty without a diagnosis.

    Without a foundation the headline is about intentie, and so is its certainty; that of the diagnosis then stands
    with the rule.
    """
    if result.disclosed.certainty is None:
        return ""
    return _joined(
        "" if lacks_foundation(result) else class_certainty_words(result),
        foundation_certainty_words(result),
    )


def class_certainty_words(result: FrozenResult) -> str:
    """Return how sure the diagnosis is, and whether those who did not answer could have changed it."""
    return _joined(_class_certainty(result), _decided(result))


def _class_certainty(result: FrozenResult) -> str:
    disclosed = result.disclosed
    certainty = CERTAINTIES[disclosed.certainty or WAARSCHIJNLIJK]
    if certainty.code == NIPT:
        return _close_call(result)
    if disclosed.capped_by:
        return _(CAPPED) % {"reasons": _reasons(disclosed.capped_by)}
    if not has_chance(result, disclosed.diagnosis):
        return _(certainty.sentence)
    share = chance_words(disclosed, disclosed.diagnosis, certain=result.profile.certain)
    if disclosed.diagnosis == GEZOND and has_flag(result, INTENTIE_ROND_DE_LAT):
        return _(certainty.beside_foundation) % {"diagnosis": disclosed.diagnosis, "share": share}
    return _(certainty.with_share) % {"share": share}


def _reasons(flags: tuple[str, ...]) -> str:
    return listed(_(CAPPED_BY[flag]) for flag in flags[:MOST_REASONS])


def likeliest(result: FrozenResult) -> tuple[str, str] | None:
    """Return the two likeliest diagnoses, likeliest first; None where the shares may not be shown."""
    shares, own = result.disclosed.shares, result.disclosed.diagnosis
    if len(shares) < 2 or not has_chance(result, own):
        return None
    first, second, *_rest = sorted(shares, key=lambda name: (-shares[name], name != own, tuple(DIAGNOSES).index(name)))
    return first, second


def _close_call(result: FrozenResult) -> str:
    found, disclosed = likeliest(result), result.disclosed
    if found is None:
        return _(CERTAINTIES[NIPT].sentence)
    first, second = found
    values = {
        "first": first,
        "second": second,
        "diagnosis": disclosed.diagnosis,
        "first_share": chance_words(disclosed, first, certain=result.profile.certain),
        "second_share": chance_words(disclosed, second, certain=result.profile.certain),
    }
    if first != disclosed.diagnosis:
        sentence = _(
            "It is a close call: the scores come out at %(diagnosis)s, but %(first)s (%(first_share)s) is at least as "
            "likely."
        )
    elif disclosed.shares[first] - disclosed.shares[second] < ABOUT_EQUAL:
        sentence = _("It is a close call: %(first)s and %(second)s are about equally likely.")
    else:
        sentence = _("It is a close call. The chance of %(first)s is %(first_share)s, of %(second)s %(second_share)s.")
    return sentence % values


def _decided(result: FrozenResult) -> str:
    """Return whether those who did not answer could have changed the outcome; empty where that is not known.

    It is never said that everyone answered: the shown response tells that of nobody.
    """
    decided = result.disclosed.decided
    if decided is None:
        return ""
    if not decided:
        return _not_decided(result)
    if result.disclosed.certainty == NIPT:
        return _(
            "The people who did not answer do not change the outcome. But it is so close to the bar that it could tip "
            "over on another day."
        )
    if nearly_all_answered(result):
        return _("Nearly everyone answered. Those who are missing can no longer change this outcome.")
    return _("Even if all the others had answered, the outcome would have been the same.")


def _not_decided(result: FrozenResult) -> str:
    if nearly_all_answered(result):
        return _(
            "Nearly everyone answered, but it is close to the bar: those who are missing could still have changed the "
            "outcome."
        )
    return _("People who did not answer could have changed this outcome.")


def foundation_certainty_words(result: FrozenResult) -> str:
    """Return how sure it is that the foundation is missing, or may be; empty where intentie gives no reason."""
    foundation = result.disclosed.foundation
    if foundation is None:
        return ""
    share = {"share": foundation_words(foundation, certain=result.profile.certain)}
    if lacks_foundation(result) and foundation.capped_by:
        return _(CAPPED_FOUNDATION) % {"reasons": _reasons(foundation.capped_by)}
    if lacks_foundation(result) and foundation.certainty != NIPT:
        return _(CERTAINTIES[foundation.certainty].of_missing_foundation) % share
    if has_flag(result, INTENTIE_ROND_DE_LAT):
        return (
            _(
                "Intentie lies around the bar. The chance that the foundation is missing is %(share)s. Check together "
                "whether everyone wants the same."
            )
            % share
        )
    return ""


def about_the_chance(result: FrozenResult) -> str:
    """Return of whom the chance speaks; empty where no chance is shown."""
    if not has_chance(result, result.disclosed.diagnosis):
        return ""
    return _(
        "We mean: what all the people who were asked think, in the organisations that took part. We know nothing "
        "about organisations without an answer."
    )


def tendency_words(result: FrozenResult) -> str:
    """Return which outcome is possible too, or can come of this one, as far as the report does not say it already."""
    disclosed = result.disclosed
    if disclosed.tendency is None:
        return ""
    if disclosed.tendency == EILANDSAMENWERKING and has_flag(result, KERN_EN_RAND):
        return _watch_for_an_island(result)
    if disclosed.tendency == GEZOND:
        return _near_gezond(result)
    if not lacks_foundation(result) and _is_from_drop(result):
        return _(DIAGNOSES[disclosed.tendency].dropped)
    return _possible_too(result)


def _watch_for_an_island(result: FrozenResult) -> str:
    """Return the sentence on a core, unless that is the headline."""
    if not lacks_foundation(result):
        return ""
    return _("Watch for an island: a core already truly works together, the other organisations do not yet.")


def _near_gezond(result: FrozenResult) -> str:
    if lacks_foundation(result) or has_flag(result, VERDEELD_BEELD):
        return ""
    return _("Gezond (healthy) is within reach: every force reaches the bar, or is at most 5 points below it.")


def _possible_too(result: FrozenResult) -> str:
    tendency = result.disclosed.tendency or ""
    if not has_chance(result, tendency):
        return _("It may also be %(tendency)s.") % {"tendency": tendency}
    share = chance_words(result.disclosed, tendency, certain=result.profile.certain)
    return _("It may also be %(tendency)s: the chance of it is %(share)s.") % {"tendency": tendency, "share": share}


def _is_from_drop(result: FrozenResult) -> bool:
    """Whether the tendency of a healthy partnership comes from a drop between two forces.

    A close call may have it from its shares; then only a drop that the shown scores have counts.
    """
    disclosed = result.disclosed
    if disclosed.diagnosis != GEZOND:
        return False
    if disclosed.certainty != NIPT:
        return True
    first, second = DIAGNOSES[disclosed.tendency or ""].gap or ("intentie", "actie")
    if first not in disclosed.scores or second not in disclosed.scores:
        return False
    drop = disclosed.scores[first].value - disclosed.scores[second].value
    return reaches(drop, result.profile.gap) and second in lacking_margin(result)
