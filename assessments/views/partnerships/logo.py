"""The page on which owners choose the logo of a partnership, and the picture itself."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import partnership_for
from assessments.forms.partnerships.logo import LogoForm
from assessments.models import Logo, Partnership
from assessments.reporting.logos import Drawn
from assessments.services.letterheads import change_logo, remove_logo
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

KEPT_SECONDS = 365 * 24 * 60 * 60
"""How long a browser may keep the picture: another one has another address."""


@require_safe_or_post
@signed_in
@known_when_sent_twice
def partnership_logo(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Choose another logo, or take it away."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    if request.method == "POST" and "remove" in request.POST:
        return once(request, lambda: _remove(request, partnership))
    logo = Logo.objects.filter(partnership=partnership).defer("image").first()
    form = LogoForm(posted(request), request.FILES or None, initial={"alternative": logo.alternative if logo else ""})
    if form.is_valid() and form.drawn is not None:
        return _change(request, partnership, form.drawn, form.cleaned_data["alternative"])
    return form_page(request, "partnerships/partnership_logo.html", form, partnership=partnership, logo=logo)


def _change(request: AuthenticatedRequest, partnership: Partnership, drawn: Drawn, alternative: str) -> HttpResponse:
    change_logo(partnership, drawn, alternative, by=request.user, now=timezone.now())
    messages.success(request, _("The logo appears on results, in emails and in PDFs from now on."))
    return redirect("partnership_logo", partnership.pk)


def _remove(request: AuthenticatedRequest, partnership: Partnership) -> str:
    remove_logo(partnership, by=request.user, now=timezone.now())
    messages.success(request, _("The logo has been removed."))
    return reverse("partnership_logo", args=[partnership.pk])


@require_safe
def logo(request: HttpRequest, logo_id: int, token: str) -> HttpResponse:
    """Return the picture to whoever has its address, which only stands on pages that have it."""
    found = Logo.objects.filter(pk=logo_id).first()
    if found is None or not secrets.compare_digest(found.token.encode(), token.encode()):
        raise Http404
    answer = HttpResponse(bytes(found.image), content_type="image/png")
    patch_cache_control(answer, private=True, max_age=KEPT_SECONDS)
    return answer
