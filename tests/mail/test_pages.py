"""The pages about mail: for the coordinator, for people who lost a link, and for people who want no more mail."""

import logging
import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.links import unsubscribe_token
from assessments.log import HideLinks
from assessments.models import AuditEntry, Invitation, Mail, MailText, Participant
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings, plan_mailing, plan_mailings
from tests.cast import make_round
from tests.pages import errors, filled_in, signed_in, words
from tests.responses import key_of, send, varied

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def mailed(open_round, sink):
    """Return a round whose invitations went out, but for one address that is not known."""
    sink.answer["RCPT"] = lambda address: "550 no such user" if "persoon2" in address else None
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    send_due_mails(now=timezone.now())
    sink.answer.clear()
    return open_round


def page_of(round_, name=""):
    return f"/rounds/{round_.pk}/mail/{name}"


def invitation_of(name):
    return Invitation.objects.get(participant__name=name)


# The mail of a round


def test_the_page_says_how_each_first_invitation_is_and_sends_again_what_failed(browser, mailed, sink):
    page = words(browser.get(page_of(mailed)))
    assert "5 verstuurd, 1 mislukt" in page
    assert "550 no such user" in page
    person = Participant.objects.get(name="Persoon 2")
    person.email = "goed@voorbeeld.test"
    person.save()
    assert browser.post(page_of(mailed), {"all": "1"}).status_code == 302
    assert send_due_mails(now=timezone.now()) == 1
    assert sink.recipients[-1] == "goed@voorbeeld.test"
    assert "6 verstuurd" in words(browser.get(page_of(mailed)))
    assert AuditEntry.objects.filter(action="invited").count() == 1


def test_both_pages_say_how_far_the_sending_is_and_stop_asking_when_it_is_done(browser, bas, open_round, sink):
    plan_mailings(open_round, now=timezone.now())
    fill_due_mailings(now=timezone.now())
    first = open_round.invitations.first()
    Mail.objects.filter(invitation=first).update(state="sent", sent_at=timezone.now())
    asked = page_of(open_round, "progress/")
    for page in (page_of(open_round), f"/rounds/{open_round.pk}/"):
        assert f'hx-get="{asked}"' in browser.get(page).content.decode()
    answer = browser.get(asked)
    assert "1 verstuurd, 5 wachten" in words(answer)
    assert re.search(r'<progress max="6"\s+value="1"', answer.content.decode())
    assert signed_in(bas).get(asked).status_code == 404
    send_due_mails(now=timezone.now())
    assert browser.get(asked)["HX-Refresh"] == "true"
    assert asked not in browser.get(page_of(open_round)).content.decode()


def test_an_address_from_which_mail_came_back_gets_no_more_until_that_is_undone(browser, mailed, sink):
    one = invitation_of("Persoon 1")
    browser.post(page_of(mailed), {"bounced": one.pk})
    assert "kwam terug" in words(browser.get(page_of(mailed)))
    plan_mailing(mailed, "reminder", due_at=timezone.now())
    fill_due_mailings(now=timezone.now())
    assert Mail.objects.filter(kind="reminder").count() == 5
    assert not Mail.objects.filter(kind="reminder", invitation=one).exists()
    browser.post(page_of(mailed), {"arrived": one.pk})
    assert invitation_of("Persoon 1").bounced_at is None
    browser.post(page_of(mailed), {"bounced": one.pk})
    browser.post(page_of(mailed), {"again": one.pk})
    assert invitation_of("Persoon 1").bounced_at is None
    assert Mail.objects.get(kind="invitation", invitation=one).state == "waiting"


def test_a_mail_sent_again_is_another_mail_for_whoever_gets_it(browser, mailed, sink):
    browser.post(page_of(mailed), {"again": invitation_of("Persoon 1").pk})
    send_due_mails(now=timezone.now())
    sent = [mail["Message-ID"] for mail in sink.mails if mail["To"] == "persoon1@voorbeeld.test"]
    assert len(set(sent)) == 2


def test_people_of_other_rounds_are_out_of_reach(browser, mailed, chris):
    from tests.cast import make_partnership

    other = make_round(make_partnership(chris, "Elders")).invitations.first()
    for deed in ("again", "bounced", "arrived"):
        assert browser.post(page_of(mailed), {deed: other.pk}).status_code == 404
        assert browser.post(page_of(mailed), {deed: "x"}).status_code == 404
    other.refresh_from_db()
    assert other.bounced_at is None
    assert not Mail.objects.filter(invitation=other).exists()


def test_the_page_looks_the_same_whoever_sent_in(browser, mailed, sink):
    mailed.sends_thanks = True
    mailed.save()
    plan_mailing(mailed, "reminder", due_at=timezone.now())
    before = words(browser.get(page_of(mailed)))
    send(key_of(invitation_of("Persoon 4")), varied(1))
    assert Mail.objects.filter(kind="thanks").exists()
    assert words(browser.get(page_of(mailed))) == before


def test_without_a_mail_server_the_page_says_so_and_offers_the_links(browser, open_round):
    plan_mailings(open_round, now=timezone.now())
    response = browser.get(page_of(open_round))
    assert "stuurt geen mail" in words(response)
    assert f"/rounds/{open_round.pk}/links/" in response.content.decode()
    browser.post(page_of(open_round), {"all": "1"})
    browser.post(page_of(open_round), {"again": invitation_of("Persoon 1").pk})
    assert not Mail.objects.exists()


def test_long_lists_come_in_pages_of_fifty_with_trouble_first(browser, partnership, sink):
    round_ = make_round(partnership, n_participants=51)
    Invitation.objects.filter(participant__name="Persoon 50").update(bounced_at=timezone.now())
    first, second = (browser.get(page_of(round_), {"page": page}) for page in (1, 2))
    assert len(first.context["people"]), len(second.context["people"]) == (50, 1)
    assert first.context["people"][0].name == "Persoon 50"
    assert browser.get(page_of(round_), {"page": "veel"}).status_code == 200


def test_a_closed_round_mails_nobody_again(browser, mailed):
    type(mailed).objects.filter(pk=mailed.pk).update(state="closed", closed_at=timezone.now())
    browser.post(page_of(mailed), {"all": "1"})
    assert Mail.objects.filter(state="refused").count() == 1


# The texts


def test_a_coordinator_changes_sees_tries_and_puts_back_a_text(browser, open_round, sink):
    place = page_of(open_round, "texts/") + "?kind=reminder"
    fields = filled_in(browser.get(place)) | {"subject_nl": "Nog even", "body_nl": "Dag {name},\n\n<b>{link}</b>"}
    preview = browser.post(place, fields | {"go": "preview"})
    assert "Nog even" in words(preview)
    assert "Dag Anna" in words(preview)
    assert "&lt;b&gt;" in preview.content.decode()
    assert not MailText.objects.exists()
    browser.post(place, fields | {"go": "test"})
    (mail,) = sink.mails
    assert (str(mail["To"]), mail["Subject"].endswith("Nog even")) == ("anna@voorbeeld.test", True)
    assert browser.post(place, fields | {"go": "save"}).status_code == 302
    saved = MailText.objects.get()
    assert (saved.kind, saved.language, saved.subject) == ("reminder", "nl", "Nog even")
    assert filled_in(browser.get(place))["subject_nl"] == "Nog even"
    browser.post(place, {"go": "standard"})
    assert not MailText.objects.exists()


def test_a_round_in_two_languages_has_two_texts_and_the_standard_one_is_not_kept(browser, open_round, sink):
    open_round.mail_language = "both"
    open_round.save()
    fields = filled_in(browser.get(page_of(open_round, "texts/"))) | {"subject_en": "Please"}
    browser.post(page_of(open_round, "texts/"), fields | {"go": "save"})
    assert list(MailText.objects.values_list("language", "subject")) == [("en", "Please")]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"body_nl": "Dag {voornaam} {link}"}, "body_nl", "{voornaam}"),
        ({"body_nl": "Dag {name}"}, "body_nl", "{link}"),
        ({"subject_nl": "Kijk {link}"}, "subject_nl", "{link}"),
        ({"subject_nl": " "}, "subject_nl", "onderwerp"),
        ({"body_nl": "{link}" + "x" * 5000}, "body_nl", "5000"),
    ],
)
def test_a_text_that_cannot_work_is_refused_at_its_place_and_nothing_typed_is_lost(
    browser, open_round, sink, changes, field, said
):
    place = page_of(open_round, "texts/")
    for go in ("save", "preview", "test"):
        response = browser.post(place, filled_in(browser.get(place)) | changes | {"go": go})
        assert response.status_code == 422
        ((where, what),) = errors(response)
        assert where == f"id_{field}"
        assert said in what
        assert filled_in(response)[field].strip() == changes[field].strip()
    assert not MailText.objects.exists()
    assert sink.texts == []


@pytest.mark.parametrize("answer", ["550 no", "drop"])
def test_a_test_mail_that_fails_says_so(browser, open_round, sink, answer):
    sink.answer["RCPT"] = answer
    place = page_of(open_round, "texts/")
    response = browser.post(place, filled_in(browser.get(place)) | {"go": "test"})
    assert response.status_code == 200
    assert "mailserver" in words(response)


# A link once more


def ask(email, **more):
    return Client().post("/i/again/", {"email": email}, **more)


def same(response):
    """Return a page without what is by chance: the token against forged requests."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


def test_a_link_is_mailed_again_and_the_answer_tells_nobody_whether_it_was(open_round, sink):
    Invitation.objects.filter(participant__name="Persoon 3").update(bounced_at=timezone.now())
    assert Client().get("/i/again/").status_code == 200
    assert not Mail.objects.exists()
    known, unknown = ask("Persoon3@voorbeeld.test"), ask("niemand@elders.test")
    assert same(known) == same(unknown)
    assert send_due_mails(now=timezone.now()) == 1
    assert sink.recipients == ["persoon3@voorbeeld.test"]
    assert not Mail.objects.exists()


def test_nobody_fills_a_mailbox_or_asks_for_everyone(open_round, sink):
    answers = []
    for _time in range(5):
        answers.append(ask("persoon1@voorbeeld.test"))
        send_due_mails(now=timezone.now())
    assert len({same(answer) for answer in answers}) == 1
    assert len(sink.texts) == 3
    codes = [ask(f"persoon{number}@voorbeeld.test").status_code for number in range(20)]
    assert (codes[0], codes[-1]) == (200, 429)
    assert ask("persoon5@voorbeeld.test", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_no_link_again_after_opting_out_or_closing_or_without_a_server(open_round, sink, settings):
    Participant.objects.filter(name="Persoon 1").update(wants_mail=False)
    ask("persoon1@voorbeeld.test")
    type(open_round).objects.update(closes_at=timezone.now())
    ask("persoon2@voorbeeld.test")
    settings.EMAIL_HOST = ""
    assert "<form" not in Client().get("/i/again/").content.decode().partition("<main")[2].partition("</main")[0]
    ask("persoon3@voorbeeld.test")
    assert not Mail.objects.exists()


def test_what_is_no_address_is_said_at_its_place(sink):
    response = ask("geen adres")
    assert response.status_code == 422
    assert errors(response)[0][0] == "id_email"


# No more mail


def test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it(open_round):
    person = open_round.invitations.first().participant
    place, visitor = f"/u/{unsubscribe_token(person.pk, person.email)}/", Client(enforce_csrf_checks=True)
    for wants_mail, deed in ((True, "stop"), (False, "back")):
        assert visitor.get(place).status_code == 200
        person.refresh_from_db()
        assert person.wants_mail == wants_mail
        assert visitor.post(place, {deed: "1"}).status_code == 200
    person.refresh_from_db()
    assert person.wants_mail


def test_no_other_link_stops_anybodys_mail(open_round):
    one, other = (invitation.participant for invitation in open_round.invitations.order_by("pk")[:2])
    wrong = unsubscribe_token(one.pk, one.email).replace(str(one.pk), str(other.pk), 1)
    for token in (wrong, "x", f"{other.pk}-", "٣-abc", "9" * 40 + "-a"):
        assert Client().post(f"/u/{token}/").status_code == 404
    assert not Participant.objects.filter(wants_mail=False).exists()


def test_the_log_shows_no_link():
    for place in ("u", "c", "i"):
        record = logging.LogRecord("x", 20, "", 0, "GET %s", (f"/{place}/12-geheim/?a=b",), None)
        HideLinks().filter(record)
        assert "geheim" not in record.getMessage()
        assert f"/{place}/…" in record.getMessage()
