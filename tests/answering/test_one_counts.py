"""Of what is sent through one personal link, one set of answers counts: the database takes no second."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.models.answers import Response
from tests.responses import key_of, open_key, ratings, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_round(open_round):
    open_round.has_open_link = True
    open_round.save()
    return open_round


def test_the_database_takes_no_second_that_counts(open_round):
    for _device in range(2):
        send(key_of(open_round.invitations.first()), ratings(3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.update(is_aside=False)
    for _person in range(2):
        send(open_key(open_round, open_round.partnership.organisations.first()), ratings(3))
    assert Response.objects.counting().count() == 3


def test_an_upgrade_lets_the_last_of_each_link_count_and_keeps_the_others(open_round):
    first, second = open_round.invitations.order_by("pk")[:2]
    keys = [send(key_of(first), ratings(3)) for _device in range(3)] + [send(key_of(second), ratings(3))]
    keys.append(send(open_key(open_round, open_round.partnership.organisations.first()), ratings(3)))
    connection.check_constraints()  # PostgreSQL drops no index while it has yet to check what was inserted
    with connection.cursor() as cursor:  # as it was before: everything counted, in the order in which it was sent
        cursor.execute("DROP INDEX response_counts_once_per_link")
    for place, key in enumerate(keys):
        sent_at = timezone.now() - timedelta(hours=1 if place == 1 else 9 - place)
        Response.objects.filter(pk=key.response_id).update(is_aside=False, sent_at=sent_at)
    import_module("assessments.migrations.0016_one_set_of_answers_counts").set_aside_all_but_the_last(apps, None)
    counting = {keys[place].response_id for place in (1, 3, 4)}
    assert set(Response.objects.counting().values_list("pk", flat=True)) == counting
    assert Response.objects.aside().count() == 2
