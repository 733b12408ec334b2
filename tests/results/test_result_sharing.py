"""Sharing a result: Anna shares and takes back, Bas only sees whether it is shared, links show what was shared."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import invitation_token
from assessments.models import AuditEntry, Invitation, Mail, Mailing
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.services.mail.queue import NewMail, enqueue
from assessments.services.people import remove_participant
from assessments.services.result_sharing import publish_result
from tests.cast import make_partnership, make_round
from tests.pages import filled_in, signed_in, words
from tests.reporting.disclosed import schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result

SECRET = "Onze wethouder komt nooit"
"""An open answer: in the whole report, never in the summary."""


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def round_(partnership):
    frozen = frozen_result(schijnsamenwerking(open_answers={"O1": (SECRET,) * 3}))
    return closed_round(partnership, frozen, has_open_link=True, contact_email="vraag@voorbeeld.test")


def publish(person, round_, **fields):
    return signed_in(person).post(reverse("round_publish", args=[round_.pk]), fields, follow=True)


def link_of(invitation):
    return reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])


def report_on(page):
    """Return the report, without the places from which owners take an action into the plan."""
    found = re.search(r'<article class="report.*?</article>', page.content.decode(), re.DOTALL)[0]
    return re.sub(r'<p class="card-plan.*?</p>|<p class="notice.*?</p>|\s', "", found, flags=re.DOTALL)


def whole_report(partner, round_):
    """Open the whole report with a link that this browser opened before."""
    return partner.get(reverse("shared_report", args=[round_.pk]))


def charts_on(page):
    return re.findall(r'(?:src|srcset)="(charts/[^"]+)"', page.content.decode())


def test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed(round_, anna):
    partner, link = Client(), link_of(round_.invitations.first())
    assert "gesloten" in words(partner.get(link))
    publish(anna, round_, what="whole")
    shown = partner.get(link, follow=True)
    assert "Lees het hele rapport" in words(shown)
    assert SECRET in words(whole_report(partner, round_))
    assert signed_in(anna).get(reverse("round_publish", args=[round_.pk])).status_code == 200
    publish(anna, round_, withdraw="1")
    names = ("shared_result", "shared_report", "shared_report_pdf")
    for address in [link, shown.request["PATH_INFO"], *(reverse(name, args=[round_.pk]) for name in names)]:
        answer = partner.get(address)
        assert "De vragenlijst is gesloten" in words(answer)
        assert SECRET not in words(answer)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        AuditAction.PUBLISHED,
        AuditAction.WITHDRAWN,
    ]


def test_the_whole_report_is_what_coordinators_see_and_the_summary_is_less(round_, anna):
    publish(anna, round_, what="whole")
    partner, own = Client(), signed_in(anna).get(reverse("round_result", args=[round_.pk]))
    first = partner.get(link_of(round_.invitations.first()), follow=True)
    whole = whole_report(partner, round_)
    assert report_on(whole) == report_on(own)
    for page in (first, whole):
        address = page.request["PATH_INFO"]
        assert charts_on(page)
        assert [name for name in charts_on(page) if partner.get(address + name).status_code != 200] == []
    assert "report.pdf?language=nl" in whole.content.decode()
    assert "role=bestuurder" not in whole.content.decode()
    publish(anna, round_, what="summary")
    summary = partner.get(link_of(round_.invitations.last()), follow=True)
    hidden = [SECRET, "Jeugdzorg De Linde", "Rollen zien het verschillend", "Belangen botsen"]
    assert [word for word in hidden if word not in words(whole)] == []
    assert [word for word in hidden if word in words(summary)] == []
    assert whole_report(partner, round_).url == reverse("shared_result", args=[round_.pk])
    asked = {"role": "bestuurder"}
    assert report_on(partner.get(reverse("shared_result", args=[round_.pk]), asked)) == report_on(summary)
    pdf = partner.get(reverse("shared_report_pdf", args=[round_.pk]), asked)
    assert pdf["Content-Disposition"].endswith('-samenvatting.pdf"')
    assert partner.get(reverse("shared_chart", args=[round_.pk, "forces-wide.svg"])).status_code == 200
    assert partner.get(reverse("shared_chart", args=[round_.pk, "groups-wide.svg"])).status_code == 404


def test_the_language_is_the_visitor_s_choice(round_, anna):
    publish(anna, round_, what="summary")
    partner = Client()
    partner.cookies["language"] = "en"
    assert "What was measured" in words(partner.get(link_of(round_.invitations.first()), follow=True))
    pdf = partner.get(reverse("shared_report_pdf", args=[round_.pk]))
    assert pdf["Content-Disposition"].endswith('-summary.pdf"')


def test_the_open_link_shows_it_too_and_dies_when_it_is_off(round_, anna):
    publish(anna, round_, what="whole")
    partner, page = Client(), reverse("shared_result", args=[round_.pk])
    partner.get(reverse("open_link", args=[round_.join_code]))
    assert SECRET in words(whole_report(partner, round_))
    round_.__class__.objects.filter(pk=round_.pk).update(has_open_link=False)
    assert partner.get(page).status_code == 403


def test_nothing_in_the_address_or_on_the_page_holds_the_secret_of_the_link(round_, anna):
    publish(anna, round_, what="whole")
    invitation, partner = round_.invitations.first(), Client()
    sent_on = partner.get(link_of(invitation))
    secret = invitation_token(invitation.pk, invitation.generation)
    assert sent_on.url == f"/results/{round_.pk}/"
    page = partner.get(sent_on.url)
    assert secret not in page.content.decode() + str(page.headers)
    assert round_.join_code not in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert "private" in page["Cache-Control"]
    cookie = partner.cookies[f"result-{round_.pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (sent_on.url, True, "Lax")


def test_the_address_alone_and_another_round_s_link_open_nothing(round_, anna, chris):
    publish(anna, round_, what="whole")
    other = closed_round(make_partnership(chris, name="Elders"))
    publish(chris, other, what="whole")
    stranger = Client()
    stranger.get(link_of(other.invitations.first()), follow=True)
    stranger.cookies[f"result-{round_.pk}"] = stranger.cookies[f"result-{other.pk}"].value
    for name in ("shared_result", "shared_report", "shared_report_pdf"):
        for visitor in (Client(), stranger, signed_in(anna)):
            answer = visitor.get(reverse(name, args=[round_.pk]))
            assert answer.status_code == 403
            assert SECRET not in words(answer)
            assert "Uw antwoorden zijn bewaard" not in words(answer)
            assert "Vraag de coördinator van het samenwerkingsverband om een link voor anderen" in words(answer)
            assert reverse("round_result", args=[round_.pk]) in answer.content.decode()
    assert stranger.get(reverse("shared_result", args=[other.pk])).status_code == 200


def test_the_link_of_a_removed_participant_and_an_old_link_are_dead(round_, anna):
    publish(anna, round_, what="whole")
    first, second = round_.invitations.all()[:2]
    removed, renewed = Client(), Client()
    for browser, invitation in ((removed, first), (renewed, second)):
        browser.get(link_of(invitation))
        assert SECRET in words(whole_report(browser, round_))
    remove_participant(first.participant, by=None, now=timezone.now())
    Invitation.objects.filter(pk=second.pk).update(generation=second.generation + 1)
    for browser, invitation in ((removed, first), (renewed, second)):
        assert browser.get(reverse("shared_result", args=[round_.pk])).status_code == 403
        assert whole_report(browser, round_).status_code == 403
        assert browser.get(link_of(invitation)).status_code == 404


def test_sharing_mails_once_and_what_has_not_gone_out_is_taken_back(round_, anna):
    publish(anna, round_, what="summary")
    publish(anna, round_, what="whole")
    mailing = Mailing.objects.get()
    assert (mailing.kind, mailing.round, mailing.started_at) == (MailKind.RESULT, round_, None)
    letter = NewMail(MailKind.RESULT, "result", round=round_, invitation=round_.invitations.first())
    enqueue([letter], now=mailing.due_at)
    publish(anna, round_, withdraw="1")
    assert not Mailing.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize(("mails", "n_mailings"), [("on", 2), (None, 1)])
def test_sharing_more_than_the_summary_mails_again_only_when_asked(round_, anna, settings, mails, n_mailings):
    settings.EMAIL_HOST = "mail.test"
    address = reverse("round_publish", args=[round_.pk])
    assert "mails" not in filled_in(signed_in(anna).get(address)), "the first time everybody is mailed anyway"
    publish(anna, round_, what="summary")
    Mailing.objects.update(started_at=timezone.now())
    form = filled_in(signed_in(anna).get(address))
    assert form["mails"] == "on"
    told = publish(anna, round_, what="whole", **{"mails": mails} if mails else {})
    assert ("krijgt er een mail over" in words(told)) == bool(mails)
    assert Mailing.objects.count() == n_mailings
    assert "mails" not in filled_in(signed_in(anna).get(address)), "there is no more to share"
    publish(anna, round_, what="summary", mails="on")
    assert Mailing.objects.count() == n_mailings


def test_nobody_is_mailed_twice_when_more_is_shared_before_the_mails_went(round_, anna, settings):
    settings.EMAIL_HOST = "mail.test"
    publish(anna, round_, what="summary")
    publish(anna, round_, what="whole", mails="on")
    assert Mailing.objects.count() == 1


def test_whoever_has_no_personal_link_is_not_mailed(partnership, anna):
    bare = closed_round(partnership, n_participants=0, has_open_link=True, has_personal_links=False)
    publish(anna, bare, what="summary")
    assert not Mailing.objects.exists()


def test_readers_see_whether_it_is_shared_and_change_nothing(round_, anna, bas):
    result, share = reverse("round_result", args=[round_.pk]), reverse("round_publish", args=[round_.pk])
    assert "niet gedeeld" in words(signed_in(bas).get(result))
    assert publish(bas, round_, what="whole").status_code == 404
    publish(anna, round_, what="whole")
    for address in (result, reverse("round_detail", args=[round_.pk])):
        page = signed_in(bas).get(address)
        assert "Het hele rapport is sinds" in words(page)
        assert share not in page.content.decode()
        assert share in signed_in(anna).get(address).content.decode()
    round_.refresh_from_db()
    assert round_.state == "published"


def test_the_page_says_who_will_see_what_before_it_is_shared(round_, anna):
    page = signed_in(anna).get(reverse("round_publish", args=[round_.pk]))
    assert "De 6 deelnemers met een persoonlijke link" in words(page)
    assert "ook wie niet heeft meegedaan" in words(page)
    assert "Wat er is gemeten" in words(page)
    assert SECRET not in words(page)
    wrong = publish(anna, round_, what="alles")
    assert wrong.status_code == 422
    assert "Kies het hele rapport of de samenvatting." in words(wrong)


def test_an_open_round_has_nothing_to_share(partnership, anna):
    opened = make_round(partnership)
    assert publish(anna, opened, what="whole").redirect_chain[-1][0] == reverse("round_detail", args=[opened.pk])
    opened.refresh_from_db()
    assert (opened.state, Mailing.objects.count()) == ("open", 0)
    with pytest.raises(Exception, match="nog geen uitslag"):
        publish_result(opened, "whole", by=None, now=opened.closes_at)


def test_looking_at_a_shared_result_changes_nothing_and_asks_little(round_, anna, django_assert_max_num_queries):
    publish(anna, round_, what="whole")
    partner = Client()
    page = partner.get(link_of(round_.invitations.first()), follow=True).request["PATH_INFO"]
    before = list(Invitation.objects.order_by("pk").values())
    with django_assert_max_num_queries(3):
        partner.get(page)
    assert list(Invitation.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("host", ["", "mail.test"])
def test_a_mail_about_the_result_is_promised_only_where_mail_is_sent(round_, anna, settings, host):
    settings.EMAIL_HOST = host
    page = words(signed_in(anna).get(reverse("round_publish", args=[round_.pk])))
    assert "met een persoonlijke link" in page
    assert ("krijgt er een mail over" in page) == bool(host)
