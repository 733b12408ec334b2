"""What the last result offers for the action plan, and what changed since the one before."""

from dataclasses import dataclass

from assessments.languages import active_language
from assessments.models import Partnership, Round
from assessments.reporting.assemble.proposals import RoleProposals, proposals
from assessments.reporting.assemble.since import force_sentences
from assessments.reporting.frozen import FrozenResult
from assessments.results.stored_results import DamagedResultError, result_of


@dataclass(frozen=True, slots=True)
class Advice:
    """What the last result offers for the plan."""

    round: Round
    proposals: tuple[RoleProposals, ...]
    changes: tuple[str, ...]
    """How each force changed since the round before; empty if the two cannot be compared."""
    since: str
    """The title of that round."""


def advice_for(partnership: Partnership) -> Advice | None:
    """Return what the last result proposes; None if there is none, or if it is damaged."""
    closed = Round.objects.with_result().filter(partnership=partnership)
    last = closed.order_by("-closed_at", "-pk").first()
    if last is None:
        return None
    try:
        return _advice(last, result_of(last))
    except DamagedResultError:
        return None


def _advice(round_: Round, result: FrozenResult) -> Advice:
    before = result.comparable[-1] if result.comparable else None
    return Advice(
        round=round_,
        proposals=proposals(result, language=active_language()),
        changes=force_sentences(result, before) if before and result.disclosed.scores else (),
        since=before.title if before else "",
    )


def proposed_title(partnership: Partnership, code: str) -> tuple[Round | None, str]:
    """Return the last round and the title of the action it proposes with this code; None and empty for another code."""
    advice = advice_for(partnership)
    titles = {one.code: one.card.title for role in advice.proposals for one in role.proposals} if advice else {}
    return (advice.round, titles[code]) if advice and code in titles else (None, "")
