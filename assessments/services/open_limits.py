"""The limit that a coordinator can set on how many people answer through the open link of a round."""

from django.db import connection
from django.db.models import QuerySet

from assessments.models import Round
from assessments.models.answers import Response

from .own_response import Key

_LOCK_SPACE = 7203
"""First key of the advisory locks, so that they collide with no others in the database."""


def is_full(round_: Round) -> bool:
    """Whether no more people can begin through the open link."""
    return round_.open_limit is not None and _responses_through_open_link(round_.pk).count() >= round_.open_limit


def is_full_for(round_: Round, key: Key) -> bool:
    """Whether this key can no longer begin; until the transaction ends, nobody else begins through the open link.

    Counting and then inserting needs a lock. The round's row cannot be it: everyone who saves answers holds that row
    FOR SHARE, and two of them that both wanted more would wait for each other for ever. So on PostgreSQL it is an
    advisory lock per round. On SQLite a writing transaction is alone already.
    """
    if key.invitation_id is not None or round_.open_limit is None:
        return False
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, round_.pk % 2**31])
    begun = _responses_through_open_link(round_.pk)
    return not begun.filter(pk=key.response_id).exists() and begun.count() >= round_.open_limit


def _responses_through_open_link(round_id: int) -> QuerySet[Response]:
    return Response.objects.filter(round_id=round_id, invitation__isnull=True)
