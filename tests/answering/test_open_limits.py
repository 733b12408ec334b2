"""Nobody can fill a round alone through its open link, and whoever is refused reads why and loses nothing."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from assessments.models.answers import Response
from assessments.services.own_response import Key, resume_code
from assessments.services.response_changes import Choice, save_answers, withdraw
from assessments.services.response_locks import Outcome
from assessments.views.network_address import network_address
from collab.accounts.adapters import AccountAdapter
from tests.cast import make_round
from tests.pages import signed_in

from .device import Device, everything, link_of, open_link_of
from .test_at_once import at_once

FULL = "Dat aantal is bereikt"


@pytest.fixture
def school(open_round):
    return open_round.partnership.organisations.get(name="School")


@pytest.fixture
def link(open_round):
    open_round.contact_name, open_round.contact_email = "Marieke", "marieke@voorbeeld.test"
    return open_link_of(open_round)


def limit(round_, number):
    round_.open_limit = number
    round_.save()


def begin(link, school, device=None):
    device = device or Device()
    return device.open(f"{link}?who=other").send(organisation=school.pk, role="manager")


def test_a_full_round_says_so_before_one_begins_and_whom_to_ask(open_round, link, school):
    limit(open_round, 2)
    first, second = begin(link, school).send(A1="3"), begin(link, school).send(A1="4")
    before = everything()
    full = Device().open(link)
    assert full.status == 200
    assert FULL in full.text
    assert "mailto:marieke@voorbeeld.test" in full.form.links
    assert "Namens welke organisatie" not in full.text
    assert everything() == before
    english = full.send("", language="en")
    assert "That number has been reached" in english.text
    resumed = full.device.open(f"{full.path}resume/")
    assert resumed.status == 200
    # whoever has begun continues undisturbed, on this device or another, and so does anyone with a link of their own
    assert "Deel 3 van 6" in first.send(V1="4").text
    assert "Deel 3 van 6" in second.device.open(second.path).send(V1="2").text
    assert Device().begin(link_of(open_round)).send(A1="5").status == 200
    assert (Response.objects.count(), Response.objects.filter(invitation=None).count()) == (3, 2)
    # whoever withdraws makes room for somebody else
    withdraw(Key(open_round.pk, Response.objects.filter(invitation=None)[0].pk), now=timezone.now())
    assert begin(link, school).send(A1="1").status == 200
    assert FULL in Device().open(link).text


def test_whoever_was_just_too_late_keeps_what_was_filled_in_and_can_try_it_again(open_round, link, school):
    limit(open_round, 1)
    late, script = begin(link, school), begin(link, school)
    begin(link, school).send(A1="3")
    refused = late.send(A1="4", A2="<b>5")
    assert refused.status == 422
    assert FULL in refused.text
    assert "is niet bewaard" in refused.text
    assert {"A1": "4", "A2": "<b>5"}.items() <= refused.form.fields.items()
    assert FULL in refused.send().text
    said = script.form.fields | {"A1": "4"}
    answer = script.device.client.post(script.form.action, said, HTTP_ACCEPT="application/json")
    assert answer.status_code == 422
    assert FULL in script.device.open(script.form.action).text
    limit(open_round, 2)
    again = refused.send(A2="5")
    assert "Deel 2 van 6" in again.text
    assert Response.objects.count() == 2
    assert {entry["value"] for one in Response.objects.all() for entry in one.answers.values()} == {3, 4, 5}


@pytest.mark.django_db(transaction=True)
def test_first_answers_at_the_same_moment_do_not_pass_the_limit(open_round, link, school):
    limit(open_round, 3)
    keys = [Key(open_round.pk, Response().pk, None, None, school.pk, "manager") for _device in range(8)]
    said = {"A1": Choice(3, timezone.now())}
    outcomes = at_once([lambda key=key: save_answers(key, said, page=None, now=timezone.now()) for key in keys])
    assert sorted(outcomes) == [Outcome.FULL] * 5 + [Outcome.SAVED] * 3
    assert Response.objects.count() == 3
    begun = Key(open_round.pk, Response.objects.first().pk, None, None, school.pk, "manager")
    twice = at_once([lambda: save_answers(begun, said, page=2, now=timezone.now())] * 3)
    assert set(twice) == {Outcome.SAVED}


def test_one_device_begins_at_most_five_times_in_a_round(open_round, link, school):
    device = Device()
    for _person in range(5):
        begin(link, school, device).send(A1="3")
    refused = begin(link, school, device)
    assert "al 5 keer begonnen" in refused.text
    assert device.open(f"{link}?who=other").status == 200
    last = Response.objects.order_by("-started_at")[0]
    assert "Deel 1 van 6" in device.open(f"{link}?who=me").device.open(f"/answers/{last.pk}/1/").text
    assert begin(link, school).send(A1="3").status == 200
    assert Response.objects.count() == 6
    forged = {path: value for path, value in device.client.jar.items() if path[0].startswith("begun-")}
    assert list(forged) == [(f"begun-m{open_round.pk}", "/answers/")]
    device.client.jar[(f"begun-m{open_round.pk}", "/answers/")] = json.dumps([open_round.pk, 0])
    assert begin(link, school, device).send(A1="3").status == 200


def from_address(address, device=None):
    device = device or Device()
    device.client.defaults["HTTP_X_FORWARDED_FOR"] = f"10.1.1.1, {address}"
    return device


@pytest.mark.once
def test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself(open_round, link, school, settings):
    settings.BEHIND_PROXY = True
    late = begin(link, school, from_address("2001:db8::ffff"))
    for number in range(40):
        begin(link, school, from_address(f"2001:db8::{number:x}")).send(A1="3")
    refused = late.send(A1="4", A3="2")
    assert refused.status == 429
    assert "in het afgelopen uur 40 mensen begonnen" in refused.text
    assert refused.form.fields["A3"] == "2"
    assert "in het afgelopen uur" in from_address("2001:db8::1").open(link).text
    assert from_address("2001:db8::1").begin(link_of(open_round)).send(A1="3").status == 200
    # elsewhere there is room, and an answer that is refused for another reason takes no place
    limit(open_round, 41)
    elsewhere = [begin(link, school, from_address("10.0.0.9")) for _person in range(3)]
    assert [page.send(A1="3").status for page in elsewhere] == [200, 422, 422]
    counted = [key for key in cache._cache if "open:" in key]
    assert len(counted) == 41
    assert not any("2001" in key or "10.0.0.9" in key for key in counted)
    # after an hour the one who waited goes on with what was filled in
    cache.clear()
    limit(open_round, None)
    assert "Deel 2 van 6" in refused.send().text
    assert Response.objects.count() == 43


@pytest.mark.once
def test_a_room_with_the_round_on_its_screen_begins_together(open_round, link, school, anna):
    screen = signed_in(anna)
    for _person in range(40):
        begin(link, school).send(A1="3")
    assert "in het afgelopen uur 40 mensen" in Device().open(link).text
    assert screen.get(f"/rounds/{open_round.pk}/workshop/").status_code == 200
    assert begin(link, school).send(A1="3").status == 200
    cache.clear()
    for number in range(41):
        if number == 40:  # the page that is on the screen goes on asking how many there are
            screen.get(f"/rounds/{open_round.pk}/workshop/count/?status=open&seen=")
        begin(link, school).send(A1="3")
    assert Response.objects.count() == 82


@pytest.mark.once
def test_the_number_that_a_coordinator_lets_in_counts_for_a_network_too(open_round, link, school):
    limit(open_round, 60)
    for number in range(41):
        assert begin(link, school).send(A1=str(number % 5 + 1)).status == 200


@pytest.mark.once
def test_what_one_round_counts_stops_nobody_in_another(open_round, link, school, partnership):
    other = make_round(partnership)
    for _person in range(40):
        begin(link, school).send(A1="3")
    assert "in het afgelopen uur" in Device().open(link).text
    assert begin(open_link_of(other), school).send(A1="3").status == 200


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("10.1.2.3:50123", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.3"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("fe80::1%eth0", "fe80::1"),
        ("onzin", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_an_address_is_known_however_a_proxy_writes_it(rf, settings, written, counted):
    settings.BEHIND_PROXY = True
    asked = rf.get("/", headers={"x-forwarded-for": f"9.9.9.9, {written}"})
    assert network_address(asked) == AccountAdapter(asked).get_client_ip(asked) == counted
    settings.BEHIND_PROXY = False
    assert network_address(asked) == "127.0.0.1"


@pytest.mark.once
def test_forty_an_hour_holds_behind_a_proxy_that_writes_ports(open_round, link, school, settings):
    settings.BEHIND_PROXY = True
    late = begin(link, school, from_address("10.0.0.1:9999"))
    for number in range(40):
        assert begin(link, school, from_address(f"10.0.0.1:{50000 + number}")).send(A1="3").status == 200
    assert late.send(A1="4").status == 429
    assert begin(link, school, from_address("10.0.0.2:50000")).send(A1="3").status == 200


def try_codes(link, school, number, device=None):
    """Fill in so many wrong codes on one device, and return the last page."""
    page = begin(link, school, device)
    page = page.device.open(f"{page.path.rpartition('1/')[0]}resume/")
    for _try in range(number):
        page = page.send(code="AAAAAA")
    return page


TOO_OFTEN = "Er is te vaak een verkeerde code ingevuld"


def test_one_visitor_with_wrong_codes_does_not_shut_out_the_room(open_round, link, school):
    begun = begin(link, school).send(A1="3")
    code = Response.objects.get()
    assert TOO_OFTEN in try_codes(link, school, 30).text
    other = try_codes(link, school, 1)
    assert TOO_OFTEN not in other.text
    assert "Deel 2 van 6" in other.send(code=resume_code(code.pk)).text
    assert begun.status == 200


@pytest.mark.once
def test_guessing_codes_on_ever_new_devices_and_networks_is_stopped(open_round, link, school, settings):
    settings.BEHIND_PROXY = True
    for number in range(6):
        try_codes(link, school, 10, from_address("10.0.0.1"))
        assert TOO_OFTEN not in try_codes(link, school, 1, from_address(f"10.0.1.{number}")).text
    assert TOO_OFTEN in try_codes(link, school, 1, from_address("10.0.0.1")).text
    for number in range(2, 6):
        try_codes(link, school, 10, from_address(f"10.0.0.{number}"))
    assert TOO_OFTEN in try_codes(link, school, 1, from_address("10.0.9.9")).text


def test_a_key_from_before_begins_nothing_once_the_open_link_is_off(open_round, link, school):
    early, late = begin(link, school), begin(link, school)
    early.send(A1="3")
    open_round.has_open_link = False
    open_round.save()
    refused = late.send(A1="4")
    assert refused.status == 410
    assert "Deze link werkt niet" in refused.text
    key = Key(open_round.pk, uuid4(), organisation_id=school.pk, role="manager")
    choice = {"A1": Choice(3, timezone.now())}
    assert save_answers(key, choice, page=1, now=timezone.now()) == Outcome.NOTHING
    assert Response.objects.count() == 1
    assert early.device.open(early.path).send(A2="2").status == 200
