"""The page of a partnership's coordinators: the list, inviting, changing access, removing and leaving."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from assessments.access import coordinatorship_for
from assessments.forms.partnerships.coordinators import InviteForm
from assessments.ids import id_in
from assessments.log import note_links_on
from assessments.models import CoordinatorInvitation, Coordinatorship, Partnership, User
from assessments.models.choices import Access, State
from assessments.moments import day
from assessments.services.coordinators import (
    CannotInviteError,
    CoordinatorGoneError,
    InvitationGoneError,
    LastOwnerError,
    change_access,
    invite_coordinator,
    remove_coordinator,
    renew_invitation,
    take_back_invitation,
)
from assessments.services.mail.links import coordinator_invitation_url
from assessments.services.rounds import renew_all_links
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof


@dataclass(frozen=True, slots=True)
class CoordinatorLine:
    """A coordinator in the list."""

    pk: int
    name: str
    email: str
    """Empty if the user is not an owner."""
    is_owner: bool
    is_self: bool
    is_only_owner: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An open invitation in the list."""

    pk: int
    email: str
    is_owner: bool
    until: str
    is_over: bool
    url: str
    """The link to copy; empty if invitations go by mail."""


@require_safe_or_post
@never_cache
@signed_in
@known_when_sent_twice
def coordinators(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Show the coordinators; owners can invite and change them, and everyone may leave.

    Where no mail brings the links of invitations they stand on this page, for owners.
    """
    mine = coordinatorship_for(request.user, partnership_id)
    is_owner = mine.access == Access.OWNER
    if request.method == "POST" or (is_owner and not settings.EMAIL_HOST):
        require_recent_proof(request)
    if request.method == "POST" and "leave" in request.POST:
        return _leave(request, mine)
    if request.method == "POST" and not is_owner:
        raise Http404
    if request.method == "POST" and "invite" not in request.POST:
        return _handle_button(request, mine.partnership)
    form = InviteForm(posted(request))
    if is_owner and form.is_valid():
        try:
            return once(request, lambda: _invite(request, mine.partnership, form))
        except CannotInviteError as error:
            form.refuse(error.reason)
    lists = _lists(mine)
    if any(line.url for line in lists["invitations"]):
        note_links_on(request)
    template = "partnerships/coordinators.html"
    return form_page(request, template, form, has_mail=bool(settings.EMAIL_HOST), **lists)


def _lists(mine: Coordinatorship) -> dict[str, Any]:
    is_owner = mine.access == Access.OWNER
    partnership = mine.partnership
    lines = coordinator_lines(mine)
    return {
        "partnership": partnership,
        "is_owner": is_owner,
        "lines": lines,
        "am_only_owner": any(line.is_self and line.is_only_owner for line in lines),
        "invitations": invitation_lines(partnership) if is_owner else [],
        "can_renew_links": is_owner and partnership.rounds.filter(state=State.OPEN).exists(),
    }


def coordinator_lines(mine: Coordinatorship) -> list[CoordinatorLine]:
    """Return the coordinators, owners first; only an owner sees their addresses."""
    everyone = list(Coordinatorship.objects.filter(partnership_id=mine.partnership_id).select_related("user"))
    n_owners = sum(one.access == Access.OWNER for one in everyone)
    may_see = mine.access == Access.OWNER
    lines = [
        CoordinatorLine(
            one.pk,
            one.user.name or (one.user.email if may_see or one == mine else _("someone without a name")),
            one.user.email if may_see and one.user.name else "",
            one.access == Access.OWNER,
            one == mine,
            one.access == Access.OWNER and n_owners == 1,
        )
        for one in everyone
    ]
    return sorted(lines, key=lambda line: (not line.is_owner, line.name.casefold()))


def invitation_lines(partnership: Partnership) -> list[InvitationLine]:
    """Return the invitations that have not been accepted, with their links if there is no mail server."""
    now = timezone.now()
    found = CoordinatorInvitation.objects.filter(partnership=partnership).order_by("email")
    return [
        InvitationLine(
            one.pk,
            one.email,
            one.access == Access.OWNER,
            day(one.expires_at),
            now >= one.expires_at,
            "" if settings.EMAIL_HOST or now >= one.expires_at else coordinator_invitation_url(one),
        )
        for one in found
    ]


def _invite(request: AuthenticatedRequest, partnership: Partnership, form: InviteForm) -> str:
    """Invite somebody and return the address of the page. Raises CannotInviteError."""
    invite_coordinator(partnership, **form.cleaned_data, by=request.user, now=timezone.now())
    email = form.cleaned_data["email"]
    if settings.EMAIL_HOST:
        messages.success(request, _("%(email)s gets an email with a link within a few minutes.") % {"email": email})
    else:
        messages.success(
            request, _("The invitation is ready. Copy its link and give it to %(email)s.") % {"email": email}
        )
    return reverse("coordinators", args=[partnership.pk])


def _leave(request: AuthenticatedRequest, mine: Coordinatorship) -> HttpResponse:
    def leave() -> str:
        remove_coordinator(mine, by=request.user, now=timezone.now())
        messages.success(request, _left(mine) % {"name": mine.partnership.name})
        return reverse("partnership_list")

    try:
        return once(request, leave)
    except LastOwnerError:
        messages.error(request, _("You are the only owner. Make someone else owner before you leave."))
    return redirect("coordinators", mine.partnership_id)


def _left(mine: Coordinatorship) -> str:
    if mine.access == Access.READER:
        return _("You no longer see the results of %(name)s.")
    return _("You no longer coordinate %(name)s.")


def _handle_button(request: AuthenticatedRequest, partnership: Partnership) -> HttpResponse:
    """Perform the action of the button that was pressed."""
    button = next((name for name in _BUTTONS if name in request.POST), None)
    if button is None:
        raise Http404

    def press() -> str:
        messages.success(request, _BUTTONS[button](partnership, request.POST[button], request.user))
        return reverse("coordinators", args=[partnership.pk])

    try:
        return once(request, press)
    except LastOwnerError:
        messages.error(request, _("A partnership needs an owner. Make someone else owner first."))
    except CoordinatorGoneError:
        messages.info(request, _("This person has just left the partnership, so nothing was changed."))
    except InvitationGoneError:
        messages.info(request, _("This invitation has just been accepted, replaced or withdrawn."))
    return redirect("coordinators", partnership.pk)


def _renew_links(partnership: Partnership, _number: str, by: User) -> str:
    n = renew_all_links(partnership, by=by, now=timezone.now())
    told = ngettext(
        "%(n)s personal link is new. The old one no longer works.",
        "%(n)s personal links are new. The old ones no longer work.",
        n,
    )
    return told % {"n": n}


def _make_owner(partnership: Partnership, number: str, by: User) -> str:
    one = _coordinator(partnership, number)
    change_access(one, Access.OWNER, by=by, now=timezone.now())
    return _("%(name)s is an owner now.") % {"name": one.user}


def _make_reader(partnership: Partnership, number: str, by: User) -> str:
    one = _coordinator(partnership, number)
    change_access(one, Access.READER, by=by, now=timezone.now())
    return " ".join([_("%(name)s is a reader now.") % {"name": one.user}, *_new_links(one)])


def _remove(partnership: Partnership, number: str, by: User) -> str:
    one = _coordinator(partnership, number)
    remove_coordinator(one, by=by, now=timezone.now())
    return " ".join([_("%(name)s no longer has access to this partnership.") % {"name": one.user}, *_new_links(one)])


def _new_links(gone: Coordinatorship) -> list[str]:
    """Return what to do now that somebody who saw the links of invitations is no owner any more; empty if nothing."""
    saw_links = gone.access == Access.OWNER and not settings.EMAIL_HOST
    if saw_links and CoordinatorInvitation.objects.filter(partnership=gone.partnership_id).exists():
        return [_("The invitations below have new links. Give those to the people they are for.")]
    return []


def _invite_again(partnership: Partnership, number: str, by: User) -> str:
    invitation = _invitation(partnership, number)
    renew_invitation(invitation, by=by, now=timezone.now())
    if settings.EMAIL_HOST:
        return _("%(email)s gets a new email within a few minutes. The link in the earlier one no longer works.") % {
            "email": invitation.email
        }
    return _("There is a new link for %(email)s. The earlier one no longer works.") % {"email": invitation.email}


def _take_back(partnership: Partnership, number: str, by: User) -> str:
    invitation = _invitation(partnership, number)
    take_back_invitation(invitation, by=by, now=timezone.now())
    return _("The invitation for %(email)s has been withdrawn.") % {"email": invitation.email}


_BUTTONS: dict[str, Callable[[Partnership, str, User], str]] = {
    "owner": _make_owner,
    "reader": _make_reader,
    "remove": _remove,
    "again": _invite_again,
    "take_back": _take_back,
    "renew_links": _renew_links,
}


def _coordinator(partnership: Partnership, number: str) -> Coordinatorship:
    return get_object_or_404(partnership.coordinatorships.select_related("user", "partnership"), pk=id_in(number))


def _invitation(partnership: Partnership, number: str) -> CoordinatorInvitation:
    return get_object_or_404(partnership.coordinator_invitations.select_related("partnership"), pk=id_in(number))
