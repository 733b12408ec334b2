"""The actions that a result proposes, to choose from for the plan."""

from dataclasses import dataclass

from django.utils.translation import override

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import made_for
from assessments.vocabulary.roles import ADVISED

from .actions import card, in_order
from .report import ActionCard


@dataclass(frozen=True, slots=True)
class Proposal:
    """One action that can be chosen."""

    code: str
    card: ActionCard


@dataclass(frozen=True, slots=True)
class RoleProposals:
    """The proposals for one role."""

    heading: str
    proposals: tuple[Proposal, ...]


def proposals(result: FrozenResult, *, language: str) -> tuple[RoleProposals, ...]:
    """Return the proposals of a result per role, most urgent first, without roles that have none."""
    with override(language):
        found = {
            advice.role: tuple(
                Proposal(chosen.entry.code, card(result, chosen))
                for chosen in (*in_order(result, advice.main), *in_order(result, advice.tendency))
            )
            for advice in result.actions
        }
        return tuple(RoleProposals(made_for(role), found[role]) for role in ADVISED if found.get(role))
