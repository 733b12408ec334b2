"""What an earlier result showed, as far as a later one shows it too."""

from collections.abc import Mapping

from assessments.disclosure.shown import Disclosed, ShownGroup
from assessments.vocabulary.forces import Force

from .frozen import EarlierRound, FrozenResult


def earlier_round(result: FrozenResult, now_shown: Disclosed) -> EarlierRound:
    """Return what an earlier result showed, without the groups that are not shown now."""
    shown = result.disclosed
    return EarlierRound(
        title=result.facts.title,
        closed_at=result.facts.closed_at,
        questionnaire_version=result.versions["questionnaire"],
        profile_version=result.profile_version,
        model_version=result.versions["model"],
        diagnosis=shown.diagnosis,
        level=shown.level,
        certainty=shown.certainty,
        bar=shown.bar,
        bar_intentie=shown.bar_intentie,
        scores={force: score for force, score in shown.scores.items() if force in now_shown.scores},
        processes={
            name: shown.statements[code]
            for code, name in result.questionnaire.instrument.processes.items()
            if code in shown.statements and code in now_shown.statements
        },
        split=shown.split,
        groups=_shown_in_both(shown, now_shown),
    )


def _shown_in_both(then: Disclosed, now: Disclosed) -> Mapping[str, Mapping[Force, ShownGroup]]:
    if then.split != now.split:
        return {}
    both = {
        name: {force: group for force, group in forces.items() if force in now.groups.get(name, {})}
        for name, forces in then.groups.items()
    }
    return {name: forces for name, forces in both.items() if forces}
