"""My account: one page with the name, language, address, ways to sign in and sessions of whoever is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.services.own_account import change_own_details
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import errors_of, page_with_errors, posted, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof

from .language import show_pages_in
from .mailed_link import signs_in_by_mail
from .new_address import AskedFor, mail_link, read_link, take
from .own_forms import NewAddressForm, OwnDetailsForm
from .tries import remember_user
from .views import session_lines


@require_safe_or_post
@never_cache
@signed_in
def my_account(request: AuthenticatedRequest) -> HttpResponse:
    """Show somebody's account, and change name and language, or ask for another address."""
    if request.method == "POST":
        require_recent_proof(request)
    is_address = request.method == "POST" and "new_address" in request.POST
    details = OwnDetailsForm(None if is_address else posted(request), instance=request.user)
    address = NewAddressForm(posted(request) if is_address else None)
    if is_address and can_change_address(request) and address.is_valid():
        return _ask_for_address(request, address.cleaned_data["email"])
    if not is_address and details.is_valid():
        try:
            return _change(request, details)
        except ChangedMeanwhileError as error:
            details.tell_changed(error)
    return _page(request, details, address)


def can_change_address(request: AuthenticatedRequest) -> bool:
    """Whether somebody can do that here: not without mail, nor for who signs in at another organisation."""
    return bool(settings.EMAIL_HOST) and request.user.has_usable_password()


def _page(request: AuthenticatedRequest, details: OwnDetailsForm, address: NewAddressForm) -> HttpResponse:
    own = request.user.__class__.objects.get(pk=request.user.pk)  # the form put in its own what was refused
    found = Authenticator.objects.filter(user=own)
    context: dict[str, Any] = {
        "own": own,
        "details": details,
        "address": address,
        "can_change_address": can_change_address(request),
        "is_second_step_on": is_mfa_enabled(own, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]),
        "has_app": found.filter(type=Authenticator.Type.TOTP).exists(),
        "n_passkeys": found.filter(type=Authenticator.Type.WEBAUTHN).count(),
        "provider": settings.OIDC_NAME,
        "signs_in_by_mail": signs_in_by_mail(own),
    }
    problems = errors_of(details) + errors_of(address)
    return page_with_errors(request, "account/my_account.html", context | session_lines(request), problems)


def _change(request: AuthenticatedRequest, form: OwnDetailsForm) -> HttpResponse:
    name, language = form.cleaned_data["name"], form.cleaned_data["language"]
    change_own_details(request.user, name=name, language=language, shown=form.shown)
    response = redirect("my_account")
    show_pages_in(response, language)
    with translation.override(language or translation.get_language()):
        messages.success(request, _("Your details have been saved."))
    return response


def _ask_for_address(request: AuthenticatedRequest, email: str) -> HttpResponse:
    if not mail_link(request.user, email):
        messages.error(request, _("That was tried too many times. Wait an hour and try again."))
    else:
        told = _(
            "We have emailed a link to %(email)s. Open it on this device within a day; until then nothing changes. "
            "Nothing there after a few minutes? Check your spam folder."
        )
        messages.success(request, told % {"email": email})
    return redirect("my_account")


@require_safe_or_post
@never_cache
@signed_in
def new_address(request: AuthenticatedRequest, token: str) -> HttpResponse:
    """Ask whoever opens the link in the mail whether they want to sign in with that address from now on."""
    asked = read_link(token, request.user)
    if request.method == "POST" and asked is not None and take(request.user, asked):
        return _taken(request, asked)
    return render(request, "account/new_address.html", {"asked": asked})


def _taken(request: AuthenticatedRequest, asked: AskedFor) -> HttpResponse:
    told = _("From now on you sign in with %(email)s. We have told your earlier address.")
    messages.success(request, told % {"email": asked.email})
    response = redirect("my_account")
    remember_user(request, response, asked.email)
    return response
