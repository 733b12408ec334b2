"""The three forces in words: their scores and margins, how groups see them, and the statements, lowest first."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import group_words, in_letters, quarter_words, share_words, statement_words
from assessments.vocabulary.flags import PARTNERS_ONTBREKEN
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.roles import PROFESSIONAL

from .omissions import how_answers_are_spread, notices
from .perception import perception_sentence, perception_sentences
from .report import Block, ChartName, Figure, Heading, Notice, Paragraph, Points, Section, titled
from .standing import nearly_all_answered
from .titles.forces import of_the_forces, of_the_scores, of_the_statements
from .titles.groups import of_the_groups
from .wording import (
    actie_of,
    bar_of,
    bar_words,
    capitalised,
    has_bar,
    in_active_language,
    is_divided,
    lowest_first,
    professionals_fall_short,
    quoted,
    quoted_list,
)

OFTEN_UNKNOWN = 15
"""Per cents of "I don't know" from which on the report mentions it: about one answer in seven."""
MOST_NAMED = 2
"""The most statements that a sentence names; more are counted."""

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


def forces(result: FrozenResult) -> Section:
    """Return the section on the three forces."""
    blocks: list[Block] = [Figure("forces", of_the_scores(result)), *_margins(result), *notices(result, "forces")]
    blocks += [*_no_spread(result), Heading(_split_heading(result)), *_groups(result)]
    for force in FORCES:
        blocks += _statements(result, force)
    return titled("forces", _("The three forces"), of_the_forces(result), tuple(blocks))


def _margins(result: FrozenResult) -> tuple[Block, ...]:
    if not any(score.low is not None for score in result.disclosed.scores.values()):
        return ()
    found = [
        _(
            "A score is an estimate of what all who were asked in these organisations think. Around each score stands "
            "a margin: in about 95 of 100 rounds the true figure lies within it. Where the margin crosses the bar, it "
            "is not certain on which side the force lies."
        ),
        *_who_was_asked(result),
    ]
    return (Paragraph(" ".join(found)),)


def _who_was_asked(result: FrozenResult) -> tuple[str, ...]:
    """Return what the margins owe to who was asked, of which version 1 of the model took no account."""
    if result.is_of_version_1:
        return ()
    found = []
    if nearly_all_answered(result):
        found.append(_("Nearly everyone answered. That is why the margins are small."))
    if result.facts.n_invited is None:
        found.append(_("We do not know how many people were asked. That is why we use wide margins."))
    if PARTNERS_ONTBREKEN in result.disclosed.flags:
        found.append(_("The scores say nothing about organisations from which nobody answered."))
    return tuple(found)


def _split_heading(result: FrozenResult) -> str:
    return _("Seen per role") if result.disclosed.split == "role" else _("Seen per organisation")


def _groups(result: FrozenResult) -> tuple[Block, ...]:
    if not result.disclosed.groups:
        return notices(result, "groups") or (Paragraph(_groups_from(result)),)
    found = (*_who_do_the_work(result), *perception_sentences(result), *_beside_perception(result))
    sentences = found or (_groups_from(result),)
    return (Points(sentences), Figure("groups", _of_the_groups(result)), *notices(result, "groups"))


def _of_the_groups(result: FrozenResult) -> str:
    """Return the message of the picture: the one role that sees a force otherwise, or where groups differ most."""
    views = result.disclosed.perception
    return perception_sentence(views[0]).removesuffix(".") if len(views) == 1 else of_the_groups(result)


def _groups_from(result: FrozenResult) -> str:
    return _("Groups are shown only where at least %(least)s people answered.") % {"least": result.profile.min_group}


def _who_do_the_work(result: FrozenResult) -> tuple[str, ...]:
    """Return how those who do the work see actie, if that may be shown; its distance is not, as groups are in fives."""
    group = actie_of(result, PROFESSIONAL)
    if group is None:
        return ()
    if not has_bar(result):
        text = _("Professionals do the work themselves. They give actie %(score)s.")
        return (text % {"score": group_words(group)},)
    text = _("Professionals do the work themselves. They give actie %(score)s; the bar is at %(bar)s.")
    return (text % {"score": group_words(group), "bar": bar_words(result)}, *_not_enough(result))


def _not_enough(result: FrozenResult) -> tuple[str, ...]:
    actie = result.disclosed.scores.get("actie")
    if actie is None or not reaches(actie.value, bar_of(result)) or not professionals_fall_short(result):
        return ()
    return (
        _(
            "According to the professionals, not enough is happening in practice yet. Keep that in mind in everything "
            "you decide about the outcome."
        ),
    )


def _beside_perception(result: FrozenResult) -> tuple[str, ...]:
    """Return what else may explain that roles differ."""
    n = len(result.disclosed.perception)
    if n == 0:
        return ()
    return (
        ngettext(
            "Chance does not explain that difference well. If the roles work for different organisations, that "
            "may be why too.",
            "Chance does not explain these differences well. If the roles work for different organisations, that "
            "may be why too.",
            n,
        ),
    )


def _no_spread(result: FrozenResult) -> tuple[Block, ...]:
    """Return that it is not shown how answers are spread, if it is not so of any statement."""
    disclosed = result.disclosed
    return (Notice(how_answers_are_spread(result)),) if disclosed.statements and not disclosed.divided else ()


def _statements(result: FrozenResult, force: Force) -> tuple[Block, ...]:
    codes = lowest_first(result, result.questionnaire.instrument.forces[force])
    if not codes:
        return ()
    text = " ".join((_lowest_and_highest(result, codes), *_unknown(result, force), *_agree(result, force, codes)))
    spread = tuple(_spread(result, code) for code in codes if is_divided(result, code) and _has_spread(result, code))
    return (
        Heading(str(_HEADINGS[force])),
        Paragraph(text),
        *((Points(spread),) if spread else ()),
        Figure(_CHARTS[force], of_the_statements(result, force)),
    )


def _lowest_and_highest(result: FrozenResult, codes: tuple[str, ...]) -> str:
    """Return the statements that score lowest and highest, as named as they can be where several score the same."""
    shown = result.disclosed.statements
    lowest, highest = shown[codes[0]].value, shown[codes[-1]].value
    low_score, high_score = statement_words(shown[codes[0]]), statement_words(shown[codes[-1]])
    if lowest == highest:
        return _("All statements score about the same: %(score)s.") % {"score": low_score}
    low = tuple(code for code in codes if shown[code].value == lowest)
    high = tuple(code for code in codes if shown[code].value == highest)
    return f"{_lowest(result, low, low_score)} {_highest(result, high, high_score)}"


def _lowest(result: FrozenResult, codes: tuple[str, ...], score: str) -> str:
    """Return the statements that score lowest; of many, the first ones by name."""
    if len(codes) > MOST_NAMED:
        return _("%(count)s statements score lowest (%(score)s), among them %(statements)s.") % {
            "count": capitalised(in_letters(len(codes))),
            "score": score,
            "statements": _named(result, codes[:MOST_NAMED]),
        }
    text = ngettext("%(statements)s scores lowest (%(score)s).", "%(statements)s score lowest (%(score)s).", len(codes))
    return text % {"statements": _named(result, codes), "score": score}


def _highest(result: FrozenResult, codes: tuple[str, ...], score: str) -> str:
    text = ngettext(
        "%(statements)s scores highest (%(score)s).", "%(statements)s score highest (%(score)s).", len(codes)
    )
    return text % {"statements": capitalised(_named(result, codes)), "score": score}


def _named(result: FrozenResult, codes: tuple[str, ...]) -> str:
    """Return statements for inside a sentence, in quotation marks; of many, their number."""
    if len(codes) > MOST_NAMED:
        return _("%(count)s statements") % {"count": in_letters(len(codes))}
    return quoted_list(tuple(quoted(result, code) for code in codes))


def _agree(result: FrozenResult, force: Force, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return on what opinions are divided; that is known from ten answers only."""
    known = [code for code in codes if code in result.disclosed.divided]
    divided = tuple(code for code in known if is_divided(result, code))
    unspread = tuple(code for code in divided if not _has_spread(result, code))
    if unspread:
        return (_("Opinions are divided on: %(statements)s.") % {"statements": _named(result, unspread)},)
    if divided or len(known) < len(result.questionnaire.instrument.forces[force]):
        return ()
    return (_("On %(force)s the answers are not far apart on any statement.") % {"force": force},)


def _has_spread(result: FrozenResult, code: str) -> bool:
    return code in result.disclosed.distributions


def _spread(result: FrozenResult, code: str) -> str:
    """Return how the answers to a statement are spread, in quarters."""
    low, _middle, high = result.disclosed.distributions[code]
    answers = [f"“{in_active_language(option)}”" for option in result.questionnaire.question(code).options]
    return _(
        "Opinions are divided on “%(text)s”: %(low)s of the people say %(low_answers)s, %(high)s say %(high_answers)s."
    ) % {
        "text": quoted(result, code),
        "low": quarter_words(low),
        "low_answers": _either(answers[0], answers[1]),
        "high": quarter_words(high),
        "high_answers": _either(answers[3], answers[4]),
    }


def _either(first: str, second: str) -> str:
    return _("%(first)s or %(second)s") % {"first": first, "second": second}


def _unknown(result: FrozenResult, force: Force) -> tuple[str, ...]:
    share = result.disclosed.dont_know.get(force, 0)
    if share < OFTEN_UNKNOWN:
        return ()
    values = {"share": share_words(share)}
    if force == "intentie":
        text = _(
            "“I don’t know” was the answer to %(share)s of the questions on intentie. Perhaps agreements have not "
            "reached everyone yet."
        )
    else:
        text = _(
            "“I don’t know” was the answer to %(share)s of these questions. Not everyone sees this part of the "
            "partnership."
        )
    return (text % values,)
