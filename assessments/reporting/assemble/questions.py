"""Questions to discuss together, chosen by the result, in the order in which to discuss them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name, role_words
from assessments.reporting.numbers import rounded
from assessments.scoring.values import PerceptionView
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
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

from .interests import ALIKE, holding_back_scores, organisations_in, some_words
from .processes import leads, weakest_process
from .report import Paragraph, Points, Section
from .wording import bar_of, is_divided, lacks_foundation, quoted

_SEES: dict[str, StrPromise] = {
    "lower": gettext_lazy(
        "According to %(role)s, %(force)s is lower than according to the others. What do they meet in their work that "
        "others do not see?"
    ),
    "higher": gettext_lazy(
        "According to %(role)s, %(force)s is higher than according to the others. What do they see that others miss, "
        "and what do others see that they miss?"
    ),
}


def questions(result: FrozenResult) -> Section:
    """Return the section with the questions: first what goes well, last what to agree on."""
    found = (
        _what_goes_well(result),
        _recognised(result),
        _foundation(result),
        *_of_diagnosis(result),
        _perception(result),
        _divided(result),
        _clashing(result),
        _bottlenecks(result),
        _holding_back(result),
        _weakest(result),
        _who_is_missing(result),
        _("What do directors and the government promise here, and when will they tell what came of it?"),
        _(
            "Which two actions from this report do you choose? Who does what, and on which day do you look back "
            "together?"
        ),
    )
    intro = _(
        "Take an hour and a half. Give everyone two minutes to think before each question, and let those who do the "
        "work speak first. You do not have to agree: it is about understanding what others see."
    )
    return Section(
        "questions",
        _("Questions to discuss together"),
        (Paragraph(intro), Points(tuple(text for text in found if text), is_ordered=True)),
    )


def _what_goes_well(result: FrozenResult) -> str:
    items = result.disclosed.items
    codes = [code for force in FORCES for code in result.questionnaire.instrument.forces[force] if code in items]
    best = max((code for code in codes if not is_divided(result, code)), key=lambda code: items[code], default=None)
    if best is None or not reaches(items[best], MIDDLE):
        return _("What already goes well, however small? Who made that happen?")
    return _("“%(text)s” scores highest of all. How did you manage that, and who helped?") % {
        "text": quoted(result, best)
    }


def _recognised(result: FrozenResult) -> str:
    if result.disclosed.certainty == NIPT:
        return _("The outcome is a close call. Which one do you recognise most, and where do you notice it?")
    if result.disclosed.signals_fit is False:
        return _("Not all answers fit this outcome. What do you recognise in it, and what not?")
    return _("Do you recognise this outcome? Where do you notice it in your own work?")


def _foundation(result: FrozenResult) -> str:
    if lacks_foundation(result):
        return _(
            "What do you want to have achieved together a year from now, in one sentence? "
            "First write it down each for yourself, then read the sentences to each other."
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
            _("What must certainly not be lost when people leave or budgets change?"),
            _("Who else would gain by joining you, and what could you do with them?"),
        )
    return (_("What would make this partnership wobble first, and what can you do about it now?"),)


def _perception(result: FrozenResult) -> str:
    views = result.disclosed.perception
    return _view(views[0]) if views else ""


def _view(view: PerceptionView) -> str:
    return _SEES[view.sees] % {"role": role_words(view.role), "force": view.force}


def _divided(result: FrozenResult) -> str:
    divided = result.disclosed.divided
    codes = [code for force in FORCES for code in result.questionnaire.instrument.forces[force] if code in divided]
    most = max(codes, key=lambda code: divided[code], default=None)
    if most is None or not is_divided(result, most):
        return ""
    return _("On “%(text)s” the answers lie furthest apart. What does each of you experience?") % {
        "text": quoted(result, most)
    }


def _clashing(result: FrozenResult) -> str:
    if {BELANGEN_ONGEREGELD, REM_ONBEKEND} & set(result.disclosed.flags):
        return _(
            "What matters so much to your organisation that you cannot give it up? "
            "What do you agree for when that clashes with another partner’s interest?"
        )
    return ""


def _bottlenecks(result: FrozenResult) -> str:
    names = organisations_in(result, KNELPUNT)
    if not names:
        return ""
    return _("What would make the partnership worth more to %(names)s?") % {"names": some_words(names)}


def _holding_back(result: FrozenResult) -> str:
    found = holding_back_scores(result)
    if found is None or rounded(found[0]) - rounded(found[1]) < ALIKE:
        return ""
    return _("When does your own organisation hold back? What would you need in order to do more?")


def _weakest(result: FrozenResult) -> str:
    process = weakest_process(result)
    if process is None or reaches(result.disclosed.processes[process], bar_of(result)):
        return ""
    return _(
        "“%(process)s” needs most work. What first move can come from %(leads)s, and what do others need to do?"
    ) % {
        "process": process_name(process),
        "leads": leads(result, process),
    }


def _who_is_missing(result: FrozenResult) -> str:
    if {PARTNERS_ONTBREKEN, ROL_ONTBREEKT, LAGE_RESPONS} & set(result.disclosed.flags):
        return _("Whose voice is missing here? Who asks them, and when?")
    return ""
