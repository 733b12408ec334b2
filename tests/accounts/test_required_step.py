"""Where a second step is required, whoever has none sets one up and can do nothing else, at any address."""

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from assessments.models import Coordinatorship, User
from collab.accounts.required_step import WAY_THERE
from tests.accounts.test_account_rights import EXPECTED as ACCOUNT_PAGES
from tests.accounts.test_second_step import ACTIVATE, sign_in, sign_in_and_show_who, turn_on
from tests.answering.device import Device, link_of
from tests.cast import PASSWORD
from tests.pages import signed_in, words
from tests.some import some
from tests.visiting import EXPECTED, addresses, stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once")]
SET_UP = "/accounts/2fa/"
BEHEER = ("", "assessments/user/", "assessments/action/", "assessments/partnership/", "erase-person/")
WITH_ARGUMENTS = {
    "account_confirm_email": ["x"],
    "account_reset_password_from_key": ["1", "x"],
    "new_address": ["x"],
    "sign_in_link": ["x"],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
    "openid_connect_login": ["sso"],
    "openid_connect_callback": ["sso"],
}


def passkey_of(user):
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "x"})


def leads_to_set_up(answer):
    return answer.status_code == 302 and answer.url == SET_UP


def test_every_address_behind_the_sign_in_leads_to_setting_it_up_and_none_does_without_the_setting(settings):
    scene = stage()
    boss = scene.people["admin"]
    Coordinatorship.objects.create(user=boss, partnership=scene.partnership, access="owner")
    browser = signed_in(boss)
    product = {name: url for name, url in addresses(scene).items() if EXPECTED[name]["anonymous"] == "sign in"}
    accounts = {
        name: reverse(name, args=WITH_ARGUMENTS.get(name, [])) for name in ACCOUNT_PAGES if name not in WAY_THERE
    }
    admin = {page: f"/beheer/{page}" for page in BEHEER}
    assert not leads_to_set_up(browser.get("/partnerships/"))
    settings.REQUIRE_SECOND_STEP = "all"
    for name, address in some((product | accounts | admin).items()):
        assert (name, leads_to_set_up(browser.get(address))) == (name, True)
        assert (name, leads_to_set_up(browser.post(address))) == (name, True)
    passkey_of(boss)
    assert not [name for name, address in some(admin.items()) if leads_to_set_up(browser.get(address))]
    assert not leads_to_set_up(browser.get("/partnerships/"))


def test_one_can_set_it_up_sign_out_and_go_on_after_it(client, anna, settings):
    settings.REQUIRE_SECOND_STEP = "all"
    assert sign_in(client).url == "/partnerships/"
    told = client.get("/partnerships/", follow=True)
    assert "Stel dit eerst in" in words(told)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(ACTIVATE).status_code == 200
    assert len(turn_on(client)) == 10
    assert client.get("/partnerships/").status_code == 200
    assert "Stel dit eerst in" not in words(client.get(SET_UP))
    other = Client()
    sign_in(other)
    assert other.post("/accounts/logout/").url == "/"


def test_one_can_choose_a_language_meanwhile(anna, settings):
    settings.REQUIRE_SECOND_STEP = "all"
    browser = signed_in(anna)
    assert browser.post("/language/", {"language": "en", "next": SET_UP}).url == SET_UP
    assert "Set this up first" in words(browser.get(SET_UP))


@pytest.mark.parametrize(("required", "coordinator", "admin"), [("", 0, 0), ("admins", 0, 1), ("all", 1, 1)])
def test_who_must(settings, anna, required, coordinator, admin):
    settings.REQUIRE_SECOND_STEP = required
    staff = User.objects.create_user("ada@voorbeeld.test", PASSWORD, is_staff=True)
    seen = [leads_to_set_up(signed_in(user).get("/partnerships/")) for user in (anna, staff)]
    assert seen == [bool(coordinator), bool(admin)]


def test_taking_it_away_brings_it_back_and_turning_it_off_too(settings, anna):
    settings.REQUIRE_SECOND_STEP = "all"
    browser = Client()
    sign_in_and_show_who(browser)
    turn_on(browser)
    assert browser.get("/partnerships/").status_code == 200
    Authenticator.objects.all().delete()
    assert leads_to_set_up(browser.get("/partnerships/"))


def test_spare_codes_alone_are_no_second_step(settings, anna):
    settings.REQUIRE_SECOND_STEP = "all"
    Authenticator.objects.create(user=anna, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert leads_to_set_up(signed_in(anna).get("/partnerships/"))


@pytest.mark.parametrize("has_one", [False, True])
def test_another_organisation_s_own_second_step_counts_where_the_setting_says_so(settings, anna, has_one):
    settings.REQUIRE_SECOND_STEP, settings.OIDC_HAS_SECOND_STEP = "all", has_one
    browser = Client()
    sign_in(browser)
    assert leads_to_set_up(browser.get("/partnerships/"))
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "socialaccount", "at": 1}]
    session.save()
    assert leads_to_set_up(browser.get("/partnerships/")) is not has_one


def test_what_a_partner_does_is_not_in_the_way(settings, open_round, anna):
    settings.REQUIRE_SECOND_STEP = "all"
    device = Device()
    device.client.force_login(anna)
    page = device.begin(link_of(open_round))
    assert page.send(A1="3").status == 200
    assert device.client.get("/privacy/").status_code == 200
