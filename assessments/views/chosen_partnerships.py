"""The partnerships for which something is done at once: those in its address that the visitor owns."""

from collections.abc import Iterable

from django.db.models.functions import Lower
from django.urls import reverse

from assessments.access import LARGEST_ID, partnerships_for
from assessments.models import Partnership
from assessments.models.choices import Access
from assessments.vocabulary.limits import MOST_AT_ONCE

from .authenticated import AuthenticatedRequest

FIELD = "of"
_BETWEEN = "-"


def address_of(name: str, numbers: Iterable[int]) -> str:
    """Return the address at which something is done for the partnerships with these ids."""
    return f"{reverse(name)}?{FIELD}={_BETWEEN.join(map(str, numbers))}"


def named_in(request: AuthenticatedRequest) -> set[int]:
    """Return the ids in an address; what is no id is ignored, and so is what is more than can be done at once."""
    return numbers_in(request.GET.get(FIELD, ""))


def numbers_in(text: str) -> set[int]:
    """Return the ids in a part of an address."""
    said = text.split(_BETWEEN)[:MOST_AT_ONCE]
    return {int(one) for one in said if one.isascii() and one.isdigit() and len(one) < len(str(LARGEST_ID))}


def chosen_partnerships(request: AuthenticatedRequest) -> list[Partnership]:
    """Return the partnerships in an address that this visitor owns, by name; without any there, the first of all."""
    own = partnerships_for(request.user).filter(access=Access.OWNER, archived_at__isnull=True)
    if numbers := named_in(request):
        own = own.filter(pk__in=numbers)
    return list(own.order_by(Lower("name"), "pk")[:MOST_AT_ONCE])
