"""Opens a round in many partnerships at once: each as one round is opened, or left out with the reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Participant, Partnership, Round, User
from assessments.moments import day

from .rounds import TooNearError, check_terms, open_and_invite

_AS_LAST = (
    *("language", "weighting", "split", "interests_named", "has_personal_links", "has_open_link", "open_limit"),
    *("sends_thanks", "reminder_days", "mail_language"),
)
"""Choices for a round that its next one begins with."""
_AS_LAST_IF_GIVEN = ("contact_name", "contact_email", "sender_name")
"""The same for what is erased in the course of time, and may be empty."""

NO_PEOPLE = "no_people"
TOO_NEAR = "too_near"
NO_ORGANISATIONS = "no_organisations"
OTHERWISE = "otherwise"
REASONS = (NO_PEOPLE, TOO_NEAR, NO_ORGANISATIONS, OTHERWISE)
"""Codes of why no round opens in a partnership."""


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """The round that would open in one partnership, not stored, or why it cannot."""

    partnership: Partnership
    terms: Mapping[str, Any]
    people: list[Participant]
    reason: str = ""
    """A code of REASONS; empty if it can open."""
    words: str = ""
    """The reason in words."""

    @property
    def round(self) -> Round:
        """The round, without a row."""
        return Round(partnership=self.partnership, **self.terms)


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of opening rounds in many partnerships."""

    rounds: list[Round]
    left_out: dict[int, str]
    """Per id of a partnership without one, a code of REASONS."""


def terms_as_last(partnership: Partnership) -> dict[str, Any]:
    """Return the choices for the round that this partnership made last, for its next one; empty without a round."""
    return terms_as_last_of([partnership]).get(partnership.pk, {})


def terms_as_last_of(partnerships: Collection[Partnership]) -> dict[int, dict[str, Any]]:
    """Return for each of these partnerships, by id, the choices for the round that it made last."""
    names = ("partnership_id", *_AS_LAST, *_AS_LAST_IF_GIVEN)
    rounds = Round.objects.filter(partnership__in=partnerships).order_by("created_at", "pk")
    last = {row["partnership_id"]: row for row in rounds.values(*names)}  # a later one takes the place of an earlier
    return {
        number: {name: row[name] for name in _AS_LAST} | {name: row[name] for name in _AS_LAST_IF_GIVEN if row[name]}
        for number, row in last.items()
    }


def plan_rounds(
    partnerships: Collection[Partnership], choices: Mapping[str, Any], *, like_last: bool, now: datetime
) -> list[PlannedRound]:
    """Return the round that would open in each of these partnerships, by the checks that one round must pass.

    Parameters
    ----------
    choices
        For every round; an empty ``title`` stands for the number of the round.
    like_last
        Whether choices that a partnership made for its last round go before these.
    """
    last = terms_as_last_of(partnerships) if like_last else {}
    numbers = _next_numbers(partnerships)
    people = _people_of(partnerships)
    return [
        _planned(
            one,
            _terms(one, choices, last.get(one.pk, {}), numbers[one.pk]),
            people.get(one.pk, []),
            now,
        )
        for one in partnerships
    ]


def _terms(
    partnership: Partnership, choices: Mapping[str, Any], last: Mapping[str, Any], number: int
) -> dict[str, Any]:
    usual = {"has_personal_links": True, "sender_name": partnership.name[:100]}
    title = choices["title"] or _("Round %(number)s") % {"number": number}
    given = {name: value for name, value in choices.items() if value != "" or name not in _AS_LAST_IF_GIVEN}
    return {**usual, **given, **last, "title": title}


def _planned(
    partnership: Partnership, terms: Mapping[str, Any], people: list[Participant], now: datetime
) -> PlannedRound:
    reason, words = _why_not(Round(partnership=partnership, **terms), people, now)
    return PlannedRound(partnership, terms, people, reason, words)


def _why_not(round_: Round, people: Collection[Participant], now: datetime) -> tuple[str, str]:
    """Return why this round cannot open: a code, and words; both empty if it can."""
    if round_.has_personal_links and not people:
        return NO_PEOPLE, _("There are no participants yet.")
    try:
        check_terms(round_, now)
    except ValidationError as error:
        return _code_of(error), _words_of(error)
    return "", ""


def _words_of(error: ValidationError) -> str:
    """Return the reason; of two closings too near to each other, why that matters is told once for all."""
    near = [one.earliest for one in _leaves(error) if isinstance(one, TooNearError)]
    return _("A round can close from %(day)s here.") % {"day": day(max(near))} if near else error.messages[0]


def _code_of(error: ValidationError) -> str:
    codes = [one.code for one in _leaves(error)]
    return next((code for code in codes if code in REASONS), OTHERWISE)


def _leaves(error: ValidationError) -> Iterable[ValidationError]:
    if hasattr(error, "error_dict"):
        return [one for errors in error.error_dict.values() for one in errors]
    found: list[ValidationError] = error.error_list
    return found


def _next_numbers(partnerships: Collection[Partnership]) -> dict[int, int]:
    numbers = dict.fromkeys((one.pk for one in partnerships), 1)
    for number in Round.objects.filter(partnership__in=partnerships).values_list("partnership_id", flat=True):
        numbers[number] += 1
    return numbers


def _people_of(partnerships: Collection[Partnership]) -> dict[int, list[Participant]]:
    found: dict[int, list[Participant]] = defaultdict(list)
    people = Participant.objects.filter(organisation__partnership__in=partnerships).select_related("organisation")
    for person in people.order_by("organisation__name", "organisation", "name", "pk"):
        found[person.organisation.partnership_id].append(person)
    return found


def open_rounds(
    partnerships: Collection[Partnership],
    choices: Mapping[str, Any],
    *,
    like_last: bool,
    by: User | None,
    now: datetime,
    pause: timedelta = timedelta(),
) -> Opened:
    """Open a round in each of these partnerships in which one can open, and plan its mails after a ``pause``.

    In one transaction, in the order in which all who lock several partnerships lock them.
    """
    opened: list[Round] = []
    left_out: dict[int, str] = {}
    with transaction.atomic():
        asked = Partnership.objects.filter(pk__in=[one.pk for one in partnerships])
        locked = list(asked.select_for_update().order_by("pk"))
        for plan in plan_rounds(locked, choices, like_last=like_last, now=now):
            if plan.reason:
                left_out[plan.partnership.pk] = plan.reason
                continue
            try:
                opened.append(_open(plan, by, now, pause))
            except ValidationError as error:  # somebody opened one in the meantime
                left_out[plan.partnership.pk] = _code_of(error)
    return Opened(opened, left_out)


def _open(plan: PlannedRound, by: User | None, now: datetime, pause: timedelta) -> Round:
    return open_and_invite(plan.partnership, plan.people, by=by, now=now, pause=pause, **plan.terms)
