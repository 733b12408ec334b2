"""Interests in words: what clashes and is arranged, reasons, the map of organisations, holding back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from assessments.disclosure.shown import ShownStatement
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, place_meaning, place_name
from assessments.reporting.numbers import half_words, quarter_words, statement_words
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.places import KNELPUNT, PLACES

from .omissions import notices
from .organisations import organisations_in, some_words
from .report import Block, Facts, Figure, Heading, Paragraph, Points, Section, titled
from .titles.interests import of_the_interests, of_the_map, of_the_reasons, of_the_tension
from .wording import Amount, clash, has_questions_of_version_2, in_active_language, item_sentence

ALIKE = 15
"""Points below which the report does not call two questions different."""

_CLASH: dict[Amount, StrPromise] = {
    "much": gettext_lazy("Interests clash (%(score)s)."),
    "some": gettext_lazy("Interests sometimes clash (%(score)s)."),
    "little": gettext_lazy("Interests rarely clash (%(score)s)."),
}
_ARRANGED: dict[str, tuple[StrPromise, StrPromise]] = {
    "B4": (
        gettext_lazy("The partners are open about their interests (%(score)s)."),
        gettext_lazy("The partners are not open enough about their interests yet (%(score)s)."),
    ),
    "B5": (
        gettext_lazy("What to do when interests clash has been well agreed (%(score)s)."),
        gettext_lazy("What to do when interests clash has not been agreed well enough yet (%(score)s)."),
    ),
}
"""The sentences on what is arranged: from the threshold upwards, and below it."""


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
    return titled("interests", _("Interests"), of_the_interests(result), tuple(blocks))


def _tension(result: FrozenResult) -> tuple[Block, ...]:
    """Return how far interests clash and what is arranged, each from its own statement: no score joins them."""
    found = (*_how_much_clashes(result), *_what_is_arranged(result))
    return (
        (Heading(_("What clashes and what is arranged")), Points(found), Figure("tension", of_the_tension(result)))
        if found
        else ()
    )


def _how_much_clashes(result: FrozenResult) -> tuple[str, ...]:
    amount, instrument = clash(result), result.questionnaire.instrument
    statements = (result.statement(code) for code in instrument.tension if code != instrument.others_hold_back)
    return tuple(
        _CLASH[amount] % {"score": statement_words(statement)}
        for statement in statements
        if statement is not None and amount is not None
    )


def _what_is_arranged(result: FrozenResult) -> tuple[str, ...]:
    found = []
    for code in result.questionnaire.instrument.arranged:
        statement = result.statement(code)
        if statement is None:
            continue
        score = statement_words(statement)
        if code in _ARRANGED:
            enough, too_little = _ARRANGED[code]
            is_enough = reaches(statement.value, result.profile.threshold)
            found.append((enough if is_enough else too_little) % {"score": score})
        else:
            found.append(item_sentence(result.questionnaire.question(code), score))
    return tuple(found)


def _reasons(result: FrozenResult) -> tuple[Block, ...]:
    if not result.disclosed.reasons:
        return ()
    text = " ".join((*_shared_reason(result), *_divergence(result)))
    return (
        Heading(_("Why organisations take part")),
        *((Paragraph(text),) if text else ()),
        Figure("reasons", of_the_reasons(result)),
    )


def _shared_reason(result: FrozenResult) -> tuple[str, ...]:
    """Return how many people chose the shared reason, the first that the question offers."""
    disclosed = result.disclosed
    asked = result.questionnaire.question(result.questionnaire.instrument.reasons)
    share = disclosed.reasons.get(asked.option_codes[0])
    if share is None or disclosed.reasons_in is None:
        return ()
    words = quarter_words(share) if disclosed.reasons_in == "quarters" else half_words(share)
    text = _("Of those who gave reasons, %(share)s named the shared one: “%(reason)s”.")
    return (text % {"share": words, "reason": in_active_language(asked.options[0])},)


def _divergence(result: FrozenResult) -> tuple[str, ...]:
    """Return whether organisations have other reasons more than chance explains; numbers only if they say it too."""
    disclosed = result.disclosed
    if disclosed.reasons_differ is None:
        return ()
    if not disclosed.reasons_differ:
        return (
            _(
                "The reasons of organisations do not differ more from each other than those of people within one "
                "organisation."
            ),
        )
    score, chance = disclosed.divergence, disclosed.divergence_by_chance
    if score is None or chance is None or score <= chance:
        return (
            _(
                "The reasons of organisations differ more than chance explains. Reasons may differ. Tell each other "
                "why you take part."
            ),
        )
    text = _(
        "The reasons of organisations truly differ: %(score)s, on a scale from 0 (all have the same reasons) to 100 "
        "(no reason is shared). Chance alone would give about %(chance)s. Reasons may differ. Tell each other why you "
        "take part."
    )
    return (text % {"score": score, "chance": chance},)


def _map(result: FrozenResult) -> tuple[Block, ...]:
    if not result.disclosed.organisations:
        return ()
    rows = tuple(
        (
            _("%(place)s – %(meaning)s") % {"place": place_name(place), "meaning": place_meaning(place)},
            listed(names),
        )
        for place in PLACES
        if (names := organisations_in(result, place))
    )
    bottlenecks = organisations_in(result, KNELPUNT)
    said = (bottleneck_sentence(bottlenecks),) if bottlenecks else ()
    return (
        Heading(_("Map of the organisations")),
        Figure("interests", of_the_map(result)),
        *((Facts(rows),) if rows else ()),
        *(Paragraph(text) for text in (*said, *_without_a_place(result))),
        Paragraph(
            _("This map rests on what one or a few people answered on behalf of their organisation."),
            "soft",
        ),
    )


def _without_a_place(result: FrozenResult) -> tuple[str, ...]:
    """Return of which organisations the answers do not say enough; version 1 of the model did not ask itself that."""
    names = organisations_in(result, None)
    if not names or result.is_of_version_1:
        return ()
    text = _(
        "For %(names)s the answers point neither way, or there are too few of them to speak of a carrier or a "
        "bottleneck."
    )
    return (text % {"names": some_words(names)},)


def bottleneck_sentence(names: tuple[str, ...]) -> str:
    """Return the sentence that the partnership matters to these organisations but little of what they want works."""
    return ngettext(
        "The partnership is important to %(names)s, but little of what that organisation wants is working yet. Ask "
        "what would help.",
        "The partnership is important to %(names)s, but little of what they want is working yet. Ask what would help.",
        len(names),
    ) % {"names": some_words(names)}


def holding_back_scores(result: FrozenResult) -> tuple[ShownStatement, ShownStatement] | None:
    """Return how often others and one's own organisation hold back; None if that may not be compared.

    The first questionnaire asked it in words that were no pair, so there it is never compared.
    """
    instrument = result.questionnaire.instrument
    others, own = result.statement(instrument.others_hold_back), result.statement(instrument.own_hold_back)
    if result.disclosed.blind_spot is None or not has_questions_of_version_2(result):
        return None
    return None if others is None or own is None else (others, own)


def blind_spot(result: FrozenResult) -> int:
    """Return by how many points others are seen to hold back more often than one's own organisation.

    Nothing is 0, like a difference that is too small to speak of.
    """
    found = holding_back_scores(result)
    difference = 0 if found is None else found[0].value - found[1].value
    return difference if abs(difference) >= ALIKE else 0


def _holding_back(result: FrozenResult) -> tuple[Block, ...]:
    found, instrument = holding_back_scores(result), result.questionnaire.instrument
    if found is not None:
        return (Heading(_("Holding back")), Paragraph(_holding_back_sentence(result, *found)))
    told = _told(result, (instrument.others_hold_back, instrument.own_hold_back))
    return (Heading(_("Holding back")), Points(told)) if told else ()


def _single_items(result: FrozenResult) -> tuple[Block, ...]:
    asked = result.questionnaire.single_items(about_interests=True)
    told = _told(result, tuple(question.code for question in asked))
    return (Points(told),) if told else ()


def _told(result: FrozenResult, codes: tuple[str, ...]) -> tuple[str, ...]:
    shown = result.disclosed.statements
    return tuple(
        item_sentence(result.questionnaire.question(code), statement_words(shown[code]))
        for code in codes
        if code in shown
    )


def _holding_back_sentence(result: FrozenResult, others: ShownStatement, own: ShownStatement) -> str:
    values = {"others": statement_words(others), "own": statement_words(own)}
    difference = blind_spot(result)
    if difference > 0:
        text = _(
            "People see other partners hold back more often (%(others)s) than their own organisation (%(own)s). "
            "Discuss what you yourselves are not giving yet, and what you would need to give it."
        )
    elif difference < 0:
        text = _(
            "People see their own organisation hold back more often (%(own)s) than other partners (%(others)s). "
            "Ask each other what stands in the way."
        )
    else:
        text = _(
            "According to the answers, other partners (%(others)s) and people’s own organisation (%(own)s) hold back "
            "about equally often."
        )
    return text % values
