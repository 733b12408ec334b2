"""The titles about interests: whether they clash, why organisations take part, and where little works."""

from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from assessments.reporting.assemble.organisations import organisations_in
from assessments.reporting.assemble.standing import has_flag
from assessments.reporting.assemble.wording import clash, in_active_language, quoted_list
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, without_blank
from assessments.reporting.numbers import in_letters, points_words
from assessments.vocabulary.flags import REM_ONBEKEND
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.places import DRAGER, KNELPUNT

AGREED = "B5"
"""The statement on whether it is agreed what to do when interests clash."""
MOST_NAMED = 2
"""The most organisations, or reasons, that a title names."""
MOST_LETTERS = 60
"""The longest that their names may be together."""

_CLASH: dict[str, StrPromise] = {
    "much": gettext_lazy("Interests clash"),
    "some": gettext_lazy("Interests sometimes clash"),
    "little": gettext_lazy("Interests rarely clash"),
}
_AND_AGREED: dict[str, StrPromise] = {
    "much": gettext_lazy("Interests clash, and you have agreed well what to do when they do"),
    "some": gettext_lazy("Interests sometimes clash, and you have agreed well what to do when they do"),
    "little": gettext_lazy("Interests rarely clash, and you have agreed well what to do when they do"),
}
_AND_NOT_AGREED: dict[str, StrPromise] = {
    "much": gettext_lazy("Interests clash, and you have not yet agreed well enough what to do when they do"),
    "some": gettext_lazy("Interests sometimes clash, and you have not yet agreed well enough what to do when they do"),
    "little": gettext_lazy("Interests rarely clash, but you have not yet agreed well enough what to do when they do"),
}


def of_the_interests(result: FrozenResult) -> str:
    """Return whether interests clash and it is agreed what to do then; without those, what the map says."""
    amount, agreed = clash(result), result.statement(AGREED)
    if amount is None:
        return of_the_map(result)
    if agreed is None:
        return str(_CLASH[amount])
    table = _AND_AGREED if reaches(agreed.value, result.profile.threshold) else _AND_NOT_AGREED
    return str(table[amount])


def of_the_tension(result: FrozenResult) -> str:
    """Return what interests do to the bar; empty where that is not known."""
    bar, threshold = result.disclosed.bar, result.profile.threshold
    if bar is None or has_flag(result, REM_ONBEKEND):
        return ""
    if bar <= threshold:
        return _("Interests do not raise the bar")
    lift = bar - threshold
    text = ngettext(
        "Interests raise the bar by %(points)s point", "Interests raise the bar by %(points)s points", ceil(lift)
    )
    return text % {"points": points_words(lift)}


def of_the_reasons(result: FrozenResult) -> str:
    """Return the reason that most people chose, or two; empty where that is none in particular."""
    shown = result.disclosed.reasons
    asked = result.questionnaire.question(result.questionnaire.instrument.reasons)
    most = [
        without_blank(in_active_language(option))
        for code, option in zip(asked.option_codes, asked.options, strict=True)
        if shown.get(code) == max(shown.values(), default=None)
    ]
    if not most or len(most) > MOST_NAMED or len(most) == len(shown):
        return ""
    return _("Chosen most: %(reasons)s") % {"reasons": quoted_list(tuple(most))}


def of_the_map(result: FrozenResult) -> str:
    """Return for whom the partnership is important while little works, or else for how many much does."""
    shown = result.disclosed.organisations
    if not shown:
        return ""
    short, carriers = organisations_in(result, KNELPUNT), organisations_in(result, DRAGER)
    if short and len(short) <= MOST_NAMED and len(listed(short)) <= MOST_LETTERS:
        return _("The partnership is important to %(names)s, but little is working yet") % {"names": listed(short)}
    found = short or carriers
    if not found:
        return ""
    values = {"count": in_letters(len(found)), "all": in_letters(len(shown))}
    if short:
        text = ngettext(
            "The partnership is important to one of %(all)s organisations, but little is working yet",
            "The partnership is important to %(count)s of %(all)s organisations, but little is working yet",
            len(found),
        )
    else:
        text = ngettext(
            "The partnership is important to one of %(all)s organisations, and much is working",
            "The partnership is important to %(count)s of %(all)s organisations, and much is working",
            len(found),
        )
    return text % values
