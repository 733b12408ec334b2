"""What was agreed after the round before and what has changed since, side by side, without claiming a cause."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.moments import long_date
from assessments.reporting.frozen import AgreedAction, EarlierRound, FrozenResult
from assessments.reporting.names import listed, process_name
from assessments.reporting.numbers import format_number, format_score, rounded
from assessments.scoring.change import Change, change
from assessments.scoring.values import Interval
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS, TOO_FEW_ANSWERS

from .outcome import has_diagnosis
from .report import Block, Figure, Heading, Paragraph, Points, Section
from .wording import capitalised, group_words

_PROGRESS: dict[str, StrPromise] = {
    "done": gettext_lazy("Done: “%(title)s”."),
    "busy": gettext_lazy("In progress: “%(title)s”."),
    "planned": gettext_lazy("Not begun yet: “%(title)s”."),
    "dropped": gettext_lazy("Dropped: “%(title)s”."),
}
"""In the order of the report."""


def since(result: FrozenResult) -> tuple[Section, ...]:
    """Return the section on what was agreed and what changed; None for a first round."""
    if not result.earlier:
        return ()
    blocks = [*_outcomes(result), *_agreed(result), *_changes(result)]
    return (Section("since", _("Since the round before"), tuple(blocks)),)


def _outcomes(result: FrozenResult) -> tuple[Block, ...]:
    last = result.earlier[-1]
    then = _("In the round “%(title)s”, closed on %(day)s, the outcome was: %(outcome)s.") % {
        "title": last.title,
        "day": long_date(last.closed_at),
        "outcome": _outcome(last.diagnosis, last.level, last.certainty),
    }
    shown_now = result.disclosed
    now = _("Now it is: %(outcome)s.") % {
        "outcome": _outcome(shown_now.diagnosis, shown_now.level, shown_now.certainty)
    }
    return (Paragraph(f"{then} {now}"),)


def _outcome(diagnosis: str, level: str | None, certainty: str | None) -> str:
    if diagnosis == ONVOLDOENDE_GEGEVENS:
        return _(TOO_FEW_ANSWERS.short)
    if level == FUNDAMENT_ONTBREEKT:
        return _("the foundation, intentie, is missing")
    if certainty == NIPT:
        return _("%(diagnosis)s, but it was close") % {"diagnosis": diagnosis}
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
    blocks: list[Block] = [heading, Figure("rounds"), Points(force_sentences(result, last))]
    blocks += _processes(result, last)
    blocks += _groups(result, last)
    blocks.append(Paragraph(_how_to_read(), "soft"))
    return tuple(blocks)


def _why_not(last: EarlierRound) -> str:
    if last.diagnosis == ONVOLDOENDE_GEGEVENS or not last.scores:
        return _("The round before got too few answers to compare this one with it.")
    return _("The questions or the thresholds were changed between the two rounds, so their scores cannot be compared.")


def force_sentences(result: FrozenResult, last: EarlierRound) -> tuple[str, ...]:
    """Return a sentence per force that both rounds show: from, to, and whether that is more than chance."""
    now = result.disclosed
    told = []
    for force in FORCES:
        if force in last.scores and force in now.scores:
            then, score = last.scores[force], now.scores[force]
            told.append(
                _force_sentence(
                    {
                        "force": capitalised(force),
                        "then": format_score(then.value, last.bar),
                        "now": format_score(score.value, now.bar),
                    },
                    change(then, score),
                )
            )
    return tuple(told) or (_("No force is shown in both rounds."),)


def _force_sentence(values: dict[str, str], found: Change | None) -> str:
    if found is None:
        return _("%(force)s went from %(then)s to %(now)s; how sure that is cannot be said.") % values
    values |= margin(found)
    if not found.is_more_than_noise:
        text = _(
            "%(force)s went from %(then)s to %(now)s. That may be chance: the change lies between %(low)s and %(high)s."
        )
    elif found.difference > 0:
        text = _(
            "%(force)s rose from %(then)s to %(now)s. That is more than chance: the rise lies between %(low)s "
            "and %(high)s."
        )
    else:
        text = _(
            "%(force)s fell from %(then)s to %(now)s. That is more than chance: the fall lies between %(low)s "
            "and %(high)s."
        )
        values |= margin(Change(-found.difference, -found.high, -found.low))
    return text % values


def margin(found: Change) -> dict[str, str]:
    """Return the ends of a change as shown: whole numbers, or one decimal if an end would read as 0."""
    ends = (found.low, found.high)
    decimals = 1 if any(rounded(end) == 0 for end in ends) else 0
    return {"low": _signed(found.low, decimals), "high": _signed(found.high, decimals)}


def _signed(value: float, decimals: int) -> str:
    text = format_number(value, decimals)
    return text.replace("-", "−")


def _processes(result: FrozenResult, last: EarlierRound) -> tuple[Block, ...]:
    now = result.disclosed
    steps = [
        _("“%(process)s” from %(then)s to %(now)s")
        % {
            "process": process_name(process),
            "then": format_score(last.processes[process], last.bar),
            "now": format_score(now.processes[process], now.bar),
        }
        for process in now.processes
        if process in last.processes
    ]
    return (Paragraph(_("The processes: %(steps)s.") % {"steps": listed(steps)}),) if steps else ()


def _groups(result: FrozenResult, last: EarlierRound) -> tuple[Block, ...]:
    now = result.disclosed.groups
    told = tuple(
        _group_sentence(result, last, name, {force: (last.groups[name][force], now[name][force]) for force in both})
        for name in last.groups
        if (both := [force for force in FORCES if force in last.groups[name] and force in now.get(name, {})])
    )
    if not told:
        return ()
    return (Heading(_("Groups that both rounds show")), Points(told))


def _group_sentence(
    result: FrozenResult, last: EarlierRound, name: str, both: dict[str, tuple[Interval, Interval]]
) -> str:
    steps = listed(
        _("%(force)s from %(then)s to %(now)s")
        % {
            "force": force,
            "then": format_score(then.mean, last.bar),
            "now": format_score(now.mean, result.disclosed.bar),
        }
        for force, (then, now) in both.items()
    )
    return _("According to %(group)s: %(steps)s.") % {"group": group_words(result, name), "steps": steps}


def _how_to_read() -> str:
    return _(
        "More than chance: the margin (95%) leaves out 0. Of processes and groups that margin is not known, so read "
        "small differences with care. That something changed since an action does not prove that the action did it."
    )
