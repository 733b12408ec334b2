"""Guessing along with a phone: on the screen together and without names, never stored, and gone with the screen."""

import base64
import logging
import pickle
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.services.guesses import LEAST, MOST_PHONES, guess, guessing_of, open_guessing
from collab.settings import CACHES as OURS
from tests.pages import signed_in, words
from tests.reporting.disclosed import schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result
from tests.some import some

pytestmark = pytest.mark.django_db
GUESS, SHOWN = 2, 3
"""The steps at which intentie is guessed and shown."""


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def closed(partnership):
    return closed_round(partnership, frozen_result(schijnsamenwerking()))


@pytest.fixture
def screen(closed, anna):
    """Return a way to look at a step of the screen."""
    browser = signed_in(anna)
    return lambda step: browser.get(reverse("round_workshop", args=[closed.pk]), {"step": step})


def code_on(page):
    return re.search(r"/g/</span><strong>(\w+)</strong>", page.content.decode())[1]


def phone_at(code, number=None, force="intentie"):
    """Return a phone that opened the page, and guessed if there is a number."""
    phone = Client()
    assert phone.get(f"/g/{code}/").status_code == 200
    if number is not None:
        answer = phone.post(f"/g/{code}/", {"force": force, "guess": number})
        assert answer.status_code == 302
    return phone


def dots_on(page):
    return sorted(int(place) for place in re.findall(r'class="bar-guess" cx="(\d+)"', page.content.decode()))


def test_phones_guess_and_the_screen_shows_all_of_it_together_with_the_score(screen, closed, anna):
    code = code_on(screen(GUESS))
    phones = [phone_at(code, number) for number in (85, 40, 60, 60)]
    assert "Uw schatting: 85." in words(phones[0].get(f"/g/{code}/"))
    counted = signed_in(anna).get(reverse("round_workshop_guesses", args=[closed.pk]), {"seen": "0"})
    assert "4 schattingen" in words(counted)
    assert "40" not in words(counted)
    page = screen(SHOWN)
    assert dots_on(page) == [400, 600, 600, 850]
    assert "4 schattingen, van 40 tot 85; het midden is 60." in words(page)
    assert "Kijk naar het scherm" in words(phones[0].get(f"/g/{code}/"))


ADDRESSES = ["/g/{0}", "/G/{0}/", "/g//{0}/", "/g/{0}.", "/g/{0} /", "/g/{1}-{2}", "/m/{0}/", "/m/{1}.{2}", "/{0}"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_code_on_the_screen_leads_to_the_guesses_wherever_and_however_it_is_typed(screen, address):
    code = code_on(screen(GUESS))
    for written in (code, code.upper()):
        typed = address.format(written, written[:3], written[3:])
        for page in (Client().get(typed, follow=True), Client().post("/m/", {"code": typed}, follow=True)):
            assert page.request["PATH_INFO"] == f"/g/{code}/"
            assert page.status_code == 200


def test_whoever_forgets_the_code_behind_the_address_can_fill_it_in():
    for address in ("/g/", "/g", "/G//", "/M//", "/g/%20"):
        page = Client().get(address, follow=True)
        assert (page.status_code, page.request["PATH_INFO"]) == (200, "/m/"), address


def test_the_page_on_a_phone_is_in_the_language_that_is_chosen_there_and_keeps_nothing_of_that(screen):
    code, phone = code_on(screen(GUESS)), Client()
    assert 'href="?language=en"' in phone.get(f"/g/{code}/").content.decode()
    chosen = phone.get(f"/g/{code}/?language=en")
    assert "Which score from 0 to 100 do you expect?" in words(chosen)
    assert (chosen["Content-Language"], '<html lang="en"' in chosen.content.decode()) == ("en", True)
    assert set(chosen.cookies) <= {"guess"}
    sent = phone.post(f"/g/{code}/?language=en", {"force": "intentie", "guess": 70}, follow=True)
    assert "Your guess: 70." in words(sent)
    assert "0 tot 100" in words(phone.post(f"/g/{code}/?language=xx", {"force": "intentie", "guess": "-"}))
    assert "Nederlands" in words(sent)


def test_a_phone_counts_once_and_its_last_guess_stands(screen):
    code = code_on(screen(GUESS))
    phones = [phone_at(code, number) for number in (10, 20, 30)]
    for number in (50, 90):
        phones[0].post(f"/g/{code}/", {"force": "intentie", "guess": number})
    assert dots_on(screen(SHOWN)) == [200, 300, 900]


def test_fewer_than_three_are_never_shown(screen):
    code = code_on(screen(GUESS))
    for number in (15, 95):
        phone_at(code, number)
    page = screen(SHOWN)
    assert dots_on(page) == []
    assert "schattingen, van" not in words(page)
    assert LEAST == 3
    phone_at(code_on(screen(GUESS)), 50)  # tried out beforehand: it begins anew, without the two
    assert dots_on(screen(SHOWN)) == []


def test_after_it_was_shown_no_guess_is_added_so_that_a_late_dot_tells_nobody(screen):
    code = code_on(screen(GUESS))
    for number in (10, 20, 30):
        phone_at(code, number)
    late = phone_at(code)
    screen(SHOWN)
    refused = late.post(f"/g/{code}/", {"force": "intentie", "guess": "77"})
    assert refused.status_code == 422
    assert "net te laat" in words(refused)
    assert "/g/" not in words(screen(GUESS))
    assert dots_on(screen(SHOWN)) == [100, 200, 300]


def test_one_force_at_a_time_is_guessed(screen):
    code = code_on(screen(GUESS))
    phone = phone_at(code)
    assert "Intentie" in words(phone.get(f"/g/{code}/"))
    assert phone.get(f"/g/{code}/", {"seen": "intentie"}).status_code == 204
    screen(SHOWN + 1)
    assert phone.get(f"/g/{code}/", {"seen": "intentie"})["HX-Refresh"] == "true"
    assert "Actie" in words(phone.get(f"/g/{code}/"))
    assert phone.post(f"/g/{code}/", {"force": "intentie", "guess": "50"}).status_code == 422
    screen(8)
    assert "Kijk naar het scherm" in words(phone.get(f"/g/{code}/"))


def test_what_is_no_guess_is_refused_and_so_is_a_form_of_another_site(screen, closed):
    code = code_on(screen(GUESS))
    phone = phone_at(code)
    assert phone.cookies["guess"]["samesite"] == "Lax"
    for nonsense in ("", "101", "-1", "veel", "5.5", "²"):
        assert phone.post(f"/g/{code}/", {"force": "intentie", "guess": nonsense}).status_code == 422
    other_site = Client(enforce_csrf_checks=True)
    refused = other_site.post(f"/g/{code}/", {"force": "intentie", "guess": "50"})
    assert "bewaart geen cookies" in words(refused)
    assert guessing_of(closed.pk).shown == {}
    for number in (10, 20):
        phone_at(code, number)
    assert dots_on(screen(SHOWN)) == []


def test_a_wrong_code_opens_nothing_and_tells_nothing_of_the_round(screen):
    code = code_on(screen(GUESS))
    page = words(Client().get(f"/g/{code}/"))
    assert "Jeugdketen" not in page
    assert "Meting" not in page
    assert Client().get("/g/bbbbbb/").status_code == 404


@pytest.mark.usefixtures("cache_in_database")
def test_there_is_room_for_so_many_phones_and_no_more(closed):
    guessing = open_guessing(closed.pk, "actie")
    assert all(guess(guessing, f"telefoon {number}", 50) for number in range(MOST_PHONES))
    assert not guess(guessing, "een te veel", 50)
    assert guess(guessing, "telefoon 0", 60)


def everything_in_the_tables():
    """Return all rows of all tables but the cache, as text."""
    rows = [model.objects.values_list() for model in apps.get_models(include_auto_created=True)]
    return str([list(found) for found in rows])


@pytest.fixture
def cache_in_database(settings):
    """The cache as an installation has it, in which two web processes see the same."""
    settings.CACHES = {"default": OURS["default"] | {"LOCATION": "cache_of_test"}}
    call_command("createcachetable", verbosity=0)


def everything_in_the_cache():
    """Return all rows of the cache, unpacked, as text."""
    return str(rows_of_the_cache())


def rows_of_the_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache_of_test")
        return [(key, pickle.loads(base64.b64decode(value))) for key, value in cursor.fetchall()]  # noqa: S301


def alone_in_the_cache(number):
    """Return the rows that hold this number by itself, other than as the place that a phone drew by lot."""
    return [key for key, value in rows_of_the_cache() if value == number and "guess-phone" not in key]


@pytest.mark.usefixtures("cache_in_database")
def test_what_was_guessed_is_in_no_table_and_gone_with_the_screen(screen, closed, anna):
    code = code_on(screen(GUESS))
    phones = [phone_at(code, number) for number in (65, 65, 65)]
    cookies = [phone.cookies["guess"].value for phone in phones]
    assert len(alone_in_the_cache(65)) == len(phones)
    for secret in (code, *cookies):
        type(closed).objects.filter(pk=closed.pk).update(title=secret)  # the canary
        assert secret in everything_in_the_tables()
        type(closed).objects.filter(pk=closed.pk).update(title="Meting")
        assert secret not in everything_in_the_tables()
        if secret != code:
            assert secret not in everything_in_the_cache()
    screen(SHOWN)
    assert alone_in_the_cache(65) == []  # in order, and no longer beside the number of a phone
    assert "[65, 65, 65]" in everything_in_the_cache()
    signed_in(anna).post(reverse("round_workshop_close", args=[closed.pk]))
    assert "guess" not in everything_in_the_cache()
    assert "65, 65" not in everything_in_the_cache()
    assert phones[0].get(f"/g/{code}/").status_code == 404


def line_of(record):
    """Return what is logged, but for how long it took, which may be any number."""
    facts = {name: value for name, value in getattr(record, "facts", {}).items() if name != "milliseconds"}
    return f"{record.getMessage()} {facts}"


def test_what_was_guessed_is_in_no_line_of_the_log(screen, closed, anna, caplog, settings):
    settings.ACCESS_LOG = True
    caplog.set_level(logging.DEBUG)
    number = next(number for number in (65, 64, 63) if number not in {closed.pk, anna.pk})  # which the log may name
    code = code_on(screen(GUESS))
    phones = [phone_at(code, number) for _phone in range(3)]
    screen(SHOWN)
    Client().get(f"/g/{code}x/")
    secrets = [code, *(phone.cookies["guess"].value for phone in phones)]
    told = "\n".join(line_of(one) for one in some(caplog.records))
    assert [one for one in secrets if one in told] == []
    assert not re.search(rf"\b{number}\b", told)
    logging.getLogger("kanarie").info("%s schatte %s", code, number)
    assert re.search(rf"{code}.*\b{number}\b", line_of(caplog.records[-1]))


def test_the_end_has_the_chain_three_steps_and_leads_to_the_plan(screen, closed, anna):
    page = screen(99)
    text = words(page)
    assert "Begin hiermee" in text
    assert page.content.decode().count("<li>") >= 3
    assert "stage-chain" in page.content.decode()
    assert "Naar het" in text
    assert code_on(screen(GUESS))
    led = signed_in(anna).post(reverse("round_workshop_close", args=[closed.pk]), {"plan": "1"})
    assert led.url == reverse("action_plan", args=[closed.partnership_id])
    assert guessing_of(closed.pk) is None


def test_nobody_but_a_coordinator_closes_a_screen(closed, chris):
    open_guessing(closed.pk, "actie")
    assert signed_in(chris).post(reverse("round_workshop_close", args=[closed.pk])).status_code == 404
    assert guessing_of(closed.pk) is not None
