"""What an owner does with participants: add, correct, remove, replace, and add many at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from assessments.models import Invitation, Organisation, Participant, Partnership, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import State

from .audit_trail import record
from .erasure import ask_to_erase
from .importing.checking import CheckedRow, Known
from .locks import lock_partnership
from .mail.mailings import invite_by_mail
from .new_addresses import end_links_of, is_same_address
from .rounds import invite

MAX_PARTICIPANTS = 1000


def known_people(partnership: Partnership) -> list[Known]:
    """Return the participants in the form in which imported rows are compared with them."""
    people = Participant.objects.filter(organisation__partnership=partnership)
    fields = ("pk", "name", "email", "role", "organisation__name")
    return [Known(*row) for row in people.values_list(*fields)]


def open_rounds_with_links(partnership: Partnership, now: datetime) -> list[Round]:
    """Return the rounds with personal links that accept answers, or will."""
    rounds = Round.objects.filter(partnership=partnership, state=State.OPEN, has_personal_links=True, closes_at__gt=now)
    return list(rounds.order_by("closes_at"))


def invited_now(people: QuerySet[Participant], now: datetime) -> QuerySet[Participant]:
    """Return those of these people who have a link to a round that accepts answers at this moment."""
    rounds = Round.objects.filter(state=State.OPEN, opens_at__lte=now, closes_at__gt=now)
    return people.filter(invitations__round__in=rounds).distinct()


def add_participant(person: Participant, *, rounds: Iterable[Round] = (), by: User | None, now: datetime) -> None:
    """Store a new participant and invite them to these rounds. Raises ValidationError when the list is full."""
    with transaction.atomic():
        partnership = lock_partnership(person.organisation.partnership_id)
        _check_room(partnership, 1)
        _check_address(partnership, person)
        person.save()
        _invite(rounds, [person], now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)


def change_participant(person: Participant, *, by: User | None, now: datetime) -> None:
    """Store a corrected participant. Raises ValidationError for an address that someone else has.

    An invitation keeps the role and organisation with which it was created: corrections count from the next round.
    Another address counts at once, and ends the link (see ``new_addresses``).
    """
    with transaction.atomic():
        partnership = lock_partnership(person.organisation.partnership_id)
        _check_address(partnership, person)
        known = Participant.objects.filter(pk=person.pk).first()
        if known is None:
            raise ValidationError(_("This person has been removed in the meantime."), code="gone")
        _correct(known, person, now)
        ask_to_erase(Participant, now=now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)


def remove_participant(person: Participant, *, by: User | None, now: datetime) -> None:
    """Remove a participant: name and address are gone at once, the links die, and sent answers stay, as promised.

    The invitation stays in the counts: otherwise they would tell whether it had been answered.
    """
    with transaction.atomic():
        partnership = lock_partnership(person.organisation.partnership_id)
        _kill_links(person)
        person.delete()
        ask_to_erase(Participant, now=now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)


def replace_participant(old: Participant, new: Participant, *, by: User | None, now: datetime) -> None:
    """Replace a participant by someone else: the old links die, the new person is invited to the same rounds.

    Answers that the old person sent stay, and nothing tells whether they sent any. Raises ValidationError.
    """
    with transaction.atomic():
        partnership = lock_partnership(new.organisation.partnership_id)
        asked = Invitation.objects.filter(participant=old).values("round")
        rounds = list(Round.objects.filter(pk__in=asked, state=State.OPEN, closes_at__gt=now))
        _kill_links(old)
        old.delete()
        ask_to_erase(Participant, now=now)
        _check_address(partnership, new)
        new.save()
        _invite(rounds, [new], now)
        record(AuditAction.REPLACED, partnership, by=by, now=now)


def add_many(
    partnership: Partnership,
    rows: Sequence[CheckedRow],
    *,
    rounds: Iterable[Round] = (),
    by: User | None,
    now: datetime,
) -> int:
    """Store all checked rows that are not left out, with the organisations they need; all or nothing.

    Returns how many people are new. Raises ValidationError if the list is full, or others changed it meanwhile.
    """
    with transaction.atomic():
        lock_partnership(partnership.pk)
        wanted = [one for one in rows if not one.row.is_left_out]
        organisations = _organisations(partnership, wanted)
        new = [one for one in wanted if one.known is None]
        _check_room(partnership, len(new))
        for one in wanted:
            if one.known is not None and one.row.updates:
                _update(one, organisations, now)
        ask_to_erase(Participant, now=now)
        people = Participant.objects.bulk_create(_participant(one, organisations) for one in new)
        _invite(rounds, people, now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)
        return len(people)


def _organisations(partnership: Partnership, rows: Sequence[CheckedRow]) -> dict[str, Organisation]:
    """Return the organisations by name, creating those that are new."""
    existing = {one.name: one for one in Organisation.objects.filter(partnership=partnership)}
    names = dict.fromkeys(one.organisation.name for one in rows if one.known is None or one.row.updates)
    made = Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=name) for name in names if name not in existing
    )
    return existing | {one.name: one for one in made}


def _participant(one: CheckedRow, organisations: dict[str, Organisation]) -> Participant:
    return Participant(
        name=one.row.name,
        email=one.row.email,
        role=one.role or "",
        organisation=organisations[one.organisation.name],
    )


def _update(one: CheckedRow, organisations: dict[str, Organisation], now: datetime) -> None:
    for known in Participant.objects.filter(pk=one.known.pk if one.known else 0):
        _correct(known, _participant(one, organisations), now)


def _correct(known: Participant, person: Participant, now: datetime) -> None:
    """Store what was corrected. Another address is somebody else's wish for mail, and ends the links of the old one."""
    old_address, wanted_mail = known.email, known.wants_mail
    has_moved = not is_same_address(old_address, person.email)
    known.name, known.email = person.name, person.email.strip()
    known.role, known.organisation = person.role, person.organisation
    known.save(update_fields=["name", "email", "role", "organisation"])
    if has_moved and known.email:
        Participant.objects.filter(pk=known.pk).update(wants_mail=True)
    if has_moved:
        end_links_of(known, old_address=old_address, is_told=wanted_mail, now=now)


def _invite(rounds: Iterable[Round], people: Sequence[Participant], now: datetime) -> None:
    for round_ in rounds:
        invite_by_mail(invite(round_, people, now=now), now=now)


def _kill_links(person: Participant) -> None:
    asked = Invitation.objects.filter(participant=person, round__state=State.OPEN)
    asked.update(generation=F("generation") + 1)


def _check_room(partnership: Partnership, n_more: int) -> None:
    n_people = Participant.objects.filter(organisation__partnership=partnership).count()
    if n_people + n_more > MAX_PARTICIPANTS:
        raise ValidationError(
            _("A partnership has room for %(most)s people; there are %(people)s now.")
            % {"most": MAX_PARTICIPANTS, "people": n_people},
            code="full",
        )


def _check_address(partnership: Partnership, person: Participant) -> None:
    """Refuse an address that someone else has, and a person who exists already, as when a form is sent twice."""
    others = Participant.objects.filter(organisation__partnership=partnership).exclude(pk=person.pk)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise ValidationError({"email": _("Someone else in the list has this address already.")})
    if others.filter(name__iexact=person.name, organisation=person.organisation, email=person.email).exists():
        raise ValidationError({"name": _("This person is in the list already.")})
