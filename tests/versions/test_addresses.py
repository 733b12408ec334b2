"""Addresses that were stored before columns cleaned them are stored as they are looked for since then."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from assessments.models import Participant, User
from assessments.services.mail.recipients import set_wants_mail
from tests.cast import make_partnership, make_round

pytestmark = pytest.mark.django_db
MIGRATION = import_module("assessments.migrations.0047_addresses_of_other_letters")


def store(person, address):
    """Write an address as a version stored it that knew of no such domains."""
    with connection.cursor() as cursor:
        table = person._meta.db_table
        cursor.execute(f"UPDATE {table} SET email = %s WHERE id = %s", [address, person.pk])  # noqa: S608
    person.refresh_from_db()


def convert():
    MIGRATION.convert(apps, connection.schema_editor())


def test_whoever_wants_no_mail_gets_none(partnership):
    make_round(partnership, n_participants=2)
    first, second = Participant.objects.order_by("pk")
    store(first, "anna@müller.test")
    kept = second.email
    set_wants_mail(first, wants_mail=False)
    assert Participant.objects.get(pk=first.pk).wants_mail  # which is the fault
    convert()
    first.refresh_from_db()
    assert first.email == "anna@xn--mller-kva.test"
    set_wants_mail(first, wants_mail=False)
    assert not Participant.objects.get(pk=first.pk).wants_mail
    assert Participant.objects.get(pk=second.pk).email == kept


def test_of_a_person_in_two_lists_both_are_converted(anna):
    people = []
    for name in ("Eén", "Twee"):
        make_round(make_partnership(anna, name), n_participants=1)
        people.append(Participant.objects.latest("pk"))
    store(people[0], "anna@müller.test")
    people[1].email = "anna@müller.test"
    people[1].save()  # as it is stored now
    convert()
    assert set(Participant.objects.values_list("email", flat=True)) == {"anna@xn--mller-kva.test"}


def test_of_two_that_become_the_same_the_second_stays_as_it_is():
    first, second = (User.objects.create_user(f"{name}@elders.test", "x" * 20, name="Jo") for name in ("jo", "jan"))
    store(first, "jo@MÜLLER.test")
    store(second, "jo@mu\u0308ller.test")
    convert()
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == [
        "jo@xn--mller-kva.test",
        "jo@mu\u0308ller.test",
    ]


def test_one_that_somebody_else_has_already_stays_as_it_is():
    first = User.objects.create_user("jo@müller.test", "x" * 20, name="Jo")
    second = User.objects.create_user("jo@elders.test", "x" * 20, name="Jo")
    store(second, "Jo@Müller.test")
    convert()
    assert set(User.objects.values_list("pk", "email")) == {
        (first.pk, "jo@xn--mller-kva.test"),
        (second.pk, "Jo@Müller.test"),
    }
