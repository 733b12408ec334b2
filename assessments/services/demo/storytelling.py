"""Turns a story into rows through the services that people use, so that its results are real."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Participant, Partnership, Round, User
from assessments.services.closing import close_round
from assessments.services.own_response import Key
from assessments.services.partnerships import create_partnership
from assessments.services.response_changes import Choice, save_answers, submit
from assessments.services.rounds import invite, open_round
from assessments.working_days import working_day_from, working_day_until

from .agreements import agree
from .answers import answers_of, open_answers_of
from .story import Person, Story, Wave

DAYS_OPEN = 21


@dataclass(frozen=True, slots=True)
class Teller:
    """The user in whose name the story is told, and the moment."""

    coordinator: User
    now: datetime


def tell(story: Story, teller: Teller) -> Partnership:
    """Return the partnership of a story, created if missing; what exists already is left unchanged."""
    with transaction.atomic():
        # Two starts at once would both find no partnership and create it: the coordinator's row serves as the lock.
        User.objects.select_for_update().get(pk=teller.coordinator.pk)
        told = Partnership.objects.filter(name=story.name, coordinators=teller.coordinator).first()
        return told or _create(story, teller)


def _create(story: Story, teller: Teller) -> Partnership:
    partnership = create_partnership(
        teller.coordinator,
        by=None,
        now=min(_opening_and_closing(wave, teller.now)[0] for wave in story.waves),
        name=story.name,
        organisations=[member.name for member in story.members],
        theme=story.theme,
        started_on=_years_before(teller.now.date(), story.years_running),
    )
    participants = _participants(story, partnership)
    for wave in story.waves:
        _hold(story, wave, participants, teller)
    return partnership


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, month=3, day=1)


def _participants(story: Story, partnership: Partnership) -> list[Participant]:
    organisations = {organisation.name: organisation for organisation in partnership.organisations.all()}
    return [
        Participant.objects.create(
            organisation=organisations[person.member.name], name=person.name, email=person.email, role=person.role
        )
        for person in story.people
    ]


def _hold(story: Story, wave: Wave, participants: Sequence[Participant], teller: Teller) -> None:
    """Open the round, let everyone answer, and close it if its time has come."""
    opens_at, closes_at = _opening_and_closing(wave, teller.now)
    partnership = participants[0].organisation.partnership
    round_ = open_round(
        partnership,
        title=wave.title,
        closes_at=closes_at,
        by=None,
        now=opens_at,
        split=story.split,
        has_open_link=wave.has_open_link,
        contact_name=teller.coordinator.name,
        contact_email=teller.coordinator.email,
        sends_invitations=False,  # nobody in the demo exists
        sends_thanks=False,
    )
    last = closes_at if wave.is_closed else teller.now
    _answer(story, wave, invite(round_, participants, now=opens_at), (opens_at, last))
    if wave.is_closed:
        close_round(round_.pk, by=None, now=closes_at)
        agree(wave.agreed, round_, closes_at, teller.coordinator)


def _opening_and_closing(wave: Wave, now: datetime) -> tuple[datetime, datetime]:
    today = timezone.localtime(now).replace(hour=17, minute=0, second=0, microsecond=0)
    day = today.date() + timedelta(days=wave.closes_in_days)
    working_day = working_day_until(day) if wave.is_closed else working_day_from(day)
    closes_at = today + (working_day - today.date())
    return min(closes_at - timedelta(days=DAYS_OPEN), now - timedelta(days=2)), closes_at


def _answer(story: Story, wave: Wave, invitations: Sequence[Invitation], between: tuple[datetime, datetime]) -> None:
    """Let people answer one after the other; the first of the silent ones leaves a draft."""
    asked = questionnaire(invitations[0].round.questionnaire_version)
    people = {person.name: person for person in story.people}
    written = open_answers_of(story, wave, [person for name, person in people.items() if name not in wave.silent])
    step = (between[1] - between[0]) / (len(invitations) + 1)
    for place, invitation in enumerate(invitations, start=1):
        person = people[invitation.participant.name]  # type: ignore[union-attr]
        at = between[0] + place * step
        if person.name not in wave.silent:
            answers = answers_of(person, story, wave, asked) | written[person.name]
            _send(_key(invitation, person), {code: Choice(value, at) for code, value in answers.items()}, asked, at)
        elif person.name == wave.silent[0]:
            first = asked.page(1)[0].questions[0].code
            save_answers(_key(invitation, person), {first: Choice(3, at)}, page=1, now=at)


def _send(key: Key, choices: dict[str, Choice], asked: Questionnaire, at: datetime) -> None:
    save_answers(key, choices, page=asked.n_pages, now=at)
    submit(key, now=at)


def _key(invitation: Invitation, person: Person) -> Key:
    return Key(invitation.round_id, uuid.uuid4(), invitation.pk, invitation.generation, role=person.role)


def open_rounds(partnerships: Sequence[Partnership], now: datetime) -> list[Round]:
    """Return the rounds of these partnerships that accept answers now."""
    return [r for r in Round.objects.filter(partnership__in=partnerships).order_by("pk") if r.is_open(now)]
