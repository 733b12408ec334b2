"""Whoever ends at a page that is not there, or not for them, finds a way on."""

import pytest
from django.test import Client

from tests.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["", "mail.test"])
def test_a_visitor_finds_the_home_page_and_how_to_get_a_link_again(settings, host):
    settings.EMAIL_HOST = host
    page = Client().get("/nergens/")
    assert page.status_code == 404
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert 'href="/"' in main
    assert ('href="/i/again/"' in main) == bool(host)


def test_a_coordinator_finds_their_partnerships(anna):
    page = signed_in(anna).get("/nergens/")
    assert page.status_code == 404
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert 'href="/partnerships/"' in main
    assert "/i/again/" not in main
