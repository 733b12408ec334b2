"""Interests in words: tension and arrangements, reasons, the map of organisations, holding back."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, place_meaning, place_name
from assessments.reporting.numbers import format_score, percent, rounded
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.places import KNELPUNT, PLACES

from .omissions import notices
from .report import Block, Facts, Figure, Heading, Paragraph, Points, Section
from .wording import in_active_language, item_sentence

ALIKE = 10
"""Points below which the report does not call two questions different."""
MOST_NAMED = 5
"""The most organisations that a sentence names; more are counted."""


def interests(result: FrozenResult) -> Section:
    """Return the section on interests."""
    blocks: list[Block] = [
        Paragraph(
            _(
                "An interest is something that matters to an organisation, such as money, its own task or a good name. "
                "Interests may differ. When they clash and nothing is arranged, partners hold back."
            )
        )
    ]
    blocks += _tension(result)
    blocks += _reasons(result)
    blocks += _map(result)
    blocks += _holding_back(result)
    blocks += _single_items(result)
    blocks += notices(result, "interests")
    return Section("interests", _("Interests"), tuple(blocks))


def _tension(result: FrozenResult) -> tuple[Block, ...]:
    scores = result.disclosed.scores
    if "spanning" not in scores or "regeling" not in scores:
        return ()
    values = {"tension": format_score(scores["spanning"].value), "arranged": format_score(scores["regeling"].value)}
    clashes = reaches(scores["spanning"].value, MIDDLE)
    is_arranged = reaches(scores["regeling"].value, result.profile.threshold)
    if clashes and not is_arranged:
        text = _("Interests clash (%(tension)s), and that is not arranged well enough (%(arranged)s).")
    elif clashes:
        text = _("Interests clash (%(tension)s), but the partners have arranged that well (%(arranged)s).")
    elif is_arranged:
        text = _("Interests clash little (%(tension)s), and what clashes is well arranged (%(arranged)s).")
    else:
        text = _(
            "Interests clash little (%(tension)s); what you do when they clash is not fully arranged yet "
            "(%(arranged)s)."
        )
    return (Heading(_("Tension and what is arranged")), Paragraph(text % values), Figure("tension"))


def _reasons(result: FrozenResult) -> tuple[Block, ...]:
    if not result.disclosed.reasons:
        return ()
    found = (_shared_reason(result), _divergence(result))
    text = " ".join(sentence for sentence in found if sentence)
    return (Heading(_("Why organisations take part")), *((Paragraph(text),) if text else ()), Figure("reasons"))


def _shared_reason(result: FrozenResult) -> str:
    """Return how many people chose the shared reason, the first that the question offers."""
    asked = result.questionnaire.question(result.questionnaire.instrument.reasons)
    share = result.disclosed.reasons.get(asked.option_codes[0])
    if share is None:
        return ""
    return _("Of those who gave reasons, %(share)s named the shared one: “%(reason)s”.") % {
        "share": percent(share),
        "reason": in_active_language(asked.options[0]),
    }


def _divergence(result: FrozenResult) -> str:
    if result.disclosed.divergence is None:
        return ""
    return _(
        "How far the reasons of organisations lie apart: %(score)s, on a scale from 0 (all have the same reasons) to "
        "100 (no reason is shared). Reasons may differ, as long as people know them of each other."
    ) % {"score": format_score(result.disclosed.divergence)}


def organisations_in(result: FrozenResult, quadrant: str) -> tuple[str, ...]:
    """Return the names of the organisations in one quadrant of the map."""
    found = result.disclosed.organisations
    return tuple(sorted((name for name in found if found[name].quadrant == quadrant), key=str.casefold))


def _map(result: FrozenResult) -> tuple[Block, ...]:
    rows = tuple(
        (
            _("%(place)s – %(meaning)s") % {"place": place_name(quadrant), "meaning": place_meaning(quadrant)},
            listed(names),
        )
        for quadrant in PLACES
        if (names := organisations_in(result, quadrant))
    )
    if not rows:
        return ()
    bottlenecks = organisations_in(result, KNELPUNT)
    advice = (Paragraph(bottleneck_sentence(bottlenecks)),) if bottlenecks else ()
    return (Heading(_("Map of the organisations")), Figure("interests"), Facts(rows), *advice)


def some_words(names: tuple[str, ...]) -> str:
    """Return the names of organisations, or their number if naming all would make the sentence unreadable."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    return ngettext("%(count)s organisation", "%(count)s organisations", len(names)) % {"count": len(names)}


def bottleneck_sentence(names: tuple[str, ...]) -> str:
    """Return the sentence that the partnership matters to these organisations but gives them little."""
    return ngettext(
        "The partnership matters to %(names)s but brings it little. Ask what would help: this partner wants to, "
        "and can do more.",
        "The partnership matters to %(names)s but brings them little. Ask what would help: these partners want to, "
        "and can do more.",
        len(names),
    ) % {"names": some_words(names)}


def holding_back_scores(result: FrozenResult) -> tuple[float, float] | None:
    """Return how often others and one's own organisation hold back (0-100); None if that may not be compared."""
    disclosed, instrument = result.disclosed, result.questionnaire.instrument
    others, own = (disclosed.items.get(code) for code in (instrument.others_hold_back, instrument.own_hold_back))
    if disclosed.blind_spot is None or others is None or own is None:
        return None
    return others, own


def _holding_back(result: FrozenResult) -> tuple[Block, ...]:
    found = holding_back_scores(result)
    if found is None:
        return ()
    return (Heading(_("Holding back")), Paragraph(holding_back_sentence(*found)))


def _single_items(result: FrozenResult) -> tuple[Block, ...]:
    asked = result.questionnaire.single_items(about_interests=True)
    items = result.disclosed.items
    told = tuple(
        item_sentence(question, format_score(items[question.code])) for question in asked if question.code in items
    )
    return (Points(told),) if told else ()


def holding_back_sentence(others: float, own: float) -> str:
    """Return the sentence that compares how often others and people's own organisations hold back, both 0-100."""
    values = {"others": format_score(others), "own": format_score(own)}
    difference = rounded(others) - rounded(own)
    if difference >= ALIKE:
        return (
            _(
                "According to the answers other partners hold back more often (%(others)s) than one’s own organisation "
                "(%(own)s). "
                "Such a blind spot is common: everyone knows the reasons for their own restraint."
            )
            % values
        )
    if difference <= -ALIKE:
        return (
            _(
                "According to the answers one’s own organisation holds back more often (%(own)s) than other partners "
                "(%(others)s). "
                "That is honest, and a good start for a conversation about what stands in the way."
            )
            % values
        )
    return (
        _(
            "According to the answers other partners (%(others)s) and one’s own organisation (%(own)s) hold back about "
            "equally often."
        )
        % values
    )
