"""Addresses that were stored before columns cleaned them are stored as they are looked for since then."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from assessments.models import Participant, User
from assessments.services.mail.recipients import set_wants_mail
from tests.cast import make_round

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


def test_one_that_somebody_else_has_already_stays_as_it_is():
    first = User.objects.create_user("jo@müller.test", "x" * 20, name="Jo")
    second = User.objects.create_user("jo@elders.test", "x" * 20, name="Jo")
    store(second, "Jo@Müller.test")
    convert()
    assert set(User.objects.values_list("pk", "email")) == {
        (first.pk, "jo@xn--mller-kva.test"),
        (second.pk, "Jo@Müller.test"),
    }
