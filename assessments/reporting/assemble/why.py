"""Why the outcome is what it is: the rule that applied, its numbers, and what must rise."""

from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.disclosure.shown import ShownStep
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import bar_words, distance_in_words, points_words, score_words, whole_points_words
from assessments.vocabulary.flags import INTENTIE_ROND_DE_LAT, KERN_EN_RAND, REM_ONBEKEND
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import KWETSBAAR
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND, SCHIJNSAMENWERKING

from .omissions import notices
from .outcome import class_certainty_words, tendency_words, verbinding_is_lowest
from .report import Block, Figure, Heading, Paragraph, Points, Section, titled
from .signals import signals
from .standing import (
    forces_with_bar,
    has_flag,
    interests_decide,
    is_ample,
    is_near,
    is_reached,
    lacking_margin,
)
from .titles.outcome import of_the_path, of_the_reasons_why
from .wording import (
    Amount,
    capitalised,
    clash,
    forces_shown,
    has_bar,
    lacks_foundation,
    number,
    professionals_fall_short,
    scale,
)

_REACHED: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("Intentie scores %(score)s: %(distance)s. You know well enough what you want together."),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Enough is happening in practice."),
    "verbinding": gettext_lazy("Verbinding scores %(score)s: %(distance)s. The partners support each other enough."),
}
_NEARLY: dict[Force, StrPromise] = {
    "intentie": gettext_lazy(
        "Intentie scores %(score)s: %(distance)s. It is almost clear enough what you want together."
    ),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Almost enough is happening in practice."),
    "verbinding": gettext_lazy(
        "Verbinding scores %(score)s: %(distance)s. The partners support each other almost enough."
    ),
}
"""At most three points below the bar."""
_MISSED: dict[Force, StrPromise] = {
    "intentie": gettext_lazy(
        "Intentie scores %(score)s: %(distance)s. What you want together and have agreed is not strong enough yet."
    ),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Too little is happening in practice yet."),
    "verbinding": gettext_lazy(
        "Verbinding scores %(score)s: %(distance)s. The partners do not support each other enough yet."
    ),
}

_LIFTED: dict[Amount, StrPromise] = {
    "much": gettext_lazy(
        "For actie and verbinding the bar is at %(bar)s. That is %(points)s higher than %(threshold)s, because "
        "interests clash and this has not been fully arranged yet. For intentie the bar stays at %(threshold)s."
    ),
    "some": gettext_lazy(
        "For actie and verbinding the bar is at %(bar)s. That is %(points)s higher than %(threshold)s, because "
        "interests sometimes clash and this has not been fully arranged yet. For intentie the bar stays at "
        "%(threshold)s."
    ),
    "little": gettext_lazy(
        "For actie and verbinding the bar is at %(bar)s. That is %(points)s higher than %(threshold)s, because "
        "interests clash a little and this has not been fully arranged yet. For intentie the bar stays at "
        "%(threshold)s."
    ),
}
"""By how strongly interests clash, in the limits of the section on interests."""


def why(result: FrozenResult) -> Section:
    """Return the section that explains the outcome."""
    blocks: list[Block] = [Paragraph(_what_collaboration_takes()), Paragraph(_what_forces_are(result))]
    blocks.append(Paragraph(bar_sentence(result)))
    if sentences := force_sentences(result):
        blocks.append(Points(sentences))
    blocks += _rule(result, "lead")
    blocks += [Paragraph(text) for text in _what_more(result)]
    blocks += [Heading(_path_heading(result)), *_path(result)]
    blocks += [Heading(_("What deserves attention")), *signals(result)]
    return titled("why", _("Why this is the outcome"), of_the_reasons_why(result), tuple(blocks))


def why_in_short(result: FrozenResult) -> Section:
    """Return the same in a few sentences, for the sheet of one role."""
    return titled(
        "why",
        _("Why this is the outcome"),
        of_the_reasons_why(result),
        (*_rule(result, "body"), *_what_must_rise(result)),
    )


def _what_collaboration_takes() -> str:
    return _(
        "Collaboration between organisations is often a struggle. But where it works, it leads to remarkable results. "
        "That takes time: five to fifteen years is usual (Van Delden, 2012)."
    )


def _what_forces_are(result: FrozenResult) -> str:
    first = _(
        "A partnership runs on three forces, in this order: intentie (what you want together), actie (what you do) and "
        "verbinding (how you support each other)."
    )
    enough = _("A force is strong enough when its score reaches the bar.")
    return f"{first} {scale(result)} {enough}"


def bar_sentence(result: FrozenResult) -> str:
    """Return where the bar lies and what interests do to it; without the number if that may not be shown."""
    bar, threshold = result.disclosed.bar, result.profile.threshold
    values = {"threshold": number(threshold)}
    if bar is None:
        return (
            _(
                "The bar starts at %(threshold)s, and is higher for actie and verbinding when interests clash and "
                "that has not been arranged."
            )
            % values
        )
    if has_flag(result, REM_ONBEKEND):
        return (
            _(
                "The bar is at %(threshold)s. We do not know whether interests clash. So the bar for actie and "
                "verbinding may be higher."
            )
            % values
        )
    if bar <= threshold:
        return _("The bar is at %(threshold)s. Clashing interests do not raise it.") % values
    return _lifted(result) % (values | {"bar": bar_words(bar), "points": points_words(bar - threshold)})


def _lifted(result: FrozenResult) -> str:
    """Return the sentence on a bar that interests raised, by how strongly they clash."""
    if result.is_of_version_1:
        return _(
            "The bar is at %(bar)s. That is %(points)s higher than %(threshold)s, because of clashing interests that "
            "have not been fully arranged yet."
        )
    return str(_LIFTED[clash(result) or "some"])


def force_sentences(result: FrozenResult) -> tuple[str, ...]:
    """Return one or two sentences per force whose score is shown: the score and what it means."""
    return tuple(_force_sentence(result, force) for force in forces_shown(result))


def _force_sentence(result: FrozenResult, force: Force) -> str:
    score, bar = result.disclosed.scores[force], result.bar_of(force)
    if bar is None:
        return _("%(force)s scores %(score)s.") % {"force": capitalised(force), "score": score_words(score)}
    values = {"force": capitalised(force), "score": score_words(score), "distance": distance_in_words(score, bar)}
    return _judged(result, force) % values


def _judged(result: FrozenResult, force: Force) -> str:
    """Return the sentence on a force by where it lies: at its bar, just below it, or further."""
    if force == "intentie" and has_flag(result, INTENTIE_ROND_DE_LAT):
        return _("Intentie scores %(score)s: %(distance)s. Whether the foundation is strong enough is not certain.")
    if is_reached(result, force):
        if force == "actie" and professionals_fall_short(result):
            return _(
                "Actie scores %(score)s: %(distance)s. According to the professionals, not enough is happening yet."
            )
        return str(_REACHED[force])
    if interests_decide(result, force):
        return _("%(force)s scores %(score)s: %(distance)s. Without clashing interests this would have been enough.")
    return str((_NEARLY if is_near(result, force) else _MISSED)[force])


def _rule(result: FrozenResult, style: Literal["lead", "body"]) -> tuple[Paragraph, ...]:
    """Return the rule that gave the diagnosis; if intentie is missing, first why the report begins there."""
    rule = _rule_of_diagnosis(result)
    if not lacks_foundation(result):
        return (Paragraph(rule, style),)
    first = _("Intentie comes first, and does not reach the bar. That is why this report begins there.")
    return (Paragraph(first, style), Paragraph(f"{rule} {class_certainty_words(result)}"))


def _rule_of_diagnosis(result: FrozenResult) -> str:
    diagnosis = DIAGNOSES[result.disclosed.diagnosis]
    has_rim = diagnosis.code == GEZOND and has_flag(result, KERN_EN_RAND)
    has_support = diagnosis.code == SCHIJNSAMENWERKING and is_reached(result, "verbinding")
    return _(diagnosis.other_rule if has_rim or has_support else diagnosis.rule)


def _what_more(result: FrozenResult) -> tuple[str, ...]:
    found = (_why_not_firm(result), tendency_words(result), _recognised(result))
    return tuple(text for text in found if text)


def _why_not_firm(result: FrozenResult) -> str:
    """Return why a healthy partnership is not firm: its scores, or a signal."""
    if result.disclosed.level != KWETSBAAR:
        return ""
    values = {"points": number(result.profile.margin), "forces": ""}
    if is_ample(result):
        return (
            _(
                "All forces are at least %(points)s points above the bar. What is listed under “What deserves "
                "attention” is why the partnership is not called firm yet."
            )
            % values
        )
    lacking = lacking_margin(result)
    if not lacking:
        return (
            _(
                "A partnership is called firm when every force is at least %(points)s points above the bar and no "
                "signal stands in the way."
            )
            % values
        )
    values["forces"] = listed(lacking)
    return (
        _(
            "A partnership is called firm when every force is at least %(points)s points above the bar and no signal "
            "stands in the way. Here that is lacking for: %(forces)s."
        )
        % values
    )


def _recognised(result: FrozenResult) -> str:
    """Return the sentence on whether the questions outside the scores point the same way."""
    fits = result.disclosed.signals_fit
    if fits:
        return _("The answers under “Do you recognise this?” point the same way.")
    if fits is not None:
        return _(
            "Not everything points the same way: the answers under “Do you recognise this?” do not fit this outcome. "
            "Put examples side by side first, before you choose what to do."
        )
    if _signals_are_shown(result):
        return _("The answers under “Do you recognise this?” point neither way.")
    return ""


def _signals_are_shown(result: FrozenResult) -> bool:
    """Whether the answers that could speak for or against this outcome are shown."""
    diagnosis = result.disclosed.diagnosis
    points_at = result.questionnaire.instrument.signals
    asked = [code for code, pointed in points_at.items() if diagnosis in {pointed, GEZOND}]
    return all(result.statement(code) is not None for code in asked)


def _path_heading(result: FrozenResult) -> str:
    if has_bar(result) and not result.disclosed.path:
        return _("How much margin there is")
    return _("What must rise")


def _path(result: FrozenResult) -> tuple[Block, ...]:
    """Return what must rise, with its picture, which says of every force how far."""
    return (Paragraph(path_sentence(result)), Figure("path", of_the_path(result)), *notices(result, "bar"))


def _what_must_rise(result: FrozenResult) -> tuple[Block, ...]:
    steps = result.disclosed.path
    lead = Paragraph(path_sentence(result))
    if len(steps) < 2 or not has_bar(result):
        return (lead,)
    return (lead, Points(tuple(map(_step, steps)), is_ordered=True))


def path_sentence(result: FrozenResult) -> str:
    """Return what must rise to reach the bar, and with which force to begin."""
    steps = result.disclosed.path
    if not has_bar(result):
        return _("How far the forces must rise is not shown, because the bar is not.")
    if not steps:
        return _nothing_to_rise(result)
    if len(steps) == 1:
        return _("One force is below the bar. %(step)s") % {"step": _step(steps[0])}
    begin = _("These forces must rise. Start with %(force)s; it makes it easier for the next to grow.") % {
        "force": steps[0].force
    }
    return " ".join(filter(None, (begin, _begin_with_actie(result))))


def _begin_with_actie(result: FrozenResult) -> str:
    """Return why to begin with actie although verbinding is lower, if that is so."""
    if result.disclosed.path[0].force != "actie" or not verbinding_is_lowest(result):
        return ""
    return _(
        "Verbinding is the lowest force here. Even so, start with actie: support grows out of work that you do "
        "together."
    )


def _step(step: ShownStep) -> str:
    return _("%(force)s must go from %(start)s to %(goal)s: %(points)s more.") % {
        "force": capitalised(step.force),
        "start": score_words(step.start),
        "goal": bar_words(step.goal),
        "points": whole_points_words(step.start, step.goal),
    }


def _nothing_to_rise(result: FrozenResult) -> str:
    found = forces_with_bar(result)
    if len(found) < 3:
        return _("No force has to rise to reach the bar.")
    scores = result.disclosed.scores
    lowest = min(found, key=lambda force: scores[force].value - (result.bar_of(force) or 0))
    return _("All three forces reach the bar. %(force)s has the least to spare: %(distance)s.") % {
        "force": capitalised(lowest),
        "distance": distance_in_words(scores[lowest], result.bar_of(lowest) or 0),
    }
