"""The three forces in words: their scores, how groups see them, and the statements, most divided first."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_words
from assessments.reporting.numbers import format_score, percent
from assessments.scoring.values import PerceptionView
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.roles import PROFESSIONAL

from .omissions import notices
from .report import Block, ChartName, Figure, Heading, Paragraph, Points, Section
from .wording import is_divided, quoted

OFTEN_UNKNOWN = 0.15
"""Share of "I don't know" from which on the report mentions it: about one answer in seven."""

_HEADINGS: dict[Force, StrPromise] = {
    "intentie": gettext_lazy("Intentie: what you want together"),
    "actie": gettext_lazy("Actie: what you do"),
    "verbinding": gettext_lazy("Verbinding: how you support each other"),
}
_CHARTS: dict[Force, ChartName] = {
    "intentie": "items-intentie",
    "actie": "items-actie",
    "verbinding": "items-verbinding",
}
_SEES: dict[str, StrPromise] = {
    "lower": gettext_lazy("According to %(role)s, %(force)s is clearly lower than according to the others."),
    "higher": gettext_lazy("According to %(role)s, %(force)s is clearly higher than according to the others."),
}


def forces(result: FrozenResult) -> Section:
    """Return the section on the three forces."""
    blocks: list[Block] = [Figure("forces"), *_intervals(result), *notices(result, "forces")]
    blocks += [Heading(_split_heading(result)), *_groups(result)]
    for force in FORCES:
        blocks += _statements(result, force)
    return Section("forces", _("The three forces"), tuple(blocks))


def _intervals(result: FrozenResult) -> tuple[Block, ...]:
    if not any(score.low is not None for score in result.disclosed.scores.values()):
        return ()
    return (
        Paragraph(
            _(
                "A score is an estimate. With other people of the same partnership it would lie within the margin "
                "around it in about 95 of 100 cases. Where the margin crosses the bar, the force may as well be on the "
                "other side."
            )
        ),
    )


def _split_heading(result: FrozenResult) -> str:
    return _("Seen per role") if result.disclosed.split == "role" else _("Seen per organisation")


def _groups(result: FrozenResult) -> tuple[Block, ...]:
    if not result.disclosed.groups:
        return notices(result, "groups")
    found = (_who_do_the_work(result), *perception_sentences(result))
    sentences = tuple(text for text in found if text)
    if not sentences:
        sentences = (_("Groups are shown only where at least %(least)s people answered.") % _least(result),)
    return (Points(sentences), Figure("groups"), *notices(result, "groups"))


def _least(result: FrozenResult) -> dict[str, int]:
    return {"least": result.profile.min_group}


def _who_do_the_work(result: FrozenResult) -> str:
    """Return how those who do the work see actie, if that may be shown."""
    disclosed = result.disclosed
    if disclosed.split != "role" or "actie" not in disclosed.groups.get(PROFESSIONAL, {}):
        return ""
    return _("Professionals, who do the work themselves, give actie a score of %(score)s.") % {
        "score": format_score(disclosed.groups[PROFESSIONAL]["actie"].mean, disclosed.bar)
    }


def perception_sentences(result: FrozenResult) -> tuple[str, ...]:
    """Return sentences on the roles that see a force differently from the rest, as far as that may be said."""
    return tuple(perception_sentence(view) for view in result.disclosed.perception)


def perception_sentence(view: PerceptionView) -> str:
    """Return the sentence that a role sees a force lower or higher than the rest."""
    return _SEES[view.sees] % {"role": role_words(view.role), "force": view.force}


def _statements(result: FrozenResult, force: Force) -> tuple[Block, ...]:
    if not _codes(result, force):
        return ()
    sentences = (_agree(result, force), _most_divided(result, force), _spread(result, force), _unknown(result, force))
    text = " ".join(sentence for sentence in sentences if sentence)
    return (
        Heading(str(_HEADINGS[force])),
        Paragraph(text or _("All statements score about the same.")),
        Figure(_CHARTS[force]),
    )


def _codes(result: FrozenResult, force: Force) -> tuple[str, ...]:
    return tuple(code for code in result.questionnaire.instrument.forces[force] if code in result.disclosed.items)


def _agree(result: FrozenResult, force: Force) -> str:
    agreement = result.disclosed.agreement.get(force)
    if agreement is None:
        return ""
    if reaches(agreement.ad, result.profile.disagreement):
        return _("Opinions on %(force)s are divided.") % {"force": force}
    return _("On %(force)s people largely agree.") % {"force": force}


def _most_divided(result: FrozenResult, force: Force) -> str:
    codes = [code for code in _codes(result, force) if is_divided(result, code)]
    if not codes:
        return ""
    most = max(codes, key=lambda code: result.disclosed.divided[code])
    agreement = result.disclosed.agreement.get(force)
    if agreement is None or reaches(agreement.ad, result.profile.disagreement):
        return _("Opinions differ most on “%(text)s”.") % {"text": quoted(result, most)}
    return _("Still, opinions differ on some points, most of all on “%(text)s”.") % {"text": quoted(result, most)}


def _spread(result: FrozenResult, force: Force) -> str:
    """Return sentences on the statements that score highest and lowest."""
    items = result.disclosed.items
    ordered = sorted(_codes(result, force), key=lambda code: items[code])
    lowest, highest = ordered[0], ordered[-1]
    values = {
        "high": quoted(result, highest),
        "high_score": format_score(items[highest]),
        "low": quoted(result, lowest),
        "low_score": format_score(items[lowest]),
    }
    if values["high_score"] == values["low_score"]:
        return ""
    return _("Highest is “%(high)s” (%(high_score)s), lowest “%(low)s” (%(low_score)s).") % values


def _unknown(result: FrozenResult, force: Force) -> str:
    share = result.disclosed.dont_know.get(force, 0.0)
    if share < OFTEN_UNKNOWN:
        return ""
    return _("In %(share)s of cases people chose “I don’t know”: this is not visible to everyone.") % {
        "share": percent(share)
    }
