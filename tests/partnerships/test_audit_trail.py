"""The audit trail: recorded at each change, shown to owners only, kept when an account is deleted."""

from django.test import Client
from django.urls import reverse

from assessments.models import AuditEntry, Coordinatorship
from assessments.models.choices import Access
from tests.cast import make_round


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def detail(person, partnership):
    return signed_in(person).get(reverse("partnership_detail", args=[partnership.pk])).content.decode()


def test_a_change_is_noted_with_who_did_it(partnership, anna):
    address = reverse("partnership_edit", args=[partnership.pk])
    signed_in(anna).post(address, {"name": "Nieuwe naam", "theme": "", "started_on": "", "retention_months": 24})
    entry = AuditEntry.objects.get(partnership=partnership)
    assert (entry.user, entry.who, entry.action) == (anna, "Anna", "changed")
    assert "Anna wijzigde het samenwerkingsverband" in detail(anna, partnership)


def test_what_was_refused_is_not_noted(partnership, anna, bas):
    address = reverse("partnership_edit", args=[partnership.pk])
    signed_in(anna).post(address, {"name": "", "retention_months": 24})
    signed_in(bas).post(address, {"name": "Van Bas", "retention_months": 24})
    assert not AuditEntry.objects.exists()


def test_closing_is_noted_with_its_round(partnership, anna):
    round_ = make_round(partnership)
    signed_in(anna).post(reverse("round_close", args=[round_.pk]))
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
    signed_in(anna).post(reverse("round_close", args=[make_round(partnership).pk]))
    assert "Wie deed wat" in detail(anna, partnership)
    assert "Wie deed wat" not in detail(bas, partnership)


def test_the_trail_stays_when_an_account_goes(partnership, anna, chris):
    Coordinatorship.objects.create(user=chris, partnership=partnership, access=Access.OWNER)
    signed_in(chris).post(reverse("round_close", args=[make_round(partnership).pk]))
    chris.delete()
    assert AuditEntry.objects.get().who == "Chris"
    assert "Chris sloot de meting" in detail(anna, partnership)
