"""The public summary: one neutral page for people who did not take part, without groups, organisations or quotes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.moments import long_date
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.certainties import CERTAINTIES, NIPT
from assessments.vocabulary.headlines import IN_PUBLIC, first_that_fits
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import BESTUURDER

from .first_steps import first_of_role, first_steps
from .method import who_answered_sentence
from .origin import partnership_name
from .outcome import certainty_words, foundation_certainty_words, has_diagnosis
from .standing import facts
from .wording import has_bar, lacks_foundation, scale


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A few sentences under one heading."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    has_forces: bool = False
    """Whether the picture of the three forces is here."""


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
    """How certain that is; may be empty."""
    parts: tuple[SummaryPart, ...]


def summary(result: FrozenResult, *, language: str) -> Summary:
    """Return what the public summary of a result says; with too few answers, that there is no outcome."""
    with override(language):
        facts = result.facts
        return Summary(
            language=language,
            title=_("%(partnership)s – %(round)s – summary")
            % {"partnership": partnership_name(result), "round": facts.title},
            kicker=_("How healthy is our collaboration? The summary"),
            partnership=partnership_name(result),
            theme=facts.theme,
            round=_("%(round)s, closed on %(day)s") % {"round": facts.title, "day": long_date(facts.closed_at)},
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
    return _(first_that_fits(IN_PUBLIC, facts(result)))


def _certainty(result: FrozenResult) -> str:
    """Return how certain it is; of a close call without the names of outcomes."""
    if result.disclosed.certainty != NIPT or lacks_foundation(result):
        return certainty_words(result)
    found = (_(CERTAINTIES[NIPT].sentence), foundation_certainty_words(result))
    return " ".join(text for text in found if text)


def _forces_lead(result: FrozenResult) -> str:
    found = [_("The score of each force, with its margin."), scale(result)]
    if has_bar(result):
        found.append(_("The vertical line is the bar."))
    return " ".join(found)


def _to_work_on(result: FrozenResult) -> tuple[SummaryPart, ...]:
    """Return the steps to take first, by their titles."""
    points = tuple(step.title for step in first_steps(result))
    if not points:
        return ()
    lead = _("The report gives the partners these points to work on:")
    return (SummaryPart(_("What the partnership can work on"), lead, points),)


def _decision(result: FrozenResult) -> tuple[SummaryPart, ...]:
    title = first_of_role(result, BESTUURDER)
    if not title:
        return ()
    text = _(
        "The report asks the directors for a decision: which action, who takes charge of it, and when they come back "
        "to it. First on their list is: “%(title)s”."
    ) % {"title": title}
    return (SummaryPart(_("What is asked of the directors"), text),)


def _reading(result: FrozenResult) -> SummaryPart:
    confidential = _("Answers are confidential; nobody can see here who answered what.")
    if not has_diagnosis(result):
        why = _("Without enough answers a score would say more about a few people than about the collaboration.")
        return SummaryPart(_("How to read this"), points=(why, confidential))
    sentences = (
        *(() if lacks_foundation(result) else (_(DIAGNOSES[result.disclosed.diagnosis].in_model),)),
        _(
            "The outcome is what the people who filled in the questionnaire experience. It is the start of a "
            "conversation. It is not a grade, and not a comparison with others."
        ),
        _("The bar is an agreement made by the authors. A score is an estimate; the margin shows how uncertain it is."),
        confidential,
    )
    return SummaryPart(_("How to read this"), points=sentences)
