"""Signing in with a mailed link: for readers, who have no password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from assessments.forms.fields import INVALID_EMAIL
from assessments.forms.layout import fields_only
from assessments.links import keyed_digest, page_url
from assessments.log import Event, note
from assessments.models import User
from assessments.services.rate_limit import take_attempt
from assessments.text_fields import AddressInput
from assessments.views.network_address import visitor
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

MINUTES = 30
"""How long a link works; it works once."""
MOST_PER_ADDRESS = 5
MOST_PER_VISITOR = 20
"""Mails an hour: nobody fills somebody's mailbox from here."""


class LinkForm(forms.Form):
    """The address to which the link goes."""

    email = AddressInput(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address."), "invalid": INVALID_EMAIL},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


def signs_in_by_mail(user: User) -> bool:
    """Whether a mailed link is how this user signs in: no administrator, no password, and not through another site."""
    if not settings.EMAIL_HOST or not user.is_active or user.is_staff or user.has_usable_password():
        return False
    return not SocialAccount.objects.filter(user=user).exists()


@require_safe_or_post
@never_cache
def sign_in_link_request(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail the link there; the page says the same whoever has an account."""
    if not settings.EMAIL_HOST:
        raise Http404
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LinkForm(posted(request))
    onwards = _onwards(request, request.POST.get("next") or request.GET.get("next"))
    if form.is_valid():
        if _mail_link(request, form.cleaned_data["email"].lower(), onwards):
            return render(request, "account/link_mailed.html", {"minutes": MINUTES})
        form.add_error("email", _("That was tried too many times. Wait an hour and try again."))
    return form_page(request, "account/link_request.html", form, onwards=onwards)


@require_safe_or_post
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whoever presses the button behind the mailed link: programs that look at links must not use it up."""
    found = _read(token)
    if found is None:
        return render(request, "account/link_over.html", status=410)
    user, onwards = found
    if request.method != "POST":
        return render(request, "account/link_sign_in.html", {"email": user.email})
    record_authentication(request, user, method="mail")
    answer: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=_onwards(request, onwards) or None
    )
    return answer


def _mail_link(request: HttpRequest, email: str, onwards: str) -> bool:
    """Mail the link to whoever signs in by one, and return whether that was not asked too often."""
    limits = (
        (f"sign-in-link:{visitor(request)}", MOST_PER_VISITOR),
        (f"sign-in-link-to:{keyed_digest('sign-in link', email).hex()}", MOST_PER_ADDRESS),
    )
    if any(take_attempt(scope, most) is None for scope, most in limits):
        note(Event.LIMITED, reason="sign_in_link")
        return False
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and signs_in_by_mail(user):
        note(Event.LINK_ASKED, about=user.pk)
        link = page_url("sign_in_link", _token(user, onwards))
        get_adapter().send_mail("account/email/sign_in_link", user.email, {"link": link, "minutes": MINUTES})
    return True


def _token(user: User, onwards: str) -> str:
    return signing.dumps([user.pk, _last_seen(user), onwards], salt=__name__)


def _read(token: str) -> tuple[User, str] | None:
    """Return whom a link signs in, and where it leads then; None if it was used, is too old or not ours."""
    try:
        user_id, last_seen, onwards = signing.loads(token, salt=__name__, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id).first()
    if user is None or not signs_in_by_mail(user) or _last_seen(user) != last_seen:
        return None
    return user, onwards


def _last_seen(user: User) -> str:
    """Return when a user signed in last: another moment, and a link that was made before works no more."""
    return user.last_login.isoformat() if user.last_login else ""


def _onwards(request: HttpRequest, address: str | None) -> str:
    """Return where to go after signing in; empty for what is not on this site."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else ""
