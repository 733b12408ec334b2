"""Who coordinates: owners invite, change and remove; everyone may leave, but there is always an owner."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.links import coordinator_token, invitation_token
from assessments.models import AuditEntry, CoordinatorInvitation, Coordinatorship, Mail, User
from assessments.models.choices import Access
from assessments.services.coordinators import CoordinatorGoneError, LastOwnerError, change_access, remove_coordinator
from assessments.services.mail.links import coordinator_invitation_url
from tests.pages import errors, signed_in, words
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(partnership):
    return f"/partnerships/{partnership.pk}/coordinators/"


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def access_of(user, partnership):
    found = Coordinatorship.objects.filter(user=user, partnership=partnership).first()
    return found and found.access


def number_of(user, partnership):
    return Coordinatorship.objects.get(user=user, partnership=partnership).pk


def invite(user, page, email="dirk@voorbeeld.test", access="reader"):
    return signed_in(user).post(page, {"invite": "1", "email": email, "access": access})


def test_an_owner_sees_everyone_with_buttons_and_a_reader_the_names_alone(page, anna, bas):
    invite(anna, page)
    seen = signed_in(anna).get(page).content.decode()
    assert "bas@voorbeeld.test" in seen
    assert 'name="remove"' in seen
    assert "dirk@voorbeeld.test" in seen
    read = signed_in(bas).get(page).content.decode()
    assert "Anna" in read
    assert "@voorbeeld.test" not in read
    assert "/c/" not in read
    assert [
        name for name in ("invite", "owner", "reader", "remove", "again", "take_back") if f'name="{name}"' in read
    ] == []
    assert 'name="leave"' in read


def test_an_owner_changes_access_and_removes(page, partnership, anna, bas):
    owner, number = signed_in(anna), number_of(bas, partnership)
    assert "Bas is nu eigenaar." in words(owner.post(page, {"owner": number}, follow=True))
    assert access_of(bas, partnership) == Access.OWNER
    owner.post(page, {"reader": number})
    assert access_of(bas, partnership) == Access.READER
    owner.post(page, {"remove": number})
    assert access_of(bas, partnership) is None
    assert signed_in(bas).get(page).status_code == 404
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"coordinators"}
    assert AuditEntry.objects.count() == 3


def test_a_reader_changes_nothing_but_may_leave(page, partnership, anna, bas):
    reader = signed_in(bas)
    for button in ("owner", "reader", "remove"):
        assert reader.post(page, {button: number_of(anna, partnership)}).status_code == 404
        assert reader.post(page, {button: number_of(bas, partnership)}).status_code == 404
    assert reader.post(page, {"invite": "1", "email": "dirk@voorbeeld.test", "access": "owner"}).status_code == 404
    assert (access_of(anna, partnership), access_of(bas, partnership)) == (Access.OWNER, Access.READER)
    assert not CoordinatorInvitation.objects.exists()
    left = reader.post(page, {"leave": "1"}, follow=True)
    assert "U ziet de uitslagen van Jeugdketen Noord niet meer." in words(left)
    assert access_of(bas, partnership) is None


def test_the_last_owner_cannot_leave_be_removed_or_become_reader(page, partnership, anna, bas):
    owner, number = signed_in(anna), number_of(anna, partnership)
    assert "U bent de enige eigenaar." in words(owner.get(page))
    for fields in ({"leave": "1"}, {"remove": number}, {"reader": number}):
        assert "eigenaar" in words(owner.post(page, fields, follow=True))
        assert access_of(anna, partnership) == Access.OWNER
    owner.post(page, {"owner": number_of(bas, partnership)})
    owner.post(page, {"leave": "1"})
    assert access_of(anna, partnership) is None


def test_numbers_of_another_partnership_or_none_at_all_do_nothing(page, partnership, anna, chris):
    other = Coordinatorship.objects.create(user=chris, partnership=_other(chris), access=Access.OWNER)
    owner = signed_in(anna)
    for fields in ({"remove": other.pk}, {"remove": "x"}, {"again": "7" * 30}, {"take_back": "-1"}, {"nothing": "1"}):
        assert owner.post(page, fields).status_code == 404
    assert Coordinatorship.objects.filter(pk=other.pk).exists()


def _other(chris):
    from assessments.models import Partnership

    return Partnership.objects.create(name="Een ander verband")


@pytest.mark.parametrize("access", [Access.OWNER, Access.READER])
def test_nobody_becomes_anything_who_left_at_that_moment(partnership, anna, bas, access):
    coordinatorship = Coordinatorship.objects.get(partnership=partnership, user=bas)
    remove_coordinator(coordinatorship, by=bas, now=timezone.now())
    n_entries = AuditEntry.objects.count()
    with pytest.raises(CoordinatorGoneError):
        change_access(coordinatorship, access, by=anna, now=timezone.now())
    assert AuditEntry.objects.count() == n_entries


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one(partnership, anna, bas):
    Coordinatorship.objects.filter(user=bas).update(access=Access.OWNER)
    both = list(Coordinatorship.objects.select_related("partnership"))
    start = threading.Barrier(2, timeout=PATIENCE)

    def leave(one):
        try:
            start.wait()
            remove_coordinator(one, by=one.user, now=timezone.now())
        except LastOwnerError:
            return "stays"
        finally:
            connection.close()
        return "left"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, both)) == ["left", "stays"]
    assert Coordinatorship.objects.count() == 1


def test_mistakes_in_an_invitation_are_told_where_they_are(page, anna, bas):
    empty = signed_in(anna).post(page, {"invite": "1"})
    assert empty.status_code == 422
    assert [target for target, _words in errors(empty)] == ["id_email", "id_access_0"]
    assert errors(invite(anna, page, "geen adres"))[0][0] == "id_email"
    assert "heeft al toegang" in errors(invite(anna, page, "BAS@voorbeeld.test"))[0][1]
    invite(anna, page)
    again = invite(anna, page, "Dirk@voorbeeld.test")
    assert "al uitgenodigd" in errors(again)[0][1]
    assert 'value="Dirk@voorbeeld.test"' in again.content.decode()
    for number in range(19):
        invite(anna, page, f"wie{number}@voorbeeld.test")
    assert "Trek er eerst een in" in errors(invite(anna, page, "te.veel@voorbeeld.test"))[0][1]


@pytest.mark.usefixtures("mail_server")
def test_where_there_is_mail_the_link_is_mailed_and_not_shown(page, anna):
    told = signed_in(anna).post(page, {"invite": "1", "email": "dirk@voorbeeld.test", "access": "owner"}, follow=True)
    assert "krijgt binnen een paar minuten een mail" in words(told)
    assert "/c/" not in told.content.decode()
    [mail] = Mail.objects.all()
    assert (mail.kind, mail.coordinator_invitation.email) == ("coordinator", "dirk@voorbeeld.test")
    signed_in(anna).post(page, {"again": mail.coordinator_invitation_id})
    assert Mail.objects.count() == 2


def test_without_mail_the_link_is_there_to_copy_and_no_mail_waits(page, anna):
    invite(anna, page)
    [invitation] = CoordinatorInvitation.objects.all()
    seen = signed_in(anna).get(page).content.decode()
    assert f'value="{coordinator_invitation_url(invitation)}"' in seen
    assert "Deze installatie verstuurt geen mail." in seen
    assert not Mail.objects.exists()


def test_a_new_link_kills_the_old_one_and_taking_back_kills_both(page, anna, client):
    invite(anna, page)
    [invitation] = CoordinatorInvitation.objects.all()
    old = coordinator_invitation_url(invitation)
    signed_in(anna).post(page, {"again": invitation.pk})
    invitation.refresh_from_db()
    new = coordinator_invitation_url(invitation)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    signed_in(anna).post(page, {"take_back": invitation.pk})
    gone = client.get(new)
    assert gone.status_code == 404
    assert "Deze uitnodiging werkt niet meer" in words(gone)


def opened(partnership, anna, email="dirk@voorbeeld.test", access="reader", **fields):
    return CoordinatorInvitation.objects.create(
        partnership=partnership,
        email=email,
        access=access,
        invited_by=anna,
        **{"created_at": timezone.now(), **fields},
    )


def test_looking_at_a_link_changes_nothing_and_says_who_invites_for_what(partnership, anna, client):
    link = coordinator_invitation_url(opened(partnership, anna))
    for look in (client.get, client.head, client.get):
        assert look(link).status_code == 200
    seen = words(client.get(link))
    assert "Anna nodigt u uit om de uitslagen van Jeugdketen Noord te lezen." in seen
    assert "dirk@voorbeeld.test" in seen
    assert CoordinatorInvitation.objects.count() == 1
    assert not User.objects.filter(email="dirk@voorbeeld.test").exists()
    assert not client.session.keys()


def test_whoever_has_no_account_makes_one_with_the_address_of_the_invitation(partnership, anna, client):
    link = coordinator_invitation_url(opened(partnership, anna))
    refused = client.post(link, {"name": "", "password1": "kort", "password2": "anders"})
    assert refused.status_code == 422
    assert "Vul uw naam in." in words(refused)
    refused = client.post(link, {"name": "Dirk", "password1": "kort", "password2": "kort"})
    assert "minstens 12 tekens" in words(refused)
    assert 'value="Dirk"' in refused.content.decode()
    fields = {"name": "Dirk", "email": "kaper@elders.test", "password1": "vier losse woorden hier"}
    joined = client.post(link, fields | {"password2": fields["password1"]}, follow=True)
    assert joined.redirect_chain[-1][0] == f"/partnerships/{partnership.pk}/"
    dirk = User.objects.get(email="dirk@voorbeeld.test")
    assert dirk.check_password(fields["password1"])
    assert not dirk.is_staff
    assert access_of(dirk, partnership) == Access.READER
    assert "Jeugdketen Noord" in words(client.get("/partnerships/"))
    assert client.get(link).status_code == 404
    assert "Dirk" in words(signed_in(anna).get(f"/partnerships/{partnership.pk}/"))


def test_a_link_that_came_by_mail_proves_the_address_and_one_that_was_handed_on_does_not(partnership, anna, settings):
    from django.test import Client

    for email, host in (("dirk@voorbeeld.test", "mail.voorbeeld.test"), ("eva@voorbeeld.test", "")):
        settings.EMAIL_HOST = host
        fields = {"name": "X", "password1": "vier losse woorden hier", "password2": "vier losse woorden hier"}
        Client().post(coordinator_invitation_url(opened(partnership, anna, email)), fields)
        [address] = User.objects.get(email=email).emailaddress_set.all()
        assert (address.email, address.verified) == (email, bool(host))


def test_whoever_has_an_account_signs_in_and_comes_back_to_accept(partnership, anna, chris, client):
    link = coordinator_invitation_url(opened(partnership, anna, "Chris@voorbeeld.test", "owner"))
    seen = client.get(link)
    path = link.removeprefix("http://localhost:8000")
    assert f"/accounts/login/?next={path}" in seen.content.decode()
    assert client.post(link, {"name": "X", "password1": "vier losse woorden hier"}).status_code == 200
    assert access_of(chris, partnership) is None
    browser = signed_in(chris)
    assert "De uitnodiging aannemen" in words(browser.get(link))
    assert "Welkom." in words(browser.post(link, follow=True))
    assert access_of(chris, partnership) == Access.OWNER
    assert browser.post(link).status_code == 404


def test_another_account_must_say_so_explicitly(partnership, anna, chris):
    link = coordinator_invitation_url(opened(partnership, anna))
    browser = signed_in(chris)
    assert "Deze uitnodiging is voor dirk@voorbeeld.test. U bent ingelogd als chris@voorbeeld.test." in words(
        browser.get(link)
    )
    refused = browser.post(link)
    assert refused.status_code == 422
    assert errors(refused) == [("id_agreed", "Vink aan dat u met dit account wilt aannemen.")]
    assert access_of(chris, partnership) is None
    browser.post(link, {"agreed": "on"})
    assert access_of(chris, partnership) == Access.READER


def test_accepting_never_takes_rights_away(partnership, anna, bas):
    signed_in(anna).post(coordinator_invitation_url(opened(partnership, bas, "anna@voorbeeld.test")))
    signed_in(bas).post(coordinator_invitation_url(opened(partnership, anna, "bas@voorbeeld.test", "owner")))
    assert (access_of(anna, partnership), access_of(bas, partnership)) == (Access.OWNER, Access.OWNER)
    assert not CoordinatorInvitation.objects.exists()


def test_old_wrong_and_borrowed_links_get_a_friendly_page(partnership, anna, client):
    old = opened(partnership, anna, created_at=timezone.now() - timedelta(days=31))
    fresh = opened(partnership, anna, "eva@voorbeeld.test")
    tokens = [
        coordinator_token(old.pk, 1),
        coordinator_token(fresh.pk, 2),
        invitation_token(fresh.pk, 1),
        f"{fresh.pk}-x",
        "geen-link",
        "é",
        f"{'9' * 30}-x",
    ]
    for token in tokens:
        for answer in (client.get(f"/c/{token}/"), client.post(f"/c/{token}/", {"name": "X"})):
            assert answer.status_code == 404
            assert "Deze uitnodiging werkt niet meer" in words(answer)


def test_the_page_costs_the_same_for_thirty_coordinators_and_twenty_invitations(page, partnership, anna):
    opened(partnership, anna)
    browser = signed_in(anna)
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    people = User.objects.bulk_create(User(email=f"p{number}@voorbeeld.test") for number in range(30))
    Coordinatorship.objects.bulk_create(Coordinatorship(user=one, partnership=partnership) for one in people)
    for number in range(19):
        opened(partnership, anna, f"q{number}@voorbeeld.test")
    with CaptureQueriesContext(connection) as many:
        seen = browser.get(page)
    assert seen.content.decode().count('name="remove"') == 31
    assert len(many) == len(few)
