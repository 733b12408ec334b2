"""The report of a round with too few answers: that there were too few, why, and what to do now."""

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.scoring.suppression import BELOW_BANDS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import DAYS_BETWEEN_CLOSINGS, needed

from .actions import card, merged
from .method import organisations_words, people_words
from .report import Actions, Block, Facts, Paragraph, Points, Section, Signals, titled
from .signals import signal
from .wording import least_of


def insufficient(result: FrozenResult) -> tuple[Section, ...]:
    """Return the sections that replace outcome, reasons and actions."""
    return (_diagnosis(result), _why(result), _what_now(result))


def _diagnosis(result: FrozenResult) -> Section:
    if _is_one_sided(result):
        text = _(
            "A partnership cannot be seen from one side: a score is then about that side, and not about what partners "
            "do together. That is why there is no outcome here, and no score. Nothing is wrong with the answers "
            "themselves."
        )
    else:
        text = _(
            "A score of so few people says more about them than about the partnership, and is not confidential. That "
            "is why there is no outcome here, and no score. Nothing is wrong with the answers themselves."
        )
    return Section("diagnosis", _("No outcome yet"), (Paragraph(text, "lead"),))


def _is_one_sided(result: FrozenResult) -> bool:
    """Whether people enough answered on every force, so that it is organisations that lack."""
    bands = [result.disclosed.n.get(force, BELOW_BANDS) for force in FORCES]
    return all(least_of(band) >= needed(result.profile) for band in bands)


def _why(result: FrozenResult) -> Section:
    rows = (
        (_("People who answered"), people_words(result)),
        (_("Organisations that took part"), organisations_words(result)),
    )
    blocks: list[Block] = [Paragraph(_what_is_needed(result)), Facts(rows), Paragraph(_what_lacked(result))]
    if result.disclosed.flags:
        blocks.append(Signals(tuple(signal(result, flag) for flag in result.disclosed.flags)))
    return titled("why", _("Why it is too little"), _what_was_short(result), tuple(blocks))


def _what_is_needed(result: FrozenResult) -> str:
    profile = result.profile
    return _(
        "For an outcome, each of the three forces needs answers from at least %(people)s people of at least "
        "%(organisations)s organisations."
    ) % {"people": needed(profile), "organisations": profile.min_organisations}


def _what_lacked(result: FrozenResult) -> str:
    if _is_one_sided(result):
        return _("There were enough people, but they came from fewer than %(organisations)s organisations.") % {
            "organisations": result.profile.min_organisations
        }
    few = [force for force in FORCES if result.disclosed.n.get(force) == BELOW_BANDS]
    if few and len(few) < len(FORCES):
        return _("There were too few answers about %(forces)s.") % {"forces": listed(few)}
    return _("There were too few answers on at least one of the three forces.")


def _what_was_short(result: FrozenResult) -> str:
    if _is_one_sided(result):
        return _("Too few organisations took part")
    few = [force for force in FORCES if result.disclosed.n.get(force) == BELOW_BANDS]
    if few and len(few) < len(FORCES):
        return _("Too few people answered about %(forces)s") % {"forces": listed(few)}
    return _("Too few people answered")


def _what_now(result: FrozenResult) -> Section:
    first = (_("Ask the other organisations to take part, and tell them why their view counts."),)
    steps = (
        *(first if _is_one_sided(result) else ()),
        _("Ask a few partners why people did not answer: no time, no confidence, or a link that did not arrive?"),
        _(
            "Tell everyone that answers are confidential, that nothing is shown of fewer than %(least)s people, "
            "and what you will do with the outcome."
        )
        % {"least": result.profile.min_group},
        _("Ask directors to give their people ten minutes for it, for example at the start of a meeting."),
        _(
            "Then open a new round. Between the closing of two rounds there are at least %(days)s days, "
            "so that nobody’s answers can be worked out from the difference."
        )
        % {"days": DAYS_BETWEEN_CLOSINGS},
        _("You do not have to wait to talk: discuss together what goes well now, and what should improve first."),
    )
    message = (
        _("First more organisations, then a new round")
        if _is_one_sided(result)
        else _("First more answers, then a new round")
    )
    blocks = (Points(steps, is_ordered=True), *_called_for(result))
    return titled("actions", _("What to do now"), message, blocks)


def _called_for(result: FrozenResult) -> tuple[Block, ...]:
    """Return the actions that the composition of the respondents calls for, since nothing else is known."""
    called = (tuple(found for found in advice.main if found.called_by) for advice in result.actions)
    cards = tuple(card(result, found) for found in merged(result, called))
    return (Actions(cards),) if cards else ()
