"""A kept statement finds what its queryset finds, of whatever it is asked next, with all that belongs to it."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.services.kept_statements import KeptStatement
from tests.cast import make_round
from tests.responses import key_of, ratings, send
from tests.some import some

pytestmark = pytest.mark.django_db

JOINED = Response.objects.select_related("round__partnership", "invitation__participant")


def values(row):
    """Return all that a row and those that came along with it hold."""
    if row is None:
        return None
    related = {name: values(one) for name, one in row._state.fields_cache.items()}
    return {field.attname: row.__dict__[field.attname] for field in row._meta.concrete_fields} | related


@pytest.fixture
def sent(partnership):
    round_ = make_round(partnership, n_participants=3)
    for invitation in round_.invitations.all():
        send(key_of(invitation), ratings(3, O1="Een “antwoord”, % en ✓"))
    Response.objects.filter(pk=Response.objects.latest("pk").pk).update(invitation=None)
    return round_


def test_it_finds_what_the_queryset_finds_whatever_was_asked_first(sent):
    kept = KeptStatement(JOINED, "id", "round")
    for expected in some(JOINED.order_by("pk")):
        found = kept.first(expected.pk, sent.pk)
        assert values(found) == values(expected)
        assert found._state.db == expected._state.db
        assert not found._state.adding
    assert kept.first(uuid.uuid4(), sent.pk) is None
    assert kept.first(expected.pk, sent.pk + 1) is None


def test_what_comes_along_needs_no_statement_of_its_own_and_can_be_stored(sent):
    kept = KeptStatement(JOINED, "id", "round")
    invited = Response.objects.exclude(invitation=None).first()
    with CaptureQueriesContext(connection) as asked:
        found = kept.first(invited.pk, sent.pk)
        assert (found.round.partnership.name, found.invitation.participant.role) != ("", "")
    assert len(asked) == 1
    found.page = 4
    found.save(update_fields=["page"])
    assert Response.objects.get(pk=invited.pk).page == 4


def test_a_lock_is_part_of_it(sent):
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        KeptStatement(Round.objects.all(), "id", is_shared=True).first(sent.pk)
        KeptStatement(Invitation.objects.select_for_update(), "id").first(1)
    endings = [one["sql"].endswith(words) for one, words in zip(asked, ("FOR SHARE", "FOR UPDATE"), strict=True)]
    assert endings == [connection.vendor == "postgresql"] * 2
