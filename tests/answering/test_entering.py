"""Opening a link: the right page for whoever has it, and not one row changed by looking."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models.answers import Response
from assessments.models.choices import State

from .device import Device, answers_of, everything, link_of, open_link_of


def test_a_personal_link_tells_what_it_is_and_leaves_its_secret_behind(open_round):
    open_round.contact_name, open_round.contact_email = "Marieke", "marieke@voorbeeld.test"
    open_round.save()
    page = Device().open(link_of(open_round))
    assert re.fullmatch(r"/answers/[0-9a-f-]{36}/", page.path)
    for words in ["Jeugdketen Noord", "Gemeente", "Marieke", "10 minuten", "vertrouwelijk", "minstens vijf mensen"]:
        assert words in page.text
    assert "/i/" not in page.html


def test_the_address_alone_opens_nothing(open_round):
    page = Device().begin(link_of(open_round))
    found = Device().open(page.path)
    assert found.status == 403
    assert "Open uw link opnieuw" in found.text


def test_who_was_invited_in_a_role_begins_with_one_button_and_no_answer_chosen(open_round):
    start = Device().open(link_of(open_round))
    assert "U antwoordt als professional . Klopt dat niet?" in start.text
    assert start.chosen == {}
    page = start.send()
    assert page.path.endswith("/1/")
    assert "In de vragen betekent 'we': alle partners samen" in page.text
    assert "Jeugdketen Noord" in page.text
    for _page in range(6):
        assert page.chosen == {}
        page = page.send()
    start.device.open(f"{start.path}1/").send(A1="3")
    assert Response.objects.get().role == "professional"


def test_who_was_invited_in_another_role_than_theirs_says_so(open_round):
    start = Device().open(link_of(open_round))
    assert set(start.form.options["role"]) == {"professional", "manager", "bestuurder", "overheid", "anders"}
    start.send(role="bestuurder").send(A1="3")
    assert Response.objects.get().role == "bestuurder"
    again = start.device.open(start.path)
    assert "U antwoordt als bestuurder" in again.text
    assert again.chosen == {"role": "bestuurder"}
    again.send(role="anders")
    assert "U antwoordt als iemand met een andere rol . Klopt dat niet?" in start.device.open(start.path).text
    start.device.open(start.path).send(role="manager")
    assert Response.objects.get().role == "manager"
    refused = Device().open(link_of(open_round, 1)).send(role="keizer")
    assert "Kies een van de omschrijvingen in de lijst" in refused.text


def test_who_comes_by_the_open_link_says_who_they_are(open_round):
    start = Device().open(open_link_of(open_round))
    assert "U antwoordt als" not in start.text
    refused = start.send()
    assert refused.status == 422
    assert "Kies wat het best bij u past" in refused.text


def test_looking_changes_nothing(open_round):
    paths = [link_of(open_round), open_link_of(open_round)]
    device = Device()
    device.begin(paths[0]).send(A1="3")
    before = everything()
    response_id = Response.objects.get().pk
    tails = ["", "1/", "6/", "check/", "sent/", "resume/", "withdraw/"]
    paths += [f"/answers/{response_id}/{tail}" for tail in tails]
    for path in paths:
        device.client.get(path)
        device.client.head(path)
        Device().client.head(path)
        Device().client.get(path, follow=True)
    assert everything() == before


SUBMITS = ({"go": "next"}, {"go": "previous"}, {"go": "send"}, {"go": "withdraw"}, {"language": "en"}, {"clear": "A1"})
TAILS = ("", "1/", "4/", "6/", "check/", "sent/", "resume/", "withdraw/", "code/")


@pytest.mark.parametrize("door", [link_of, open_link_of])
def test_a_scanner_that_presses_every_button_without_an_answer_changes_nothing(open_round, door):
    link, school = door(open_round), open_round.partnership.organisations.get(name="School")
    before = everything()
    device = Device()
    page = device.begin(link, organisation=school.pk)
    start = page.path.removesuffix("1/")
    for tail in TAILS:
        for pressed in SUBMITS:
            data = {name: value for name, value in page.form.fields.items() if name not in {"go", "language"}} | pressed
            for accept in ("text/html", "application/json"):
                answer = device.client.post(start + tail, data, headers={"accept": accept})
                assert answer.status_code < 500
    assert everything() == before
    page.send(A1="3")
    assert everything() != before


def test_beginning_without_an_answer_leaves_no_row(open_round):
    page = Device().begin(link_of(open_round))
    for _page in range(6):
        page = page.send()
    assert "Er is nog niets om te versturen" in page.send("send").text
    assert not Response.objects.exists()


@pytest.mark.parametrize("link", ["/i/", "/i/1-AAAAAAAAAAAAAAAAAAAAAAAA/", "/i/onzin/", "/i/1-é/", "/m/aaaaaaaaaa/"])
def test_a_wrong_link_says_what_to_do(open_round, link):
    page = Device().open(link)
    assert page.status == 404
    assert ("Deze code kennen wij niet" if link.startswith("/m/") else "Deze link werkt niet") in page.text


def test_an_open_link_that_is_off_opens_nothing(open_round):
    assert Device().open(f"/m/{open_round.join_code}/").status == 404


def test_a_new_link_kills_the_old_one_and_the_forms_it_opened(open_round):
    device, old = Device(), link_of(open_round)
    page = device.begin(old)
    open_round.invitations.update(generation=2)
    assert Device().open(old).status == 404
    refused = page.send(A1="3")
    assert refused.status == 410
    assert "nieuwere link" in refused.text
    assert device.open(page.path).status == 410
    assert not Response.objects.exists()
    assert "Deel 1 van 6" in Device().begin(link_of(open_round)).text


def test_the_link_shows_earlier_answers_at_once_where_they_were_given(open_round):
    device = Device()
    device.begin(link_of(open_round)).send(A1="3").send(V2="weet_niet")
    page = device.open(link_of(open_round))
    assert "Deel 3 van 6" in page.text
    assert page.send("previous").chosen == {"V2": "weet_niet"}


def test_whoever_has_only_the_link_sees_no_answers_and_not_whether_there_are_any(open_round):
    open_round.invitations.update(role="manager")
    Device().begin(link_of(open_round, 0)).send(A1="3").send("check").send("send")
    used, unused = (Device().open(link_of(open_round, number)) for number in (0, 3))
    assert used.text == unused.text
    assert "Begon u op een ander apparaat?" in used.text
    assert "Zijn er met uw eigen link al eerder antwoorden verstuurd? Dan blijven die tellen" in used.text
    for page in (used, unused):
        assert page.send(role="manager").chosen == {}


def test_a_round_that_has_not_begun_says_when(open_round):
    open_round.opens_at = timezone.now() + timedelta(days=2)
    open_round.save()
    page = Device().open(link_of(open_round))
    assert "nog niet open" in page.text
    assert "Amsterdam" in page.text
    open_round.state, open_round.opens_at = State.DRAFT, None
    open_round.save()
    assert "De coördinator heeft de vragenlijst nog niet opengezet" in Device().open(link_of(open_round)).text


def test_a_round_past_its_time_is_closed_without_any_worker(open_round):
    device = Device()
    page = device.begin(link_of(open_round)).send(A1="3")
    open_round.closes_at, open_round.has_extended_itself = timezone.now() - timedelta(seconds=1), True
    open_round.save()
    assert "De vragenlijst is gesloten" in device.open(link_of(open_round)).text
    refused = page.send(V1="4")
    assert refused.status == 409
    assert "niet bewaard" in refused.text
    assert "niet bewaard" not in page.device.open(page.path).text
    assert "niet bewaard" in page.device.open(f"{page.path}?late").text
    assert answers_of(open_round) == [{"A1": 3}]


def test_an_open_link_asks_organisation_and_role(open_round, anna):
    start = Device().open(open_link_of(open_round))
    refused = start.send()
    assert refused.status == 422
    assert refused.form.title.startswith("Fout:")
    assert "Kies de organisatie namens wie u meedoet" in refused.text
    school = open_round.partnership.organisations.get(name="School")
    start.send(organisation=school.pk, role="overheid").send(A1="3")
    stored = Response.objects.get()
    assert (stored.organisation, stored.role, stored.invitation) == (school, "overheid", None)


def test_an_organisation_of_another_partnership_is_refused(open_round, anna):
    from tests.cast import make_partnership

    foreign = make_partnership(anna, "Elders").organisations.first()
    refused = Device().open(open_link_of(open_round)).send(organisation=foreign.pk, role="manager")
    assert refused.status == 422
    assert "Kies een van de organisaties in de lijst" in refused.text


def test_an_organisation_that_left_meanwhile_sends_one_back_to_the_start(open_round):
    school = open_round.partnership.organisations.get(name="School")
    page = Device().begin(open_link_of(open_round), organisation=school.pk)
    open_round.invitations.filter(organisation=school).delete()
    school.delete()
    back = page.send(A1="3")
    assert "Namens welke organisatie" in back.text
    assert "doet niet meer mee" in back.text
    assert "doet niet meer mee" not in Device().open(open_link_of(open_round)).text
    assert not Response.objects.exists()


def test_whoever_used_both_links_on_one_device_counts_once_if_they_say_so(open_round):
    device, school = Device(), open_round.partnership.organisations.get(name="School")
    device.begin(open_link_of(open_round), organisation=school.pk).send(A1="3")
    asked = device.open(link_of(open_round))
    assert "Zijn dit uw antwoorden?" in asked.text
    page = device.open(link_of(open_round) + "?who=me")
    page.send(V1="4")
    assert answers_of(open_round) == [{"A1": 3, "V1": 4}]
    assert Response.objects.get().invitation == open_round.invitations.order_by("pk")[0]
    device.open(link_of(open_round, 1) + "?who=other").send(role="manager").send(A1="1")
    assert len(answers_of(open_round)) == 2


def test_a_shared_device_asks_whose_answers_an_open_link_holds(open_round):
    device, link = Device(), open_link_of(open_round)
    school = open_round.partnership.organisations.get(name="School")
    device.begin(link, organisation=school.pk).send(A1="3").send("previous").send("check")
    assert "Zijn dit uw antwoorden?" in device.open(link).text
    fresh = device.open(link + "?who=other")
    assert fresh.chosen == {}
    fresh.send(organisation=school.pk, role="manager").send(A1="5")
    assert answers_of(open_round) == [{"A1": 3}, {"A1": 5}]


def test_a_list_of_more_than_eight_organisations_can_be_searched(open_round):
    link = open_link_of(open_round)
    assert "choose.js" not in Device().open(link).html
    for number in range(9):
        open_round.partnership.organisations.create(name=f"Organisatie {number}")
    page = Device().open(link)
    assert "choose.js" in page.html
    assert page.html.count("data-choose=") == 1
    assert "choose.js" not in Device().open(link_of(open_round)).html
