"""How much is stored about a person, or was erased, in numbers that tell nothing of what anybody answered."""

from collections.abc import Sequence

from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils.translation import gettext as _

from assessments.models import AuditEntry, Mail, Partnership, PlannedAction, Round
from assessments.models.answers import Response

from .finding import Keys, Traces

_UNTOLD = frozenset({Response, Mail, Session})
"""How many there are of these would tell whether somebody has answered, or what others wrote."""


def counts(traces: Traces) -> Sequence[tuple[str, int]]:
    """Return what was looked for, in words, with how much of it was found."""
    told_otherwise: dict[type[Model], Keys] = {
        Round: traces.rounds_to_ask_about,
        PlannedAction: traces.planned_actions,
        **traces.trail,
    }
    texts = {model: keys - told_otherwise.get(model, set()) for model, keys in traces.texts.items()}
    deeds = traces.trail | {AuditEntry: traces.trail.get(AuditEntry, set()) | texts.pop(AuditEntry, set())}
    return (
        (_("People in lists of participants, in all partnerships"), len(traces.participants)),
        (_("Accounts"), len(traces.users)),
        (_("Partnerships that the account coordinates"), len(traces.coordinatorships)),
        (_("Invitations to coordinate"), len(traces.coordinator_invitations)),
        (_("Rounds that name this person as the contact"), len(traces.rounds_to_ask_about)),
        (_("Planned actions with this address"), len(traces.planned_actions)),
        (_("Lines that say who did something"), sum(map(len, deeds.values()))),
        (_("Other texts that mention this person"), sum(len(k) for model, k in texts.items() if model not in _UNTOLD)),
        (_("Results that mention this person"), len(traces.results)),
    )


def places(traces: Traces) -> Sequence[str]:
    """Return the names of the partnerships to which any of it belongs."""
    return list(Partnership.objects.filter(pk__in=traces.partnerships).values_list("name", flat=True))
