"""Tries an action on example results, and shows in which it appears and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessments.catalogue.actions import condition_to_document
from assessments.catalogue.choice import Judged, choose_actions, judge
from assessments.catalogue.entries import ActionEntry, Condition, RoleActions
from assessments.catalogue.examples import Example, examples
from assessments.disclosure.shown import Disclosed, ShownStatement
from assessments.models.choices import role_label
from assessments.reporting.assemble.actions import actions
from assessments.reporting.assemble.report import Actions
from assessments.reporting.gallery.facts import frozen
from assessments.reporting.numbers import score_words, statement_words
from assessments.reporting.parts import WORKED_OUT
from assessments.vocabulary.certainties import CERTAINTIES
from assessments.vocabulary.roles import ADVISED

from .condition_words import condition_words, plain_number, subject_name


@dataclass(frozen=True, slots=True)
class Check:
    """One condition that holds or does not."""

    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class Trial:
    """An action tried on one example."""

    name: str
    diagnosis: str
    level: str
    certainty: str
    places: tuple[str, ...]
    """For which roles and where it appears, in sentences; empty when it does not appear."""
    checks: tuple[Check, ...]


def trials(entry: ActionEntry, catalogue: Iterable[ActionEntry]) -> list[Trial]:
    """Try the action on every example, beside the other actions of the catalogue."""
    others = [other for other in catalogue if other.code != entry.code]
    return [_trial(example, entry, others) for example in examples()]


def appears(disclosed: Disclosed, entry: ActionEntry) -> bool:
    """Whether a report on this result would include the action."""
    return any(advice.main or advice.tendency for advice in choose_actions(disclosed, [entry]))


def _trial(example: Example, entry: ActionEntry, others: Sequence[ActionEntry]) -> Trial:
    disclosed = example.disclosed
    chosen = choose_actions(disclosed, [*others, entry])
    advice = {found.role: found for found in chosen}
    is_worked_out = entry.code in _worked_out(disclosed, chosen)
    places = [_place(advice[role], entry.code, is_worked_out=is_worked_out) for role in ADVISED]
    return Trial(
        name=_(example.name),
        diagnosis=disclosed.diagnosis,
        level=subject_name("level", disclosed.level or ""),
        certainty=_certainty_name(disclosed),
        places=tuple(place for place in places if place),
        checks=(*_bound(disclosed, entry), *(_check(disclosed, condition) for condition in entry.conditions)),
    )


def _certainty_name(disclosed: Disclosed) -> str:
    certainty = CERTAINTIES[disclosed.certainty or ""]
    return _(certainty.label)


def _worked_out(disclosed: Disclosed, chosen: tuple[RoleActions, ...]) -> frozenset[str]:
    """Return the codes of what a whole report on this result works out; of the others its paper has the titles."""
    section = actions(replace(frozen(disclosed), actions=chosen))
    lists = [block for block in section.blocks if isinstance(block, Actions)]
    return frozenset(key for block in lists for card in block.cards[:WORKED_OUT] for key in card.keys)


def _place(advice: RoleActions, code: str, *, is_worked_out: bool) -> str:
    """Return where an action appears for a role; empty when it does not."""
    for found, is_tendency in ((advice.main, False), (advice.tendency, True)):
        codes = [chosen.entry.code for chosen in found]
        if code in codes:
            return _sentence(is_tendency, is_worked_out) % {
                "role": role_label(advice.role),
                "place": codes.index(code) + 1,
                "n": len(codes),
            }
    return ""


def _sentence(is_tendency: bool, is_worked_out: bool) -> str:
    if is_tendency and is_worked_out:
        return _("%(role)s: place %(place)s of %(n)s under the tendency.")
    if is_tendency:
        return _("%(role)s: place %(place)s of %(n)s under the tendency, on paper by its title alone.")
    if is_worked_out:
        return _("%(role)s: place %(place)s of %(n)s.")
    return _("%(role)s: place %(place)s of %(n)s, on paper by its title alone.")


def _bound(disclosed: Disclosed, entry: ActionEntry) -> tuple[Check, ...]:
    """Return whether the diagnosis is the one that the action is bound to; empty for an action bound to none."""
    if entry.diagnosis is None:
        return ()
    named = {"bound": entry.diagnosis, "diagnosis": disclosed.diagnosis}
    if entry.diagnosis == disclosed.diagnosis:
        return (Check(True, _("Bound to %(bound)s, and that is the diagnosis.") % named),)
    if entry.diagnosis == disclosed.tendency:
        return (Check(True, _("Bound to %(bound)s, and the partnership leans towards that.") % named),)
    return (Check(False, _("Bound to %(bound)s, but the diagnosis is %(diagnosis)s.") % named),)


def _check(disclosed: Disclosed, condition: Condition) -> Check:
    judged = judge(disclosed, condition)
    return Check(judged.holds, _describe(judged))


def _describe(judged: Judged) -> str:
    words = {"condition": condition_words(condition_to_document(judged.condition))}
    if judged.condition.comparison is None:
        return (_("%(condition)s: it is so.") if judged.holds else _("%(condition)s: it is not so.")) % words
    if judged.shown is None or judged.limit is None:
        return _("%(condition)s: the score is not known.") % words
    shown = judged.shown
    score = statement_words(shown) if isinstance(shown, ShownStatement) else score_words(shown)
    numbers = {"score": score, "limit": plain_number(judged.limit)}
    return _("%(condition)s: the score is %(score)s, the limit %(limit)s.") % (words | numbers)
