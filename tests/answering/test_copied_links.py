"""A coordinator who copied somebody's personal link: what it shows and what it changes.

The link sends answers, which then wait aside. It shows nothing of whether its owner has sent any, and whatever is done
with it, what its owner sent counts as if nothing had happened.
"""

import random
import uuid

import pytest
from django.utils import timezone

from assessments.models import Mail, Round
from assessments.models.answers import Response
from assessments.reporting.frozen import to_document
from assessments.results.freezing import ClosedRound, freeze
from assessments.results.sent_answers import sent_answers
from assessments.services.catalogue import active_entries
from assessments.services.closing import close_round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.own_response import resume_code
from assessments.services.response_changes import submit
from assessments.services.response_locks import Outcome
from tests.cast import make_round
from tests.mail.conftest import sink
from tests.pages import signed_in
from tests.responses import after, key_of, send, varied
from tests.worlds import world

from .device import Device, link_of
from .recorder import RecordingBrowser, RecordingDevice, recorded

__all__ = ["sink"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(partnership):
    return make_round(partnership, n_participants=9, seed=11)


def owner_looks(anna, round_):
    """Return what the owner sees on every page of the round."""
    browser = RecordingBrowser()
    browser.force_login(anna)
    browser.jar = {("sessionid", "/"): browser.cookies["sessionid"].value}
    for page in ("", "response/", "links/", "mail/", "sheet/", "workshop/", "close/"):
        browser.get(f"/rounds/{round_.pk}/{page}")
    for address in (f"/partnerships/{round_.partnership_id}/", "/partnerships/"):
        browser.get(address)
    return browser.seen


def attack(link):
    """Do all that the link allows, on two devices, and return what they saw."""
    device = RecordingDevice()
    page = device.begin(link).send(A1="1").send("check", V1="2")
    answers = page.path.removesuffix("check/")
    page.send("previous")
    page = device.open(f"{answers}check/").send("send")
    device.open(link)
    device.open(f"{answers}sent/").send("send")
    for place in ("replace/", "resume/", "withdraw/", "copy/", "copy.csv", "check/", "1/", "", "code/"):
        device.open(answers + place)
    for code in ("AAAAAA", "", own_code(answers)):
        device.open(f"{answers}replace/").send(code=code)
    device.open(f"{answers}resume/").send(code="AAAAAA")
    device.open(f"{answers}resume/").send(code=own_code(answers))
    device.open(f"{answers}1/").send(A1="4")
    for _time in range(4):
        device.open(f"{answers}withdraw/").send("mail")
    for _guess in range(10):
        device.open(f"{answers}replace/").send(code="BBBBBB")
    second = RecordingDevice()
    second.begin(link).send("check", A2="5").send("send")
    second.open(link)
    device.open(f"{answers}withdraw/").send("withdraw")
    device.open(link)
    return device.seen + second.seen


def own_code(answers):
    return resume_code(uuid.UUID(answers.split("/")[2]))


@pytest.mark.parametrize("mails", [True, False])
def test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent(round_, anna, settings, mails):
    settings.EMAIL_HOST = "mail.voorbeeld.test" if mails else ""
    victim, *others = round_.invitations.order_by("pk")
    signed_in(anna).get(f"/rounds/{round_.pk}/links/")
    seen, counting = [], []
    for has_sent in (False, True):
        with world():
            for number, invitation in enumerate(others[:4] if has_sent else others[:5]):
                send(key_of(invitation), varied(number))
            if has_sent:
                send(key_of(victim), varied(99))
            before = owner_looks(anna, round_)
            during = attack(link_of(round_))
            seen.append([*before, *during, *owner_looks(anna, round_)])
            counting.append(Response.objects.counting().filter(invitation=victim).count())
    assert len(seen[0]) == len(seen[1]) > 60
    for one, other in zip(*seen, strict=True):
        assert one == other
    assert counting == [0, 1]  # what the link sent was withdrawn again, and what its owner sent still counts


def test_two_visits_that_differ_are_told_apart(round_):
    """Or the test above would pass whatever is shown."""
    device = RecordingDevice()
    first = device.open(link_of(round_))
    again = recorded(device.client.get(first.path))
    assert again == device.seen[-1] == recorded(RecordingDevice().open(link_of(round_)).response)
    other = recorded(RecordingDevice().open(link_of(round_, 1)).response)
    assert other != again


def result_of_now(round_):
    """Return the result that the round would get, by a chance that is the same each time."""
    answers = sorted(sent_answers(round_), key=lambda one: (one.organisation, one.role, str(one.answers)))
    current = Round.objects.select_related("partnership", "profile").get(pk=round_.pk)
    closed = ClosedRound(current, round_.closes_at, answers, active_entries(round_.questionnaire_version))
    return to_document(freeze(closed, random.Random(1)))


def test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been(round_, sink):
    round_.sends_thanks = False
    round_.save()
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        send(key_of(invitation), varied(number))
    untouched, counted = result_of_now(round_), sent_answers(round_)
    attack(link_of(round_))
    assert result_of_now(round_) == untouched
    assert sorted(map(str, sent_answers(round_))) == sorted(map(str, counted))
    send_due_mails(now=timezone.now())
    assert set(sink.counts) == {"persoon0@voorbeeld.test"}
    subjects = [mail["Subject"] for mail in sink.mails]
    assert any("nog een keer antwoorden" in subject for subject in subjects)
    assert any("intrekken" in subject for subject in subjects)
    assert not any("vervangen" in subject or "ingetrokken" in subject for subject in subjects)
    assert Response.objects.aside().exists()
    close_round(round_.pk, by=None, now=after(round_))
    assert not Response.objects.exists()
    assert not Mail.objects.filter(invitation__isnull=False).exists()


def test_what_an_attacker_sent_first_is_told_and_can_be_taken_back_by_its_owner(round_, sink):
    """Who sends first counts first: the person whose link it is learns it, and takes the place by mail."""
    attack_page = Device().begin(link_of(round_)).send("check", A1="1").send("send")
    assert "verstuurd" in attack_page.text
    send_due_mails(now=timezone.now())
    assert "aangekomen" in sink.mails[-1]["Subject"]
    victim = Device()
    victim.begin(link_of(round_)).send("check", A1="5").send("send")
    send_due_mails(now=timezone.now())
    path = next(word for word in sink.mails[-1].get_body(("plain",)).get_content().split() if "/replace/" in word)
    Device().open("/" + path.split("/", 3)[3]).send("replace")
    assert [one.answers for one in sent_answers(round_)] == [{"A1": 5}]


def test_mails_about_a_link_do_not_fill_a_mailbox(round_, sink):
    first = send(key_of(round_.invitations.order_by("pk")[0]), varied(1))
    for number in range(6):
        send(key_of(round_.invitations.order_by("pk")[0]), varied(number))
        send_due_mails(now=timezone.now())
    assert len([mail for mail in sink.mails if "nog een keer" in mail["Subject"]]) == 3
    assert submit(first, now=timezone.now()) == Outcome.SAVED
    assert Response.objects.counting().get().pk == first.response_id
