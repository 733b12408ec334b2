"""Live counts of an open round, by the disclosure rules: for the whole, and for groups large enough; never who."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.models.choices import Split
from assessments.scoring.suppression import shown_groups
from assessments.scoring.values import ROLES, Instrument, ScoringProfile


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a group's invited persons have sent in their answers."""

    name: str
    """A role's code or an organisation's name, by the round's split."""
    n_sent: int
    n_invited: int


@dataclass(frozen=True, slots=True)
class ResponseCount:
    """How the response of an open round stands."""

    n_sent: int
    n_invited: int | None
    """None with an open link, because nobody knows who got it."""
    groups: tuple[GroupCount, ...]
    """Only groups of which enough persons were invited, and none with an open link."""
    n_needed: int
    """How many more answers with all three forces a diagnosis takes at least; 0 when there are enough."""


@dataclass(frozen=True, slots=True)
class WholeCount:
    """How many sent in their answers to a round, and of how many invited; nothing of groups."""

    n_sent: int
    n_invited: int | None
    """None with an open link, because nobody knows who got it."""


def whole_counts(rounds: Collection[Round]) -> dict[int, WholeCount]:
    """Return the count of each of these open rounds by its id, asked for all together."""
    ids = [round_.pk for round_ in rounds]
    sent = _per_round(Response.objects.filter(round__in=ids, sent_at__isnull=False))
    invited = _per_round(Invitation.objects.filter(round__in=ids))
    return {
        round_.pk: WholeCount(sent.get(round_.pk, 0), None if round_.has_open_link else invited.get(round_.pk, 0))
        for round_ in rounds
    }


def _per_round(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("round").annotate(number=Count("pk")))


def response_count(round_: Round) -> ResponseCount:
    """Return how many sent in their answers; of an open round, since closing deletes what this counts."""
    sent = Response.objects.filter(round=round_, sent_at__isnull=False)
    return ResponseCount(
        n_sent=sent.count(),
        n_invited=None if round_.has_open_link else Invitation.objects.filter(round=round_).count(),
        groups=() if round_.has_open_link else _groups(round_),
        n_needed=_n_needed(round_),
    )


def _groups(round_: Round) -> tuple[GroupCount, ...]:
    """Return the shown groups as invited: hidden ones together must be nobody or enough persons to hide among."""
    field = "role" if round_.split == Split.ROLE else "organisation__name"
    invited = Counter(Invitation.objects.filter(round=round_).values_list(field, flat=True))
    order = [role for role in ROLES if role in invited] if round_.split == Split.ROLE else sorted(invited)
    sent = Counter(
        Response.objects.filter(round=round_, sent_at__isnull=False, invitation__isnull=False).values_list(
            f"invitation__{field}", flat=True
        )
    )
    shown = shown_groups({name: invited[name] for name in order}, round_.profile.profile.min_group)
    return tuple(GroupCount(name, sent[name], invited[name]) for name in shown)


def _n_needed(round_: Round) -> int:
    """Return how many more are needed; reads no more answers than it takes to know that there are enough."""
    profile = round_.profile.profile
    instrument = questionnaire(round_.questionnaire_version).instrument
    sent = Response.objects.filter(round=round_, sent_at__isnull=False).order_by()
    n_complete, organisations = 0, set[int]()
    for organisation_id, entries in sent.values_list("organisation_id", "answers").iterator(chunk_size=50):
        if has_all_forces({code: entry["value"] for code, entry in entries.items()}, instrument):
            n_complete += 1
            organisations.add(organisation_id)
        if not _lacking(n_complete, len(organisations), profile):
            return 0
    return _lacking(n_complete, len(organisations), profile)


def _lacking(n_complete: int, n_organisations: int, profile: ScoringProfile) -> int:
    return max(profile.min_respondents - n_complete, profile.min_organisations - n_organisations, 0)


def has_all_forces(answers: Mapping[str, Any], instrument: Instrument) -> bool:
    """Whether a person answered at least half of each force's items with a number, as scoring asks for."""
    return all(
        2 * sum(isinstance(answers.get(code), int) for code in codes) >= len(codes)
        for codes in instrument.forces.values()
    )
