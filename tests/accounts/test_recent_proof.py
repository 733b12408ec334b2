"""Before something that matters one shows once more who one is, unless one has just done so."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from assessments.models import Coordinatorship, Partnership, User
from assessments.models.choices import Access
from tests.admin.test_users import LIST
from tests.cast import PASSWORD, make_round
from tests.pages import signed_in, signed_in_long_ago
from tests.some import some

pytestmark = pytest.mark.django_db


def doors(partnership):
    """Return what asks for it: each address with its fields, None to look."""
    round_ = make_round(partnership)
    at = f"/partnerships/{partnership.pk}/"
    chris = {"email": "chris@voorbeeld.test", "access": "owner", "invite": "1"}
    return [
        *((f"/rounds/{round_.pk}/links/", None), (f"/rounds/{round_.pk}/sheet/", None), (f"{at}coordinators/", None)),
        (f"/rounds/{round_.pk}/links/", {"renew": str(round_.invitations.first().pk)}),
        *((f"{at}coordinators/", chris), (f"{at}coordinators/", {"leave": "1"})),
        *((f"{at}export/", {}), (f"{at}delete/", None), (f"{at}delete/", {"name": partnership.name})),
    ]


def seen(browser, address, fields):
    return browser.get(address) if fields is None else browser.post(address, fields)


def test_links_files_rights_and_deleting_ask_who_it_is(partnership, anna, bas):
    Coordinatorship.objects.filter(user=bas).update(access=Access.OWNER)
    for address, fields in some(doors(partnership)):
        answer = seen(signed_in_long_ago(anna), address, fields)
        assert (address, answer.status_code) == (address, 302)
        assert answer.url.startswith("/accounts/reauthenticate/?next=")
    assert partnership.coordinatorships.count() == 2
    for address, fields in some(one for one in doors(partnership) if one[1] != {"leave": "1"}):
        answer = seen(signed_in(anna), address, fields)
        assert not answer.headers.get("Location", "").startswith("/accounts/")
    assert not Partnership.objects.exists()


def test_other_pages_do_not_ask(partnership, anna, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    browser = signed_in_long_ago(anna)
    for page in ("", "coordinators/", "participants/", "edit/", "export/"):
        assert browser.get(f"/partnerships/{partnership.pk}/{page}").status_code == 200


def test_a_proof_lasts_a_quarter_of_an_hour(partnership, anna, monkeypatch):
    browser, address = Client(), f"/rounds/{make_round(partnership).pk}/links/"
    browser.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    now = time.time()
    for minutes, status in ((14, 200), (16, 302)):
        monkeypatch.setattr("time.time", lambda minutes=minutes: now + minutes * 60)
        assert browser.get(address).status_code == status
    again = browser.post(browser.get(address).url, {"password": PASSWORD})
    assert again.url == address
    assert browser.get(address).status_code == 200


def test_what_was_posted_too_late_is_done_after_the_password_also_with_a_query(anna):
    """The list of users is filtered by its address, and its button posts to that."""
    ada = User.objects.create_superuser("ada@voorbeeld.test", PASSWORD, name="Ada")
    new = User.objects.create_user("dirk@voorbeeld.test", None, name="Dirk")
    browser = signed_in_long_ago(ada)
    fields = {"action": "hand_out_first_link", "_selected_action": [new.pk]}
    asked = browser.post(f"{LIST}?q=dirk&is_active__exact=1", fields)
    onwards = parse_qs(urlsplit(asked.url).query)["next"][0]
    done = browser.post(asked.url, {"password": PASSWORD, "next": onwards}, follow=True)
    assert "/accounts/password/reset/key/" in done.content.decode()
    assert done.redirect_chain[-1][0].endswith("?q=dirk&is_active__exact=1")


def test_a_page_with_a_query_is_shown_after_the_password(partnership, anna):
    address = f"/rounds/{make_round(partnership).pk}/links/?q=Persoon"
    browser = signed_in_long_ago(anna)
    asked = browser.get(address)
    onwards = parse_qs(urlsplit(asked.url).query)["next"][0]
    assert browser.post(asked.url, {"password": PASSWORD, "next": onwards}).url == address


def test_who_signs_in_at_another_organisation_signs_in_there_again(partnership, anna):
    User.objects.filter(pk=anna.pk).update(password="!")
    anna.refresh_from_db()
    address = f"/rounds/{make_round(partnership).pk}/links/"
    assert signed_in(anna).get(address).status_code == 200
    browser = signed_in_long_ago(anna)
    assert browser.get(address).url == f"/accounts/login/?next={address}"
    assert browser.get("/partnerships/").status_code == 302
