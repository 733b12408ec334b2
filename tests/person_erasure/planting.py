"""One person everywhere, as participant, coordinator, admin and whom to ask: through the product's own doors."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from assessments.models import (
    Action,
    Participant,
    Partnership,
    Round,
    ScoringProfileVersion,
    User,
)
from assessments.models.choices import Access
from assessments.models.mails import MailKind, MailState
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_round
from assessments.services.coordinators import invite_coordinator, join_with_new_account
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.mail.queue import NewMail, claim, enqueue, finish
from assessments.services.mail.words import Words, save_words
from assessments.services.people import add_participant
from assessments.services.rounds import open_and_invite
from tests.admin.test_users import shown
from tests.answering.device import Device, link_of
from tests.cast import PASSWORD, make_partnership
from tests.responses import after, key_of, send, varied

NAME = "Wiebrén van der Kwast"
ADDRESS = "wiebren.kwast@voorbeeld.test"
OWN_WORDS = "kwastwoord"
"""Stands in this person's own answers."""
WORDS = (NAME, ADDRESS, OWN_WORDS)
"""What must be gone."""
FOLDED = "WIEBREN  VAN DER\nKWAST"
"""How else the name may be written."""

LONGER = "Wiebrén van der Kwastman"
LONGER_ADDRESS = f"j.{ADDRESS}"
"""Of others, who must not be touched."""
OTHERS = (LONGER, LONGER_ADDRESS, "Klaas-Wiebrén van der Kwast", "Wiebrén van der Kwast-Bakker", f"{ADDRESS}.nl")


def plant(anna, settings):
    """Put the person, and others with a longer name, in a partnership of Anna and in another one; return the first."""
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    load_catalogue()
    partnership = make_partnership(anna, organisations=("Gemeente", f"Praktijk {NAME}", f"Praktijk {NAME.upper()}"))
    Partnership.objects.filter(pk=partnership.pk).update(theme=f"Thema van {NAME}")
    _with_result(partnership, anna)
    account = _account(partnership, anna)
    _open_round(partnership, anna)
    _plan(partnership, anna, account)
    _as_admin(account)
    other = make_partnership(anna, name=f"Netwerk {FOLDED}")
    invite_coordinator(other, email=ADDRESS.upper(), access=Access.READER, by=anna, now=timezone.now())
    return partnership


def _person(partnership, name=NAME, email=ADDRESS, place=0):
    organisation = partnership.organisations.order_by("pk")[place]
    person = Participant(organisation=organisation, name=name, email=email, role="manager")
    add_participant(person, by=None, now=timezone.now())
    return person


def _round(partnership, by, people, **terms):
    now = timezone.now()
    about = {"title": f"Meting van {NAME}", "contact_name": NAME, "contact_email": ADDRESS, "sender_name": NAME}
    closes = {"closes_at": now + timedelta(days=14)}
    return open_and_invite(partnership, people, by=by, now=now, **about | closes | terms)


def _with_result(partnership, anna):
    """A closed round: the person is whom to ask, and stands in the open answers and in files."""
    now = timezone.now()
    people = [_person(partnership, f"Deelnemer {n}", f"deelnemer{n}@voorbeeld.test", n % 3) for n in range(12)]
    round_ = _round(partnership, anna, people)
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        text = [f"Dankzij {NAME} lukt het", f"Mail {ADDRESS}", f"Vraag {LONGER} of {LONGER_ADDRESS}"][number % 3]
        send(key_of(invitation), varied(number) | {"O1": text})
    close_round(round_.pk, by=anna, now=after(round_))
    Round.objects.filter(pk=round_.pk).update(closed_at=now - timedelta(days=90), closes_at=now - timedelta(days=90))


def _account(partnership, anna):
    """An account that joined by an invitation, is signed in, and did something."""
    invited = invite_coordinator(partnership, email=ADDRESS, access=Access.OWNER, by=anna, now=timezone.now())
    account = join_with_new_account(invited, name=NAME, password=PASSWORD, now=timezone.now())
    browser = Client()
    browser.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD}, HTTP_USER_AGENT="Firefox")
    browser.post(f"/partnerships/{partnership.pk}/archive/", {"archive": "1"})
    Client().post("/accounts/login/", {"login": ADDRESS, "password": "verkeerd"})
    Client().post("/accounts/password/reset/", {"email": ADDRESS})
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": f"Sleutel van {NAME}"})
    SocialAccount.objects.create(user=account, provider="sso", uid=ADDRESS)
    begun = Client().session
    begun["begun"] = {"email": ADDRESS}
    begun.save()
    return account


def _open_round(partnership, anna):
    """An open round in which the person and another one answer, with mails that wait and one that was refused."""
    people = [_person(partnership), *(_person(partnership, name, email, 1) for name, email in _others())]
    round_ = _round(partnership, anna, people)
    device = Device()
    page = device.begin(link_of(round_)).send("check", A1="3", O1=f"{OWN_WORDS} van {NAME}")
    page.send("send")
    send(key_of(round_.invitations.order_by("pk")[1]), varied(1) | {"O1": f"Wat {NAME} doet, en {LONGER}, is goed"})
    now = timezone.now()
    words = Words(f"Van {NAME}", f"Bel {FOLDED} of mail {ADDRESS}.")
    save_words(round_, MailKind.INVITATION, {"nl": words}, by=anna, now=now)
    fill_due_mailings(now=now)
    for mail in claim(50, now=now):
        if mail.invitation and mail.invitation.participant.email == LONGER_ADDRESS:
            finish(mail, MailState.REFUSED, f"550 no longer {ADDRESS}", now=now)
    enqueue([NewMail(MailKind.ADDRESS_CHANGED, f"address_changed:{round_.pk}", round=round_, address=ADDRESS)], now=now)


def _others():
    return [(LONGER, LONGER_ADDRESS), (OTHERS[2], "klaas@voorbeeld.test"), (OTHERS[3], OTHERS[4])]


def _plan(partnership, anna, account):
    url = f"/partnerships/{partnership.pk}/plan/new/"
    for user, person, email in ((anna, NAME, ADDRESS), (account, LONGER, LONGER_ADDRESS)):
        browser = Client()
        browser.force_login(user)
        fields = {"title": f"Praten met {NAME}", "note": f"Bel {FOLDED}", "said": f"{NAME} belde", "progress": "busy"}
        more = {"person": person, "email": email, "reminds": "on", "due_on": "2027-01-05"}
        assert browser.post(url, fields | more).status_code == 302


def _as_admin(account):
    """What stands in the administration about the person, and by the person."""
    admin = User.objects.create_user("beheer@voorbeeld.test", PASSWORD, name="Ada", is_staff=True)
    browser = Client()
    browser.force_login(admin)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    fields = {"email": ADDRESS, "name": NAME, "is_active": "on", "is_staff": "on"}
    fields |= shown(browser, account)
    assert browser.post(f"/beheer/assessments/user/{account.pk}/change/", fields).status_code == 302
    action = Action.objects.order_by("order")[0]
    action.source, action._history_user = f"Naar {NAME}", User.objects.get(pk=account.pk)
    action.save()
    note = f"Op verzoek van {ADDRESS}"
    ScoringProfileVersion.objects.create(version=99, note=note, created_by_id=account.pk)
    Group.objects.create(name=f"Groep {NAME}")
