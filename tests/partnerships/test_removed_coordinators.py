"""Whoever was removed does not come back through an invitation of their own, nor through links that they saw."""

import pytest
from django.test import Client

from assessments.models import AuditEntry, CoordinatorInvitation, Coordinatorship, Mail, User
from assessments.models.choices import Access, State
from assessments.services.mail.links import coordinator_invitation_url
from tests.admin.conftest import with_proof
from tests.admin.test_users import LIST, change
from tests.answering.device import link_of
from tests.cast import PASSWORD, make_partnership, make_round
from tests.pages import signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(partnership, bas):
    Coordinatorship.objects.filter(user=bas).update(access=Access.OWNER)
    return f"/partnerships/{partnership.pk}/coordinators/"


def invite(user, page, email):
    signed_in(user).post(page, {"invite": "1", "email": email, "access": "owner"})
    return CoordinatorInvitation.objects.get(email=email)


@pytest.mark.parametrize("button", ["remove", "reader"])
def test_the_invitations_of_who_is_removed_or_made_a_reader_die_with_it(page, partnership, anna, bas, chris, button):
    link = coordinator_invitation_url(invite(bas, page, "bas.thuis@elders.test"))
    other = invite(anna, page, "dirk@voorbeeld.test")
    elsewhere = make_partnership(bas, name="Elders")
    kept = invite(bas, f"/partnerships/{elsewhere.pk}/coordinators/", "eva@voorbeeld.test")
    assert signed_in(chris).get(link).status_code == 200
    signed_in(anna).post(page, {button: Coordinatorship.objects.get(user=bas, partnership=partnership).pk})
    assert signed_in(chris).get(link).status_code == 404
    assert signed_in(chris).post(link).status_code == 404
    assert set(CoordinatorInvitation.objects.all()) == {other, kept}


def leaves_by_a_button(button):
    def leave(anna, bas, partnership):
        page = f"/partnerships/{partnership.pk}/coordinators/"
        own = Coordinatorship.objects.get(user=bas, partnership=partnership).pk
        told = signed_in(anna).post(page, {button: own}, follow=True)
        assert "De uitnodigingen hieronder hebben een nieuwe link" in words(told)

    return leave


def leaves_by_himself(anna, bas, partnership):
    signed_in(bas).post(f"/partnerships/{partnership.pk}/coordinators/", {"leave": "1"})


def may_not_sign_in(anna, bas, partnership):
    change(admin(), bas, is_active="")


def is_deleted(anna, bas, partnership):
    admin().post(f"{LIST}{bas.pk}/delete/", {"post": "yes"})


def is_erased(anna, bas, partnership):
    admin().post("/beheer/erase-person/", {"email": bas.email, "erase": "1"})


def admin():
    return with_proof(Client(), User.objects.create_user("ada@voorbeeld.test", PASSWORD, name="Ada", is_staff=True))


WAYS_OUT = [
    *(leaves_by_a_button("remove"), leaves_by_a_button("reader"), leaves_by_himself),
    *(may_not_sign_in, is_deleted, is_erased),
]


@pytest.mark.parametrize("goes", WAYS_OUT)
def test_a_link_that_an_owner_saw_or_made_is_worth_nothing_once_they_are_gone(
    page, partnership, anna, bas, chris, goes
):
    theirs = coordinator_invitation_url(invite(anna, page, "dirk@voorbeeld.test"))
    own = coordinator_invitation_url(invite(bas, page, "bas.thuis@elders.test"))
    assert theirs in signed_in(bas).get(page).content.decode()
    goes(anna, bas, partnership)
    for link in (theirs, own):
        assert signed_in(chris).get(link).status_code == 404
        assert Client().get(link).status_code == 404
    [left] = CoordinatorInvitation.objects.all()
    new = coordinator_invitation_url(left)
    assert new in signed_in(anna).get(page).content.decode()
    assert Client().get(new).status_code == 200


def test_a_link_that_came_by_mail_stays_since_no_owner_saw_it(page, partnership, anna, bas, chris, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    link = coordinator_invitation_url(invite(anna, page, "dirk@voorbeeld.test"))
    assert link not in signed_in(bas).get(page).content.decode()
    signed_in(anna).post(page, {"remove": Coordinatorship.objects.get(user=bas, partnership=partnership).pk})
    assert signed_in(chris).get(link).status_code == 200


def test_a_session_from_before_is_dead_when_somebody_may_sign_in_again(partnership, bas):
    browser, boss = Client(), admin()
    browser.post("/accounts/login/", {"login": bas.email, "password": PASSWORD})
    assert browser.get(f"/partnerships/{partnership.pk}/").status_code == 200
    change(boss, bas, is_active="")
    change(boss, bas, is_active="on")
    assert browser.get(f"/partnerships/{partnership.pk}/").status_code == 302


def test_all_links_of_open_rounds_are_renewed_and_those_of_others_are_not(page, partnership, anna, bas, chris):
    opened = make_round(partnership)
    theirs = make_round(make_partnership(chris, name="Van Chris"), n_participants=2)
    before, of_others = link_of(opened), link_of(theirs)
    assert Client().get(before).status_code == 302
    owner = signed_in(anna)
    assert "Alle persoonlijke links vernieuwen" in words(owner.get(page))
    told = owner.post(page, {"renew_links": "1"}, follow=True)
    assert "6 persoonlijke links zijn nieuw." in words(told)
    assert Client().get(before).status_code == 404
    assert Client().get(link_of(opened)).status_code == 302
    assert Client().get(of_others).status_code == 302
    assert AuditEntry.objects.filter(action="renewed", round=opened).count() == 1


def test_new_links_go_by_mail_where_links_do(page, partnership, anna, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    make_round(partnership)
    signed_in(anna).post(page, {"renew_links": "1"})
    assert Mail.objects.exclude(kind="coordinator").count() == 6


def test_without_an_open_round_and_for_readers_there_is_nothing_to_renew(page, partnership, anna, bas):
    assert "Alle persoonlijke links vernieuwen" not in words(signed_in(anna).get(page))
    opened = make_round(partnership)
    Coordinatorship.objects.filter(user=bas).update(access=Access.READER)
    assert signed_in(bas).post(page, {"renew_links": "1"}).status_code == 404
    assert Client().get(link_of(opened)).status_code == 302
    opened.state = State.CLOSED
    opened.save()
    assert "Alle persoonlijke links vernieuwen" not in words(signed_in(anna).get(page))
