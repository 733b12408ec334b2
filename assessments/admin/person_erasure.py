"""The page on which an admin erases a person who asks for it: first what there is, then for good."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import User
from assessments.services.person_erasure.erasing import AboveError, LastOwnerError, OwnAccountError, erase, is_above
from assessments.services.person_erasure.finding import Traces, find, partnerships_without_other_owner
from assessments.services.person_erasure.mentions import Person, person_of
from assessments.services.person_erasure.telling import counts, places
from assessments.text_fields import LineInput
from assessments.views.posted_forms import posted, require_safe_or_post
from assessments.views.recent_proof import ADMIN_SECONDS, require_recent_proof

from .account_changes import tell_of_erasure

TEMPLATE = "admin/assessments/erase_person.html"


class PersonForm(forms.Form):
    """Who is to be erased."""

    email = LineInput(
        label=gettext_lazy("Email address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = LineInput(
        label=gettext_lazy("Full name"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy(
            "First name and surname, as they are in the lists. Everyone with exactly this name then goes, and the "
            "name is erased from all texts. Leave it empty if somebody else has the same name."
        ),
    )

    person = Person()
    """Who the fields stand for, once they are valid."""

    def clean(self) -> dict[str, Any]:
        """Take the fields together."""
        if not self.errors:
            self.person = person_of(self.cleaned_data.get("email", ""), self.cleaned_data.get("name", ""))
        return self.cleaned_data


def _asks_password_again(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Decorate a page so that one proves who one is before it opens, as before changing the second step.

    What was posted too late is not kept: allauth would put it in the session, and an address stands in it.
    """

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        try:
            require_recent_proof(request, seconds=ADMIN_SECONDS)
        except ReauthenticationRequired:
            if request.method != "POST":
                raise
            messages.warning(request, _("That took too long. Confirm once more who you are, and fill it in again."))
            return redirect("admin:erase_person")
        return view(request)

    return page


@_asks_password_again
@require_safe_or_post
def erase_person(request: HttpRequest) -> HttpResponse:
    """Ask who is to be erased, show what there is, and erase it once that is confirmed."""
    form = PersonForm(posted(request))
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    if "erase" not in request.POST:
        return _page(request, form, found=find(form.person))
    assert isinstance(request.user, User)  # noqa: S101 – the admin lets nobody else in
    try:
        erased = erase(form.person, by=request.user, now=timezone.now())
    except (LastOwnerError, OwnAccountError, AboveError):
        return _page(request, form, found=find(form.person), status=409)
    tell_of_erasure(erased.accounts)
    return _page(request, form, erased=erased)


def _page(
    request: HttpRequest,
    form: PersonForm,
    *,
    found: Traces | None = None,
    erased: Traces | None = None,
    status: int = 200,
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 – the admin lets nobody else in
    traces = found or erased
    context = admin.site.each_context(request) | {
        "title": _("Erase a person"),
        "form": form,
        "found": found,
        "erased": erased,
        "counts": counts(traces) if traces else (),
        "places": places(traces) if traces else (),
        "needs_owner": partnerships_without_other_owner(found.users) if found else (),
        "is_own": found is not None and request.user.pk in found.users,
        "is_above": found is not None and is_above(request.user, found.users),
    }
    return render(request, TEMPLATE, context, status=status)
