"""Counts of an open round, as the rules of disclosure allow: for the whole, and for large groups; never who."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, IntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.counts import GroupResponse, in_steps, n_needed, open_count, open_groups
from assessments.models import Invitation, Round, ScoringProfileVersion
from assessments.models.answers import Response
from assessments.models.choices import Split, State
from assessments.scoring.instrument import Instrument
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.limits import is_answered_enough, needed
from assessments.vocabulary.roles import ROLES

from .handing_out import handed_out, invited

_AT_ONCE = 10_000
"""Rounds that are asked for in one query: SQLite takes 32,766 values."""


@dataclass(frozen=True, slots=True)
class WholeCount:
    """How many sent in their answers to an open round, and of how many invited; nothing of groups."""

    n_sent: int
    """Exact if live; else as it was once today, in steps of five downwards. Never more than were invited."""
    n_invited: int | None
    """None with an open link, because nobody knows who got it."""
    is_live: bool


@dataclass(frozen=True, slots=True)
class ResponseCount:
    """How the response of an open round stands."""

    whole: WholeCount
    groups: Mapping[str, int]
    """Share of each large group that has answered, in per cents, tens downwards from 10 to 90; as it was once today."""
    n_needed: int
    """How many more answers a diagnosis takes at least, by the number shown; 0 when there are enough."""
    n_organisations_needed: int
    """From how many organisations the answers must come; 0 when so many answers cannot come from fewer."""


@dataclass(frozen=True, slots=True)
class _DayCount:
    """What is shown of a round until the day is over, whatever happens to its answers."""

    n_sent: int = 0
    groups: Mapping[str, int] = field(default_factory=dict)


def response_count(round_: Round) -> ResponseCount:
    """Return how many sent in their answers; of an open round, since closing deletes what this counts."""
    profile = round_.profile.profile
    n_links, n_people = _sizes(round_)
    n_invited = None if round_.has_open_link else n_people
    of_day = _day_count(round_, n_invited)
    is_live = not are_links_handed_out(round_)
    n_sent = _at_most(_sent(round_).count(), n_invited) if is_live else of_day.n_sent
    shown = open_count(n_sent, profile, are_links_handed_out=not is_live)
    is_of_enough = n_invited is not None and shown.n > _most_of_too_few(n_links, profile)
    return ResponseCount(
        whole=WholeCount(shown.n, n_invited, is_live=shown.is_live),
        groups=of_day.groups,
        n_needed=shown.n_needed,
        n_organisations_needed=0 if is_of_enough else profile.min_organisations,
    )


def _sizes(round_: Round) -> tuple[list[int], int]:
    """Return through how many links answers can have been sent in each organisation, and how many people are invited.

    Answers that were sent through a link count when it has ended with an address.
    """
    of_each = Invitation.objects.filter(round=round_).order_by().values("organisation_id")
    counted = of_each.annotate(n=Count("pk"), n_people=Count("pk", filter=Q(is_superseded=False)))
    sizes = list(counted.values_list("n", "n_people"))
    return [n for n, _n_people in sizes], sum(n_people for _n, n_people in sizes)


def whole_counts(rounds: Collection[Round]) -> dict[int, WholeCount]:
    """Return the count of each of these open rounds by its id, asked for together as far as they are live."""
    ids = [round_.pk for round_ in rounds]
    sent = dict(_per(Response.objects.counting().filter(round__in=ids), "round_id"))
    asked = dict(_per(invited(round__in=ids), "round_id"))
    n_invited = {one.pk: None if one.has_open_link else asked.get(one.pk, 0) for one in rounds}
    in_steps_only = _with_links_handed_out(rounds)
    return {
        round_.pk: WholeCount(
            _day_count(round_, n_invited[round_.pk]).n_sent
            if round_.pk in in_steps_only
            else _at_most(sent.get(round_.pk, 0), n_invited[round_.pk]),
            n_invited[round_.pk],
            is_live=round_.pk not in in_steps_only,
        )
        for round_ in rounds
    }


def with_too_few(rounds: QuerySet[Round]) -> dict[int, int]:
    """Return those of these open rounds that lack answers for a diagnosis by the number shown: partnerships by id.

    Nothing is counted anew for it: where links are handed out, the number is the one that was shown last, which a
    worker renews every day. A round that nobody has counted yet is not told of.
    """
    limits = {version.pk: version.profile for version in ScoringProfileVersion.objects.order_by()}
    every = list(_perhaps_too_few(rounds, max(map(needed, limits.values()), default=0)))
    found: dict[int, int] = {}
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        shown = _last_shown(some)
        found |= {
            one.pk: one.partnership_id
            for one in some
            if one.pk in shown and n_needed(shown[one.pk], limits[one.profile_id]) > 0
        }
    return found


def _perhaps_too_few(rounds: QuerySet[Round], most_needed: int) -> QuerySet[Any]:
    """Return what is asked of each of these rounds, without those that the count of the day tells to have enough.

    Those of which only an invitation tells that links are handed out stay in too: leaving out saves work and decides
    nothing. Rows alone, and of that count one number: making objects takes three times as long, and reading JSON twice.
    """
    n_of_day = Cast(KeyTextTransform("n_sent", "day_count"), IntegerField())
    is_in_steps_only = Q(has_personal_links=True) & (Q(has_shown_links=True) if settings.EMAIL_HOST else Q())
    fields = ("pk", "partnership_id", "profile_id", "counted_on", "n_of_day")
    flags = ("has_open_link", "has_personal_links", "has_shown_links")
    asked = rounds.annotate(n_of_day=n_of_day).filter(~is_in_steps_only | Q(n_of_day__lt=most_needed))
    return asked.values_list(*fields, *flags, named=True)


def _last_shown(rounds: Collection[Any]) -> dict[int, int]:
    """Return how many answers pages show of these rounds, by id: exactly if that is live, else as counted last."""
    in_steps_only = _with_links_handed_out(rounds)
    live = [round_.pk for round_ in rounds if round_.pk not in in_steps_only]
    sent = dict(_per(Response.objects.counting().filter(round__in=live), "round_id"))
    asked = dict(_per(invited(round__in=live), "round_id"))
    by_id = {round_.pk: round_ for round_ in rounds}
    shown = {pk: _at_most(sent.get(pk, 0), None if by_id[pk].has_open_link else asked.get(pk, 0)) for pk in live}
    return shown | {pk: by_id[pk].n_of_day for pk in in_steps_only if by_id[pk].counted_on is not None}


def _at_most(n_sent: int, n_invited: int | None) -> int:
    """Return how many have answered, but not more than were invited.

    Answers through a link that ended with somebody's address count beside those through the new link. That there are
    more than people is not told: with everybody else's answers in, it would tell of that somebody.
    """
    return n_sent if n_invited is None else min(n_sent, n_invited)


def are_links_handed_out(round_: Round) -> bool:
    """Whether a coordinator may hold personal links of a round, or must to hand them out.

    Whoever holds somebody's link could send answers through it, and see by an exact count whether that somebody had.
    """
    return round_.pk in _with_links_handed_out([round_])


def _with_links_handed_out(rounds: Collection[Any]) -> set[int]:
    """Return the ids of the rounds of which not every personal link goes by mail alone."""
    personal = {round_.pk: round_ for round_ in rounds if round_.has_personal_links}
    seen = {pk for pk, round_ in personal.items() if round_.has_shown_links}
    if not settings.EMAIL_HOST:  # all are, also in a round that has invited nobody yet
        return set(personal)
    asked = handed_out(Invitation.objects.filter(round__in=set(personal) - seen))
    return seen | set(asked.values_list("round_id", flat=True))


def _most_of_too_few(n_links: Collection[int], profile: ScoringProfile) -> int:
    """Return how many answers can come from the largest organisations that are one too few for a diagnosis."""
    return sum(sorted(n_links, reverse=True)[: profile.min_organisations - 1])


def _day_count(round_: Round, n_invited: int | None) -> _DayCount:
    """Return what is shown of a round today: counted when somebody first looks, and kept until the day is over.

    Counting anew from the answers that were there at midnight would not do: answers that are sent again or withdrawn
    today would leave that count at once, so whoever holds a link could see whether there were any.
    """
    today = timezone.localdate()
    if round_.counted_on is None or round_.counted_on < today:
        n_sent = _at_most(_sent(round_).count(), n_invited)
        new = {"n_sent": in_steps(n_sent), "groups": _groups(round_)}
        _keep(round_, today, new)
    return _DayCount(**round_.day_count)


def _keep(round_: Round, today: date, new: Mapping[str, Any]) -> None:
    """Store a count of today, unless somebody else has done so by now; ``round_`` then gets that one.

    That may even be of a later day, for a look that began just before midnight: no day is counted twice.
    """
    stored = Round.objects.filter(pk=round_.pk)
    if stored.exclude(counted_on__gte=today).update(counted_on=today, day_count=new):
        round_.counted_on, round_.day_count = today, dict(new)
    else:
        round_.refresh_from_db(fields=["counted_on", "day_count"])


def count_open_rounds(*, now: datetime) -> int:
    """Count every open round that has not been counted today, and return how many: not when a coordinator likes."""
    open_now = Round.objects.filter(state=State.OPEN, opens_at__lte=now, closes_at__gt=now)
    stale = list(open_now.exclude(counted_on__gte=timezone.localdate()).select_related("profile"))
    for round_ in stale:
        _day_count(round_, None if round_.has_open_link else invited(round=round_).count())
    return len(stale)


def _groups(round_: Round) -> dict[str, int]:
    """Return the groups that are shown, as invited; none with an open link, because nobody knows who got it."""
    if round_.has_open_link:
        return {}
    name = "role" if round_.split == Split.ROLE else "organisation__name"
    n_invited = dict(_per(invited(round=round_), name))
    sent = dict(_per(_sent(round_).filter(invitation__isnull=False), f"invitation__{name}"))
    order = [role for role in ROLES if role in n_invited] if round_.split == Split.ROLE else sorted(n_invited)
    asked = {group: GroupResponse(sent.get(group, 0), n_invited[group]) for group in order}
    return open_groups(asked, round_.profile.profile)


def _sent(round_: Round) -> QuerySet[Response]:
    return Response.objects.counting().filter(round=round_)


def _per(rows: QuerySet[Any], what: str) -> Iterator[tuple[Any, int]]:
    yield from rows.order_by().values_list(what).annotate(number=Count("pk"))


def has_enough(round_: Round) -> bool:
    """Whether a round would get a diagnosis if it closed now: for closing alone, and never for a page.

    Reads no more answers than it takes to know that.
    """
    profile = round_.profile.profile
    organisations = set[int]()
    for n_complete, organisation_id in enumerate(_complete(round_), start=1):
        organisations.add(organisation_id)
        if n_complete >= needed(profile) and len(organisations) >= profile.min_organisations:
            return True
    return False


def _complete(round_: Round) -> Iterator[int]:
    """Yield the organisation of everyone who sent in answers with all three forces."""
    instrument = questionnaire(round_.questionnaire_version).instrument
    for organisation_id, entries in _sent(round_).order_by().values_list("organisation_id", "answers").iterator(50):
        if has_all_forces({code: entry["value"] for code, entry in entries.items()}, instrument):
            yield organisation_id


def has_all_forces(answers: Mapping[str, Any], instrument: Instrument) -> bool:
    """Whether a person answered at least half of each force's items with a number, as scoring asks for."""
    return all(
        is_answered_enough(sum(isinstance(answers.get(code), int) for code in codes), len(codes))
        for codes in instrument.forces.values()
    )
