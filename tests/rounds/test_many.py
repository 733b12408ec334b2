"""A round in many partnerships at once: what it says before, what opens and what does not, and how it is stopped."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import AuditEntry, Coordinatorship, Mail, Mailing, Participant, Partnership, Round
from assessments.services.mail.holding import PAUSE
from assessments.services.mail.mailings import fill_due_mailings
from tests.cast import make_partnership, make_round
from tests.pages import errors, filled_in, signed_in, words

pytestmark = pytest.mark.django_db

PLACE = "/partnerships/rounds/new/"


@pytest.fixture(autouse=True)
def _with_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def with_people(owner, name, number=3):
    """Return a partnership with people who have an address."""
    made = make_partnership(owner, name=name)
    school = made.organisations.get(name="School")
    for n in range(number):
        Participant.objects.create(
            organisation=school, name=f"Persoon {n}", role="manager", email=f"p{n}@{made.pk}.voorbeeld.test"
        )
    return made


@pytest.fixture
def many(anna, bas):
    """Two partnerships in which a round can open, and of each kind one in which it cannot."""
    first, second = with_people(anna, "Eén"), with_people(anna, "Twee", 2)
    Participant.objects.create(organisation=second.organisations.first(), name="Zonder Adres", role="overheid")
    empty = make_partnership(anna, name="Leeg")
    recent = with_people(anna, "Onlangs")
    ended = timezone.now() - timedelta(days=10)
    make_round(recent, n_participants=0, state="closed", closes_in_days=-10, closed_at=ended)
    read_only = with_people(bas, "Van Bas")
    Coordinatorship.objects.create(user=anna, partnership=read_only, access="reader")
    archived = with_people(anna, "Vroeger")
    Partnership.objects.filter(pk=archived.pk).update(archived_at=timezone.now())
    return [first, second, empty, recent, read_only, archived]


def address(partnerships):
    return f"{PLACE}?of=" + "-".join(str(one.pk) for one in partnerships)


def check(browser, partnerships, **fields):
    """Go on from the form as it is to the page that says what will happen."""
    place = address(partnerships)
    return browser.post(place, filled_in(browser.get(place)) | fields)


def open_them(browser, partnerships, page):
    """Click the button of the check page."""
    return browser.post(address(partnerships), filled_in(page) | {"go": "open"})


def button(page):
    return " ".join(re.search(r'value="open">([^<]+)', page.content.decode()).group(1).split())


def test_the_check_says_where_a_round_opens_where_not_and_why_and_stores_nothing(browser, many):
    page = check(browser, many)
    assert button(page) == "2 metingen openen (mails: 5)"
    said = words(page)
    assert "Eén Meting 1 · 3 deelnemers · 3 mails Twee" in said
    assert "Twee Meting 1 · 3 deelnemers · 2 mails · 1 zonder adres" in said
    assert "Leeg Er zijn nog geen deelnemers." in said
    assert "Onlangs Hier kan een meting sluiten vanaf" in said
    assert said.count("Tussen twee sluitingen moeten minstens 56 dagen zitten") == 1
    assert "Van Bas" not in said
    assert "Vroeger" not in said
    assert "De mails gaan 10 minuten nadat u de metingen opent" in said
    assert Round.objects.count() == 1
    assert not Mailing.objects.exists()


def test_the_button_opens_them_says_what_came_of_it_and_the_mails_wait(browser, many):
    now = timezone.now()
    answer = open_them(browser, many, check(browser, many))
    page = browser.get(answer.url)
    assert set(Round.objects.filter(state="open").values_list("partnership__name", flat=True)) == {"Eén", "Twee"}
    said = words(page)
    assert "In 2 samenwerkingsverbanden is geen meting geopend" in said
    assert "Leeg Er zijn nog geen deelnemers." in said
    assert "Onlangs Een andere meting sluit minder dan 56 dagen ervoor of erna." in said
    assert "Twee : Meting 1" in said
    assert said.count("Links uitdelen") == 1  # somebody in Twee has no address
    assert {one.due_at - now >= PAUSE for one in Mailing.objects.filter(kind="invitation")} == {True}
    fill_due_mailings(now=timezone.now())
    assert not Mail.objects.exists()
    fill_due_mailings(now=timezone.now() + PAUSE + timedelta(seconds=1))
    assert Mail.objects.count() == 5
    assert AuditEntry.objects.filter(action="opened").count() == 2


def test_a_form_sent_twice_opens_each_round_once_and_so_does_another_form(browser, many):
    page = check(browser, many)
    first, second = (open_them(browser, many, page) for _time in range(2))
    assert first.url == second.url
    assert Round.objects.filter(state="open").count() == 2
    again = check(browser, many)
    assert 'value="open"' not in again.content.decode()
    assert "In geen van deze samenwerkingsverbanden kan een meting open" in words(again)
    third = open_them(browser, many, again)
    assert Round.objects.filter(state="open").count() == 2
    assert words(browser.get(third.url)).count("minder dan 56 dagen") == 3


def test_all_mails_are_stopped_with_one_button_while_they_wait(browser, many):
    opened = open_them(browser, many, check(browser, many)).url
    page = browser.get(opened)
    assert "De uitnodigingen van 2 metingen zijn nog niet weg" in words(page)
    told = browser.post(opened, filled_in(page) | {"stop": "1"}, follow=True)
    assert "De uitnodigingen van 2 metingen zijn tegengehouden" in words(told)
    assert not Mailing.objects.exists()
    assert "Deze mails niet versturen" not in words(browser.get(opened))


def test_mails_that_have_gone_cannot_be_stopped(browser, many):
    opened = open_them(browser, many, check(browser, many)).url
    fill_due_mailings(now=timezone.now() + PAUSE + timedelta(seconds=1))
    assert "Deze mails niet versturen" not in words(browser.get(opened))
    assert "Er zijn geen uitnodigingen tegengehouden" in words(browser.post(opened, {"stop": "1"}, follow=True))
    assert Mail.objects.count() == 5


def test_what_another_opened_nobody_else_sees_or_stops(browser, bas, chris, many):
    opened = open_them(browser, many, check(browser, many)).url
    Coordinatorship.objects.create(user=bas, partnership=many[0], access="reader")
    for who in (bas, chris):
        assert "Eén" not in words(signed_in(who).get(opened))
        signed_in(who).post(opened, {"stop": "1"})
    assert Mailing.objects.filter(kind="invitation").count() == 2
    assert "Leeg" not in words(signed_in(chris).get(opened))


def test_a_partnership_that_is_not_ones_own_is_refused_as_a_choice(browser, many, chris):
    theirs = with_people(chris, "Van Chris")
    form = filled_in(browser.get(address(many)))
    for other in (theirs, many[4], many[5]):
        answer = browser.post(address(many), form | {"partnerships": [str(other.pk)], "go": "open"})
        assert answer.status_code == 422
    assert Round.objects.filter(state="open").count() == 0


def test_each_begins_with_the_choices_of_its_last_round_and_others_with_those_of_the_form(browser, many, anna):
    settled = with_people(anna, "Eerder")
    ended = timezone.now() - timedelta(days=200)
    make_round(
        settled,
        n_participants=0,
        state="closed",
        closes_in_days=-200,
        closed_at=ended,
        split="organisation",
        interests_named=False,
        reminder_days=[14],
        contact_name="Dirk",
        contact_email="dirk@voorbeeld.test",
        sends_thanks=False,
    )
    chosen = [many[0], settled]
    page = check(browser, chosen, weighting="respondent", title="Najaar")
    open_them(browser, chosen, page)
    new, again = (Round.objects.get(partnership=one, state="open") for one in chosen)
    assert (new.title, new.split, new.weighting, new.contact_name) == ("Najaar", "role", "respondent", "Anna")
    assert (again.split, again.interests_named, again.reminder_days) == ("organisation", False, [14])
    assert (again.contact_name, again.contact_email, again.sends_thanks) == ("Dirk", "dirk@voorbeeld.test", False)
    assert new.sender_name == "Eén"


def test_without_the_tick_all_begin_alike(browser, anna):
    one = with_people(anna, "Eerder")
    ended = timezone.now() - timedelta(days=200)
    make_round(one, n_participants=0, state="closed", closes_in_days=-200, closed_at=ended, split="organisation")
    place = address([one])
    form = filled_in(browser.get(place))
    del form["like_last"]
    page = browser.post(place, form)
    open_them(browser, [one], page)
    opened = Round.objects.get(state="open")
    assert (opened.split, opened.title) == ("role", "Meting 2")


def test_the_form_for_one_round_begins_with_the_choices_of_the_last_too(browser, partnership):
    make_round(partnership, n_participants=1, state="closed", closes_in_days=-200, split="organisation", language="en")
    page = browser.get(f"/partnerships/{partnership.pk}/rounds/new/")
    form = filled_in(page)
    assert (form["split"], form["language"], form["title"]) == ("organisation", "en", "Meting 2")
    assert "contact_email" in form
    assert form["contact_email"] == "anna@voorbeeld.test"  # that of the last round was erased
    assert "zoals bij de vorige meting" in words(page)


def test_planned_for_later_nothing_is_mailed_before_the_opening(browser, many):
    opens = timezone.localtime() + timedelta(days=3)
    page = check(browser, many, opens_at_0=opens.strftime("%Y-%m-%d"), opens_at_1="09:00")
    assert button(page) == "2 metingen plannen"
    opened = open_them(browser, many, page).url
    assert "opent op" in words(browser.get(opened))
    fill_due_mailings(now=timezone.now() + timedelta(hours=1))
    assert not Mail.objects.exists()


def test_wrong_dates_are_said_on_the_form_and_what_was_chosen_stays(browser, many):
    refused = check(browser, many, closes_at_0="")
    assert refused.status_code == 422
    assert "Vul de datum en de tijd in waarop de meting sluit" in str(errors(refused))
    past = check(browser, many, closes_at_0="2020-01-01")
    assert 'value="open"' not in past.content.decode()
    assert "Kies een sluitingstijd in de toekomst" in words(past)
    edited = browser.post(address(many), filled_in(past) | {"go": "edit", "title": "Lente"})
    assert filled_in(edited)["title"] == "Lente"
    none = filled_in(browser.get(address(many)))
    del none["partnerships"]
    assert "Kies minstens één samenwerkingsverband" in str(errors(browser.post(address(many), none)))


def test_without_a_mail_server_links_are_handed_out(browser, many, settings):
    settings.EMAIL_HOST = ""
    page = check(browser, many)
    assert "er is geen mailserver ingesteld" in words(page)
    opened = open_them(browser, many, page).url
    assert words(browser.get(opened)).count("Links uitdelen") == 2
    assert not Mailing.objects.exists()


def test_forty_rounds_take_a_handful_of_clicks(browser, anna):
    partnerships = [with_people(anna, f"Verband {number:02}", 2) for number in range(40)]
    clicks = 0
    overview = browser.get("/partnerships/").content.decode()
    place = re.search(rf'href="({re.escape(PLACE)}[^"]*)"', overview).group(1)
    clicks += 1
    form = browser.get(place)
    clicks += 1
    page = browser.post(place, filled_in(form))
    clicks += 1
    answer = browser.post(place, filled_in(page) | {"go": "open"})
    assert browser.get(answer.url).status_code == 200
    assert Round.objects.filter(state="open").count() == len(partnerships)
    assert Mailing.objects.filter(kind="invitation").count() == len(partnerships)
    assert clicks <= 15


def test_pages_ask_no_more_of_the_database_for_ten_than_for_two(browser, anna):
    counts = []
    for numbers in (range(2), range(2, 10)):
        for number in numbers:
            one = with_people(anna, f"Verband {number}", 1)
            make_round(one, n_participants=1, closes_in_days=200)
        rounds = "-".join(str(pk) for pk in Round.objects.values_list("pk", flat=True))
        for place in (PLACE, f"/partnerships/rounds/opened/?opened={rounds}&left_out=1.no_people"):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(place).status_code == 200
            counts.append((place[:25], len(asked)))
    assert counts[:2] == counts[2:]
