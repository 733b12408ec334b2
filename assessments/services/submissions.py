"""Does once what a form asks that is sent twice, also when both arrive at the same moment.

Where nothing in the data tells two equal rows from one that came twice (two people of one name without an address, two
partnerships of one name), the form itself is known by what was in it and by a number that every page has of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments.models import Submission, User

KEPT = timedelta(days=1)
"""How long it is known that a form was sent: whoever goes back in the browser has done so by then."""
WITHOUT_NUMBER = timedelta(minutes=1)
"""How long an equal form without a number counts as the same: somebody may truly ask the same thing twice."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a form led."""

    address: str
    is_first: bool
    """False for a form that had done its work before."""


def key_of(user: User, sent: str) -> str:
    """Return the key of what this user sent, from which nothing can be read."""
    return salted_hmac("assessments.submissions", f"{user.pk}\n{sent}", algorithm="sha256").hexdigest()


def do_once(key: str, make: Callable[[], str], *, is_numbered: bool, now: datetime) -> Landing:
    """Do what a form asks, unless it was done before; ``make`` does it and returns the address of what it made.

    One transaction: a ``make`` that raises leaves nothing, so that the mended form can be sent. Of two at once the
    second waits here for the first.
    """
    with transaction.atomic():
        # Deleted only where it is this key's own, so that no two transactions wait for each other.
        Submission.objects.filter(key=key, at__lt=now - (KEPT if is_numbered else WITHOUT_NUMBER)).delete()
        mine, is_first = Submission.objects.get_or_create(key=key, defaults={"landing": "", "at": now})
        if is_first:
            mine.landing = make()
            mine.save(update_fields=["landing"])
        return Landing(mine.landing, is_first)


def landing_of(key: str, *, is_numbered: bool, now: datetime) -> str:
    """Return where a form led that was sent before; empty if it was not."""
    since = now - (KEPT if is_numbered else WITHOUT_NUMBER)
    return Submission.objects.filter(key=key, at__gte=since).values_list("landing", flat=True).first() or ""


def forget_submissions(*, now: datetime) -> int:
    """Delete what is known of forms sent more than a day ago; return how many."""
    n_deleted, _per_model = Submission.objects.filter(at__lt=now - KEPT).delete()
    return n_deleted
