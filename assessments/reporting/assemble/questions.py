"""Questions to discuss together, chosen by the result, in the order in which to discuss them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.disclosure.shown import ShownPerception
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    KERN_EN_RAND,
    LAGE_RESPONS,
    PARTNERS_ONTBREKEN,
    REM_ONBEKEND,
    ROL_ONTBREEKT,
)
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import STEVIG
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, SCHIJNSAMENWERKING
from assessments.vocabulary.places import KNELPUNT

from .conditions import TRUST
from .interests import blind_spot
from .organisations import MOST_NAMED, organisations_in
from .outcome import likeliest
from .perception import perception_sentence
from .processes import leads, weakest_process
from .report import Paragraph, Points, Section, titled
from .titles.questions import of_the_questions
from .wording import is_divided, lacks_foundation, lowest_first, quoted

_ASK: dict[str, StrPromise] = {
    "lower": gettext_lazy("What do they encounter in their work that others do not see?"),
    "higher": gettext_lazy("What do they see that others miss, and what do they miss that others see?"),
}


def questions(result: FrozenResult) -> Section:
    """Return the section with the questions: first what goes well, last what to agree on."""
    found = (
        _what_goes_well(result),
        _recognised(result),
        _foundation(result),
        *_of_diagnosis(result),
        _stalled(result),
        _proud(result),
        _core(result),
        _perception(result),
        _divided(result),
        _clashing(result),
        _bottlenecks(result),
        _holding_back(result),
        _trust(result),
        _weakest(result),
        _who_is_missing(result),
        _("What do directors and the government promise here, and when will they tell what came of it?"),
        _(
            "Which two actions from this report do you choose? Who does what, and on which day do you look back "
            "together?"
        ),
    )
    intro = _(
        "Take an hour and a half, and choose the questions that matter most: five or six are enough. Give everyone two "
        "minutes to think before each question, and let those who do the work speak first. You do not have to agree: "
        "it is about understanding what others see."
    )
    return titled(
        "questions",
        _("Questions to discuss together"),
        of_the_questions(result),
        (Paragraph(intro), Points(tuple(text for text in found if text), is_ordered=True)),
    )


def _of_forces(result: FrozenResult) -> tuple[str, ...]:
    """Return the statements on the forces that are shown, lowest score first."""
    instrument = result.questionnaire.instrument
    return lowest_first(result, [code for force in FORCES for code in instrument.forces[force]])


def _what_goes_well(result: FrozenResult) -> str:
    shown, every = result.disclosed.statements, _of_forces(result)
    codes = [code for code in every if not is_divided(result, code)]
    highest = max((shown[code].value for code in codes), default=0)
    best = [code for code in codes if shown[code].value == highest]
    if not reaches(highest, MIDDLE):
        return _("What already goes well, however small? Who made that happen?")
    if any(shown[code].value > highest for code in every):
        text = _(
            "Of the statements on which opinions are not divided, “%(text)s” scores highest. How did you manage that, "
            "and who helped?"
        )
    elif len([code for code in every if shown[code].value == highest]) > 1:
        text = _("“%(text)s” is among the highest scores. How did you manage that, and who helped?")
    else:
        text = _("“%(text)s” scores highest of all. How did you manage that, and who helped?")
    return text % {"text": quoted(result, best[0])}


def _recognised(result: FrozenResult) -> str:
    if result.disclosed.certainty == NIPT:
        return _close_call(result)
    if result.disclosed.signals_fit is False:
        return _("Not all answers fit this outcome. What do you recognise in it, and what not?")
    return _("Do you recognise this outcome? Where do you notice it in your own work?")


def _close_call(result: FrozenResult) -> str:
    found = likeliest(result)
    if found is None:
        return _("The outcome is a close call. Which one do you recognise most, and where do you notice it?")
    first, second = found
    return _(
        "The outcome is a close call: %(first)s or %(second)s. Which do you recognise most, and where do you notice it?"
    ) % {"first": first, "second": second}


def _foundation(result: FrozenResult) -> str:
    if lacks_foundation(result):
        return _(
            "What do you want to have achieved together a year from now, in one sentence? Each of you writes it down "
            "first, and then you read the sentences to each other."
        )
    return ""


def _of_diagnosis(result: FrozenResult) -> tuple[str, ...]:
    if lacks_foundation(result):
        return (_("What would each partner have to give up or bring in for that, and who has to say yes to it?"),)
    if result.disclosed.diagnosis == SCHIJNSAMENWERKING:
        return (
            _("Which agreement of the past year has not been carried out yet? What stood in the way?"),
            _("What is the smallest thing you could do together within a month, for whom, and who would be needed?"),
        )
    if result.disclosed.diagnosis == EILANDSAMENWERKING:
        return (
            _("What works now because a few people put their backs into it? What happens when they leave?"),
            _("Whose work does not connect to that of the others yet, and what would help?"),
        )
    return _of_healthy(result)


def _of_healthy(result: FrozenResult) -> tuple[str, ...]:
    if result.disclosed.level == STEVIG:
        return (
            _("What must on no account be lost when people leave or budgets change?"),
            _("Who else would gain by joining you, and what could you do with them?"),
        )
    return (_("What would destabilise this partnership first, and what can you do about it now?"),)


def _stalled(result: FrozenResult) -> str:
    if not result.is_stalled:
        return ""
    return _(
        "What have you done since the previous round, and why has it not taken you further yet? What are you going to "
        "do differently now?"
    )


def _proud(result: FrozenResult) -> str:
    """Return the question for a stagnation, in which the next five years matter more than this one."""
    if lacks_foundation(result) or result.disclosed.diagnosis not in {SCHIJNSAMENWERKING, EILANDSAMENWERKING}:
        return ""
    return _("What would you like to be proud of in five years? Which one step towards it will you take this year?")


def _core(result: FrozenResult) -> str:
    if KERN_EN_RAND not in result.disclosed.flags:
        return ""
    question = _(
        "Which organisations belong to the core, and which do not yet? What do they need in order to take part?"
    )
    if result.disclosed.split == "organisation" and result.disclosed.groups:
        return question
    return " ".join((question, _("(Do not mention their scores: those are not in the report.)")))


def _perception(result: FrozenResult) -> str:
    views = result.disclosed.perception
    return _view(views[0]) if views else ""


def _view(view: ShownPerception) -> str:
    return f"{perception_sentence(view)} {_ASK[view.sees]}"


def _divided(result: FrozenResult) -> str:
    divided = [code for code in _of_forces(result) if is_divided(result, code)]
    if not divided:
        return ""
    return _("On “%(text)s” the answers are far apart. What does each of you experience?") % {
        "text": quoted(result, divided[0])
    }


def _clashing(result: FrozenResult) -> str:
    if {BELANGEN_ONGEREGELD, REM_ONBEKEND} & set(result.disclosed.flags):
        return _(
            "What matters so much to your organisation that you cannot give it up? What will you agree on, in "
            "case that clashes with another partner’s interest?"
        )
    return ""


def _bottlenecks(result: FrozenResult) -> str:
    names = organisations_in(result, KNELPUNT)
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return _(
            "What would make the partnership worth more to the %(count)s organisations to which it is important, but "
            "for which little is working yet?"
        ) % {"count": len(names)}
    return _("What would make the partnership worth more to %(names)s?") % {"names": listed(names)}


def _holding_back(result: FrozenResult) -> str:
    if blind_spot(result) <= 0:
        return ""
    return _("When does your own organisation hold back? What would you need in order to do more?")


def _trust(result: FrozenResult) -> str:
    trust = result.statement(TRUST)
    if trust is None or reaches(trust.value, MIDDLE):
        return ""
    return _("When did you truly trust another partner? What did that partner do?")


def _weakest(result: FrozenResult) -> str:
    process = weakest_process(result)
    if process is None or reaches(result.processes[process].value, result.profile.threshold):
        return ""
    return _("“%(process)s” needs work. What first move can come from %(leads)s, and what do others need to do?") % {
        "process": process_name(process),
        "leads": leads(result, process),
    }


def _who_is_missing(result: FrozenResult) -> str:
    if {PARTNERS_ONTBREKEN, ROL_ONTBREEKT, LAGE_RESPONS} & set(result.disclosed.flags):
        return _("Whose voice is missing here? Who asks them, and when?")
    return ""
