"""What a board needs to decide: the outcome, how sure it is, why, what to do first and what is asked of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.moments import long_date
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, role_words
from assessments.vocabulary.roles import BESTUURDER

from .first_steps import MOST_STEPS, first_of_role, first_steps
from .insufficient import insufficient
from .method import who_answered_sentence
from .origin import partnership_name
from .outcome import certainty_words, has_diagnosis, headline
from .report import Paragraph, Points
from .why import force_sentences
from .wording import capitalised

LONGEST_BEGIN = 250
"""Letters of how to begin for which there is room; those that are shipped are shorter."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table in which a board fills in who does what, and when."""

    title: str
    begin: str
    """How to begin; empty if that is too long to stand here, or stands in the title."""
    made_for: str
    """The people for whom it is."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a memo or a presentation to a board says, in one language."""

    language: str
    title: str
    """Title of the document."""
    partnership: str
    round: str
    """Its title, and the day on which it closed."""
    outcome: str
    certainty: tuple[str, ...]
    """How sure that is, and on whose answers it rests; empty without an outcome."""
    why: str
    """What the reasons are reasons for, as a heading."""
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    about_steps: str
    """The table with the steps in words."""
    heads: tuple[str, str, str, str]
    """The headings of its columns."""
    asked: tuple[str, ...]
    """The decisions asked of the board."""
    whole_report: str
    """Where the rest stands."""
    confidential: str

    @property
    def length(self) -> int:
        """Return the letters of all texts together."""
        steps = (text for step in self.steps for text in (step.title, step.begin, step.made_for))
        lists = (*self.certainty, *self.reasons, *self.asked, *steps)
        return sum(map(len, (self.partnership, self.round, self.outcome, self.whole_report, self.confidential, *lists)))


def decision(result: FrozenResult, *, language: str, address: str) -> Decision:
    """Return what a board needs of a result; ``address`` is where coordinators find the whole of it."""
    with override(language):
        facts = result.facts
        return Decision(
            language=language,
            title=_("%(partnership)s – %(round)s – decision memo")
            % {"partnership": partnership_name(result), "round": facts.title},
            partnership=partnership_name(result),
            round=_("%(round)s, closed on %(day)s") % {"round": facts.title, "day": long_date(facts.closed_at)},
            outcome=headline(result),
            certainty=_certainty(result) if has_diagnosis(result) else (),
            why=_("Why this is the outcome") if has_diagnosis(result) else _("Why it is too little"),
            reasons=_reasons(result),
            steps=_steps(result),
            about_steps=_("Each action, whom it is for, and room for who takes charge of it and by when."),
            heads=(_("Step"), _("For"), _("Who takes charge of it"), _("By when")),
            asked=_asked(result),
            whole_report=_whole_report(result, address),
            confidential=_(
                "Confidential, like the report. For people who did not take part there is the public summary."
            ),
        )


def _certainty(result: FrozenResult) -> tuple[str, ...]:
    found = (certainty_words(result), who_answered_sentence(result))
    return tuple(text for text in found if text)


def _reasons(result: FrozenResult) -> tuple[str, ...]:
    if has_diagnosis(result):
        return force_sentences(result)
    blocks = [block for section in insufficient(result) for block in section.blocks]
    return tuple(block.text for block in blocks if isinstance(block, Paragraph))


def _steps(result: FrozenResult) -> tuple[Step, ...]:
    if has_diagnosis(result):
        return tuple(
            Step(step.title, _if_short(step.begin), capitalised(listed(map(role_words, step.roles))))
            for step in first_steps(result)
        )
    points = (block for section in insufficient(result) for block in section.blocks if isinstance(block, Points))
    return tuple(Step(text, "", _("Coordinator")) for text in next(points).items[:MOST_STEPS])


def _if_short(text: str) -> str:
    """Return a text of the catalogue, which admins may make as long as they like, if there is room for it."""
    return text if len(text) <= LONGEST_BEGIN else ""


def _asked(result: FrozenResult) -> tuple[str, ...]:
    if not has_diagnosis(result):
        return (_("Decide whether the questions are asked again, who takes charge of it, and when."),)
    first = first_of_role(result, BESTUURDER)
    found = (
        _("Take note of the outcome, and discuss it with the people who answered."),
        _(
            "Choose at least one of these actions, appoint someone to take charge of it, and say when you will come "
            "back to it."
        ),
        _("First on the list of the directors is: “%(title)s”.") % {"title": first} if first else "",
    )
    return tuple(text for text in found if text)


def _whole_report(result: FrozenResult, address: str) -> str:
    values = {"address": address, "contact": result.facts.contact}
    if not result.facts.contact:
        return _("The whole report, with all figures and how they were made, is at %(address)s.") % values
    return (
        _(
            "The whole report, with all figures and how they were made, is at %(address)s. If you cannot open it, ask "
            "%(contact)s."
        )
        % values
    )
