"""What a result says for one role: how that role answered, where it may be shown, and what it can do first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_name, role_words
from assessments.reporting.numbers import group_words, score_words
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.roles import ROLES

from .actions import card, in_order, none_for_role
from .first_steps import MOST_STEPS
from .perception import perception_sentence
from .report import ActionCard


@dataclass(frozen=True, slots=True)
class RoleScore:
    """What a role gave one force, beside everybody together."""

    force: Force
    own: str
    everybody: str


@dataclass(frozen=True, slots=True)
class OwnRole:
    """What a result says for one role, in the active language."""

    heading: str
    columns: tuple[str, str, str]
    scores: tuple[RoleScore, ...]
    """Empty where the scores of this role are not shown."""
    sentences: tuple[str, ...]
    """Where it sees things otherwise than the rest, and how to read the scores; or that and why there are none."""
    cards: tuple[ActionCard, ...]
    """The actions to begin with, most urgent first."""
    instead: str
    """What stands there when the catalogue has none."""


def own_role(result: FrozenResult, role: str) -> OwnRole:
    """Return what a result says for one of ``ROLES``: of the shown numbers, and of nothing else."""
    people = role_words(role)
    scores = _scores(result, role)
    return OwnRole(
        heading=_("According to %(roles)s") % {"roles": people},
        columns=(_("Force"), role_name(role), _("the whole partnership")),
        scores=scores,
        sentences=_sentences(result, role) if scores else (_why_not(result, people),),
        cards=_cards(result, role),
        instead=none_for_role(),
    )


def _scores(result: FrozenResult, role: str) -> tuple[RoleScore, ...]:
    if result.disclosed.split != "role" or role not in result.disclosed.groups:
        return ()
    shown, everybody = result.disclosed.groups[role], result.disclosed.scores
    return tuple(
        RoleScore(force, _words(shown.get(force)), score_words(everybody[force]) if force in everybody else "–")
        for force in FORCES
        if force in shown or force in everybody
    )


def _words(score: ShownGroup | None) -> str:
    return "–" if score is None else group_words(score)


def _sentences(result: FrozenResult, role: str) -> tuple[str, ...]:
    views = tuple(perception_sentence(view) for view in result.disclosed.perception if view.role == role)
    return (*views, _("Scores for a role are rounded to the nearest five. A dash means that the score is not shown."))


def _why_not(result: FrozenResult, people: str) -> str:
    if result.disclosed.split != "role":
        return _("For this round it was agreed to show scores per organisation, and so not per role.")
    return _(
        "The scores of %(roles)s are not shown separately: that is done only where nobody can work out from them what "
        "a few people answered."
    ) % {"roles": people}


def _cards(result: FrozenResult, role: str) -> tuple[ActionCard, ...]:
    advised = ROLES[role].advised_as
    found = next((advice for advice in result.actions if advice.role == advised), None)
    chosen = (*in_order(result, found.main), *in_order(result, found.tendency)) if found else ()
    return tuple(card(result, one) for one in chosen[:MOST_STEPS])
