"""The roles that see a force otherwise than the rest, as far as that may be said."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.disclosure.shown import ShownPerception
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_words
from assessments.vocabulary.forces import Force
from assessments.vocabulary.roles import BESTUURDER, PROFESSIONAL, ROLES

from .wording import capitalised

_SEE: dict[str, StrPromise] = {
    "lower": gettext_lazy("%(role)s see %(force)s lower than the others do."),
    "higher": gettext_lazy("%(role)s see %(force)s higher than the others do."),
}
_SEES: dict[str, StrPromise] = {
    "lower": gettext_lazy("%(role)s sees %(force)s lower than the others do."),
    "higher": gettext_lazy("%(role)s sees %(force)s higher than the others do."),
}
"""The same of a role that is named as one."""


def perception_sentences(result: FrozenResult) -> tuple[str, ...]:
    """Return sentences on the roles that see a force differently from the rest, as far as that may be said.

    Where professionals are lower and directors higher on the same force, one sentence says both.
    """
    views = result.disclosed.perception
    opposed = [view.force for view in views if _is(view, PROFESSIONAL, "lower") and _higher(views, view.force)]
    both = tuple(_opposed_sentence(force) for force in opposed)
    rest = [view for view in views if not (view.force in opposed and view.role in {PROFESSIONAL, BESTUURDER})]
    return (*both, *map(perception_sentence, rest))


def _is(view: ShownPerception, role: str, sees: str) -> bool:
    return (view.role, view.sees) == (role, sees)


def _higher(views: tuple[ShownPerception, ...], force: Force) -> bool:
    return any(view.force == force and _is(view, BESTUURDER, "higher") for view in views)


def _opposed_sentence(force: Force) -> str:
    return _(
        "Professionals and directors see %(force)s differently: professionals lower, directors higher. Ask both for "
        "examples of the past month."
    ) % {"force": force}


def perception_sentence(view: ShownPerception) -> str:
    """Return the sentence that a role sees a force lower or higher than the rest."""
    words = _SEES if view.role in ROLES and ROLES[view.role].is_one else _SEE
    return words[view.sees] % {"role": capitalised(role_words(view.role)), "force": view.force}
