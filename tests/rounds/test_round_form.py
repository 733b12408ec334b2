"""A round on one page: when, for whom, with which mails; looked at beforehand, changed, called off, given more time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import AuditEntry, Invitation, Mailing, Organisation, Participant, Round
from assessments.services.closing import close_round
from assessments.services.mail.mailings import reminder_moments
from assessments.working_days import working_day_from
from tests.answering.device import Device, everything, link_of
from tests.cast import make_round
from tests.pages import errors, filled_in, signed_in, words

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAIL = {"sends_invitations", "sender_name", "mail_language", "reminder_days", "sends_thanks"}


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def people(partnership):
    return Participant.objects.bulk_create(
        Participant(organisation=organisation, name=f"{organisation.name} {role}", role=role)
        for organisation in partnership.organisations.all()
        for role in ("professional", "manager")
    )


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def at(name, days, time="09:00"):
    """Return a moment so many days from now as two fields."""
    return {f"{name}_0": f"{timezone.localtime() + timedelta(days=days):%Y-%m-%d}", f"{name}_1": time}


def posted(browser, address, **fields):
    form = filled_in(browser.get(address)) | {"go": "open"} | fields
    return browser.post(address, {name: value for name, value in form.items() if value is not None})


def create(browser, partnership, **fields):
    return posted(browser, f"/partnerships/{partnership.pk}/rounds/new/", **fields)


@pytest.mark.usefixtures("people", "with_mail")
def test_a_round_that_opens_later_waits_with_links_that_say_so_and_mails_that_are_planned(browser, partnership):
    answer = create(browser, partnership, **at("opens_at", 3), **at("closes_at", 24, "17:00"))
    made = Round.objects.get()
    assert not made.is_open(timezone.now())
    page = browser.get(answer.url)
    assert "De meting gaat open op" in words(page)
    assert "nog niet open" in Device().open(link_of(made)).text
    planned = [(one.kind, one.days_before, one.due_at) for one in made.mailings.all()]
    before = list(reminder_moments(made, timezone.now()).values())[::-1]
    assert planned == [("invitation", None, made.opens_at), ("reminder", 7, before[0]), ("reminder", 2, before[1])]
    assert "Links klaarmaken" in words(browser.get(f"/rounds/{made.pk}/"))


@pytest.mark.usefixtures("with_mail")
def test_only_ticked_people_get_a_link_and_the_choices_on_mail_are_kept(browser, partnership, people):
    said = {"sender_name": "Jeugd Noord", "mail_language": "both", "reminder_days": ["3", "14"], "sends_thanks": None}
    create(browser, partnership, participants=[people[0].pk, people[3].pk], **said)
    made = Round.objects.get()
    assert set(made.invitations.values_list("participant", flat=True)) == {people[0].pk, people[3].pk}
    kept = (made.sender_name, made.mail_language, made.reminder_days, made.sends_thanks, made.sends_invitations)
    assert kept == ("Jeugd Noord", "both", [14, 3], False, True)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("fields", "target", "sentence"),
    [
        ({"participants": None}, "id_participants_0", "Kies minstens één deelnemer"),
        ({"participants": ["0"]}, "id_participants_0", "doet niet meer mee"),
        (at("opens_at", -1), "id_opens_at_0", "al voorbij"),
        ({"opens_at_0": "2027-03-28", "opens_at_1": "02:30"}, "id_opens_at_0", "klok verzet"),
        (at("opens_at", 2) | {"opens_at_1": ""}, "id_opens_at_0", "Vul een tijd in"),
        (at("opens_at", 30), "id_closes_at_0", "in de toekomst"),
        ({"reminder_days": ["14", "7", "5", "1"]}, "id_reminder_days_0", "ten hoogste drie"),
        ({"reminder_days": ["8"]}, "id_reminder_days_0", "Kies uit de dagen"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_ticks_stay(
    browser, partnership, with_mail, fields, target, sentence
):
    page = create(browser, partnership, **fields)
    assert page.status_code == 422
    [(found, said)] = errors(page)
    assert found == target
    assert sentence in said
    assert not Round.objects.exists()
    again = filled_in(page)
    if "participants" not in fields:
        assert len(again["participants"]) == 6
    assert again["title"] == "Meting 1"


@pytest.mark.usefixtures("people")
def test_without_a_mail_server_the_page_says_so_and_no_mail_is_planned(browser, partnership):
    page = browser.get(f"/partnerships/{partnership.pk}/rounds/new/")
    assert "Er wordt geen mail verstuurd" in words(page)
    assert not MAIL & set(filled_in(page))
    create(browser, partnership)
    assert (Round.objects.get().sends_invitations, Mailing.objects.count()) == (False, 0)


@pytest.mark.usefixtures("people")
def test_a_look_at_what_partners_will_see_follows_the_choices_and_stores_nothing(browser, partnership):
    before = everything()
    dutch = create(browser, partnership, preview="nl", title="", split="organisation", interests_named=None)
    english = create(browser, partnership, preview="en", contact_name="Piet")
    assert dutch.status_code == english.status_code == 200
    assert "per organisatie, nooit per rol" in words(dutch)
    assert "namens uw organisatie" not in words(dutch)
    assert "De partners doen wat zij samen hebben afgesproken." in words(dutch)
    assert "?named=no" in dutch.content.decode()
    assert "Piet invites you" in words(english)
    assert "namens uw organisatie" in words(create(browser, partnership, preview="nl"))
    assert everything() == before


@pytest.mark.usefixtures("with_mail")
def test_until_it_opens_everything_can_be_changed_and_links_stay_the_same(browser, partnership, people):
    create(browser, partnership, **at("opens_at", 3))
    round_ = Round.objects.get()
    address, kept = f"/rounds/{round_.pk}/edit/", round_.invitations.get(participant=people[1])
    Participant.objects.filter(pk=people[1].pk).update(role="overheid")
    changes = {"split": "organisation", "has_open_link": "on", "reminder_days": ["1"], "title": "Najaar"}
    posted(browser, address, participants=[people[1].pk, people[2].pk], **changes, **at("opens_at", 5))
    round_.refresh_from_db()
    assert (round_.split, round_.has_open_link, round_.title) == ("organisation", True, "Najaar")
    assert set(round_.invitations.values_list("participant", flat=True)) == {people[1].pk, people[2].pk}
    assert (round_.invitations.get(participant=people[1]).pk, round_.invitations.first().generation) == (kept.pk, 1)
    assert round_.invitations.get(participant=people[1]).role == "overheid"
    assert [(one.kind, one.days_before) for one in round_.mailings.all()] == [("invitation", None), ("reminder", 1)]
    assert round_.mailings.first().due_at == round_.opens_at
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["round_changed", "opened"]
    posted(browser, address, opens_at_0="", opens_at_1="")
    assert Round.objects.get().is_open(timezone.now())


@pytest.mark.usefixtures("with_mail")
def test_once_open_only_what_was_not_promised_can_be_changed(browser, open_round):
    address = f"/rounds/{open_round.pk}/edit/"
    open_round.mailings.create(
        kind="reminder", number=1, days_before=7, due_at=timezone.now(), started_at=timezone.now()
    )
    open_round.mailings.create(kind="reminder", number=2, days_before=2, due_at=open_round.closes_at)
    form = filled_in(browser.get(address))
    assert set(form) - {"csrfmiddlewaretoken", "shown", "once"} == {
        *("title", "contact_name", "contact_email", "sender_name", "reminder_days")
    }
    promised = {"split": "organisation", "interests_named": "", "has_open_link": "on", "weighting": "respondent"}
    browser.post(address, form | promised | {"title": "Anders", "contact_name": "Piet", "reminder_days": ["3", "21"]})
    changed = Round.objects.get(pk=open_round.pk)
    assert (changed.title, changed.contact_name, changed.reminder_days) == ("Anders", "Piet", [21, 3])
    assert {name: getattr(changed, name) for name in promised} == {name: getattr(open_round, name) for name in promised}
    assert list(changed.mailings.values_list("number", "days_before").order_by("number")) == [(1, 7), (2, 3)]
    assert errors(browser.post(address, form | {"title": ""}))[0][0] == "id_title"
    close_round(open_round.pk, by=None, now=timezone.now())
    assert browser.get(address).url == f"/rounds/{open_round.pk}/"


@pytest.mark.usefixtures("people", "with_mail")
def test_a_round_is_called_off_until_it_opens_and_leaves_only_who_did_it(browser, partnership):
    create(browser, partnership, **at("opens_at", 3))
    round_ = Round.objects.get()
    address = f"/rounds/{round_.pk}/call-off/"
    assert "De meting intrekken?" in words(browser.get(address))
    Round.objects.update(opens_at=timezone.now())
    assert browser.post(address).url == f"/rounds/{round_.pk}/"
    assert Round.objects.exists()
    Round.objects.update(opens_at=timezone.now() + timedelta(days=1))
    assert browser.post(address).url == f"/partnerships/{partnership.pk}/"
    assert [model.objects.count() for model in (Round, Invitation, Mailing)] == [0, 0, 0]
    assert "Anna (anna@voorbeeld.test) trok de meting in" in words(browser.get(f"/partnerships/{partnership.pk}/"))
    assert create(browser, partnership).status_code == 302


@pytest.mark.usefixtures("with_mail")
def test_more_time_is_given_on_a_page_that_says_who_is_told(browser, open_round):
    address = f"/rounds/{open_round.pk}/extend/"
    assert "Iedereen met een persoonlijke link krijgt een mail" in words(browser.get(address))
    refused = posted(browser, address, **at("closes_at", 3))
    assert errors(refused)[0][0] == "id_closes_at_0"
    assert "minstens één dag na" in errors(refused)[0][1]
    page = browser.get(posted(browser, address).url)
    extended = Round.objects.get(pk=open_round.pk)
    proposed = timezone.localtime(open_round.closes_at) + timedelta(days=7)
    proposed += working_day_from(proposed.date()) - proposed.date()
    assert timezone.localtime(extended.closes_at) == proposed.replace(second=0, microsecond=0)
    assert "Deze meting is verlengd. Die zou sluiten op" in words(page)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["extended"]
    assert "Er is meer tijd" in Device().open(link_of(open_round)).text


def test_a_round_that_extends_itself_as_its_coordinator_closes_it_is_not_closed(browser, open_round):
    Round.objects.update(closes_at=timezone.now())
    page = browser.post(f"/rounds/{open_round.pk}/close/", follow=True)
    assert "zojuist een week extra" in words(page)
    assert "is die één keer vanzelf verlengd" in words(page)
    assert Round.objects.get(pk=open_round.pk).is_open(timezone.now())


@pytest.mark.parametrize(
    ("month", "day"), [(3, 28), (10, 31)], ids=["a time that does not exist", "a time that exists twice"]
)
def test_more_time_until_a_moment_that_cannot_be_is_refused(browser, open_round, month, day):
    Round.objects.update(closes_at=datetime(2027, month, day - 9, 17, 0, tzinfo=AMSTERDAM))
    address = f"/rounds/{open_round.pk}/extend/"
    refused = posted(browser, address, closes_at_0=f"2027-{month:02}-{day}", closes_at_1="02:30")
    assert "klok verzet" in errors(refused)[0][1]
    assert posted(browser, address, closes_at_0=f"2027-{month:02}-{day}", closes_at_1="03:30").status_code == 302


def many(partnership, n_organisations=25, n_each=20):
    organisations = Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=f"Organisatie {number:02}") for number in range(n_organisations)
    )
    return Participant.objects.bulk_create(
        Participant(organisation=one, name=f"Persoon {number}", email=f"p{number}@{one.name[-2:]}.test", role="manager")
        for one in organisations
        for number in range(n_each)
    )


def n_queries(call):
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


@pytest.mark.usefixtures("with_mail")
def test_five_hundred_people_are_chosen_from_and_invited_with_hardly_more_queries_than_one(
    browser, partnership, settings
):
    address = f"/partnerships/{partnership.pk}/rounds/new/"
    Participant.objects.create(organisation=partnership.organisations.first(), name="Een", role="manager")
    create(browser, partnership)
    Round.objects.all().delete()
    few = n_queries(lambda: browser.get(address)), n_queries(lambda: create(browser, partnership))
    Round.objects.all().delete()
    many(partnership)
    page = browser.get(address)
    assert len(filled_in(page)["participants"]) == 501
    assert page.content.decode().count("<details") == 26
    counted = n_queries(lambda: browser.get(address)), n_queries(lambda: create(browser, partnership))
    assert counted[0] == few[0]
    assert counted[1] - few[1] < 5, "rows go into the database in batches"
    assert Invitation.objects.count() == 501
    links = f"/rounds/{Round.objects.get().pk}/links/"
    settings.EMAIL_HOST = ""
    assert "1 link gevonden" in words(browser.get(links, {"q": "P7@ organisatie 03"}))
    assert words(browser.get(links)).count("Nieuwe link maken") == 100
    assert "Pagina 1 van 6" in words(browser.get(links))


@pytest.mark.usefixtures("people", "with_mail")
def test_the_form_speaks_one_language(browser, partnership):
    browser.cookies["language"] = "en"
    page = words(browser.get(f"/partnerships/{partnership.pk}/rounds/new/"))
    assert "7 days before closing" in page
    assert "dagen voor" not in page


def test_a_closed_round_before_this_one_is_told_with_its_first_day(browser, partnership):
    make_round(partnership, closes_in_days=10)
    assert "Een nieuwe meting kan sluiten vanaf" in words(browser.get(f"/partnerships/{partnership.pk}/rounds/new/"))
