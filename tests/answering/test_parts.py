"""All parts without answers in one reply: the questions of the pages, for whoever may see those, and no answer."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as parser  # type: ignore[import-untyped]

from assessments.catalogue.questionnaire import current_version, questionnaire
from tests.some import some

from .device import Device, Form, link_of, open_link_of

CANARY = "Geheime woorden"
PAGES = range(1, questionnaire(current_version()).n_pages + 1)


@pytest.fixture
def page(open_round):
    return Device().begin(link_of(open_round))


def address_of(page):
    """Return where the parts of the answers of this page are."""
    return page.path.rpartition("/")[0].rpartition("/")[0] + "/parts/"


def parts_of(page, language="nl", status=200):
    """Return what the script of a page gets."""
    reply = page.device.client.get(address_of(page), {"language": language}, headers={"accept": "application/json"})
    assert reply.status_code == status
    assert "no-store" in reply["Cache-Control"]
    return reply.json()


def page_of(page, number):
    return page.device.open(address_of(page).replace("/parts/", f"/{number}/"))


def in_form(html):
    return Form(f'<form id="answering" action="">{html}</form>')


def answered(page):
    """Answer on two parts, in one's own words too, and return the first."""
    page.send(A1="3")
    page_of(page, 4).send(B0=["a", "i"], B0_other=CANARY, B1="5")
    page_of(page, 6).send(O1=f"{CANARY} <script>\n\"'&")
    return page_of(page, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_part_is_that_of_its_page_in_the_language_that_was_asked_for(page, language):
    parts = parts_of(page, language)["parts"]
    page.device.open(page.path).send(language=language)
    for number, html in some(zip(PAGES, parts, strict=True)):
        there, part = page_of(page, number), in_form(html)
        fields = {name: value for name, value in there.form.fields.items() if name not in {"key", "shown", "moments"}}
        assert (part.fields, part.options) == (fields, there.form.options)
        assert " ".join(part.title.split()) == " ".join(there.form.title.split())
        assert set(part.ids) <= set(there.form.ids)
        assert " ".join(" ".join(part.texts).split()) in there.text.replace(" Driekracht", "")


def test_nothing_that_was_answered_is_in_them_and_they_open_nothing(page):
    page = answered(page)
    parts = parts_of(page)
    assert CANARY in page.html
    assert parts.keys() == {"edition", "parts"}
    assert CANARY not in json.dumps(parts)
    assert all(not any(in_form(html).fields.values()) for html in parts["parts"])
    assert not any(word in json.dumps(parts) for word in ("checked", page.form.fields["key"], address_of(page)))


def test_they_are_small_over_the_line(page):
    reply = page.device.client.get(address_of(page), headers={"accept-encoding": "gzip"})
    assert reply["Content-Encoding"] == "gzip"
    assert len(reply.content) < 10_000


def test_a_page_brings_along_what_is_stored_for_the_other_parts(page):
    page = answered(page)
    elsewhere = elsewhere_on(page)
    assert elsewhere["words"] == {"B0_other": CANARY, "O1": f"{CANARY} <script>\n\"'&"}
    shown = {**json.loads(page_of(page, 4).form.fields["shown"]), **json.loads(page_of(page, 6).form.fields["shown"])}
    assert elsewhere["shown"] == shown
    assert {code: value for code, (value, _number) in shown.items()}.items() >= {"B0": "a i", "B1": "5"}.items()
    assert elsewhere_on(page_of(page, 4))["shown"].keys() == {"A1", "O1"}


def said_on(page, what):
    """Return what a page says to its script."""
    return parser.document_fromstring(page.html).get_element_by_id("part").get(f"data-{what}")


def elsewhere_on(page):
    return json.loads(said_on(page, "elsewhere"))


def edition_on(page):
    return said_on(page, "edition")


def test_a_page_knows_whether_the_parts_that_a_tab_keeps_are_still_right(page, open_round):
    first = parts_of(page)["edition"]
    assert edition_on(page) == edition_on(page_of(page, 4)) == first
    answered(page)
    assert edition_on(page_of(page, 1)) == first, "answering changes nothing about them"
    assert parts_of(page, "en")["edition"] != first
    page_of(page, 1).send("check").send("send")
    sent = edition_on(page_of(page, 1))
    assert parts_of(page)["edition"] == sent != first, "now they have a button to the overview"
    open_round.partnership.name = "Anders"
    open_round.partnership.save()
    assert parts_of(page)["edition"] == edition_on(page_of(page, 1)) != sent


def test_whether_the_site_is_there_is_told_without_drawing_anything(page):
    for device in (page.device, Device()):
        told = device.client.head(address_of(page), headers={"accept": "application/json"})
        assert (told["Content-Type"], told.content) == ("application/json", b"")
        assert "no-store" in told["Cache-Control"]


def test_nobody_else_gets_them(page, open_round):
    for device in (Device(), Device().begin(link_of(open_round, 1)).device):
        told = device.client.get(address_of(page))
        assert (told.status_code, told.json()["isOver"]) == (403, False)
    page.device.client.jar = {("answers", "/"): "W10:1vN3i0:AAAA"}
    assert parts_of(page, status=403).keys() == {"elsewhere", "isOver", "isFull"}


def test_who_said_no_role_is_led_to_the_start(open_round):
    start = Device().open(link_of(open_round))
    reply = start.device.client.get(f"{start.path}parts/")
    assert reply.json()["elsewhere"] == start.path


def test_a_round_that_closed_and_a_link_that_was_replaced_give_none(page, open_round):
    open_round.invitations.update(generation=2)
    assert parts_of(page, status=410)["isOver"]
    open_round.invitations.update(generation=1)
    open_round.closes_at, open_round.has_extended_itself = timezone.now() - timedelta(minutes=1), True
    open_round.save()
    assert "parts" not in parts_of(page)


def test_an_open_link_that_was_switched_off_gives_none(open_round):
    school = open_round.partnership.organisations.get(name="School")
    page = Device().begin(open_link_of(open_round), organisation=school.pk)
    assert len(parts_of(page)["parts"]) == len(PAGES)
    open_round.has_open_link = False
    open_round.save()
    assert parts_of(page, status=410)["isOver"]


def test_nothing_can_be_posted_to_them(page):
    for client in (page.device.client, Client(enforce_csrf_checks=True)):
        assert client.post(address_of(page), page.form.fields | {"A1": "3"}).status_code in {403, 405}
