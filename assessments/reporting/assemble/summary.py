"""The public summary: one page in neutral words, for who did not take part; no groups, no organisations, no quotes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from assessments.catalogue.entries import ChosenAction
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import distance_to_bar
from assessments.scoring.values import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING

from .days import day
from .method import who_answered_sentence
from .outcome import certainty_words, has_diagnosis
from .wording import bar_of, has_bar, is_young, lacks_foundation, reaches

MOST_POINTS = 3
"""As many points to work on as a partnership can really take up."""
_ROLES = ("professional", "manager", "bestuurder", "overheid")


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A few sentences under one heading."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    has_forces: bool = False
    """Whether the picture of the three forces stands here."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the public summary says, in one language."""

    language: str
    title: str
    """Title of the document."""
    kicker: str
    partnership: str
    theme: str
    round: str
    outcome: str
    certainty: str
    """How sure that is; may be empty."""
    parts: tuple[SummaryPart, ...]


_OUTCOMES: dict[tuple[str, str], Callable[[], str]] = {
    (GEZOND, "stevig"): lambda: _(
        "The collaboration is in good shape: what the partners want together, what they do and how they support each "
        "other are all three well above the bar."
    ),
    (GEZOND, "kwetsbaar"): lambda: _(
        "The collaboration is in good shape. What the partners want together, what they do and how they support each "
        "other are all three strong enough; the partners can make it firmer still."
    ),
    (SCHIJNSAMENWERKING, "young"): lambda: _(
        "This partnership is young and still under construction. The partners know what they want together; the next "
        "step is to do more of it in practice."
    ),
    (SCHIJNSAMENWERKING, ""): lambda: _(
        "The partners know what they want together. The step to take now is to do more of it in practice."
    ),
    (EILANDSAMENWERKING, "young"): lambda: _(
        "This partnership is young and still under construction. The partners know what they want and already work "
        "together; the next step is to support each other more."
    ),
    (EILANDSAMENWERKING, ""): lambda: _(
        "The partners know what they want and work together in practice. The step to take now is to support each "
        "other more in it."
    ),
}

_NAMES: dict[str, Callable[[], str]] = {
    GEZOND: lambda: _("In the model of Van Delden this is called gezond: healthy."),
    SCHIJNSAMENWERKING: lambda: _(
        "In the model of Van Delden this is called schijnsamenwerking: there are plans, and practice lags behind. It "
        "is a name for the next step, not for the people."
    ),
    EILANDSAMENWERKING: lambda: _(
        "In the model of Van Delden this is called eilandsamenwerking: work is done together, but on islands. It is a "
        "name for the next step, not for the people."
    ),
}


def summary(result: FrozenResult, *, language: str) -> Summary:
    """Return what the public summary of a result says; with too few answers, that there is no outcome."""
    with override(language):
        facts = result.facts
        return Summary(
            language=language,
            title=_("%(partnership)s – %(round)s – summary") % {"partnership": facts.partnership, "round": facts.title},
            kicker=_("How healthy is our collaboration? The summary"),
            partnership=facts.partnership,
            theme=facts.theme,
            round=_("%(round)s, closed on %(day)s") % {"round": facts.title, "day": day(facts.closed_at)},
            outcome=_outcome(result),
            certainty=_certainty(result),
            parts=_parts(result),
        )


def _parts(result: FrozenResult) -> tuple[SummaryPart, ...]:
    if not has_diagnosis(result):
        return (SummaryPart(_("What was measured"), _measured()), _reading(result))
    found = (
        SummaryPart(_("What was measured"), f"{_measured()} {who_answered_sentence(result)}"),
        SummaryPart(_("The three forces"), _forces_lead(result), has_forces=True),
        *_to_work_on(result),
        *_decision(result),
        _reading(result),
    )
    return tuple(found)


def _measured() -> str:
    return _(
        "People of the organisations that work together filled in a questionnaire on three forces: what they want "
        "together (intentie), what they do (actie) and how they support each other (verbinding)."
    )


def _outcome(result: FrozenResult) -> str:
    if not has_diagnosis(result):
        return _(
            "Too few people answered to say how the collaboration is doing. That says nothing good or bad about it."
        )
    if lacks_foundation(result):
        return _(
            "What the partners want together – intentie – is not sharp enough yet to build on. The step to take now is "
            "to agree on that."
        )
    diagnosis, level = result.disclosed.diagnosis, result.disclosed.level or ""
    if diagnosis == GEZOND:
        return _OUTCOMES[diagnosis, level]()
    return _OUTCOMES[diagnosis, "young" if is_young(result) else ""]()


def _certainty(result: FrozenResult) -> str:
    if lacks_foundation(result):
        return _certainty_of_intentie(result)
    if result.disclosed.certainty == "nipt":
        return _("It is a close call: with a slightly different group of people another outcome is quite possible.")
    return certainty_words(result)


def _certainty_of_intentie(result: FrozenResult) -> str:
    """Return how sure it is that intentie is too weak, as far as score, margin and bar are shown."""
    score = result.disclosed.scores.get("intentie")
    if score is None or score.high is None or not has_bar(result):
        return ""
    values = {"distance": distance_to_bar(score.value, bar_of(result))}
    if reaches(score.high, bar_of(result)):
        return _("Intentie lies %(distance)s; with other people it could have come out just above it.") % values
    return _("Intentie lies %(distance)s, and its margin stays below it: that is clear.") % values


def _forces_lead(result: FrozenResult) -> str:
    if not has_bar(result):
        return _("The score of each force, from 0 to 100, with its margin.")
    return _("The score of each force, from 0 to 100, with its margin. The upright line is the bar.")


def _to_work_on(result: FrozenResult) -> tuple[SummaryPart, ...]:
    """Return the first headline of each role, and then the second ones, each once."""
    chosen = [_of_role(result, role) for role in _ROLES]
    ranked = [found[rank].entry for rank in range(MOST_POINTS) for found in chosen if rank < len(found)]
    points = tuple(dict.fromkeys(entry.text(get_language() or "nl").title for entry in ranked))[:MOST_POINTS]
    if not points:
        return ()
    lead = _("The report gives the partners these points to work on:")
    return (SummaryPart(_("What the partnership can work on"), lead, points),)


def _of_role(result: FrozenResult, role: str) -> tuple[ChosenAction, ...]:
    return next((advice.main for advice in result.actions if advice.role == role), ())


def _decision(result: FrozenResult) -> tuple[SummaryPart, ...]:
    found = _of_role(result, "bestuurder")
    if not found:
        return ()
    text = _(
        "The directors are asked to choose at least one action, to appoint who sees to it and to say when they come "
        "back to it. First on their list is: “%(title)s”."
    ) % {"title": found[0].entry.text(get_language() or "nl").title}
    return (SummaryPart(_("What is asked of the directors"), text),)


def _reading(result: FrozenResult) -> SummaryPart:
    confidential = _("Answers are confidential; nobody can see who answered what.")
    if not has_diagnosis(result):
        why = _("Without enough answers a score would say more about a few people than about the collaboration.")
        return SummaryPart(_("How to read this"), points=(why, confidential))
    sentences = (
        *(() if lacks_foundation(result) else (_NAMES[result.disclosed.diagnosis](),)),
        _(
            "The outcome is what those who answered experience. It is a starting point for a conversation, not a mark "
            "for the partnership and no comparison with others."
        ),
        _("The bar is a working agreement, and a score is an estimate: the margin shows how far chance can move it."),
        confidential,
    )
    return SummaryPart(_("How to read this"), points=sentences)
