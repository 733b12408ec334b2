"""How many may answer a round through its open link, where its coordinator set a limit."""

from django.db import connection
from django.db.models import QuerySet

from assessments.models import Round
from assessments.models.answers import Response

from .answering import Key

_LOCK_SPACE = 7203
"""Sets these locks apart from others that the database might be asked for."""


def is_full(round_: Round) -> bool:
    """Whether nobody more can begin through the open link."""
    return round_.open_limit is not None and _begun(round_.pk).count() >= round_.open_limit


def takes_no_more(round_: Round, key: Key) -> bool:
    """Whether this key cannot begin any more; until the transaction ends nobody else begins through the open link.

    Whoever asks holds the row of the round together with others, so that row cannot be the lock. On SQLite a
    transaction that writes is alone already.
    """
    if key.invitation_id is not None or round_.open_limit is None:
        return False
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, round_.pk % 2**31])
    begun = _begun(round_.pk)
    return not begun.filter(pk=key.response_id).exists() and begun.count() >= round_.open_limit


def _begun(round_id: int) -> QuerySet[Response]:
    return Response.objects.filter(round_id=round_id, invitation__isnull=True)
