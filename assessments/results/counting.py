"""Live counts of an open round, by the disclosure rules: for the whole, and for groups large enough; never who."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet

from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.models.choices import Split
from assessments.scoring.instrument import Instrument
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.suppression import shown_groups
from assessments.vocabulary.limits import is_answered_enough, needed
from assessments.vocabulary.roles import ROLES


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
    n_organisations_needed: int = 0
    """From how many organisations the answers must come, when ``n_needed`` looks at persons alone; 0 otherwise.

    Of a small organisation, counting would tell whether its people have answered.
    """


@dataclass(frozen=True, slots=True)
class _Invited:
    """One person as invited."""

    role: str
    organisation_id: int
    organisation: str

    def group(self, split: str) -> str:
        """Return the group that this person is counted in."""
        return self.role if split == Split.ROLE else self.organisation


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
    people = _invited_people(round_)
    needed = _Needed(n_needed(round_)) if _may_count_organisations(round_, people) else _needed_persons(round_, people)
    return ResponseCount(
        n_sent=Response.objects.filter(round=round_, sent_at__isnull=False).count(),
        n_invited=None if round_.has_open_link else len(people),
        groups=() if round_.has_open_link else _groups(round_, people),
        n_needed=needed.n_persons,
        n_organisations_needed=needed.n_organisations,
    )


def _invited_people(round_: Round) -> list[_Invited]:
    invitations = Invitation.objects.filter(round=round_)
    return [_Invited(*one) for one in invitations.values_list("role", "organisation_id", "organisation__name")]


def _groups(round_: Round, people: Sequence[_Invited]) -> tuple[GroupCount, ...]:
    """Return the shown groups as invited: hidden ones together must be nobody or enough persons to hide among."""
    invited = Counter(person.group(round_.split) for person in people)
    order = [role for role in ROLES if role in invited] if round_.split == Split.ROLE else sorted(invited)
    field = "role" if round_.split == Split.ROLE else "organisation__name"
    sent = Counter(
        Response.objects.filter(round=round_, sent_at__isnull=False, invitation__isnull=False).values_list(
            f"invitation__{field}", flat=True
        )
    )
    shown = shown_groups({name: invited[name] for name in order}, round_.profile.profile.min_group)
    return tuple(GroupCount(name, sent[name], invited[name]) for name in shown)


def _may_count_organisations(round_: Round, people: Sequence[_Invited]) -> bool:
    """Whether what is said of organisations is about enough people of each.

    "One more is needed" after five answers says that all five are of one organisation; when it goes, somebody of
    another one has answered. Of an organisation with one person that would be that person.
    """
    sizes = Counter(person.organisation_id for person in people).values()
    return not round_.has_open_link and all(size >= round_.profile.profile.min_group for size in sizes)


def n_needed(round_: Round) -> int:
    """Return how many more answers a diagnosis takes at least; 0 when there are enough.

    Reads no more answers than it takes to know that.
    """
    profile = round_.profile.profile
    n_complete, organisations = 0, set[int]()
    for organisation_id in _complete(round_):
        n_complete += 1
        organisations.add(organisation_id)
        if not _lacking(n_complete, len(organisations), profile):
            return 0
    return _lacking(n_complete, len(organisations), profile)


@dataclass(frozen=True, slots=True)
class _Needed:
    """What is lacking: persons, and apart from that how many organisations they must come from."""

    n_persons: int
    n_organisations: int = 0


def _needed_persons(round_: Round, people: Sequence[_Invited]) -> _Needed:
    """Return what is lacking by persons; organisations are out of it when more answered than the largest have people.

    That many cannot be of too few organisations, which follows from the invitations and tells of nobody.
    """
    profile = round_.profile.profile
    sizes = Counter(person.organisation_id for person in people)
    of_too_few = sum(size for _organisation, size in sizes.most_common(profile.min_organisations - 1))
    n_complete = sum(1 for _organisation in islice(_complete(round_), max(needed(profile), of_too_few + 1)))
    is_certain = not round_.has_open_link and n_complete > of_too_few
    n_organisations = 0 if is_certain else profile.min_organisations
    return _Needed(max(needed(profile) - n_complete, 0), n_organisations)


def _complete(round_: Round) -> Iterator[int]:
    """Yield the organisation of everyone who sent in answers with all three forces."""
    instrument = questionnaire(round_.questionnaire_version).instrument
    sent = Response.objects.filter(round=round_, sent_at__isnull=False).order_by()
    for organisation_id, entries in sent.values_list("organisation_id", "answers").iterator(chunk_size=50):
        if has_all_forces({code: entry["value"] for code, entry in entries.items()}, instrument):
            yield organisation_id


def _lacking(n_complete: int, n_organisations: int, profile: ScoringProfile) -> int:
    return max(needed(profile) - n_complete, profile.min_organisations - n_organisations, 0)


def has_all_forces(answers: Mapping[str, Any], instrument: Instrument) -> bool:
    """Whether a person answered at least half of each force's items with a number, as scoring asks for."""
    return all(
        is_answered_enough(sum(isinstance(answers.get(code), int) for code in codes), len(codes))
        for codes in instrument.forces.values()
    )
