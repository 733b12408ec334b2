"""Cookies that an earlier version of the site left behind: whoever is halfway at an upgrade loses nothing."""

import pytest

from .device import Device, link_of

PREFIX = "__Secure-"


@pytest.fixture
def halfway(open_round):
    """Return the second page of somebody who began before cookies had a prefix."""
    return Device().begin(link_of(open_round)).send(A1="3", A2="2")


def names_of(device):
    return {name for name, _path in device.client.jar}


def test_the_pages_open_and_the_next_choice_gets_a_cookie_with_a_prefix(halfway, settings):
    assert names_of(halfway.device) >= {"answers"}
    settings.SESSION_COOKIE_SECURE = True
    again = halfway.device.open(halfway.path)
    assert "Deel 2 van 6" in again.text
    assert "Deel 3 van 6" in again.send().text
    assert f"{PREFIX}answers" in names_of(halfway.device)


def test_the_link_leads_back_to_what_was_filled_in(halfway, settings, open_round):
    settings.SESSION_COOKIE_SECURE = True
    back = halfway.device.open(link_of(open_round))
    assert "Deel 2 van 6" in back.text
    assert back.path == halfway.path
    assert any(name.startswith(f"{PREFIX}device-") for name in names_of(halfway.device))


def test_a_form_that_was_open_is_stored_without_any_cookie(halfway, settings):
    settings.SESSION_COOKIE_SECURE = True
    halfway.device.lose_cookies()
    stored = halfway.send(V1="4")
    assert "Deel 3 van 6" in stored.text
    assert stored.send("previous").chosen == {"V1": "4"}


def test_what_is_newer_counts_before_what_is_older(halfway, settings, open_round):
    settings.SESSION_COOKIE_SECURE = True
    device = halfway.device
    device.open(halfway.path).send()
    path = next(path for name, path in device.client.jar if name == "answers")
    device.client.jar[("answers", path)] = "van een zustersite"
    assert device.open(halfway.path).status == 200


def test_taking_everything_back_takes_both_kinds_away(halfway, settings):
    settings.SESSION_COOKIE_SECURE = True
    device = halfway.device
    assert any("device-" in name for name in names_of(device))
    device.open(halfway.path).send("check").device.open(halfway.path.replace("/2/", "/withdraw/")).send("withdraw")
    assert [name for name in names_of(device) if "device-" in name] == []
