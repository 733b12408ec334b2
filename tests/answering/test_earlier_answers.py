"""Answers that were sent are replaced or taken back with their code or by a mail, and by nothing else."""

import re
import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Invitation, Mail, Round
from assessments.models.answers import Response
from assessments.models.mails import MailKind
from assessments.services.closing import close_round
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.notices import tell_old_address
from tests.mail.conftest import sink
from tests.responses import after

from .device import Device, answers_of, counting_of, everything, link_of, open_link_of
from .test_sending import checked, code_on

__all__ = ["sink"]

pytestmark = pytest.mark.django_db
VICTIM = "persoon0@voorbeeld.test"
OLD = "oud@voorbeeld.test"


def sent(open_round, value, number=0):
    """Return the page after sending, on a new device."""
    return checked(Device().begin(link_of(open_round, number)).send(A1=value)).send("send")


def mailed(sink, subject):
    """Send what waits, and return the text and the path of the first link of the last mail with this subject."""
    send_due_mails(now=timezone.now())
    found = [mail for mail in sink.mails if subject in mail["Subject"]]
    assert found, [mail["Subject"] for mail in sink.mails]
    text = found[-1].get_body(("plain",)).get_content()
    return text, urlsplit(re.search(r"https?://\S+", text).group()).path


def replace_page(page):
    return page.device.open(page.path.replace("/sent/", "/replace/"))


def withdraw_page(page):
    return page.device.open(page.path.replace("/sent/", "/withdraw/"))


@pytest.fixture
def earlier(open_round, sink):
    return sent(open_round, "1")


@pytest.fixture
def later(earlier, open_round):
    return sent(open_round, "5")


def test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail(
    earlier, later, open_round, sink
):
    code = code_on(earlier)
    page = replace_page(later).send(code=code.lower())
    assert "in de plaats gekomen van de eerdere" in page.text
    assert counting_of(open_round) == answers_of(open_round) == [{"A1": 5}]
    _text, path = mailed(sink, "vervangen")
    assert set(sink.counts) == {VICTIM}
    Device().open(path).send("withdraw")
    assert answers_of(open_round) == []
    assert not Mail.objects.filter(kind=MailKind.REPLACED).exists()


def test_a_code_that_is_good_for_nothing_is_refused_in_the_same_words_whatever_was_sent(earlier, later, open_round):
    alone = sent(open_round, "3", number=1)
    waiting = sent(open_round, "4")
    said = {
        replace_page(page).send(code=code).text.replace(code_on(page), "").replace(code, "")
        for page, code in [
            (later, "AAAAAA"),
            (later, code_on(later)),
            (later, code_on(waiting)),
            (earlier, "AAAAAA"),
            (earlier, code_on(earlier)),
            (earlier, code_on(later)),
            (alone, code_on(alone)),
            (alone, code_on(earlier)),
        ]
    }
    assert len(said) == 1
    assert "Er tellen geen andere antwoorden met deze code" in said.pop()
    assert counting_of(open_round) != []
    assert Response.objects.filter(is_aside=True).count() == 2


def test_codes_are_tried_ten_times_an_hour_on_both_pages_together(earlier, later, open_round):
    resume = later.device.open(later.path.replace("/sent/", "/resume/"))
    for _try in range(5):
        resume.send(code="AAAAAA")
        refused = replace_page(later).send(code="AAAAAA")
    assert "geen andere antwoorden" in refused.text
    refused = replace_page(later).send(code=code_on(earlier))
    assert (refused.status, "over een uur" in refused.text) == (422, True)
    assert counting_of(open_round) == [{"A1": 1}]


def test_before_sending_and_through_the_open_link_there_is_nothing_to_take_the_place_of(open_round):
    begun = Device().begin(link_of(open_round)).send(A1="1")
    assert begun.device.open(begun.path.replace("/2/", "/replace/")).path == begun.path
    school = open_round.partnership.organisations.get(name="School")
    openly = checked(Device().begin(open_link_of(open_round), organisation=school.pk).send(A1="3")).send("send")
    assert "eerder antwoorden verstuurd" not in openly.text
    assert replace_page(openly).path == openly.path


def test_a_mail_asks_the_person_which_answers_count(earlier, later, open_round, sink):
    text, path = mailed(sink, "nog een keer antwoorden")
    assert "tellen" in text
    before = everything()
    page = Device().open(path)
    assert "Welke antwoorden tellen?" in page.text
    assert Client().head(path).status_code == 200
    assert everything() == before
    kept = page.send("keep")
    assert "Het blijft zoals het is" in kept.text
    assert everything() == before
    done = kept.send("replace")
    assert "De nieuwe antwoorden tellen" in done.text
    assert counting_of(open_round) == answers_of(open_round) == [{"A1": 5}]
    assert page.send("replace").text == Device().open(path).text == done.text
    mailed(sink, "vervangen")
    assert set(sink.counts) == {VICTIM}


def test_the_page_of_that_mail_shows_no_answers_and_says_when_there_are_none(later, open_round, sink):
    _text, path = mailed(sink, "nog een keer antwoorden")
    page = Device().open(path)
    assert page.chosen == {}
    assert "/answers/" + later.path.split("/")[2] not in page.html
    withdraw_page(later).send("withdraw")
    gone = Device().open(path)
    assert (gone.status, "Hier valt niets meer te kiezen" in gone.text) == (410, True)
    assert page.send("replace").status == 410
    assert counting_of(open_round) == [{"A1": 1}]


def test_that_mail_lets_answers_count_when_the_earlier_ones_were_taken_back(earlier, later, open_round, sink):
    _text, path = mailed(sink, "nog een keer antwoorden")
    withdraw_page(earlier).send("withdraw")
    assert counting_of(open_round) == []
    page = Device().open(path)
    assert "De nieuwe tellen nog niet" in page.text
    page.send("replace")
    assert counting_of(open_round) == [{"A1": 5}]
    send_due_mails(now=timezone.now())
    assert "aangekomen" in sink.mails[-1]["Subject"]


@pytest.mark.parametrize("kind", ["replace", "withdraw"])
def test_the_links_of_these_mails_die_with_the_personal_link_and_fit_nothing_else(later, open_round, sink, kind):
    if kind == "withdraw":
        withdraw_page(later).send("mail")
    _text, path = mailed(sink, "nog een keer" if kind == "replace" else "intrekken")
    *_start, token, _end = path.split("/")
    other = Response.objects.exclude(is_aside=True).get().pk
    wrong = [path.replace(token, token[:-1] + "x"), path.replace(token, "x"), f"/i/{token}/"]
    wrong.append(re.sub(r"[0-9a-f-]{36}", str(other), path) if kind == "replace" else path.replace("/1", "/2"))
    before = everything()
    for address in wrong:
        if address != path:
            assert Client().get(address).status_code == 404
            assert Client().post(address, {"key": token, "go": kind}).status_code in {404, 405}
    assert Client().post(path, {"go": kind}).status_code == 404
    assert Client().post(path, {"key": token, "go": kind}, headers={"sec-fetch-site": "cross-site"}).status_code == 404
    Invitation.objects.update(generation=7)
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"key": token, "go": kind}).status_code == 404
    Invitation.objects.update(generation=1)
    assert everything() == before
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"key": token, "go": kind}).status_code == 302
    assert everything() != before


def test_once_a_round_is_closed_these_pages_say_so(later, open_round, sink):
    withdraw_page(later).send("mail")
    paths = [mailed(sink, subject)[1] for subject in ("nog een keer", "intrekken")]
    pages = [Device().open(path) for path in paths]
    close_round(open_round.pk, by=None, now=after(open_round))
    Round.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    for path, page, go in zip(paths, pages, ("replace", "withdraw"), strict=True):
        assert "De vragenlijst is gesloten" in Device().open(path).text
        assert "De vragenlijst is gesloten" in page.send(go).text


def test_whoever_asks_for_the_mail_to_withdraw_reads_the_same_whatever_was_sent(earlier, open_round, sink):
    unused = Device().open(link_of(open_round, 3))
    asked = [withdraw_page(earlier), unused.device.open(f"{unused.path}withdraw/")]
    resume = Device().open(link_of(open_round))
    asked.append(resume.device.open(f"{resume.path}resume/"))
    assert asked[1].text == resume.device.open(f"{resume.path}withdraw/").text
    said = [page.send("mail") if "withdraw" in page.path else ask_on(page) for page in asked]
    assert all("Er is een mail onderweg" in page.text for page in said)
    assert said[1].text == said[2].text
    send_due_mails(now=timezone.now())
    asking = [mail["To"] for mail in sink.mails if "intrekken" in mail["Subject"]]
    assert sorted(asking) == [VICTIM, "persoon3@voorbeeld.test"]


def ask_on(page):
    """Press the button that another page takes, as the form says."""
    address = re.search(r'formaction="([^"]+)"', page.html).group(1)
    page.form.action = address
    return page.send("mail")


def test_the_mail_to_withdraw_goes_out_three_times_an_hour(earlier, sink):
    for _time in range(3):
        assert "onderweg" in withdraw_page(earlier).send("mail").text
        send_due_mails(now=timezone.now())
    refused = withdraw_page(earlier).send("mail")
    assert (refused.status, "afgelopen uur al drie keer" in refused.text) == (422, True)
    send_due_mails(now=timezone.now())
    assert len([mail for mail in sink.mails if "intrekken" in mail["Subject"]]) == 3


def test_the_mail_takes_back_everything_and_says_so_by_mail(earlier, later, open_round, sink):
    Device().begin(link_of(open_round)).send(A1="2")
    other = sent(open_round, "4", number=1)
    withdraw_page(other).send("mail")
    withdraw_page(later).send("mail")
    _text, path = mailed(sink, "intrekken")
    before = everything()
    page = Device().open(path)
    assert "Alle antwoorden intrekken?" in page.text
    assert everything() == before
    done = page.send("withdraw")
    assert "Er zijn geen antwoorden bewaard" in done.text
    assert answers_of(open_round) == [{"A1": 4}]
    assert page.send("withdraw").text == Device().open(path).text == done.text
    _text, path = mailed(sink, "ingetrokken")
    assert path == link_of(open_round)
    assert [mail["To"] for mail in sink.mails if "ingetrokken" in mail["Subject"]] == [VICTIM]


@pytest.mark.parametrize("cause", ["no mail server", "no address", "no wish for mail", "a mail that came back"])
def test_no_mail_is_promised_to_whoever_cannot_be_mailed(open_round, sink, settings, cause):
    person = open_round.invitations.order_by("pk")[0].participant
    if cause == "no mail server":
        settings.EMAIL_HOST = ""
    if cause == "no address":
        person.email = ""
    if cause == "no wish for mail":
        person.wants_mail = False
    person.save()
    if cause == "a mail that came back":
        Invitation.objects.update(bounced_at=timezone.now())
    pages = [Device().open(link_of(open_round)), sent(open_round, "1"), sent(open_round, "2")]
    pages += [replace_page(pages[2]), withdraw_page(pages[2])]
    for page in pages:
        assert "waarop u bent uitgenodigd" not in page.text
        assert 'value="mail"' not in page.html
    withdraw_page(pages[1]).send("mail")
    assert not Mail.objects.exists()
    assert counting_of(open_round) == [{"A1": 1}]


def supersede(invitation):
    """Do what happens to an invitation whose address changes while the round is open."""
    invitation.participant, invitation.is_superseded = None, True
    invitation.generation += 1
    invitation.save()


def test_an_address_that_was_taken_away_can_still_take_everything_back(earlier, open_round, sink):
    withdraw_page(earlier).send("mail")
    _text, path_before = mailed(sink, "intrekken")
    invitation = open_round.invitations.order_by("pk")[0]
    supersede(invitation)
    tell_old_address(invitation, OLD, now=timezone.now())
    assert Mail.objects.get().address == OLD
    text, path = mailed(sink, "Uw adres")
    assert sink.recipients[-1] == OLD
    assert "Persoon 0" not in text
    assert "/u/" not in text
    assert not Mail.objects.exists()
    assert OLD not in str(everything())
    assert Device().open(path_before).status == Device().open(link_of(open_round)).status == 404
    Invitation.objects.update(generation=9)  # nothing that a coordinator does to links kills this one
    Device().open(path).send("withdraw")
    assert answers_of(open_round) == []
    assert sink.recipients[-1] == OLD


def test_a_waiting_mail_to_an_old_address_is_gone_when_the_round_closes(open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    invitation = open_round.invitations.order_by("pk")[0]
    supersede(invitation)
    tell_old_address(invitation, OLD, now=timezone.now())
    assert OLD in str(everything())
    close_round(open_round.pk, by=None, now=after(open_round))
    assert OLD not in str(everything())


def test_no_mail_goes_to_an_old_address_that_bounced_or_was_empty(open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    first, second = open_round.invitations.order_by("pk")[:2]
    supersede(first)
    tell_old_address(first, "", now=timezone.now())
    second.bounced_at = timezone.now()
    supersede(second)
    tell_old_address(second, OLD, now=timezone.now())
    assert not Mail.objects.exists()


def test_what_comes_under_a_link_later_waits_aside_if_something_counts_there(earlier, open_round, sink):
    school = open_round.partnership.organisations.get(name="School")
    device = Device()
    checked(device.begin(open_link_of(open_round), organisation=school.pk).send(A1="4")).send("send")
    assert sorted(one["A1"] for one in counting_of(open_round)) == [1, 4]
    page = device.open(link_of(open_round) + "?who=me")
    assert "uw antwoorden zijn verstuurd" in page.text
    device.open(page.path.replace("/sent/", "/1/")).send(A2="4")
    assert counting_of(open_round) == [{"A1": 1}]
    assert "al eerder antwoorden waren verstuurd" in mailed(sink, "nog een keer")[0]


def test_the_link_of_a_mail_is_no_key_to_anything_unknown(open_round):
    for address in ("/answers/withdraw/x/", f"/answers/replace/{uuid.uuid4()}/x/", "/answers/withdraw/9999-x/"):
        assert Client().get(address).status_code == 404
