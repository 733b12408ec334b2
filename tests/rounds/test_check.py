"""The page before a round opens says what will happen; it stores nothing, and its button does just that."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import Invitation, Mail, MailText, Participant, Round
from assessments.models.mails import MailKind
from assessments.reporting.logos import draw_logo
from assessments.services.letterheads import change_logo
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.letters import write_letter
from assessments.working_days import is_working_day, working_day_from
from tests.answering.device import everything
from tests.cast import PASSWORD
from tests.pages import errors, filled_in, signed_in, words
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def people(partnership):
    """Six people with an address, one without, and one who wants no mail."""
    school = partnership.organisations.first()
    Participant.objects.create(organisation=school, name="Zonder Adres", role="manager")
    Participant.objects.create(
        organisation=school, name="Geen Mail", role="manager", email="nee@voorbeeld.test", wants_mail=False
    )
    return Participant.objects.bulk_create(
        Participant(organisation=school, name=f"Persoon {n}", role="professional", email=f"p{n}@voorbeeld.test")
        for n in range(6)
    )


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def address_of(partnership):
    return f"/partnerships/{partnership.pk}/rounds/new/"


def check(browser, partnership, **fields):
    """Fill in the form and go on to the page that says what will happen."""
    form = filled_in(browser.get(address_of(partnership))) | fields
    return browser.post(address_of(partnership), {name: one for name, one in form.items() if one is not None})


def button(page):
    return " ".join(re.search(r'value="open">([^<]+)', page.content.decode()).group(1).split())


@pytest.mark.usefixtures("people", "with_mail")
def test_the_mail_on_the_page_has_everything_that_arrives(browser, partnership):
    change_logo(partnership, draw_logo(picture()), "Logo van de keten", by=None, now=timezone.now())
    page = check(browser, partnership, contact_email="anna@voorbeeld.test", sender_name="Jeugdketen")
    shown = page.content.decode().split('<article class="mail-sheet"')[1].split("</article>")[0]
    browser.post(address_of(partnership), filled_in(page) | {"go": "open"})
    invitation = Invitation.objects.get(participant__name="Persoon 0")
    mail = Mail(kind=MailKind.INVITATION, round=invitation.round, invitation=invitation, created_at=timezone.now())
    message = write_letter(mail)
    arrives = words(HttpResponse(message.alternatives[0].content.split("<body")[1]))
    seen = words(HttpResponse(shown))
    assert "Van: Jeugdketen <driekracht@localhost>" in seen
    assert 'alt="Logo van de keten"' in shown
    said = [one for one in re.split(r"(?<=[.:?]) ", arrives) if "Persoon" not in one and "://" not in one]
    assert len(said) > 10
    assert [one for one in said if one not in seen] == []


@pytest.mark.usefixtures("people", "with_mail")
def test_the_page_says_who_gets_a_mail_and_shows_it_and_stores_nothing(browser, partnership):
    before = everything()
    page = check(browser, partnership)
    told = words(page)
    assert "De meting gaat meteen open en sluit op " in told
    assert "6 deelnemers krijgen een mail met een persoonlijke link, 10 minuten nadat u de meting opent." in told
    assert "1 deelnemer heeft geen e-mailadres: Zonder Adres." in told
    assert "1 deelnemer wil geen mail en krijgt geen link: Geen Mail." in told
    assert f"Hoe gaat het met {partnership.name}?" in told
    assert button(page) == "Openen en 6 mails versturen"
    assert everything() == before


@pytest.mark.usefixtures("people", "with_mail")
def test_the_button_opens_the_round_and_the_mails_wait_ten_minutes(browser, partnership):
    page = check(browser, partnership)
    before = timezone.now()
    answer = browser.post(address_of(partnership), filled_in(page) | {"go": "open"})
    made = Round.objects.get()
    assert answer.url == f"/rounds/{made.pk}/links/"
    assert made.invitations.count() == 8
    assert before + PAUSE <= made.mailings.get(kind="invitation").due_at <= timezone.now() + PAUSE
    assert not MailText.objects.exists()
    assert "6 mails met een uitnodiging gaan om" in words(browser.get(answer.url))


@pytest.mark.usefixtures("people")
def test_without_a_mail_server_or_with_an_open_link_the_words_fit(browser, partnership):
    page = check(browser, partnership, has_open_link="on")
    assert "U deelt de links van 8 mensen zelf uit." in words(page)
    assert "U vindt de open link op de volgende pagina." in words(page)
    assert button(page) == "Meting openen"
    assert 'name="body_nl"' not in page.content.decode()


@pytest.mark.usefixtures("people", "with_mail")
def test_an_open_link_alone_mails_nobody_and_a_later_round_is_planned(browser, partnership):
    page = check(browser, partnership, has_personal_links=None, has_open_link="on")
    assert button(page) == "Meting openen"
    assert "krijgen een mail" not in words(page)
    later = timezone.localtime() + timedelta(days=2)
    page = check(browser, partnership, opens_at_0=f"{later:%Y-%m-%d}", opens_at_1="09:00")
    assert button(page) == "Meting klaarzetten, met 6 mails"
    assert "6 deelnemers krijgen een mail met een persoonlijke link zodra de meting opengaat." in words(page)


@pytest.mark.usefixtures("people", "with_mail")
def test_the_words_of_the_mail_are_changed_before_it_goes_and_survive_the_way_back(browser, partnership):
    page = check(browser, partnership, mail_language="both")
    typed = filled_in(page) | {"subject_nl": "Doe mee met {partnership}"}
    seen = browser.post(address_of(partnership), typed | {"go": "look"})
    assert f"Doe mee met {partnership.name}" in words(seen)
    back = browser.post(address_of(partnership), filled_in(seen) | {"go": "edit"})
    assert back.status_code == 200
    assert filled_in(back)["title"] == "Meting 1"
    assert len(filled_in(back)["participants"]) == 8
    again = browser.post(address_of(partnership), filled_in(back))
    assert filled_in(again)["subject_nl"] == "Doe mee met {partnership}"
    browser.post(address_of(partnership), filled_in(again) | {"go": "open"})
    assert [(one.language, one.subject) for one in MailText.objects.all()] == [("nl", "Doe mee met {partnership}")]


@pytest.mark.usefixtures("people", "with_mail")
def test_a_mail_that_cannot_work_opens_nothing(browser, partnership):
    typed = filled_in(check(browser, partnership)) | {"body_nl": "Zonder link"}
    page = browser.post(address_of(partnership), typed | {"go": "open"})
    assert page.status_code == 422
    assert [target for target, _said in errors(page)] == ["id_body_nl"]
    assert filled_in(page)["body_nl"] == "Zonder link"
    assert not Round.objects.exists()


@pytest.mark.usefixtures("people")
def test_a_closing_day_in_the_weekend_is_never_proposed_and_is_said(browser, partnership):
    proposed = filled_in(browser.get(address_of(partnership)))["closes_at_0"]
    assert is_working_day(date.fromisoformat(proposed))
    saturday = date.fromisoformat(proposed)
    saturday += timedelta(days=5 - saturday.weekday())
    page = check(browser, partnership, closes_at_0=f"{saturday}")
    better = date_format(working_day_from(saturday), "l j F Y")
    told = f"Zaterdag {date_format(saturday, 'j F Y')} is geen werkdag. De eerstvolgende is {better}."
    assert told in words(page)
    browser.post(address_of(partnership), filled_in(page) | {"go": "open"})
    made = Round.objects.get()
    more = filled_in(browser.get(f"/rounds/{made.pk}/extend/"))
    assert is_working_day(date.fromisoformat(more["closes_at_0"]))
    shown = browser.post(
        f"/rounds/{made.pk}/extend/", more | {"closes_at_0": f"{saturday + timedelta(days=8)}"}, follow=True
    )
    assert "is geen werkdag" in words(shown)


class Clicks:
    """Somebody without JavaScript who follows links and sends forms, of whom every click is counted."""

    def __init__(self, address):
        self.browser, self.number = Client(), 0
        self.go_to(address)

    def go_to(self, address):
        self.address, self.page = address, self.browser.get(address, follow=True)

    def follow(self, name):
        """Click on the first link with this name."""
        self.number += 1
        links = re.findall(r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', self.page.content.decode(), re.DOTALL)
        self.go_to(next(address for address, text in links if " ".join(text.split()) == name))

    def send(self, **typed):
        """Fill in the form of the page and click on its button."""
        self.number += 1
        self.page = self.browser.post(self.address, filled_in(self.page) | typed, follow=True)
        self.address = self.page.redirect_chain[-1][0] if self.page.redirect_chain else self.address


@pytest.mark.usefixtures("with_mail")
def test_from_signing_in_to_25_people_invited_is_nine_clicks(anna):
    visitor = Clicks("/partnerships/")
    visitor.address = "/accounts/login/?next=/partnerships/"
    visitor.send(login=anna.email, password=PASSWORD)
    visitor.follow("Nieuw samenwerkingsverband")
    visitor.send(name="Wonen Oost", organisations="Gemeente\nCorporatie")
    visitor.follow("Veel deelnemers tegelijk toevoegen")
    lines = [f"Persoon {n};p{n}@voorbeeld.test;manager;Gemeente" for n in range(25)]
    visitor.send(pasted="\n".join(["naam;e-mail;rol;organisatie", *lines]))
    visitor.send(add="1")
    visitor.follow("Nieuwe meting")
    visitor.send()
    assert button(visitor.page) == "Openen en 25 mails versturen"
    visitor.send(go="open")
    assert "25 mails met een uitnodiging" in words(visitor.page)
    assert visitor.number == 9
