"""The link of an invitation to coordinate: opening it changes nothing; accepting takes a button and an account."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assessments.access import coordinator_invitation_for
from assessments.forms.partnerships.coordinators import NewAccountForm, NewReaderForm, OtherAccountForm
from assessments.models import CoordinatorInvitation, User
from assessments.models.choices import Access
from assessments.moments import day
from assessments.services.coordinators import InvitationGoneError, accept_invitation, join_with_new_account
from assessments.views import closed_doors
from assessments.views.posted_forms import form_page, posted, require_safe_or_post


@require_safe_or_post
@never_cache
@sensitive_post_parameters("password1", "password2")
def coordinator_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and let the invited person accept."""
    try:
        invitation = coordinator_invitation_for(token, now=timezone.now())
        return _offer(request, invitation)
    except (Http404, InvitationGoneError):
        return closed_doors.mended(request) or render(request, "partnerships/joining_gone.html", status=404)


def _offer(request: HttpRequest, invitation: CoordinatorInvitation) -> HttpResponse:
    if isinstance(request.user, User):
        if request.user.email.lower() == invitation.email.lower():
            return _accept_with_own_account(request, invitation, request.user)
        return _accept_with_another_account(request, invitation, request.user)
    if User.objects.filter(email__iexact=invitation.email).exists():
        context = _context(invitation) | {"here": request.path, "has_mail": bool(settings.EMAIL_HOST)}
        return render(request, "partnerships/joining_sign_in.html", context)
    return _accept_with_new_account(request, invitation)


def _accept_with_own_account(request: HttpRequest, invitation: CoordinatorInvitation, user: User) -> HttpResponse:
    if request.method == "POST":
        return _accept(request, invitation, user)
    return render(request, "partnerships/joining_accept.html", _context(invitation))


def _accept_with_another_account(request: HttpRequest, invitation: CoordinatorInvitation, user: User) -> HttpResponse:
    form = OtherAccountForm(posted(request), email=user.email)
    if form.is_valid():
        return _accept(request, invitation, user)
    return form_page(request, "partnerships/joining_other.html", form, **_context(invitation), here=request.path)


def _accept(request: HttpRequest, invitation: CoordinatorInvitation, user: User) -> HttpResponse:
    accept_invitation(invitation, by=user, now=timezone.now())
    messages.success(request, _welcome(invitation))
    return redirect("partnership_detail", invitation.partnership_id)


def _accept_as_new_reader(request: HttpRequest, invitation: CoordinatorInvitation) -> HttpResponse:
    """Let somebody in who reads along: the mailed link proves the address, and such links are the way back in."""
    form = NewReaderForm(posted(request))
    if form.is_valid():
        return _join(request, invitation, form.cleaned_data["name"], None)
    return form_page(request, "partnerships/joining_reader.html", form, **_context(invitation), here=request.path)


def _accept_with_new_account(request: HttpRequest, invitation: CoordinatorInvitation) -> HttpResponse:
    if invitation.access == Access.READER and settings.EMAIL_HOST:
        return _accept_as_new_reader(request, invitation)
    form = NewAccountForm(posted(request), email=invitation.email)
    if form.is_valid():
        return _join(request, invitation, form.cleaned_data["name"], form.cleaned_data["password1"])
    return form_page(request, "partnerships/joining_new.html", form, **_context(invitation), here=request.path)


def _join(request: HttpRequest, invitation: CoordinatorInvitation, name: str, password: str | None) -> HttpResponse:
    try:
        user = join_with_new_account(invitation, name=name, password=password, now=timezone.now())
    except IntegrityError:  # an account with this address was created in another window
        return redirect(request.path)
    if password is None:
        record_authentication(request, user, method="mail")
    messages.success(request, _welcome(invitation))
    goal = reverse("partnership_detail", args=[invitation.partnership_id])
    answer: HttpResponse = perform_login(request, user, email_verification="none", redirect_url=goal)
    return answer


def _welcome(invitation: CoordinatorInvitation) -> str:
    if invitation.access == Access.READER:
        return _("Welcome. Here you read the results of %(name)s.") % {"name": invitation.partnership.name}
    return _("Welcome. You coordinate %(name)s now.") % {"name": invitation.partnership.name}


def _context(invitation: CoordinatorInvitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "is_for_owner": invitation.access == Access.OWNER,
        "until": day(invitation.expires_at),
        "elsewhere": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
