"""Which rows a service locks, and in which order, so that no two of them wait for each other for ever.

First the partnership, then one of its rounds, then whatever belongs to them: invitations, answers, mails. Whoever only
adds an entry to the audit trail locks the partnership too: the entry refers to it, and PostgreSQL asks for a share of a
row that is referred to when the transaction ends. A service that held a round or an invitation by then, and not the
partnership, would wait for one that holds the partnership and waits for that round.

Saving an answer takes no part in this: it shares the row of its round and asks for no partnership (see ``answers``).
"""

from assessments.models import Partnership, Round


def lock_partnership(partnership_id: int) -> Partnership:
    """Return a partnership, locked until the transaction ends."""
    return Partnership.objects.select_for_update().get(pk=partnership_id)


def lock_round(round_id: int) -> Round:
    """Return a round with its partnership and profile, locked until the transaction ends; the partnership too.

    So only one round of a partnership at a time closes or gets another closing date.
    """
    Partnership.objects.select_for_update().get(rounds=round_id)
    return Round.objects.select_related("partnership", "profile").select_for_update(of=("self",)).get(pk=round_id)
