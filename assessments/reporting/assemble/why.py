"""Why the outcome is what it is: the rule that applied, its numbers, and what must rise."""

from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import difference_shown, distance_to_bar, format_score, points_shown, rounded
from assessments.scoring.values import PathStep
from assessments.vocabulary.flags import REM_ONBEKEND
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import KWETSBAAR
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.outcomes import DIAGNOSES

from .omissions import notices
from .outcome import class_certainty_words, is_ample, tendency_words
from .report import Block, Figure, Heading, Paragraph, Points, Section
from .signals import signals
from .wording import (
    bar_of,
    bar_words,
    capitalised,
    forces_shown,
    has_bar,
    is_young,
    lacks_foundation,
    number,
    score_words,
)

_REACHED: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("Intentie scores %(score)s: %(distance)s. You know well enough what you want together."),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Enough happens in practice."),
    "verbinding": gettext_lazy("Verbinding scores %(score)s: %(distance)s. The partners support each other enough."),
}
_MISSED: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("Intentie scores %(score)s: %(distance)s. It is not clear enough what you want together."),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Too little happens in practice."),
    "verbinding": gettext_lazy(
        "Verbinding scores %(score)s: %(distance)s. The partners support each other too little."
    ),
}


_NEARLY: dict[Force, StrPromise] = {
    "intentie": gettext_lazy(
        "Intentie scores %(score)s: %(distance)s. It is almost clear enough what you want together."
    ),
    "actie": gettext_lazy("Actie scores %(score)s: %(distance)s. Almost enough happens in practice."),
    "verbinding": gettext_lazy(
        "Verbinding scores %(score)s: %(distance)s. The partners support each other almost enough."
    ),
}
"""Within one point below the bar."""


def why(result: FrozenResult) -> Section:
    """Return the section that explains the outcome."""
    blocks: list[Block] = [Paragraph(_what_forces_are()), Paragraph(bar_sentence(result))]
    if sentences := force_sentences(result):
        blocks.append(Points(sentences))
    blocks += _rule(result, "lead")
    blocks += [Paragraph(text) for text in _what_more(result)]
    blocks += [Heading(_path_heading(result)), *_path(result)]
    blocks += [Heading(_("What deserves attention")), *signals(result)]
    return Section("why", _("Why this is the outcome"), tuple(blocks))


def why_in_short(result: FrozenResult) -> Section:
    """Return the same in a few sentences, for the sheet of one role."""
    return Section("why", _("Why this is the outcome"), (*_rule(result, "body"), *_what_must_rise(result)))


def _what_forces_are() -> str:
    return _(
        "A partnership runs on three forces, in this order: intentie (what you want together), actie (what you do) and "
        "verbinding (how you support each other). Each has a score from 0 to 100, and is strong enough when that score "
        "reaches the bar."
    )


def bar_sentence(result: FrozenResult) -> str:
    """Return where the bar lies and what interests do to it; without the number if that may not be shown."""
    bar, profile = result.disclosed.bar, result.profile
    if bar is None:
        return _("The bar starts at %(threshold)s and rises when interests clash without being arranged.") % {
            "threshold": number(profile.threshold)
        }
    lift = max(rounded(rounded(bar, 1) - rounded(profile.threshold, 1), 1), 0.0)
    values = {"bar": bar_words(result), "threshold": number(profile.threshold), "points": number(lift)}
    if REM_ONBEKEND in result.disclosed.flags:
        return _("The bar lies at %(bar)s. Whether clashing interests should raise it is not known.") % values
    if lift > 0 and not reaches(_tension(result), MIDDLE):
        return (
            _(
                "The bar lies at %(bar)s: it starts at %(threshold)s, and is %(points)s higher because interests clash "
                "a little and that is not fully arranged."
            )
            % values
        )
    if lift > 0:
        return (
            _(
                "The bar lies at %(bar)s: it starts at %(threshold)s, and is %(points)s higher because interests clash "
                "and that is not fully arranged."
            )
            % values
        )
    return _("The bar lies at %(bar)s; clashing interests do not raise it.") % values


def _tension(result: FrozenResult) -> float:
    tension = result.disclosed.scores.get("spanning")
    return MIDDLE if tension is None else tension.value


def force_sentences(result: FrozenResult) -> tuple[str, ...]:
    """Return one or two sentences per force whose score is shown: the score and what it means."""
    return tuple(_force_sentence(result, force) for force in forces_shown(result))


def _force_sentence(result: FrozenResult, force: Force) -> str:
    score = score_words(result, force)
    if not has_bar(result):
        return _("%(force)s scores %(score)s.") % {"force": capitalised(force), "score": score}
    value, bar = result.disclosed.scores[force].value, bar_of(result)
    below = _NEARLY if reaches(value, bar - 1) else _MISSED
    sentence = (_REACHED if reaches(value, bar) else below)[force]
    return sentence % {"score": score, "distance": distance_to_bar(value, bar)}


def _rule(result: FrozenResult, style: Literal["lead", "body"]) -> tuple[Paragraph, ...]:
    """Return the rule that gave the diagnosis; if intentie is missing, first why that is the headline."""
    rule = _(DIAGNOSES[result.disclosed.diagnosis].rule)
    if not lacks_foundation(result):
        return (Paragraph(rule, style),)
    first = _(
        "Intentie comes first: it does not reach the bar, so it is the headline, whatever actie and verbinding do."
    )
    return (Paragraph(first, style), Paragraph(f"{rule} {class_certainty_words(result)}"))


def _what_more(result: FrozenResult) -> tuple[str, ...]:
    found = (_why_vulnerable(result), tendency_words(result), _recognised(result))
    return tuple(text for text in found if text)


def _why_vulnerable(result: FrozenResult) -> str:
    """Return why a healthy partnership is not firm, if that follows from the scores and not from a signal."""
    if result.disclosed.level != KWETSBAAR:
        return ""
    points = {"points": number(result.profile.margin)}
    if not has_bar(result):
        return (
            _(
                "A partnership is called firm when all forces are %(points)s points above the bar and no signal "
                "stands in the way."
            )
            % points
        )
    if is_ample(result):
        return (
            _(
                "All forces are at least %(points)s points above the bar. What stands under “What deserves attention” "
                "is why the partnership is not called firm yet."
            )
            % points
        )
    firm = (
        _("A partnership is called firm when all three forces are at least %(points)s points above the bar.") % points
    )
    short = _just_short(result)
    if not short:
        return firm
    return " ".join((firm, _("Just short of that: %(forces)s.") % {"forces": listed(short)}))


def _just_short(result: FrozenResult) -> tuple[Force, ...]:
    """Return the forces that seem to have the margin of a firm partnership only because of rounding."""
    bar, margin, scores = bar_of(result), result.profile.margin, result.disclosed.scores
    return tuple(
        force
        for force in forces_shown(result)
        if not reaches(scores[force].value, bar + margin) and difference_shown(scores[force].value, bar) >= margin
    )


def _recognised(result: FrozenResult) -> str:
    """Return the sentence on whether two questions outside the scores point the same way."""
    fits = result.disclosed.signals_fit
    if fits is None:
        return ""
    if fits:
        return _("People recognise this: their answers to “Do you recognise this?” point the same way.")
    return _(
        "Not everything points the same way: the answers to “Do you recognise this?” do not fit this outcome. "
        "Ask each other what you see in your own work before you draw conclusions."
    )


def _path_heading(result: FrozenResult) -> str:
    if has_bar(result) and not result.disclosed.path:
        return _("How much there is to spare")
    return _("What must rise")


def _path(result: FrozenResult) -> tuple[Block, ...]:
    return (*_what_must_rise(result), Figure("path"), *notices(result, "bar"))


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
    values = {"step": _step(steps[0]), "force": steps[0].force}
    if len(steps) == 1:
        return _("One force is below the bar. %(step)s") % values
    if is_young(result):
        return _("These forces still have to grow. Take them in this order and begin with %(force)s.") % values
    return (
        _(
            "To reach the bar these forces must rise. Take them in this order and begin with %(force)s: "
            "the next can grow on it."
        )
        % values
    )


def _step(step: PathStep) -> str:
    values = {
        "force": capitalised(step.force),
        "start": format_score(step.start, step.goal),
        "goal": format_score(step.goal, step.goal),
        "points": points_shown(step.start, step.goal),
    }
    if difference_shown(step.start, step.goal) == 0:
        return _("%(force)s is just below the bar of %(goal)s: a little more is enough.") % values
    return _("%(force)s must go from %(start)s to %(goal)s: %(points)s more.") % values


def _nothing_to_rise(result: FrozenResult) -> str:
    scores, found = result.disclosed.scores, forces_shown(result)
    if len(found) < 3:
        return _("No force has to rise to reach the bar.")
    lowest = min(found, key=lambda force: scores[force].value)
    return _("All three forces reach the bar. %(force)s has the least to spare: %(distance)s.") % {
        "force": capitalised(lowest),
        "distance": distance_to_bar(scores[lowest].value, bar_of(result)),
    }
