"""A passkey in a real browser: added with a name, used instead of the password and beside it, renamed and removed."""

import re

import pytest
from playwright.sync_api import expect

from .watching import sign_in


@pytest.fixture
def device():
    """Give a window a security chip that says yes at once."""

    def plug_in(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return session, made["authenticatorId"]

    return plug_in


def sign_out(page):
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def show_again(page, password):
    if "reauthenticate" in page.url:
        page.locator("[name=password]").fill(password)
        page.locator("main button[type=submit]").click()


def add(page, name, password):
    """Add a passkey and return a spare code."""
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Een passkey toevoegen").click()
    show_again(page, password)
    page.get_by_label("Naam van deze passkey").fill(name)
    page.get_by_role("button", name="Een passkey toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw reservecodes")
    return page.locator("ul.codes code").first.inner_text()


def rename_and_remove(page, old, new, password):
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name=re.compile(f"Naam wijzigen.*{old}")).click()
    show_again(page, password)
    page.get_by_label("Naam van deze passkey").fill(new)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name=re.compile(f"Verwijderen.*{new}")).click()
    page.get_by_role("button", name="Passkey verwijderen").click()
    expect(page.get_by_text("U hebt nog geen passkey.")).to_be_visible()


def test_a_passkey_is_added_used_renamed_and_removed(site, visit, device):
    page = visit()
    session, authenticator = device(page)
    sign_in(page, site, "admin")
    _address, password = site.sign_in_of("admin")
    spare = add(page, "Mijn laptop", password)

    sign_out(page)
    page.goto("/accounts/login/?next=/beheer/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url(f"{site.address}/beheer/")

    page.goto("/partnerships/")
    sign_out(page)
    sign_in(page, site, "admin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    page.get_by_role("button", name="Een passkey gebruiken").click()
    page.wait_for_url(f"{site.address}/partnerships/")

    sign_out(page)
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    sign_in(page, site, "admin")
    page.locator("[name=code]").fill(spare)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(f"{site.address}/partnerships/")

    rename_and_remove(page, "Mijn laptop", "Oude laptop", password)
    sign_out(page)
    sign_in(page, site, "admin")
    page.wait_for_url(f"{site.address}/partnerships/")


def test_a_device_that_does_not_know_who_it_is_leads_to_a_sentence(visit, device):
    page = visit()
    device(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.locator("[data-passkey-said]")).to_contain_text("Probeer het opnieuw")
    expect(page.get_by_role("button", name="Inloggen met een passkey")).to_be_enabled()


def test_without_javascript_the_page_says_what_is_needed(visit):
    page = visit(java_script_enabled=False)
    page.goto("/accounts/login/")
    expect(page.get_by_text("Daarvoor is JavaScript nodig")).to_be_visible()
    expect(page.get_by_role("button", name="Inloggen met een passkey")).to_have_count(0)
