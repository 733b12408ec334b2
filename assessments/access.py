"""The only way for a view to get an object: everything asks here who may see what."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from .models import Coordinatorship, Partnership, Round, User
from .models.choices import Access

Visitor = User | AnonymousUser


def coordinatorship_for(user: Visitor, partnership_id: int) -> Coordinatorship:
    """Return the user's coordinatorship of this partnership; Http404 when there is none."""
    if not user.is_authenticated:
        raise Http404
    found = (
        Coordinatorship.objects.select_related("partnership").filter(user=user, partnership_id=partnership_id).first()
    )
    if found is None:
        raise Http404
    return found


def partnership_for(user: Visitor, partnership_id: int, *, to_change: bool = False) -> Partnership:
    """Return a partnership that this user coordinates; ``to_change`` asks for an owner. Http404 otherwise."""
    coordinatorship = coordinatorship_for(user, partnership_id)
    if to_change and coordinatorship.access != Access.OWNER:
        raise Http404
    return coordinatorship.partnership


def round_for(user: Visitor, round_id: int, *, to_change: bool = False) -> Round:
    """Return a round of a partnership that this user coordinates; Http404 otherwise."""
    found = Round.objects.select_related("partnership", "profile").filter(pk=round_id).first()
    if found is None:
        raise Http404
    found.partnership = partnership_for(user, found.partnership_id, to_change=to_change)
    return found
