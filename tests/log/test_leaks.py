"""A whole story, from answering to failing mails and broken pages, leaves no link, address or answer in the log."""

import base64
import json
import logging

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as product
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import (
    coordinator_token,
    invitation_token,
    replace_token,
    unsubscribe_token,
    withdraw_token,
)
from assessments.models import CoordinatorInvitation, Invitation, Mail, Participant, Result, Round, User
from assessments.models.answers import Response
from assessments.services.closing import close_round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.worker import Duty
from tests.answering.device import Device, link_of
from tests.cast import PASSWORD
from tests.mail.conftest import sink
from tests.pages import signed_in
from tests.some import some

__all__ = ["sink"]

pytestmark = pytest.mark.django_db(transaction=True)
OPEN_ANSWER = "Dat de wethouder nooit luistert weet iedereen hier"
TYPED = "mijn geheime wachtwoord van thuis"


def secrets_of(round_):
    """Return every link, key, address and text there is, by what it is."""
    invitations = list(Invitation.objects.all())
    found = {f"link {one.pk}": invitation_token(one.pk, one.generation) for one in invitations}
    for one in invitations:
        found[f"withdraw {one.pk}"] = withdraw_token(one.pk, one.generation, is_superseded=False)
    for response in Response.objects.all():
        found[f"response {response.pk}"] = str(response.pk)
        found[f"code {response.pk}"] = response.resume_code
        for one in invitations:
            key = f"replace {one.pk} {response.pk}"
            found[key] = replace_token(one.pk, one.generation, response.pk)
    for person in Participant.objects.all():
        found[f"address {person.pk}"] = person.email
        found[f"name {person.pk}"] = person.name
        found[f"unsubscribe {person.pk}"] = unsubscribe_token(person.pk, person.email)
    for one in CoordinatorInvitation.objects.all():
        found[f"coordinator {one.pk}"] = coordinator_token(one.pk, one.generation)
        found[f"invited {one.pk}"] = one.email
    for user in User.objects.all():
        found |= {f"user {user.pk}": user.email, f"password {user.pk}": user.password}
    beside = {"code": round_.join_code, "answer": OPEN_ANSWER, "typed": TYPED, "password": PASSWORD}
    return found | beside | {"secret": product.SECRET_KEY, "link": product.LINK_KEY}


def found_in(text, secrets):
    forms = (str, lambda one: one.replace("@", "%40"), lambda one: base64.b64encode(one.encode()).decode())
    return sorted(what for what, secret in secrets.items() if any(form(secret) in text for form in forms))


def answer(round_, *, number):
    device = Device()
    link = link_of(round_, number)
    page = device.begin(link)
    saved = page.send(A1="3")
    device.open(page.path.replace("/1/", "/6/")).send("check", O1=OPEN_ANSWER)
    device.open(saved.path.replace("/2/", "/check/"))
    device.client.post("/i/again/", {"email": f"persoon{number}@voorbeeld.test"})
    return device, page.path


def break_pages(device, path, round_, monkeypatch):
    """Let pages fail while they handle what is secret: the words of the errors repeat it."""
    words = f"Key (email)=(persoon1@voorbeeld.test) exists, {OPEN_ANSWER}, {link_of(round_, 2)}"

    def fail(*_arguments, **_more):
        raise IntegrityError(words)

    device.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("django.shortcuts.loader.render_to_string", fail)
        answers = [device.client.get(path), device.client.get(link_of(round_, 2)), device.client.get("/i/again/")]
    assert {one.status_code for one in answers} >= {500}


def wander(round_, anna, chris):
    """Look at every kind of page, with the right and with the wrong person, key and host."""
    token = link_of(round_, 3)
    for browser in (Client(), signed_in(anna), signed_in(chris)):
        for address in (
            *(f"/rounds/{round_.pk}/{page}/" for page in ("links", "sheet", "mail", "close", "edit")),
            *(f"/partnerships/{round_.partnership_id}/{page}" for page in ("", "participants/", "coordinators/")),
            *(token, token[:-4] + "xxx/", token.upper(), f"/nergens{token}?next={token}", f"/m/{round_.join_code}/x/"),
            f"/accounts/login/?next={token}",
        ):
            browser.get(address)
        browser.get(token, headers={"host": "elders.test"})
    Client(enforce_csrf_checks=True).post("/i/again/", {"email": "persoon1@voorbeeld.test"})
    for login, password in (("persoon2@voorbeeld.test", TYPED), (TYPED, "x"), (anna.email, TYPED)):
        Client().post("/accounts/login/", {"login": login, "password": password})
    Client().post(reverse("account_reset_password"), {"email": anna.email})


def mail_badly(sink, settings, now):
    """Let the server refuse, hang up and stand still, for mails of the queue and of accounts."""
    fill_due_mailings(now=now)
    sink.answer["RCPT"] = lambda address: f"550 no {address} here" if "1@" in address else None
    send_due_mails(now=now)
    sink.answer = {"MAIL": "drop"}
    Mail.objects.update(state="waiting", next_try_at=now, lease_until=None)
    Duty("send mails", 1.0, send_due_mails).perform()
    settings.EMAIL_PORT = 1  # nobody listens there
    Duty("send mails", 1.0, send_due_mails).perform()
    Client().post(reverse("account_reset_password"), {"email": "anna@voorbeeld.test"})


@pytest.mark.usefixtures("rendered_once")
def test_nothing_of_anybody_is_in_the_log_after_all_that_can_happen(
    lines, open_round, chris, sink, settings, monkeypatch
):
    anna = User.objects.get(name="Anna")
    settings.ACCESS_LOG = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    now = timezone.now()
    EmailAddress.objects.update(verified=True)
    owner = signed_in(anna)
    page = f"/partnerships/{open_round.partnership_id}/coordinators/"
    owner.post(page, {"invite": "1", "email": "dirk@voorbeeld.test", "access": "reader"})
    Round.objects.filter(pk=open_round.pk).update(has_open_link=True)
    told = [answer(open_round, number=number) for number in range(2)]
    assert OPEN_ANSWER in json.dumps(list(Response.objects.values_list("answers", flat=True)))
    secrets = secrets_of(open_round)
    wander(open_round, anna, chris)
    break_pages(*told[0], open_round, monkeypatch)
    mail_badly(sink, settings, now)
    close_round(open_round.pk, by=anna, now=now)
    assert Result.objects.count() == 1
    owner.get(f"/rounds/{open_round.pk}/export/")
    secrets |= secrets_of(open_round)
    assert len(secrets) >= 60
    assert len(lines.texts) > 100
    assert {one["level"] for one in lines.objects} >= {"INFO", "WARNING", "ERROR"}
    assert any("IntegrityError" in line for line in lines.texts)
    assert any("could not send mails" in line and "MailServerError" in line for line in lines.texts)
    assert found_in(lines.whole, secrets) == []
    assert all(len(line.splitlines()) == 1 for line in some(lines.texts))


def test_what_would_leak_is_found(lines, open_round):
    secrets = secrets_of(open_round)
    logging.getLogger("assessments.x").warning("Somebody said %s", OPEN_ANSWER)
    assert found_in(lines.whole, secrets) == ["answer"]
    person = Participant.objects.first()
    link = link_of(open_round).split("/")[2]
    assert {f"address {person.pk}"} < set(found_in(f"{person.email} opened {link}", secrets))
    assert found_in(f"?next={person.email.replace('@', '%40')}", secrets) == [f"address {person.pk}"]
