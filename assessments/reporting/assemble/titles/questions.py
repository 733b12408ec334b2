"""The title of the questions to discuss: what the conversation turns on with this outcome."""

from django.utils.translation import gettext as _

from assessments.reporting.assemble.outcome import likeliest
from assessments.reporting.assemble.wording import lacks_foundation
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import KERN_EN_RAND
from assessments.vocabulary.levels import STEVIG
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, SCHIJNSAMENWERKING


def of_the_questions(result: FrozenResult) -> str:
    """Return what to talk about first; it says nothing of the partnership that the outcome does not."""
    if result.disclosed.certainty == NIPT and (found := likeliest(result)):
        first, second = found
        return _("Talk about what you recognise most: %(first)s or %(second)s") % {"first": first, "second": second}
    if lacks_foundation(result):
        return _("Talk about what you want to achieve together")
    if result.is_stalled:
        return _("Talk about what you do differently from last time")
    return _of_diagnosis(result)


def _of_diagnosis(result: FrozenResult) -> str:
    if result.disclosed.diagnosis == SCHIJNSAMENWERKING:
        return _("Talk about what stands between your goals and your practice")
    if result.disclosed.diagnosis == EILANDSAMENWERKING:
        return _("Talk about whose work does not connect yet, and what would help")
    if KERN_EN_RAND in result.disclosed.flags:
        return _("Talk about what organisations at the rim need to take part")
    if result.disclosed.level == STEVIG:
        return _("Talk about what must not be lost")
    return _("Talk about what could destabilise this partnership")
