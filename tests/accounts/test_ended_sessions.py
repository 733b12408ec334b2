"""A session ends when it is not used, and at the end of the day; whoever comes back reads so and loses nothing."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.utils import timezone

from assessments.models import Partnership, User
from collab.accounts.session_store import BEGUN
from tests.admin.test_users import LIST
from tests.cast import PASSWORD, make_round
from tests.pages import filled_in, words

pytestmark = pytest.mark.django_db

LIST_PAGE = "/partnerships/"


def sign_in(user, browser=None, address="/accounts/login/", **more):
    browser = browser or Client()
    answer = browser.post(address, {"login": user.email, "password": PASSWORD, **more}, follow=True)
    assert "_auth_user_id" in browser.session
    return browser, answer


def later(**period):
    """Let this time pass for every session."""
    Session.objects.update(expire_date=F("expire_date") - timedelta(**period))


def begun_earlier(browser, **period):
    """Let somebody have signed in this much earlier."""
    session = browser.session
    session[BEGUN] -= timedelta(**period).total_seconds()
    session.save()


def is_in(browser):
    return browser.get(LIST_PAGE).status_code == 200


def ends_in_minutes():
    [end] = Session.objects.values_list("expire_date", flat=True)
    return round((end - timezone.now()).total_seconds() / 60)


def test_a_session_ends_after_an_hour_without_doing_anything(anna):
    browser, _page = sign_in(anna)
    assert browser.cookies["sessionid"]["max-age"] == ""
    for _time in range(3):
        later(minutes=59)
        assert is_in(browser)
    later(minutes=61)
    assert not is_in(browser)


def test_how_long_is_for_the_installation_to_say(anna, settings):
    settings.IDLE_MINUTES = 15
    sign_in(anna)
    assert ends_in_minutes() == 15


def test_a_session_ends_with_the_day_however_it_is_used(anna):
    browser, _page = sign_in(anna)
    begun_earlier(browser, hours=11.5)
    assert is_in(browser)
    assert ends_in_minutes() == 30
    later(minutes=31)
    assert not is_in(browser)


def test_who_asks_for_it_stays_signed_in_for_fourteen_days_and_not_longer(anna):
    browser, _page = sign_in(anna, remember="on")
    assert browser.cookies["sessionid"]["max-age"] == 14 * 24 * 60 * 60
    begun_earlier(browser, days=13)
    assert is_in(browser)
    assert ends_in_minutes() == 24 * 60
    later(days=1)
    assert not is_in(browser)


def test_an_admin_is_not_kept_signed_in(anna):
    User.objects.filter(pk=anna.pk).update(is_staff=True)
    sign_in(anna, remember="on")
    assert ends_in_minutes() == 60


def test_a_page_that_fetches_by_itself_keeps_nobody_signed_in(partnership, anna):
    browser, _page = sign_in(anna)
    round_ = make_round(partnership)
    later(minutes=30)
    browser.get(f"/rounds/{round_.pk}/response/", headers={"HX-Request": "true"})
    assert ends_in_minutes() == 30
    later(minutes=31)
    ended = browser.get(f"/rounds/{round_.pk}/response/", headers={"HX-Request": "true"})
    assert (ended.status_code, ended["HX-Refresh"], ended.content) == (204, "true", b"")


def test_a_session_that_ended_is_dead_for_good(anna):
    browser, _page = sign_in(anna)
    kept = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_in(thief)
    sign_in(anna)
    assert not is_in(thief)


def test_whoever_comes_back_is_told_and_goes_on_where_they_were(partnership, anna):
    browser, _page = sign_in(anna)
    later(minutes=61)
    address = f"/partnerships/{partnership.pk}/?page=1"
    asked = browser.get(address, follow=True)
    assert "U bent uitgelogd" in words(asked)
    _browser, page = sign_in(anna, browser, asked.redirect_chain[-1][0])
    assert page.redirect_chain[-1][0] == address


def test_whoever_was_never_signed_in_is_told_nothing_of_it(partnership):
    assert "U bent uitgelogd" not in words(Client().get(f"/partnerships/{partnership.pk}/", follow=True))


def late(browser, address, **changes):
    """Fill in a page, wait too long, and send it; return the page to sign in at."""
    fields = filled_in(browser.get(address)) | changes
    later(minutes=61)
    return browser.post(address, fields, follow=True)


def hidden(page):
    [form] = re.findall(r"<main.*</main>", page.content.decode(), re.DOTALL)
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


def test_what_was_sent_too_late_is_kept_and_sent_after_signing_in(partnership, anna):
    browser, _page = sign_in(anna)
    address = f"/partnerships/{partnership.pk}/edit/"
    asked = late(browser, address, name="Een lange & nieuwe naam", theme="Wat ik net had bedacht")
    assert "Wat u net verstuurde, is nog niet opgeslagen" in words(asked)
    assert sorted(Session.objects.values_list("expire_date", flat=True))[-1] < timezone.now() + timedelta(hours=1)
    assert Partnership.objects.get().name == "Jeugdketen Noord"
    _browser, page = sign_in(anna, browser, asked.redirect_chain[-1][0])
    assert f'action="{address}"' in page.content.decode()
    sent = browser.post(address, hidden(page))
    assert sent.status_code == 302
    found = Partnership.objects.get()
    assert (found.name, found.theme) == ("Een lange & nieuwe naam", "Wat ik net had bedacht")
    session = browser.session
    session["late_post"] |= {"at": session["late_post"]["at"] - 60 * 60}
    session.save()
    assert is_in(browser)
    assert "late_post" not in browser.session, "it is kept for an hour"
    assert "niets meer dat wacht" in words(browser.get("/accounts/late/", follow=True))


def test_what_was_sent_too_late_is_for_who_typed_it_alone(partnership, anna, chris):
    browser, _page = sign_in(anna)
    asked = late(browser, f"/partnerships/{partnership.pk}/edit/", name="Geheim plan")
    _browser, page = sign_in(chris, browser, asked.redirect_chain[-1][0])
    assert "Geheim plan" not in page.content.decode()
    cache.clear()


def test_what_is_too_large_to_be_kept_is_told_to_whoever_was_signed_out(partnership, anna):
    browser, _page = sign_in(anna)
    address = f"/partnerships/{partnership.pk}/participants/import/"
    later(minutes=61)
    told = browser.post(address, {"pasted": "x" * 70_000})
    assert told.status_code == 413
    assert "U bent uitgelogd" in words(told)
    assert "niet opgeslagen" in words(told)
    assert "te groot om te bewaren" in words(told)
    [link] = re.findall(r'href="(/accounts/login/\?next=[^"]+)"', told.content.decode())
    _browser, page = sign_in(anna, browser, link)
    assert page.redirect_chain[-1][0] == address
    stranger = Client().post(address, {"pasted": "x" * 70_000})
    assert (stranger.status_code, "U bent uitgelogd" in words(stranger)) == (413, False)


def test_what_was_sent_after_signing_out_in_another_window_is_kept_too(partnership, anna):
    browser, _page = sign_in(anna)
    address = f"/partnerships/{partnership.pk}/edit/"
    fields = filled_in(browser.get(address)) | {"name": "Een lange naam"}
    browser.post("/accounts/logout/")
    assert "sessionid" not in browser.cookies or not browser.cookies["sessionid"].value
    asked = browser.post(address, fields, follow=True)
    assert "Wat u net verstuurde, is nog niet opgeslagen" in words(asked)
    _browser, page = sign_in(anna, browser, asked.redirect_chain[-1][0])
    assert browser.post(address, hidden(page)).status_code == 302
    assert Partnership.objects.get().name == "Een lange naam"


OLD_TOKEN = "a" * 64
ORIGIN = "http://testserver"


def sent_from_an_old_page(browser, address, fields, origin=ORIGIN):
    """Send a page that was opened before somebody signed in again in another window."""
    return browser.post(address, fields | {"csrfmiddlewaretoken": OLD_TOKEN}, headers={"origin": origin})


def test_what_was_filled_in_before_signing_in_again_elsewhere_is_sent_from_the_page_that_refuses_it(partnership, anna):
    browser, _page = sign_in(anna, Client(enforce_csrf_checks=False))
    address = f"/partnerships/{partnership.pk}/edit/?from=list"
    fields = filled_in(browser.get(address)) | {"name": "Naam & nog iets", "theme": "Regel een\nen twee"}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(browser.cookies)
    strict.get(address)
    told = sent_from_an_old_page(strict, address, fields)
    assert told.status_code == 403
    assert f"als {anna.email}" in words(told)
    assert f'action="{address}"' in told.content.decode()
    kept = hidden(told)
    assert (kept["name"], kept["theme"]) == ("Naam & nog iets", "Regel een\nen twee")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', told.content.decode())[-1]
    sent = strict.post(address, kept | {"csrfmiddlewaretoken": token}, headers={"origin": ORIGIN})
    assert sent.status_code == 302
    assert Partnership.objects.get().name == "Naam & nog iets"


def test_what_another_site_sent_is_not_offered_to_be_sent_again(partnership, anna):
    browser, _page = sign_in(anna)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(browser.cookies)
    for origin in ("https://elders.test", "null"):
        told = sent_from_an_old_page(strict, f"/partnerships/{partnership.pk}/edit/", {"name": "Van elders"}, origin)
        assert told.status_code == 403
        assert "Van elders" not in told.content.decode()


def test_whoever_is_not_signed_in_can_copy_what_they_filled_in(partnership):
    told = sent_from_an_old_page(
        Client(enforce_csrf_checks=True),
        f"/partnerships/{partnership.pk}/edit/",
        {"name": "Een <lange> naam", "v": "12"},
    )
    assert told.status_code == 403
    assert re.findall(r"<textarea[^>]*readonly>(.*)</textarea>", told.content.decode()) == ["Een &lt;lange&gt; naam"]
    fields = {"name": "een naam", "password": "een geheime zin"}
    told = sent_from_an_old_page(Client(enforce_csrf_checks=True), f"/partnerships/{partnership.pk}/edit/", fields)
    assert re.findall(r"<textarea[^>]*readonly>(.*)</textarea>", told.content.decode()) == ["een naam"]


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/reauthenticate/"])
def test_an_old_page_of_an_account_sends_nothing_again(anna, address):
    browser, _page = sign_in(anna, Client(enforce_csrf_checks=False))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(browser.cookies)
    strict.get("/partnerships/")
    told = sent_from_an_old_page(strict, address, {"login": "een naam van iemand", "code": "123 456", "password": "x"})
    assert told.status_code == 403
    assert "123 456" not in told.content.decode()
    assert "een naam van iemand" not in told.content.decode()


def test_passwords_are_not_kept(anna):
    ada = User.objects.create_superuser("ada@voorbeeld.test", PASSWORD, name="Ada")
    browser, _page = sign_in(ada)
    fields = {
        "email": anna.email,
        "name": "Anna B",
        "is_active": "on",
        "password1": "geheim 12",
        "password2": "geheim 12",
    }
    later(minutes=61)
    asked = browser.post(f"{LIST}{anna.pk}/change/", fields, follow=True)
    _browser, page = sign_in(ada, browser, asked.redirect_chain[-1][0])
    assert hidden(page) == {"email": anna.email, "name": "Anna B", "is_active": "on"}


def test_what_a_script_sent_for_a_form_leaves_the_form_as_it_is(partnership, anna):
    browser, _page = sign_in(anna)
    later(minutes=61)
    answer = browser.post(f"/partnerships/{partnership.pk}/edit/", {}, headers={"HX-Request": "true"})
    assert (answer.status_code, "HX-Refresh" in answer) == (204, False)
