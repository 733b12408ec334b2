"""The audit trail: recorded at each change, shown to owners only, kept when an account is deleted."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import AuditEntry, Coordinatorship, User
from assessments.models.choices import Access
from assessments.services.account_changes import record_account_change
from assessments.services.person_erasure.erasing import erase
from assessments.services.person_erasure.mentions import person_of
from tests import pages
from tests.cast import make_round
from tests.pages import filled_in, words


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def at(partnership):
    return reverse("partnership_detail", args=[partnership.pk])


def detail(person, partnership):
    return signed_in(person).get(reverse("partnership_detail", args=[partnership.pk])).content.decode()


def test_a_change_is_noted_with_who_did_it(partnership, anna):
    address = reverse("partnership_edit", args=[partnership.pk])
    browser = signed_in(anna)
    browser.post(address, filled_in(browser.get(address)) | {"name": "Nieuwe naam"})
    entry = AuditEntry.objects.get(partnership=partnership)
    assert (entry.user, entry.who, entry.action) == (anna, "Anna", "changed")
    assert entry.addresses == "anna@voorbeeld.test"
    assert "Anna (anna@voorbeeld.test) wijzigde het samenwerkingsverband" in " ".join(detail(anna, partnership).split())


def test_what_was_refused_is_not_noted(partnership, anna, bas):
    address = reverse("partnership_edit", args=[partnership.pk])
    signed_in(anna).post(address, {"name": "", "retention_months": 24})
    signed_in(bas).post(address, {"name": "Van Bas", "retention_months": 24})
    assert not AuditEntry.objects.exists()


def test_closing_is_noted_with_its_round(partnership, anna):
    round_ = make_round(partnership)
    signed_in(anna).post(reverse("round_close", args=[round_.pk]), follow=True)
    entry = AuditEntry.objects.get(action="closed")
    assert entry.round == round_
    assert f"({round_.title})" in " ".join(detail(anna, partnership).split())


def test_a_new_link_is_noted_and_a_refused_one_is_not(partnership, anna):
    round_ = make_round(partnership)
    address = reverse("round_links", args=[round_.pk])
    signed_in(anna).post(address, {"renew": "0"})
    assert not AuditEntry.objects.exists()
    signed_in(anna).post(address, {"renew": str(round_.invitations.first().pk)})
    assert [(entry.action, entry.round) for entry in AuditEntry.objects.all()] == [("renewed", round_)]


def test_making_a_partnership_is_noted(anna):
    names = "Gemeente\nSchool"
    data = {"name": "Wijk West", "theme": "", "started_on": "", "retention_months": 24, "organisations": names}
    signed_in(anna).post(reverse("partnership_create"), data)
    assert AuditEntry.objects.get(action="made").partnership.name == "Wijk West"


def test_readers_see_no_trail(partnership, anna, bas):
    signed_in(anna).post(reverse("round_close", args=[make_round(partnership).pk]), follow=True)
    assert "Wie deed wat" in detail(anna, partnership)
    assert "Wie deed wat" not in detail(bas, partnership)


def test_the_trail_stays_when_an_account_goes(partnership, anna, chris):
    Coordinatorship.objects.create(user=chris, partnership=partnership, access=Access.OWNER)
    signed_in(chris).post(reverse("round_close", args=[make_round(partnership).pk]), follow=True)
    chris.delete()
    assert AuditEntry.objects.get().who == "Chris"
    assert "Chris (chris@voorbeeld.test) sloot de meting" in " ".join(detail(anna, partnership).split())


def test_a_borrowed_name_is_seen_by_the_address(partnership, anna, chris):
    """An admin chooses their own name, and could call themselves as an owner is called."""
    User.objects.filter(pk=chris.pk).update(name="Anna")
    record_account_change(anna, by=User.objects.get(pk=chris.pk), now=timezone.now())
    assert "Anna → Anna (chris@voorbeeld.test → anna@voorbeeld.test)" in words(
        pages.signed_in(anna).get(at(partnership))
    )


def test_every_line_of_the_trail_can_be_read(partnership, anna):
    began = timezone.now()
    for number in range(45):
        AuditEntry.objects.create(
            partnership=partnership, who=f"Nummer {number}.", action="changed", at=began + timedelta(minutes=number)
        )
    browser, address, seen = pages.signed_in(anna), at(partnership), []
    while address:
        page = browser.get(address).content.decode()
        seen += re.findall(r"Nummer (\d+)\.", page)
        following = re.search(r'href="(\?page=\d+)#who-did-what"\s+rel="next"', page)
        address = at(partnership) + following.group(1) if following else ""
    assert [int(number) for number in seen] == list(range(44, -1, -1))


def test_the_address_goes_when_somebody_is_erased(partnership, anna, chris):
    Coordinatorship.objects.create(user=chris, partnership=partnership, access=Access.OWNER)
    signed_in(chris).post(reverse("round_close", args=[make_round(partnership).pk]), follow=True)
    record_account_change(chris, by=anna, now=timezone.now())
    erase(person_of(chris.email, "Chris de Wit"), by=None, now=timezone.now())
    assert [text for text in AuditEntry.objects.values_list("addresses", flat=True) if "chris" in text] == []
