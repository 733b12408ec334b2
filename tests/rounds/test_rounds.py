"""Opening a round, following the response, handing out links, and closing."""

import html
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Invitation, Organisation, Participant, Round
from assessments.models.answers import Response
from tests.cast import make_partnership, make_round
from tests.pages import errors, filled_in, signed_in, words
from tests.responses import key_of, ratings, send, send_all

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def people(partnership):
    return [
        Participant.objects.create(organisation=organisation, name=f"{organisation.name} {role}", role=role)
        for organisation in partnership.organisations.all()
        for role in ("professional", "manager")
    ]


def closing(days, hour=17):
    """Return a closing date and time as fields of the form."""
    moment = timezone.localtime() + timedelta(days=days)
    return {"closes_at_0": moment.strftime("%Y-%m-%d"), "closes_at_1": f"{hour}:00"}


def form_of(browser, partnership, **fields):
    """Return the address of the form and the fields as it proposes them, with changes; None takes one away."""
    address = f"/partnerships/{partnership.pk}/rounds/new/"
    proposed = filled_in(browser.get(address)) | fields
    return address, {name: value for name, value in proposed.items() if value is not None}


def open_round_in(browser, partnership, **fields):
    address, form = form_of(browser, partnership, go="open", **fields)
    return browser.post(address, form)


@pytest.mark.usefixtures("people")
def test_what_is_proposed_can_be_opened_as_it_is(browser, partnership, anna):
    answer = open_round_in(browser, partnership)
    made = Round.objects.get()
    assert answer.url == f"/rounds/{made.pk}/links/"
    assert made.title == "Meting 1"
    assert made.is_open(timezone.now())
    assert (made.contact_name, made.contact_email) == ("Anna", "anna@voorbeeld.test")
    assert (made.split, made.weighting, made.language) == ("role", "organisation", "nl")
    local = timezone.localtime(made.closes_at)
    assert (local.hour, local.minute) == (17, 0)
    assert timedelta(days=20) < made.closes_at - timezone.now() < timedelta(days=22)
    assert made.invitations.count() == 6
    assert "De meting is open" in words(browser.get(answer.url))


@pytest.mark.usefixtures("people")
def test_every_choice_is_kept(browser, partnership):
    choices = {
        "title": "Voorjaar",
        "split": "organisation",
        "weighting": "respondent",
        "language": "en",
        "interests_named": None,
        "has_personal_links": None,
        "has_open_link": "on",
        "contact_name": "Piet",
        "contact_email": "piet@voorbeeld.test",
    }
    open_round_in(browser, partnership, **choices, **closing(30, hour=9))
    made = Round.objects.get()
    kept = {name: getattr(made, name) for name in choices}
    expected = {"interests_named": False, "has_personal_links": False, "has_open_link": True}
    assert kept == choices | expected
    assert timezone.localtime(made.closes_at).hour == 9
    assert not made.invitations.exists()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("fields", "target", "sentence"),
    [
        ({"title": ""}, "id_title", "Vul een titel voor de meting in."),
        ({"closes_at_0": ""}, "id_closes_at_0", "Vul de datum en de tijd in"),
        ({"closes_at_0": "31-31-31"}, "id_closes_at_0", "Vul een datum in die bestaat."),
        ({"closes_at_1": "laat"}, "id_closes_at_0", "Vul een tijd in"),
        ({"closes_at_0": "2020-01-01"}, "id_closes_at_0", "in de toekomst"),
        ({"closes_at_0": "9999-01-01"}, "id_closes_at_0", "meer dan een jaar"),
        ({"has_personal_links": None}, "id_has_personal_links", "Kies persoonlijke links, een open link, of allebei."),
        ({"split": "beide"}, "id_split_0", "beide"),
        ({"contact_email": "geen adres"}, "id_contact_email", "Vul een volledig e-mailadres in"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_opened(browser, partnership, fields, target, sentence):
    page = open_round_in(browser, partnership, **fields)
    assert page.status_code == 422
    [(found, said)] = errors(page)
    assert found == target
    assert sentence in said
    assert not Round.objects.exists()
    assert not Invitation.objects.exists()


def next_change(month):
    """Return the night within a year in which the clock changes in this month."""
    now = timezone.localtime()
    for year in (now.year, now.year + 1):
        last = max(day for day in range(25, 32) if datetime(year, month, day, tzinfo=AMSTERDAM).weekday() == 6)
        night = datetime(year, month, last, tzinfo=AMSTERDAM)
        if night > now + timedelta(days=1):
            return night.strftime("%Y-%m-%d")
    raise AssertionError


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("month", [3, 10])
def test_a_time_that_is_skipped_or_doubled_gets_a_clear_sentence(browser, partnership, month):
    page = open_round_in(browser, partnership, closes_at_0=next_change(month), closes_at_1="02:30")
    assert errors(page) == [
        (
            "id_closes_at_0",
            (
                "Die nacht wordt de klok verzet. Dit tijdstip bestaat dan niet, of bestaat twee keer. "
                "Kies een ander tijdstip."
            ),
        )
    ]
    assert not Round.objects.exists()
    assert open_round_in(browser, partnership, closes_at_0=next_change(month), closes_at_1="03:30").status_code == 302


def test_personal_links_ask_for_people(browser, partnership):
    page = open_round_in(browser, partnership)
    assert errors(page)[0][0] == "id_has_personal_links"
    assert "Er zijn nog geen deelnemers" in errors(page)[0][1]
    assert open_round_in(browser, partnership, has_personal_links=None, has_open_link="on").status_code == 302


def test_without_organisations_no_round_opens(browser, anna):
    bare = make_partnership(anna, organisations=())
    page = open_round_in(browser, bare, has_personal_links=None, has_open_link="on")
    assert "minstens één organisatie" in errors(page)[0][1]


def test_two_rounds_close_56_days_apart_and_the_form_says_from_when(browser, partnership):
    first = make_round(partnership, closes_in_days=10)
    address, form = form_of(browser, partnership, go="open")
    assert "minstens 56 dagen" in words(browser.get(address))
    page = browser.post(address, form | closing(40))
    assert errors(page)[0][0] == "id_closes_at_0"
    assert "minstens 56 dagen" in errors(page)[0][1]
    assert browser.post(address, form).status_code == 302
    second = Round.objects.exclude(pk=first.pk).get()
    assert second.closes_at - first.closes_at >= timedelta(days=56)


def test_sending_the_form_twice_opens_one_round(browser, partnership, people):
    address, form = form_of(browser, partnership, go="open")
    first, again = browser.post(address, form), browser.post(address, form)
    assert (again.status_code, again.url) == (302, first.url)
    assert Round.objects.count() == 1


def links_on(page):
    return re.findall(r"http://localhost:8000(/[im]/[^\s\"&<]+)", html.unescape(page.content.decode()))


def test_the_links_work_and_are_stored_nowhere(browser, open_round):
    open_round.has_open_link = True
    open_round.save()
    page = browser.get(f"/rounds/{open_round.pk}/links/")
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    links = links_on(page)
    assert len(set(links)) == 7
    for person in Participant.objects.all():
        assert person.name in words(page)
    for link in links:
        assert Client().get(link, follow=True).status_code == 200
    stored = [str(list(model.objects.values())) for model in (Round, Invitation, Participant, Response)]
    tokens = [link.split("/")[2] for link in links if link.startswith("/i/")]
    assert not any(token in text for token in tokens for text in stored)
    assert links_on(browser.get(f"/rounds/{open_round.pk}/links/")) == links


def test_a_new_link_kills_the_old_one_and_no_other(browser, open_round):
    address = f"/rounds/{open_round.pk}/links/"
    before = links_on(browser.get(address))
    invitation = open_round.invitations.first()
    page = browser.post(address, {"renew": invitation.pk}, follow=True)
    assert f"De nieuwe link voor {invitation.participant.name} werkt" in words(page)
    after = links_on(page)
    [dead] = set(before) - set(after)
    [new] = set(after) - set(before)
    assert dead.startswith(f"/i/{invitation.pk}-")
    assert Client().get(dead).status_code == 404
    assert Client().get(new, follow=True).status_code == 200


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1"])
def test_a_link_of_nobody_is_not_made_anew(browser, open_round, number):
    assert browser.post(f"/rounds/{open_round.pk}/links/", {"renew": number}).status_code == 404
    assert set(Invitation.objects.values_list("generation", flat=True)) == {1}


def test_whoever_comes_later_gets_a_link_on_request(browser, open_round, partnership):
    Participant.objects.create(organisation=partnership.organisations.first(), name="Late Lies", role="manager")
    assert "1 deelnemer heeft nog geen link" in words(browser.get(f"/rounds/{open_round.pk}/"))
    address = f"/rounds/{open_round.pk}/links/"
    assert "Late Lies" in words(browser.get(address))
    page = browser.post(address, {"invite": "1"}, follow=True)
    assert "1 deelnemer heeft nu een link." in words(page)
    assert len(set(links_on(page))) == 7


def test_the_response_is_counted_and_what_is_lacking_is_said(browser, open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    address = f"/rounds/{open_round.pk}/"
    assert "0 van de 6 mensen" in words(browser.get(address))
    for invitation in open_round.invitations.order_by("pk")[:2]:
        send(key_of(invitation), ratings(4))
    page = browser.get(address)
    assert "2 van de 6 mensen" in words(page)
    assert "nog minstens 3 ingevulde vragenlijsten nodig" in words(page)
    assert '<meter aria-labelledby="response" min="0" max="6" value="2">' in " ".join(page.content.decode().split())
    for invitation in open_round.invitations.order_by("pk")[2:]:
        send(key_of(invitation), ratings(4))
    assert "genoeg antwoorden voor een diagnose" in words(browser.get(address))


def test_groups_are_counted_only_when_large_enough(browser, partnership):
    round_ = make_round(partnership, n_participants=20)
    Invitation.objects.filter(round=round_, role="overheid").update(role="bestuurder")
    send_all(round_)
    page = words(browser.get(f"/rounds/{round_.pk}/"))
    assert "bestuurder 90 % of meer" in page
    assert "professional" not in page
    small = make_round(make_partnership(partnership.coordinators.first(), name="Klein"), n_participants=8)
    assert "20 %" not in words(browser.get(f"/rounds/{small.pk}/"))


def test_closing_is_asked_with_what_it_means_and_then_done(browser, partnership):
    round_ = make_round(partnership, n_participants=15)
    send_all(round_)
    address = f"/rounds/{round_.pk}/close/"
    page = words(browser.get(address))
    assert "De meting nu sluiten?" in page
    assert "nooit opnieuw open" in page
    round_.refresh_from_db()
    assert round_.state == "open"
    assert browser.post(address).url == f"/rounds/{round_.pk}/closing/"
    answer = browser.get(f"/rounds/{round_.pk}/closing/")
    assert answer.url == f"/rounds/{round_.pk}/result/"
    round_.refresh_from_db()
    assert round_.state == "closed"
    assert browser.post(address).url == browser.get(address).url == answer.url
    detail = browser.get(f"/rounds/{round_.pk}/")
    assert answer.url in detail.content.decode()
    assert f"/rounds/{round_.pk}/report.pdf" in detail.content.decode()
    assert browser.get(f"/rounds/{round_.pk}/links/").url == f"/rounds/{round_.pk}/"


def test_closing_with_too_few_answers_says_that_there_will_be_no_diagnosis(browser, open_round):
    page = words(browser.get(f"/rounds/{open_round.pk}/close/"))
    assert "Voor een diagnose zijn nog hoogstens 5" in page


def test_closing_too_soon_after_another_round_is_not_offered_and_not_done(browser, partnership):
    make_round(partnership, state="closed", closes_in_days=-5)
    Round.objects.update(closed_at=timezone.now() - timedelta(days=5))
    round_ = make_round(partnership, closes_in_days=60)
    address = f"/rounds/{round_.pk}/close/"
    page = browser.get(address)
    assert "Deze meting kan nu niet sluiten." in words(page)
    assert "minstens 56 dagen" in words(page)
    assert "<button" not in page.content.decode().split("<main")[1].split("</main>")[0]
    assert "minstens 56 dagen" in words(browser.post(address, follow=True))
    round_.refresh_from_db()
    assert round_.state == "open"


def test_a_round_past_its_time_is_closed_for_everyone_worker_or_no_worker(browser, partnership):
    round_ = make_round(partnership, n_participants=15)
    send_all(round_)
    Round.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert "gesloten op" in words(browser.get(f"/partnerships/{partnership.pk}/"))
    assert "open tot" not in words(browser.get("/partnerships/"))
    assert browser.get(f"/rounds/{round_.pk}/links/").url == f"/rounds/{round_.pk}/"
    page = browser.get(f"/rounds/{round_.pk}/")
    assert "Bekijk de uitslag" in words(page)
    assert browser.get(f"/rounds/{round_.pk}/result/").status_code == 200


def test_the_partnership_shows_its_rounds_with_what_was_found(browser, partnership):
    round_ = make_round(partnership, n_participants=15)
    for invitation in round_.invitations.order_by("pk"):
        send(key_of(invitation), ratings(5))
    browser.post(f"/rounds/{round_.pk}/close/", follow=True)
    for address in ["/partnerships/", f"/partnerships/{partnership.pk}/"]:
        page = browser.get(address)
        assert "gezond" in words(page)
        assert f"/rounds/{round_.pk}/result/" in page.content.decode()


def test_too_few_answers_are_called_that(browser, open_round):
    send_all(open_round, lambda _number: {"A1": 3})
    browser.post(f"/rounds/{open_round.pk}/close/", follow=True)
    assert "te weinig antwoorden voor een diagnose" in words(browser.get("/partnerships/"))


def test_times_are_told_with_their_place(browser, open_round):
    assert "(tijd in Amsterdam)" in words(browser.get(f"/rounds/{open_round.pk}/"))
    assert "tijd in Amsterdam" in words(browser.get(f"/partnerships/{open_round.partnership_id}/rounds/new/"))


def test_names_are_shown_as_typed_and_never_run(browser, anna):
    name = "<script>alert(1)</script> & Zn"
    partnership = make_partnership(anna, name=name, organisations=("Gemeente", name))
    round_ = make_round(partnership)
    Round.objects.update(title=name)
    Organisation.objects.filter(name=name).update(name=name)
    for address in ["/partnerships/", f"/partnerships/{partnership.pk}/", f"/rounds/{round_.pk}/links/"]:
        page = browser.get(address).content.decode()
        assert html.escape(name) in page
        assert "<script>alert" not in page
