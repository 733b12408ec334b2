"""What partners will see: the whole questionnaire to read, and a walk through it that leaves nothing behind."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, partnership_for, round_for
from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.choices import CLEAR
from assessments.forms.answering.page import PageForm
from assessments.forms.rounds.form import RoundForm
from assessments.languages import language_asked_for
from assessments.models import Partnership, Round, ScoringProfileVersion
from assessments.models.choices import Access
from assessments.moments import moment
from assessments.services.answering_time import duration_sentence
from assessments.services.mail.smtp import can_mail
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import page_with_errors, posted, require_safe_or_post
from assessments.views.promises import handed_out_promise, mailed_promise, promises

NOBODY = "preview"
"""Stands for a respondent when the order of options is determined."""


@require_safe
@signed_in
def round_preview(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show what partners see of a round before and in the questionnaire, in Dutch or English."""
    round_ = round_for(request.user, round_id)
    tryout_url = reverse("tryout_of_round", args=[round_.pk, 1])
    is_owner = coordinatorship_for(request.user, round_.partnership_id).access == Access.OWNER
    context = {"round": round_, "tryout_url": tryout_url, "is_owner": is_owner}
    return _preview(request, _without_address(request, round_), request.GET.get("language"), **context)


def _without_address(request: AuthenticatedRequest, round_: Round) -> Round:
    """Return the round without the contact's address, unless the user is an owner."""
    shown = round_for(request.user, round_.pk)
    if coordinatorship_for(request.user, round_.partnership_id).access != Access.OWNER:
        shown.contact_email = ""
    return shown


def preview_of_form(request: AuthenticatedRequest, form: RoundForm, partnership: Partnership) -> HttpResponse:
    """Preview a round that is still being filled in, as far as it is valid; nothing is stored."""
    form.is_valid()
    planned = form.instance
    planned.partnership, planned.profile = partnership, ScoringProfileVersion.newest()
    named = "" if planned.interests_named else "?named=no"
    tryout_url = reverse("tryout", args=[partnership.pk, 1]) + named
    return _preview(request, planned, request.POST.get("preview"), tryout_url=tryout_url)


def _preview(request: AuthenticatedRequest, shown: Round, wanted: str | None, **context: Any) -> HttpResponse:
    language = language_asked_for(wanted)
    context |= {"partnership": shown.partnership, "language": language}
    with override(language):
        context["as_partners_see_it"] = render_to_string(
            "rounds/_preview.html", _questionnaire_context(shown, language)
        )
    return render(request, "rounds/round_preview.html", context)


def _questionnaire_context(shown: Round, language: str) -> dict[str, Any]:
    """Return the content of the start page and the questions."""
    asked = _questionnaire_of(shown)
    return {
        "round": shown,
        "promises": promises(shown, link=_link_promise(shown)),
        "takes": duration_sentence(shown.questionnaire_version),
        "closes": moment(shown.closes_at) if shown.closes_at else "",
        "intro": asked.intro.in_language(language).replace("{partnership}", shown.partnership.name),
        "pages": [PageForm(shown, page, order=NOBODY) for page in range(1, asked.n_pages + 1)],
    }


def _link_promise(shown: Round) -> str:
    """Return what most people with a personal link are told about it; nothing where there are none."""
    if not shown.has_personal_links:
        return ""
    return mailed_promise() if can_mail() else handed_out_promise()


def _questionnaire_of(shown: Round) -> Questionnaire:
    """Return the questionnaire; Http404 for a round from another site with a version that this one never had."""
    try:
        return questionnaire(shown.questionnaire_version)
    except KeyError as error:
        raise Http404 from error


@require_safe_or_post
@signed_in
def tryout(request: AuthenticatedRequest, partnership_id: int, page: int) -> HttpResponse:
    """Walk through the questionnaire of a new round of this partnership."""
    partnership = partnership_for(request.user, partnership_id)
    query = "?named=no" if request.GET.get("named") == "no" else ""
    shown = Round(partnership=partnership, interests_named=not query, closes_at=timezone.now())
    back = reverse("partnership_detail", args=[partnership.pk])
    return _tryout_page(
        request, shown, page, lambda number: reverse("tryout", args=[partnership.pk, number]) + query, back
    )


@require_safe_or_post
@signed_in
def tryout_of_round(request: AuthenticatedRequest, round_id: int, page: int) -> HttpResponse:
    """Walk through the questionnaire of a round."""
    shown = round_for(request.user, round_id)
    back = reverse("round_preview", args=[shown.pk])
    return _tryout_page(request, shown, page, lambda number: reverse("tryout_of_round", args=[shown.pk, number]), back)


def _tryout_page(
    request: AuthenticatedRequest, shown: Round, page: int, address: Callable[[int], str], back: str
) -> HttpResponse:
    """Show a page of questions as partners get it; what is posted is checked and forgotten."""
    n_pages = _questionnaire_of(shown).n_pages
    if not 1 <= page <= n_pages + 1:
        raise Http404
    context = {"round": shown, "page": page, "n_pages": n_pages, "back": back, "start": address(1)}
    if page > n_pages:
        return render(request, "rounds/tryout_end.html", context)
    form = PageForm(shown, page, posted(request), order=NOBODY)
    if form.is_valid() and CLEAR not in request.POST:
        step = -1 if request.POST.get("go") == "previous" else 1
        return HttpResponseRedirect(address(max(page + step, 1)))
    form.initial = form.cleaned_data if form.is_bound else {}
    return page_with_errors(request, "rounds/tryout.html", context | {"form": form}, form.summary())
