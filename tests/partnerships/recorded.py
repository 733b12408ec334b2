"""Every service that a coordinator uses, with what it records and what it takes to call it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from assessments.models import (
    CoordinatorInvitation,
    Coordinatorship,
    Mail,
    Mailing,
    Participant,
    PlannedAction,
    Programme,
    User,
)
from assessments.models.audit import AuditAction
from assessments.models.choices import Access, Published
from assessments.models.mails import MailKind, MailState
from assessments.reporting.logos import Drawn
from assessments.results.open_answers import open_answers_of
from assessments.services import (
    closing,
    closing_requests,
    coordinators,
    copying,
    letterheads,
    many_rounds,
    open_answers,
    partnership_archive,
    partnerships,
    people,
    planned_rounds,
    plans,
    programmes,
    result_sharing,
    round_extension,
    rounds,
    share_links,
)
from assessments.services.importing.checking import Row, check_rows
from assessments.services.mail import holding, mailings, recipients, words
from assessments.services.transfer.exporting import export_partnership, file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from tests.cast import make_round
from tests.reporting.results import closed_round
from tests.responses import send_all


@dataclass
class Case:
    """A service with what it records, and what returns its other arguments for a partnership that Anna owns."""

    action: AuditAction
    service: Callable[..., object]
    arguments: Callable[..., object] = lambda partnership: ([partnership], {})

    def __str__(self):
        return f"{self.action}-{self.service.__name__}"


def on(make):
    """Return what makes the one argument of a service for a partnership."""
    return lambda partnership: ([make(partnership)], {})


def later():
    return timezone.now() + timedelta(days=20)


def opened(partnership):
    return make_round(partnership).pk


def planned(partnership):
    round_ = make_round(partnership, sends_invitations=True)
    round_.opens_at = timezone.now() + timedelta(days=1)
    round_.save()
    return round_.pk


def new_round(partnership):
    return {"title": "Meting 2", "closes_at": later()}


def closed(partnership):
    round_ = make_round(partnership)
    send_all(round_)
    closing.close_round(round_.pk, by=None, now=timezone.now())
    round_.refresh_from_db()
    return round_


def with_open_answers(partnership):
    round_ = closed_round(partnership)
    return [round_, open_answers_of(round_.result).answers[0].key], {}


def shared(partnership):
    round_ = closed(partnership)
    result_sharing.publish_result(round_, Published.SUMMARY, by=None, now=timezone.now())
    return round_


def a_copy(partnership):
    return [partnership, User.objects.get(name="Anna")], {"name": "Kopie", "with_people": True}


def with_somebody(partnership):
    someone(partnership)
    return [[partnership], new_round(partnership)], {"like_last": False}


def in_programme(partnership):
    Programme.objects.create(partnership=partnership, name="Jeugd 2027")
    return [[partnership], "Jeugd 2027"], {}


FOR_COUNCIL = share_links.NewLink("de gemeenteraad", Published.SUMMARY, later())
DRAWN = Drawn(b"picture", 300, 100)


def link_for_council(partnership):
    return share_links.make_share_link(closed(partnership), FOR_COUNCIL, by=None, now=timezone.now())


def with_logo(partnership):
    letterheads.change_logo(partnership, DRAWN, "Wijk Oost", by=None, now=timezone.now())
    return partnership


def archived(partnership):
    partnership_archive.archive_partnership(partnership, by=None, now=timezone.now())
    return partnership


def renamed(partnership):
    partnership.name = "Een andere naam"
    return partnership


def organisations(partnership):
    kept = list(partnership.organisations.all())
    kept[0].name = "Een andere naam"
    return [partnership], {"kept": kept, "removed": [], "shown": None}


def newcomer(partnership):
    return Participant(organisation=partnership.organisations.first(), name="Nieuw", role="manager")


def someone(partnership):
    person = newcomer(partnership)
    person.save()
    return person


def corrected(partnership):
    person = someone(partnership)
    person.name = "Anders"
    return person


def many(partnership):
    row = Row(2, "Nieuw", "nieuw@voorbeeld.test", "manager", "School")
    return [partnership, check_rows([row], ["School"], [])], {}


def with_someone_uninvited(partnership):
    round_ = make_round(partnership)
    someone(partnership)
    return round_


def invitation(partnership):
    return make_round(partnership, sends_invitations=True).invitations.first()


def about_to_invite(partnership):
    round_ = make_round(partnership)
    mailings.plan_mailings(round_, now=timezone.now(), pause=holding.PAUSE)
    return round_


def invited_days_ago(partnership):
    round_ = about_to_invite(partnership)
    Mailing.objects.update(started_at=timezone.now() - timedelta(days=2))
    return round_


def with_failed_mail(partnership):
    asked = invitation(partnership)
    now = timezone.now()
    Mail.objects.create(
        kind=MailKind.INVITATION,
        key=f"invitation:{asked.pk}:1",
        invitation=asked,
        round=asked.round,
        state=MailState.REFUSED,
        created_at=now,
        next_try_at=now,
    )
    return asked.round


def planned_action(partnership):
    return PlannedAction(partnership=partnership, title="Samen het doel opschrijven")


def kept_action(partnership):
    action = planned_action(partnership)
    action.save()
    return action


def planned_for(partnership):
    person = someone(partnership)
    PlannedAction.objects.create(partnership=partnership, title="Bellen", person=person.name)
    return person


def open_invitation(partnership):
    email = "nieuw@voorbeeld.test"
    return CoordinatorInvitation.objects.create(partnership=partnership, email=email, created_at=timezone.now())


def other_coordinator(partnership):
    """Return someone who coordinates besides Anna: she is an owner, and so is this."""
    user = User.objects.create_user("eva@voorbeeld.test", name="Eva")
    return Coordinatorship.objects.create(user=user, partnership=partnership, access=Access.OWNER)


def own_coordinatorship(partnership):
    other_coordinator(partnership)
    return partnership.coordinatorships.get(user__name="Anna")


def incoming(partnership):
    return read_file(file_of(partnership, now=timezone.now()))


def new_partnership(partnership):
    return [partnership.coordinatorships.get(user__name="Anna").user], {"name": "Wijk West"}


CASES = [
    Case(AuditAction.MADE, partnerships.create_partnership, new_partnership),
    Case(AuditAction.CHANGED, partnerships.change_partnership, on(renamed)),
    Case(AuditAction.MADE, copying.copy_partnership, a_copy),
    Case(AuditAction.PROGRAMMES, programmes.put_in_programme, lambda one: ([[one], "Jeugd 2027"], {})),
    Case(AuditAction.PROGRAMMES, programmes.take_out_of_programme, in_programme),
    Case(AuditAction.ORGANISATIONS, partnerships.save_organisations, organisations),
    Case(AuditAction.PARTICIPANTS, people.add_participant, on(newcomer)),
    Case(AuditAction.PARTICIPANTS, people.change_participant, on(corrected)),
    Case(AuditAction.PARTICIPANTS, people.remove_participant, on(someone)),
    Case(AuditAction.PARTICIPANTS, people.add_many, many),
    Case(AuditAction.REPLACED, people.replace_participant, lambda one: ([someone(one), newcomer(one)], {})),
    Case(AuditAction.OPENED, rounds.open_round, lambda one: ([one], new_round(one))),
    Case(AuditAction.OPENED, rounds.open_and_invite, lambda one: ([one, [someone(one)]], new_round(one))),
    Case(AuditAction.OPENED, many_rounds.open_rounds, with_somebody),
    Case(AuditAction.INVITED, rounds.invite_uninvited, on(with_someone_uninvited)),
    Case(AuditAction.INVITED, mailings.invite_again, on(invitation)),
    Case(AuditAction.INVITED, mailings.invite_failed_again, on(with_failed_mail)),
    Case(AuditAction.INVITED, mailings.mail_everyone, on(make_round)),
    Case(AuditAction.MAIL_TEXTS, mailings.remind_now, on(invited_days_ago)),
    Case(AuditAction.MAIL_TEXTS, holding.release_invitations, on(about_to_invite)),
    Case(AuditAction.MAIL_TEXTS, holding.hold_invitations, on(about_to_invite)),
    Case(AuditAction.LINKS, rounds.show_links, on(make_round)),
    Case(AuditAction.RENEWED, rounds.renew_link, on(invitation)),
    Case(AuditAction.BOUNCED, recipients.note_bounced, on(invitation)),
    Case(AuditAction.BOUNCED, recipients.note_arrived, on(invitation)),
    Case(
        AuditAction.MAIL_TEXTS,
        words.save_words,
        lambda one: ([make_round(one), MailKind.INVITATION, {"nl": words.Words("Doet u mee?", "Graag.")}], {}),
    ),
    Case(AuditAction.MAIL_TEXTS, words.reset_words, lambda one: ([make_round(one), MailKind.INVITATION], {})),
    Case(
        AuditAction.ROUND_CHANGED,
        planned_rounds.change_planned_round,
        lambda one: ([planned(one), []], {"opens_at": later() - timedelta(days=1), **new_round(one)}),
    ),
    Case(AuditAction.ROUND_CHANGED, planned_rounds.change_details, lambda one: ([opened(one)], {"title": "Anders"})),
    Case(AuditAction.CALLED_OFF, planned_rounds.call_off_round, on(planned)),
    Case(AuditAction.EXTENDED, round_extension.extend_round, lambda one: ([opened(one)], {"closes_at": later()})),
    Case(AuditAction.CLOSED, closing.close_round, on(opened)),
    Case(AuditAction.CLOSED, closing_requests.ask_to_close, on(opened)),
    Case(AuditAction.PUBLISHED, result_sharing.publish_result, lambda one: ([closed(one), Published.WHOLE], {})),
    Case(AuditAction.WITHDRAWN, result_sharing.withdraw_result, on(shared)),
    Case(AuditAction.LINK_SHARED, share_links.make_share_link, lambda one: ([closed(one), FOR_COUNCIL], {})),
    Case(AuditAction.LINK_CHANGED, share_links.change_end, lambda one: ([link_for_council(one), later()], {})),
    Case(AuditAction.LINK_REVOKED, share_links.revoke_share_link, on(link_for_council)),
    Case(AuditAction.FOREWORD, letterheads.change_foreword, lambda one: ([closed(one), "Dank u wel."], {})),
    Case(AuditAction.LOGO, letterheads.change_logo, lambda one: ([one, DRAWN, "Wijk Oost"], {})),
    Case(AuditAction.LOGO, letterheads.remove_logo, on(with_logo)),
    Case(AuditAction.STRUCK, open_answers.strike_open_answer, with_open_answers),
    Case(AuditAction.PLANNED, plans.save_planned_action, on(planned_action)),
    Case(AuditAction.PLANNED, plans.remove_planned_action, on(kept_action)),
    Case(AuditAction.PLANNED, plans.take_out_of_plan, on(planned_for)),
    Case(
        AuditAction.COORDINATORS,
        coordinators.invite_coordinator,
        lambda one: ([one], {"email": "nieuw@voorbeeld.test", "access": Access.READER}),
    ),
    Case(AuditAction.COORDINATORS, coordinators.renew_invitation, on(open_invitation)),
    Case(AuditAction.COORDINATORS, coordinators.take_back_invitation, on(open_invitation)),
    Case(AuditAction.COORDINATORS, coordinators.accept_invitation, on(open_invitation)),
    Case(AuditAction.COORDINATORS, coordinators.change_access, lambda one: ([other_coordinator(one), "reader"], {})),
    Case(AuditAction.COORDINATORS, coordinators.remove_coordinator, on(other_coordinator)),
    Case(AuditAction.LEFT, coordinators.remove_coordinator, on(own_coordinatorship)),
    Case(AuditAction.RENEWED, rounds.renew_all_links, lambda one: ([make_round(one).partnership], {})),
    Case(AuditAction.ARCHIVED, partnership_archive.archive_partnership),
    Case(AuditAction.UNARCHIVED, partnership_archive.unarchive_partnership, on(archived)),
    Case(AuditAction.EXPORTED, export_partnership),
    Case(AuditAction.IMPORTED, import_partnership, on(incoming)),
]
