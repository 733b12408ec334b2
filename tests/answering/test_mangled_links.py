"""Links survive mail programs, chats and hands: whatever stands around the key, the page behind it opens."""

import re
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.utils import timezone

from assessments.ids import TOKEN
from assessments.links import (
    coordinator_token,
    invitation_token,
    replace_token,
    unsubscribe_token,
    withdraw_token,
)
from assessments.mangled_links import page_in, typed_code
from assessments.models import CoordinatorInvitation, Round
from assessments.models.answers import Response
from assessments.models.rounds import JOIN_CODE_LETTERS, new_join_code
from tests.answering.device import Device, link_of, open_link_of
from tests.cast import make_round
from tests.responses import key_of, ratings, send

pytestmark = pytest.mark.django_db

BEHIND = (
    *(".", ",", ")", ").", "]", ">", ";", ":", "!", "'", '"', "’", "”", "»", "*", "_", "|", "\\", "…"),
    *(
        "/)",
        "/.",
        "//",
        "/>",
        "/;",
        "/'",
        "/&data=05%7C02",
        "/%3Futm_source=mail",
        "%20",
        "%0D%0A",
        "\u200b",
        "%E2%80%8B",
    ),
    *("/\u00ad", "/%C2%A0", "/&lt;", "%3E", "%22", "/a/b", "?utm_source=mail", "/?data=05|01", "#vragen"),
)


def opened(address):
    """Return where somebody ends who opens this address."""
    visitor = Client()
    first = visitor.get("/", PATH_INFO=unquote(address)) if address.startswith("//") else visitor.get(address)
    return visitor.get(first.headers["Location"], follow=True) if first.status_code in {301, 302} else first


def is_the_start(answer):
    return answer.status_code == 200 and answer.request["PATH_INFO"].startswith("/answers/")


@pytest.mark.parametrize("page", ["check", "1", "parts"])
def test_the_address_of_answers_without_its_last_slash_is_no_link(page):
    address = f"/answers/12345678-0517-4010-b063-65ebf1eb60c2/{page}"
    assert Client().get(address).headers["Location"] == f"{address}/"
    assert re.search(TOKEN, address)  # though it looks like one


@pytest.mark.parametrize("behind", BEHIND)
def test_what_stands_behind_a_link_is_passed_over(open_round, behind):
    for link in (link_of(open_round), open_link_of(open_round)):
        for address in (link.rstrip("/") + behind, link + behind):
            assert is_the_start(opened(address)), address


@pytest.mark.parametrize(
    "change",
    [
        lambda link: "/" + link,
        lambda link: link.replace("/", "//"),
        lambda link: link.rstrip("/"),
        lambda link: link.replace("/i/", "/I/").replace("/m/", "/M/"),
        lambda link: link[:3] + quote(link[3:], safe=""),
        lambda link: link[:3] + quote(quote(link[3:], safe=""), safe=""),
        lambda link: link[:2] + "%2F" + link[3:],
        lambda link: link[:3] + "%3C" + link[3:] + "%3E",
        lambda link: link[:3] + " " + link[3:],
        lambda link: link[:8] + "%0A" + link[8:],
        lambda link: link[:8] + "\u200b" + link[8:],
    ],
)
def test_a_link_opens_however_it_was_changed_on_its_way(open_round, change):
    for link in (link_of(open_round), open_link_of(open_round)):
        assert is_the_start(opened(change(link))), change(link)


@pytest.mark.parametrize(
    "changed",
    [
        *(
            "/https://voorbeeld.nl/i/{}/",
            "/http:/voorbeeld.nl/i/{}",
            "/www.voorbeeld.nl/i/{}",
            "/nl/i/{}/",
            "/%20/i/{}/",
        ),
        *(
            "/i:{}",
            "/i%5C{}",
            "/i.{}",
            "/i%3A/{}",
            "/1/{}/",
            "/l/{}/",
            "/%EF%BD%89/{}/",
            "/{}/",
            "/i/=3D{}",
            "/i/i/{}/",
            "/%C4%B1/{}/",
            "/i-{}",
            "/i{}",
            "/m/{}/",
            "/https%253A%252F%252Fvoorbeeld.nl%252Fi%252F{}%252F",
        ),
    ],
)
def test_a_key_is_found_whatever_stands_before_it(open_round, changed):
    key = link_of(open_round).strip("/").partition("/")[2]
    assert is_the_start(opened(changed.format(key)))


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:12] + "=%0D%0A" + key[12:],
        lambda key: key.replace("-", "=2D"),
        lambda key: key.replace("-", "&%2345;", 1),
        lambda key: key.replace("-", "&#45;", 1),
        lambda key: f"{key}/i/{key}",
        lambda key: key[:12] + "%0A%3E " + key[12:],
        lambda key: key.replace("-", "%5C-"),
    ],
)
def test_a_key_is_read_as_a_mail_is_sent(open_round, change):
    key = link_of(open_round).strip("/").partition("/")[2]
    assert is_the_start(opened(f"/i/{change(key)}".replace("&#", "&%23")))


@pytest.mark.parametrize(
    "changed",
    [
        *(
            "/m{0}",
            "/m-{0}",
            "/m%20{0}",
            "/m.{0}",
            "/m%5C{0}",
            "/{0}",
            "/{0}/",
            "/m/m/{0}",
            "/m/code:{0}",
            "/m/{0}.html",
        ),
        *(
            "/m/{1}/{2}/",
            "/m/{1}.{2}",
            "/m/{1}_{2}",
            "/m/{1}%20{2}",
            "/https://voorbeeld.nl/m/{0}/",
            "/www.voorbeeld.nl/m/{0}",
        ),
    ],
)
def test_a_code_is_found_however_its_address_was_typed(open_round, changed):
    code = open_link_of(open_round).strip("/").partition("/")[2]
    for written in (code, code.upper()):
        assert is_the_start(opened(changed.format(written, written[:3], written[3:])))


def test_addresses_of_the_site_are_taken_for_no_link():
    for path in (
        "accounts/password/reset/key/1-abcdefghijklmnopqrstuvwx/",
        "beheer/1-abcdefghijklmnopqrstuvwx",
        "help2",
    ):
        assert page_in(f"/{path}") is None
    assert page_in("/rounds/") is None


def test_other_dashes_and_codes_in_capitals_open_too(open_round):
    link = link_of(open_round)
    number, _dash, key = link.partition("-")
    assert is_the_start(opened(f"{number}\u2013{key}"))
    link = open_link_of(open_round)
    assert is_the_start(opened(link.upper()))


def test_a_key_that_was_changed_itself_opens_nothing_and_says_how_to_get_it_again(open_round, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    link = link_of(open_round)
    for wrong in (link.swapcase(), link[:-4] + "/", link[:-3] + "xx/", "/i/", "/I/zomaar", "/i/12-", "/u/1-x/", "/i//"):
        page = opened(wrong)
        assert page.status_code == 404
        assert "Deze link werkt niet" in page.content.decode()
        assert "/i/again/" in page.content.decode()
    assert Client().post(f"{link.rstrip('/')})", {"go": "next"}).status_code == 404
    assert Client().get("/i/again/").status_code == 200


def test_the_other_links_in_mails_lead_on_too(open_round, chris):
    invitation = open_round.invitations.select_related("participant").order_by("pk")[0]
    first = send(key_of(invitation), ratings(3))
    person = invitation.participant
    joining = CoordinatorInvitation.objects.create(
        partnership=open_round.partnership,
        email="dirk@voorbeeld.test",
        access="reader",
        invited_by=chris,
        created_at=timezone.now(),
    )
    response = Response.objects.get(pk=first.response_id)
    links = [
        f"/u/{unsubscribe_token(person.pk, person.email)}/",
        f"/c/{coordinator_token(joining.pk, joining.generation)}/",
        f"/answers/withdraw/{withdraw_token(invitation.pk, invitation.generation, is_superseded=False)}/",
        f"/answers/replace/{response.pk}/{replace_token(invitation.pk, invitation.generation, response.pk)}/",
    ]
    for link in links:
        straight = opened(link)
        assert straight.status_code == 200, link
        for changed in (link.rstrip("/") + ").", "/" + link, link + "%E2%80%8B", link.replace("/", "//")):
            assert opened(changed).request["PATH_INFO"] == straight.request["PATH_INFO"], changed
            assert opened(changed).status_code == 200
    assert opened("/c/1-x)./").status_code == 404
    assert "uitnodiging" in opened("/c/1-x)./").content.decode()


def test_keys_look_as_they_are_looked_for():
    for number in (1, 10**18 - 1):
        for token in (invitation_token(number, 1), coordinator_token(number, 2), unsubscribe_token(number, "a@b.nl")):
            assert re.fullmatch(TOKEN, token)


# Codes that are typed


@pytest.mark.parametrize("written", ["{}", " {} ", "{}.", "/m/{}/", "http://testserver/m/{}/", "({})"])
def test_a_code_can_be_typed_on_the_home_page_and_on_its_own(open_round, written):
    code = open_link_of(open_round).split("/")[2]
    for form in ("/", "/m/"):
        assert 'action="/m/"' in Client().get(form).content.decode()
    for typed in (code, code.upper(), f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        answer = Client(enforce_csrf_checks=True).post("/m/", {"code": written.format(typed)}, follow=True)
        assert is_the_start(answer), typed


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "BCD F23",
            "bcd-f23.",
            "b c d f 2 3",
            "ｂｃｄｆ２３",
            "bcd–f23",
            "bcd_f23",
            "bcd.f23",
            "bcd/f23",
            "bcd·f23",
            "“bcdf23”",
        ),
        *(
            "code: bcdf23",
            "De code BCD F23",
            "CODE=bcdf23",
            "www.x.nl/m/bcdf23",
            "https://x.nl/M/BCDF23/?utm=1",
            "m/bcdf23",
        ),
        *("x.nl/bcdf23", "bcd\u00adf23", "#bcdf23!", "https://x.nl/m/bcd-f23#nu"),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert typed_code(typed) == "bcdf23"


@pytest.mark.parametrize("typed", ["", "bcd", "/", "bcdf2З", "m/", "code", "https://x.nl/m/"])
def test_what_is_no_code_is_none(typed):
    assert typed_code(typed) is None


def test_a_code_that_nobody_has_is_said_with_the_code_still_there(open_round):
    open_link_of(open_round)
    for typed, words in (("", "Vul de code in"), ("x", "Dit is geen code"), ("<b>", "Dit is geen code")):
        page = Client().post("/m/", {"code": typed})
        assert page.status_code == 422
        assert words in page.content.decode()
    page = Client().post("/m/", {"code": "BCDFGH"}, follow=True)
    assert page.status_code == 404
    assert "Deze code kennen wij niet" in page.content.decode()
    assert 'value="bcdfgh"' in page.content.decode()


def test_codes_cannot_be_guessed_by_one_network_and_the_room_next_door_goes_on(open_round, settings):
    settings.BEHIND_PROXY = True
    link = open_link_of(open_round)
    here, elsewhere = Client(headers={"x-forwarded-for": "10.0.0.1"}), Client(headers={"x-forwarded-for": "10.0.0.2"})
    statuses = [here.get(f"/m/{new_join_code()}/").status_code for _guess in range(101)]
    assert statuses == [404] * 100 + [429]
    told = here.get(link)
    assert told.status_code == 429, "a right guess is not told either"
    assert "100 keer een verkeerde code ingevuld" in told.content.decode()
    assert is_the_start(here.get(link_of(open_round), follow=True))
    assert is_the_start(elsewhere.get(link, follow=True))


def test_new_rounds_have_short_codes_that_are_unlike_all_others_and_old_codes_go_on(partnership, monkeypatch):
    first = make_round(partnership)
    assert len(first.join_code) == 6
    assert set(first.join_code) <= set(JOIN_CODE_LETTERS)
    assert not set("aeiouy01l") & set(JOIN_CODE_LETTERS)
    second = Round.objects.get(pk=first.pk)
    second.pk, second._state.adding = None, True
    second.save()
    assert second.join_code != first.join_code
    Round.objects.filter(pk=first.pk).update(join_code="abcdeuyhjk", has_open_link=True)
    assert is_the_start(Device().client.get("/m/abcdeuyhjk/", follow=True))
