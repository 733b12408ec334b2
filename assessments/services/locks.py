"""Which rows a service locks, and in which order, so that no two services wait for each other for ever.

First the partnership, then one of its rounds, then whatever belongs to them: invitations, answers, mails. A service
that only adds an entry to the audit trail locks the partnership too: the entry refers to it, and PostgreSQL takes a
shared lock on the row that is referred to when the transaction ends. A service that held a round or an invitation by
then, and not the partnership, would wait for one that holds the partnership and waits for that round.

Whoever locks several partnerships locks them in the order of their ids.

Whoever changes nothing of the round itself locks the partnership alone: saving an answer shares the row of its round
(see ``response_changes``) and would wait for a lock on it. It is outside this order, because it locks no partnership.
"""

import time

from django.db import connection

from assessments.models import Partnership, Round

ONE_TURN = 0.15
"""Seconds in which everybody who waits to write to SQLite looks at least once whether it is free: each tenth of one."""


def lock_partnership(partnership_id: int) -> Partnership:
    """Return a partnership, locked until the transaction ends."""
    return Partnership.objects.select_for_update().get(pk=partnership_id)


def lock_round(round_id: int) -> Round:
    """Return a round with its partnership and profile, locked until the transaction ends; the partnership too.

    So only one round of a partnership at a time can close or get another closing date.
    """
    Partnership.objects.select_for_update().get(rounds=round_id)
    return Round.objects.select_related("partnership", "profile").select_for_update(of=("self",)).get(pk=round_id)


def make_way() -> None:
    """Let those who wait to write to SQLite go first; for whoever writes again and again, between two transactions.

    SQLite has no queue: who waits looks from time to time, and whoever begins anew at once is always there before them.
    After five seconds they are told that the database is locked. Does nothing on PostgreSQL, and in a transaction.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(ONE_TURN)
