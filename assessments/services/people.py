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
from assessments.vocabulary.limits import MOST_PEOPLE

from .audit_trail import record
from .erasure import ask_to_erase
from .importing.checking import CheckedRow, Known, check_rows
from .locks import lock_partnership
from .mail.mailings import invite_by_mail
from .new_addresses import end_links_of, is_same_address
from .partnerships import check_organisations
from .plans import take_out_of_plan
from .rounds import invite
from .shown_rows import Shown, refuse_if_changed


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


def change_participant(person: Participant, *, by: User | None, now: datetime, shown: Shown | None = None) -> None:
    """Store a corrected participant. Raises ValidationError for an address that someone else has.

    Raises ChangedMeanwhileError if the participant is no longer as ``shown``.

    An invitation keeps the role and organisation with which it was created: corrections count from the next round.
    Another address counts at once, and ends the link (see ``new_addresses``).
    """
    with transaction.atomic():
        partnership = lock_partnership(person.organisation.partnership_id)
        known = _stored(person)
        refuse_if_changed(known, shown, AuditAction.PARTICIPANTS)
        _check_address(partnership, person)
        _correct(known, person, now)
        ask_to_erase(Participant, now=now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now, about=known)


def _stored(person: Participant) -> Participant:
    """Return a participant as stored now, in a partnership that is locked. Raises ValidationError if it is gone."""
    known = Participant.objects.filter(pk=person.pk).first()
    if known is None:
        raise ValidationError(_("This person has been removed in the meantime."), code="gone")
    return known


def remove_participant(person: Participant, *, by: User | None, now: datetime, from_plan: bool = False) -> None:
    """Remove a participant: name and address are gone at once, the links die, and sent answers stay, as promised.

    With ``from_plan`` name and address go from the plan too. The invitation stays in the counts: otherwise they would
    tell whether it had been answered.
    """
    with transaction.atomic():
        partnership = lock_partnership(person.organisation.partnership_id)
        _kill_links(person)
        if from_plan:
            take_out_of_plan(person, by=by, now=now)
        person.delete()
        ask_to_erase(Participant, now=now)
        record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)


def replace_participant(
    old: Participant, new: Participant, *, by: User | None, now: datetime, from_plan: bool = False
) -> None:
    """Replace a participant by someone else: the old links die, the new person is invited to the same rounds.

    Answers that the old person sent stay, and nothing tells whether they sent any. Raises ValidationError.
    """
    with transaction.atomic():
        partnership = lock_partnership(new.organisation.partnership_id)
        leaving = _stored(old)
        asked = Invitation.objects.filter(participant=leaving).values("round")
        rounds = list(Round.objects.filter(pk__in=asked, state=State.OPEN, closes_at__gt=now))
        _kill_links(leaving)
        if from_plan:
            take_out_of_plan(leaving, by=by, now=now)
        leaving.delete()
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
        _check_unchanged(partnership, rows)
        wanted = [one for one in rows if not one.row.is_left_out]
        organisations = _organisations(partnership, wanted, by=by, now=now)
        new = [one for one in wanted if one.known is None]
        _check_room(partnership, len(new))
        known = Participant.objects.in_bulk([one.known.pk for one in wanted if one.known and one.is_update])
        for one in wanted:
            if one.known and one.is_update:
                _correct(known[one.known.pk], _participant(one, organisations), now)
        ask_to_erase(Participant, now=now)
        people = Participant.objects.bulk_create(_participant(one, organisations) for one in new)
        _invite(rounds, people, now)
        for person in known.values():
            record(AuditAction.PARTICIPANTS, partnership, by=by, now=now, about=person)
        if people or not known:
            record(AuditAction.PARTICIPANTS, partnership, by=by, now=now)
        return len(people)


def _check_unchanged(partnership: Partnership, rows: Sequence[CheckedRow]) -> None:
    """Refuse rows that were compared with a list which has changed since: somebody may be in it by now."""
    names = Organisation.objects.filter(partnership=partnership).values_list("name", flat=True)
    now_found = check_rows([one.row for one in rows], names, known_people(partnership))
    if [(one.known, one.organisation) for one in now_found] != [(one.known, one.organisation) for one in rows]:
        raise ValidationError(
            _("The list of participants was changed in the meantime. This is what would happen now."), code="changed"
        )


def _organisations(
    partnership: Partnership, rows: Sequence[CheckedRow], *, by: User | None, now: datetime
) -> dict[str, Organisation]:
    """Return the organisations by name, creating those that are new."""
    existing = {one.name: one for one in Organisation.objects.filter(partnership=partnership)}
    names = dict.fromkeys(one.organisation.name for one in rows if one.known is None or one.is_update)
    new = [Organisation(partnership=partnership, name=name) for name in names if name not in existing]
    made = []
    if new:
        check_organisations(len(existing) + len(new))
        made = Organisation.objects.bulk_create(new)
        record(AuditAction.ORGANISATIONS, partnership, by=by, now=now, about=partnership)
    return existing | {one.name: one for one in made}


def _participant(one: CheckedRow, organisations: dict[str, Organisation]) -> Participant:
    return Participant(
        name=one.row.name,
        email=one.row.email,
        role=one.role or "",
        organisation=organisations[one.organisation.name],
    )


def _correct(known: Participant, person: Participant, now: datetime) -> None:
    """Store what was corrected. Another address is somebody else's wish for mail, and ends the links of the old one."""
    old_address, wanted_mail = known.email, known.wants_mail
    has_moved = not is_same_address(old_address, person.email)
    known.name, known.email = person.name, person.email.strip()
    known.role, known.organisation = person.role, person.organisation
    known.shares_address = known.shares_address and not has_moved
    known.save(update_fields=["name", "email", "role", "organisation", "partnership", "shares_address"])
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


def no_room_words(partnership: Partnership, n_more: int) -> str:
    """Return the sentence that says that so many more people do not fit; empty if they do."""
    n_people = Participant.objects.filter(organisation__partnership=partnership).count()
    if n_more and n_people + n_more > MOST_PEOPLE:
        return _(
            "A partnership has room for %(most)s people; there are %(people)s now, and this would add %(more)s."
        ) % {
            "most": MOST_PEOPLE,
            "people": n_people,
            "more": n_more,
        }
    return ""


def _check_room(partnership: Partnership, n_more: int) -> None:
    if sentence := no_room_words(partnership, n_more):
        raise ValidationError(sentence, code="full")


def _check_address(partnership: Partnership, person: Participant) -> None:
    """Refuse an address that someone else has, and a person who exists already, as when a form is sent twice."""
    others = Participant.objects.filter(organisation__partnership=partnership).exclude(pk=person.pk)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise ValidationError({"email": _("Someone else in the list has this address already.")})
    if others.filter(name__iexact=person.name, organisation=person.organisation, email=person.email).exists():
        raise ValidationError({"name": _("This person is in the list already.")})
