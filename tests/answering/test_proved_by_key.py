"""Pages exempt from Django's CSRF protection are protected by a key that only our own forms carry."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from assessments.models.answers import Response

from .device import Device, everything, link_of, open_link_of

PROVED_BY_KEY = {
    "answer_start",
    "answer_resume",
    "answer_code",
    "answer_replace",
    "answer_page",
    "answer_check",
    "answer_sent",
    "answer_withdraw",
    "answer_copy",
    "answer_copy_file",
}
PROVED_BY_LINK = {"unsubscribe", "replace_by_mail", "withdraw_by_mail"}
CHANGING_NOTHING = {"code", "mangled_link"}
"""They lead on to a link, whose own page asks for its proof."""
PROVED_BY_COOKIE = {"guess"}
"""A guess counts only with a cookie that browsers send along with no form of another site."""
WHAT_A_FORM_MAY_SAY = {"A1": "5", "role": "bestuurder", "code": "AAAAAA", "email": "a@voorbeeld.test", "clear": "A2"}


def all_patterns(resolver):
    """Yield the pattern of every page of the site."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from all_patterns(one)
        else:
            yield one


def exempt_pages():
    """Return the name of every page that does without Django's protection."""
    return {one.name for one in all_patterns(get_resolver()) if getattr(one.callback, "csrf_exempt", False)}


def address_of(name):
    response_id = Response.objects.get().pk
    more = {"answer_page": [1], "answer_copy_file": ["json"]}
    return reverse(name, args=[response_id, *more.get(name, [])])


def strict(device):
    """Return a client with the cookies of this device that is guarded as a browser is."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.load({name: value for (name, _path), value in device.client.jar.items()})
    return client


@pytest.fixture
def page(open_round):
    """Return the first page of somebody who answered and sent."""
    device = Device().begin(link_of(open_round)).send("check", A1="3", A2="2").send("send").device
    return device.open(address_of("answer_page"))


def test_no_other_page_does_without_djangos_protection():
    assert exempt_pages() == PROVED_BY_KEY | PROVED_BY_LINK | PROVED_BY_COOKIE | CHANGING_NOTHING


@pytest.mark.parametrize("go", ["next", "previous", "send", "withdraw"])
@pytest.mark.parametrize("name", sorted(PROVED_BY_KEY))
def test_a_form_without_the_key_is_refused_even_with_every_cookie(page, name, go):
    before = everything()
    refused = strict(page.device).post(address_of(name), WHAT_A_FORM_MAY_SAY | {"go": go})
    assert refused.status_code == 403
    assert "Open uw link opnieuw" in refused.content.decode()
    assert everything() == before


@pytest.mark.parametrize("name", sorted(PROVED_BY_KEY))
def test_a_form_with_the_key_needs_no_cookie(page, name):
    posted = Client(enforce_csrf_checks=True).post(address_of(name), {"key": page.form.fields["key"], "go": "previous"})
    assert posted.status_code in {200, 302, 422}


@pytest.mark.parametrize(
    "said",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://zuster.voorbeeld.test"},
        {"origin": "http://testserver.elders.test"},
        {"origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_a_key(page, said):
    fields = {"key": page.form.fields["key"], "go": "withdraw", "A1": "5"}
    before = everything()
    for name in ("answer_page", "answer_withdraw"):
        refused = Client(enforce_csrf_checks=True).post(address_of(name), fields, headers=said)
        assert refused.status_code == 403
        assert set(refused.cookies) <= {"csrftoken"}
    assert everything() == before


@pytest.mark.parametrize("origin", ["http://testserver", "http://localhost:8000"])
def test_a_form_from_our_own_page_is_not(page, origin):
    fields = {"key": page.form.fields["key"], "go": "next"}
    said = {"origin": origin, "sec-fetch-site": "same-origin"}
    assert Client(enforce_csrf_checks=True).post(address_of("answer_page"), fields, headers=said).status_code == 302


def test_a_link_against_mail_that_is_not_ours_is_refused(page):
    before = everything()
    assert Client(enforce_csrf_checks=True).post(reverse("unsubscribe", args=["1-AAAAAAAAAAAA"])).status_code == 404
    assert everything() == before


def test_what_leads_on_to_a_link_changes_nothing(page, open_round):
    link = link_of(open_round)
    open_link_of(open_round)
    before, browser = everything(), Client(enforce_csrf_checks=True)
    for address in (f"{link.rstrip('/')})", f"/I{link[2:]}", "/U/1-AAAAAAAAAAAA"):
        assert browser.post(address, {"go": "send", "back": "1", **WHAT_A_FORM_MAY_SAY}).status_code == 404
    assert browser.post("/m/", {"code": open_round.join_code, "go": "send"}).status_code == 302
    assert everything() == before
