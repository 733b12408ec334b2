"""A reader is let in by the mail that invites, has no password, and signs in by a mailed link."""

import re
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from assessments.links import coordinator_token
from assessments.models import CoordinatorInvitation, Coordinatorship, Mail, User
from assessments.models.choices import Access
from assessments.services.coordinators import invite_coordinator
from assessments.services.mail.letters import write_letter
from assessments.views.partnerships.next_step import Situation, next_step
from tests.cast import PASSWORD, make_round
from tests.pages import signed_in, words

pytestmark = pytest.mark.django_db

ASK = "/accounts/login/link/"
DIRK = "dirk@voorbeeld.test"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


@pytest.fixture
def dirk(partnership):
    user = User.objects.create_user(DIRK, None, name="Dirk")
    Coordinatorship.objects.create(user=user, partnership=partnership, access=Access.READER)
    return user


def invited(partnership, by, access="reader"):
    return invite_coordinator(partnership, email=DIRK, access=access, by=by, now=timezone.now())


def link_in(message):
    return re.search(r"http://localhost:8000(/accounts/login/link/\S+)", message.body)[1]


def mailed_link(email=DIRK, browser=None, onwards=""):
    mail.outbox.clear()
    page = (browser or Client()).post(ASK, {"email": email, "next": onwards})
    assert "Kennen we hier een lezer met dit adres" in words(page)
    return link_in(mail.outbox[0]) if mail.outbox else None


def is_signed_in(browser):
    return browser.get("/partnerships/").status_code == 200


def test_the_mail_to_a_reader_shares_results_and_asks_nobody_to_coordinate(partnership, anna):
    invitation = invited(partnership, anna)
    letter = write_letter(Mail.objects.get())
    assert Mail.objects.get().kind == "reader"
    assert letter.reply_to == ["Anna <anna@voorbeeld.test>"]
    assert "Anna wil met u delen hoe het gaat met Jeugdketen Noord" in letter.body
    until = timezone.localtime(invitation.expires_at)
    assert f"vóór {until.day} " in letter.body
    assert f"/c/{coordinator_token(invitation.pk, 1)}/" in letter.body
    own_words = letter.body.split("--")[0] + letter.subject
    assert not re.search("coördin", own_words, re.IGNORECASE)
    CoordinatorInvitation.objects.all().delete()
    invited(partnership, anna, "owner")
    owner = write_letter(Mail.objects.get())
    assert "nodigt u uit om coördinator te zijn" in owner.body
    assert f"vóór {until.day} " in owner.body
    assert owner.reply_to == letter.reply_to


def test_a_reader_is_let_in_without_a_password_and_never_called_a_coordinator(partnership, anna, client):
    invitation = invited(partnership, anna)
    link = f"/c/{coordinator_token(invitation.pk, invitation.generation)}/"
    page = client.get(link)
    assert 'type="password"' not in page.content.decode()
    assert "Anna nodigt u uit om de uitslagen van Jeugdketen Noord te lezen." in words(page)
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert "coördinator" not in main.lower().replace("de coördinatoren zien die", "")
    assert client.post(link, {"name": ""}).status_code == 422
    joined = client.post(link, {"name": "Dirk"}, follow=True)
    assert joined.redirect_chain[-1][0] == f"/partnerships/{partnership.pk}/"
    assert "Welkom. Hier leest u de uitslagen van Jeugdketen Noord." in words(joined)
    dirk = User.objects.get(email=DIRK)
    assert not dirk.has_usable_password()
    assert dirk.emailaddress_set.get().verified
    assert Coordinatorship.objects.get(user=dirk).access == Access.READER
    assert client.get(link).status_code == 404
    account = words(client.get("/accounts/"))
    assert "U logt in met een link die we u mailen." in account
    left = client.post(f"/partnerships/{partnership.pk}/coordinators/", {"leave": "1"}, follow=True)
    assert "U ziet de uitslagen van Jeugdketen Noord niet meer." in words(left)


@pytest.mark.parametrize(("access", "host"), [("owner", "mail.voorbeeld.test"), ("reader", "")])
def test_an_owner_chooses_a_password_and_so_does_everybody_where_no_mail_goes(
    partnership, anna, client, settings, access, host
):
    settings.EMAIL_HOST = host
    invitation = invited(partnership, anna, access)
    link = f"/c/{coordinator_token(invitation.pk, invitation.generation)}/"
    assert 'name="password1"' in client.get(link).content.decode()
    assert client.post(link, {"name": "Dirk"}).status_code == 422
    assert not User.objects.filter(email=DIRK).exists()


def test_the_mailed_link_signs_in_once_and_looking_at_it_does_nothing(dirk):
    browser, link = Client(), mailed_link(email="Dirk@Voorbeeld.test")
    assert mail.outbox[0].to == [DIRK]
    for look in (browser.get, browser.head, browser.get):
        assert look(link).status_code == 200
    assert not is_signed_in(browser)
    assert browser.post(link).status_code == 302
    assert is_signed_in(browser)
    other = Client()
    for answer in (other.get(link), other.post(link)):
        assert answer.status_code == 410
        assert "Een link om in te loggen werkt één keer" in words(answer)
    assert not is_signed_in(other)


def test_a_link_leads_on_to_a_page_of_this_site_alone(dirk, partnership):
    goal = f"/partnerships/{partnership.pk}/"
    sign_in = Client().get("/accounts/login/", {"next": goal}).content.decode()
    assert f"{ASK}?next={goal}" in sign_in.replace("%2F", "/")
    for asked, led in [(goal, goal), ("https://elders.test/", "/partnerships/"), ("//elders.test", "/partnerships/")]:
        assert Client().post(mailed_link(onwards=asked)).url == led


def test_a_link_that_is_old_or_changed_signs_nobody_in(dirk, monkeypatch):
    link = mailed_link()
    later = timezone.now() + timedelta(minutes=31)
    with monkeypatch.context() as patch:
        patch.setattr("time.time", later.timestamp)
        assert Client().post(link).status_code == 410
    assert Client().post(link[:-3] + "xx/").status_code == 410
    assert Client().post(link).status_code == 302


@pytest.mark.parametrize("who", ["unknown", "password", "admin", "elsewhere", "inactive"])
def test_nobody_else_gets_a_link_and_the_page_says_the_same(dirk, anna, who):
    earlier = mailed_link()
    if who == "password":
        dirk.set_password(PASSWORD)
    dirk.is_staff, dirk.is_active = who == "admin", who != "inactive"
    dirk.save()
    if who == "elsewhere":
        SocialAccount.objects.create(user=dirk, provider="sso", uid="1")
    assert mailed_link("niemand@voorbeeld.test" if who == "unknown" else DIRK) is None
    if who != "unknown":
        assert Client().post(earlier).status_code == 410


def test_mails_have_an_end_and_without_a_mail_server_there_is_no_such_page(dirk, settings):
    for _number in range(5):
        assert mailed_link()
    mail.outbox.clear()
    refused = Client().post(ASK, {"email": DIRK})
    assert refused.status_code == 422
    assert "Dat is te vaak geprobeerd." in words(refused)
    assert mail.outbox == []
    settings.EMAIL_HOST = ""
    assert Client().get(ASK).status_code == 404
    assert ASK not in Client().get("/accounts/login/").content.decode()


def test_a_reader_with_an_account_is_led_to_a_mailed_link_and_back(dirk, partnership, anna):
    Coordinatorship.objects.filter(user=dirk).delete()
    invitation = invited(partnership, anna)
    link = f"/c/{coordinator_token(invitation.pk, invitation.generation)}/"
    page = Client().get(link).content.decode()
    assert f"{ASK}?next={link}" in page.replace("%2F", "/")
    browser = Client()
    assert browser.post(mailed_link(onwards=link)).url == link
    assert "Welkom. Hier leest u de uitslagen" in words(browser.post(link, follow=True))


def test_a_reader_is_not_told_to_do_what_only_owners_can(partnership, anna, bas):
    round_ = make_round(partnership, state="draft")
    round_.__class__.objects.update(
        opens_at=timezone.now() + timedelta(days=2), closes_at=timezone.now() + timedelta(days=9)
    )
    page = f"/partnerships/{partnership.pk}/"
    assert "Tot die dag kunt u nog deelnemers toevoegen" in words(signed_in(anna).get(page))
    assert "Tot die dag kunt u nog deelnemers toevoegen" not in words(signed_in(bas).get(page))
    assert "gaat open op" in words(signed_in(bas).get(page))
    assert next_step(Situation(partnership, False, 0, [], False), timezone.now()).url == ""
