"""What was agreed after the round before and what has changed since, side by side, without claiming a cause."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.disclosure.change import Change
from assessments.disclosure.shown import ShownGroup
from assessments.moments import long_date
from assessments.reporting.frozen import AgreedAction, EarlierRound, FrozenResult
from assessments.reporting.names import listed, process_name
from assessments.reporting.numbers import group_words as group_score_words
from assessments.reporting.numbers import score_words, statement_words
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.flags import KERN_EN_RAND
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.headlines import TOO_FEW_IN_SHORT
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.outcomes import DIAGNOSES, ONVOLDOENDE_GEGEVENS

from .outcome import has_diagnosis
from .report import Block, Figure, Heading, Paragraph, Points, Section, titled
from .standing import fired, has_flag
from .titles.since import of_the_rounds, of_what_changed
from .wording import capitalised, group_words, lacks_foundation

_PROGRESS: dict[str, StrPromise] = {
    "done": gettext_lazy("Done: “%(title)s”."),
    "busy": gettext_lazy("In progress: “%(title)s”."),
    "planned": gettext_lazy("Not started yet: “%(title)s”."),
    "dropped": gettext_lazy("Dropped: “%(title)s”."),
}
"""In the order of the report."""


def since(result: FrozenResult) -> tuple[Section, ...]:
    """Return the section on what was agreed and what changed; None for a first round."""
    if not result.earlier:
        return ()
    blocks = [*_outcomes(result), *_agreed(result), *_changes(result)]
    return (titled("since", _("Since the previous round"), of_what_changed(result), tuple(blocks)),)


def _outcomes(result: FrozenResult) -> tuple[Block, ...]:
    last = result.earlier[-1]
    then = _("In the round “%(title)s”, closed on %(day)s, the outcome was: %(outcome)s.") % {
        "title": last.title,
        "day": long_date(last.closed_at),
        "outcome": _outcome(last.diagnosis, last.level, last.certainty),
    }
    return (Paragraph(f"{then} {_now(result)}"),)


def _now(result: FrozenResult) -> str:
    shown, last = result.disclosed, result.earlier[-1]
    now = _outcome(shown.diagnosis, shown.level, shown.certainty)
    if shown.diagnosis != ONVOLDOENDE_GEGEVENS and now == _outcome(last.diagnosis, last.level, last.certainty):
        return _("Now it is the same.")
    return _("Now it is: %(outcome)s.") % {"outcome": now}


def _outcome(diagnosis: str, level: str | None, certainty: str | None) -> str:
    if diagnosis == ONVOLDOENDE_GEGEVENS:
        return _(TOO_FEW_IN_SHORT)
    if level == FUNDAMENT_ONTBREEKT:
        return _("the foundation, intentie, is missing")
    if certainty == NIPT:
        return _("%(diagnosis)s, and it was a close call") % {"diagnosis": diagnosis}
    return diagnosis


def _agreed(result: FrozenResult) -> tuple[Block, ...]:
    heading = Heading(_("What you agreed"))
    if not result.agreed:
        return (heading, Paragraph(_("No actions were recorded in the action plan.")))
    told = [
        _agreed_sentence(action) for progress in _PROGRESS for action in result.agreed if action.progress == progress
    ]
    return (heading, Points(tuple(told)))


def _agreed_sentence(action: AgreedAction) -> str:
    values = {
        "title": action.title,
        "organisation": action.organisation,
        "day": long_date(date.fromisoformat(action.due_on)) if action.due_on else "",
    }
    return " ".join(filter(None, (_PROGRESS[action.progress] % values, _who_and_when(action, values))))


def _who_and_when(action: AgreedAction, values: dict[str, str]) -> str:
    if action.organisation and action.due_on:
        return _("With %(organisation)s, by %(day)s.") % values
    if action.organisation:
        return _("With %(organisation)s.") % values
    return _("By %(day)s.") % values if action.due_on else ""


def _changes(result: FrozenResult) -> tuple[Block, ...]:
    heading = Heading(_("What changed in the scores"))
    if not has_diagnosis(result):
        return (heading, Paragraph(_("This round got too few answers to compare it with the one before.")))
    if not result.comparable or result.comparable[-1] is not result.earlier[-1]:
        return (heading, Paragraph(_why_not(result.earlier[-1])))
    last = result.comparable[-1]
    blocks: list[Block] = [heading, Figure("rounds", of_the_rounds(result)), Points(force_sentences(result, last))]
    if meaning := what_it_means(result, last):
        blocks.append(Paragraph(meaning))
    blocks += _processes(result, last)
    blocks += _groups(result, last)
    blocks.append(Paragraph(_how_to_read(), "soft"))
    return tuple(blocks)


def _why_not(last: EarlierRound) -> str:
    if last.diagnosis == ONVOLDOENDE_GEGEVENS or not last.scores:
        return _("The previous round got too few answers to compare this one with it.")
    return _("The questions or the thresholds were changed between the two rounds, so their scores cannot be compared.")


def force_sentences(result: FrozenResult, last: EarlierRound) -> tuple[str, ...]:
    """Return a sentence per force that both rounds show: from, to, and whether that is more than chance."""
    now, found = result.disclosed.scores, result.change
    told = [
        _force_sentence(found.get(force))
        % {
            "force": capitalised(force),
            "then": score_words(last.scores[force]),
            "now": score_words(now[force]),
        }
        for force in FORCES
        if force in last.scores and force in now
    ]
    return tuple(told) or (_("No force is shown in both rounds."),)


def _force_sentence(found: Change | None) -> str:
    if found is None:
        return _("%(force)s went from %(then)s to %(now)s; how sure that is cannot be said.")
    if found.difference == 0:
        return _("%(force)s stayed at %(now)s.")
    if not found.is_more_than_noise:
        return _("%(force)s went from %(then)s to %(now)s. That may be chance.")
    if found.difference > 0:
        return _("%(force)s rose from %(then)s to %(now)s. That is more than chance.")
    return _("%(force)s fell from %(then)s to %(now)s. That is more than chance. Ask each other what has changed.")


def what_it_means(result: FrozenResult, last: EarlierRound) -> str:
    """Return what the change means for the outcome; empty where it means nothing in particular."""
    if lacks_foundation(result) or last.level == FUNDAMENT_ONTBREEKT:
        return ""
    if result.is_stalled:
        return _(
            "The outcome is the same two rounds in a row, and %(force)s has not noticeably risen. Choose a different "
            "first step this time."
        ) % {"force": fired(result)}
    if result.is_rising:
        return _("You have moved forward, but it is not enough yet. Hold on to what works.")
    if _has_grown(result, last):
        return _("You have grown from %(earlier)s to %(now)s. Celebrate that, and tell what helped.") % {
            "earlier": last.diagnosis,
            "now": result.disclosed.diagnosis,
        }
    return ""


def _has_grown(result: FrozenResult, last: EarlierRound) -> bool:
    """Whether a stagnation gave way to what follows on it, and the force that it turned on rose by more than chance.

    It is not said of a close call, nor of a core that left others behind.
    """
    if result.disclosed.certainty == NIPT or has_flag(result, KERN_EN_RAND):
        return False
    before, now = DIAGNOSES[last.diagnosis].gap, DIAGNOSES[result.disclosed.diagnosis].gap
    if before is None or (now is not None and _place(now[1]) <= _place(before[1])):
        return False
    found = result.change.get(before[1])
    return found is not None and found.is_more_than_noise and found.difference > 0


def _place(force: Force) -> int:
    return FORCES.index(force)


def _processes(result: FrozenResult, last: EarlierRound) -> tuple[Block, ...]:
    steps = [
        _process_step(process_name(process), statement_words(last.processes[process]), statement_words(now))
        for process, now in result.processes.items()
        if process in last.processes
    ]
    return (Paragraph(_("The processes: %(steps)s.") % {"steps": listed(steps)}),) if steps else ()


def _process_step(process: str, then: str, now: str) -> str:
    step = _("“%(process)s” stayed at %(now)s") if then == now else _("“%(process)s” from %(then)s to %(now)s")
    return step % {"process": process, "then": then, "now": now}


def _groups(result: FrozenResult, last: EarlierRound) -> tuple[Block, ...]:
    now = result.disclosed.groups
    told = tuple(
        _group_sentence(result, name, {force: (last.groups[name][force], now[name][force]) for force in both})
        for name in last.groups
        if (both := [force for force in FORCES if force in last.groups[name] and force in now.get(name, {})])
    )
    if not told:
        return ()
    return (Heading(_("Groups shown in both rounds")), Points(told))


def _group_sentence(result: FrozenResult, name: str, both: dict[Force, tuple[ShownGroup, ShownGroup]]) -> str:
    steps = listed(
        _group_step(force, group_score_words(then), group_score_words(now)) for force, (then, now) in both.items()
    )
    return _("According to %(group)s: %(steps)s.") % {"group": group_words(result, name), "steps": steps}


def _group_step(force: Force, then: str, now: str) -> str:
    step = _("%(force)s stayed at %(now)s") if then == now else _("%(force)s from %(then)s to %(now)s")
    return step % {"force": force, "then": then, "now": now}


def _how_to_read() -> str:
    return _(
        "“More than chance” means: such a difference seldom arises when nothing has changed. For processes and groups "
        "we do not know that; there, look only at large differences. Even with a true change you do not know for "
        "certain that an action caused it."
    )
