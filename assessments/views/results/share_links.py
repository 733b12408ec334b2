"""The page on which owners make links to a result for others than the participants, and take them back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assessments.access import result_for, round_for
from assessments.forms.results.share_links import LinkEndForm, ShareLinkForm
from assessments.ids import id_in
from assessments.links import page_url, share_token
from assessments.log import note_links_on
from assessments.models import Round, ShareLink
from assessments.models.choices import Published
from assessments.moments import long_date
from assessments.results.open_answers import open_answers_of
from assessments.services.closing import close_if_due
from assessments.services.share_links import change_end, make_share_link, revoke_share_link
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link in the list."""

    pk: int
    purpose: str
    is_whole: bool
    has_password: bool
    ends_on: str
    """The last day on which it works."""
    n_opened: int
    is_revoked: bool
    url: str
    """Empty for a link that shows nothing any more."""


@require_safe_or_post
@never_cache
@sensitive_post_parameters("password")
@signed_in
@known_when_sent_twice
@show_damaged_result_page
def round_share_links(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the links for others with how often they were opened; make one, or take one back."""
    round_ = round_for(request.user, round_id, to_change=True)
    require_recent_proof(request)
    if not close_if_due(round_, now=timezone.now()):
        messages.info(request, _("There is no result yet: it is made when the round closes."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST" and "revoke" in request.POST:
        return once(request, lambda: _revoke(request, round_))
    form = ShareLinkForm(posted(request))
    if form.is_valid():
        try:
            return once(request, lambda: _make(request, round_, form))
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, round_, form)


def _make(request: AuthenticatedRequest, round_: Round, form: ShareLinkForm) -> str:
    link = make_share_link(round_, form.chosen(), by=request.user, now=timezone.now())
    said = _("The link for “%(whom)s” is ready. Copy it below.")
    messages.success(request, said % {"whom": link.purpose})
    return reverse("round_share_links", args=[round_.pk])


def _revoke(request: AuthenticatedRequest, round_: Round) -> str:
    link = get_object_or_404(round_.share_links.all(), pk=id_in(request.POST["revoke"]))
    revoke_share_link(link, by=request.user, now=timezone.now())
    said = _("The link for “%(whom)s” no longer shows the result.")
    messages.success(request, said % {"whom": link.purpose})
    return reverse("round_share_links", args=[round_.pk])


@require_safe_or_post
@never_cache
@signed_in
@known_when_sent_twice
def share_link_end(request: AuthenticatedRequest, round_id: int, link_id: int) -> HttpResponse:
    """Ask until when a link for others works, and change it; the link itself stays the same."""
    round_ = round_for(request.user, round_id, to_change=True)
    require_recent_proof(request)
    link = get_object_or_404(round_.share_links.all(), pk=link_id)
    if not link.works(timezone.now()):
        messages.info(request, _("This link no longer works. Make another one."))
        return redirect("round_share_links", round_.pk)
    form = LinkEndForm(posted(request), link=link)
    if form.is_valid():
        try:
            return once(request, lambda: _change_end(request, link, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"round": round_, "partnership": round_.partnership, "link": link, "ends_on": long_date(link.last_day)}
    return form_page(request, "results/share_link_end.html", form, **context)


def _change_end(request: AuthenticatedRequest, link: ShareLink, form: LinkEndForm) -> str:
    changed = change_end(link, form.ends_at, by=request.user, now=timezone.now(), shown=form.shown)
    said = _("The link for “%(whom)s” works up to and including %(day)s.")
    messages.success(request, said % {"whom": link.purpose, "day": long_date(changed.last_day)})
    return reverse("round_share_links", args=[link.round_id])


def _page(request: AuthenticatedRequest, round_: Round, form: ShareLinkForm) -> HttpResponse:
    lines = [_line(link) for link in round_.share_links.all()]
    working = [line for line in lines if line.url]
    if working:
        note_links_on(request)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "found": open_answers_of(result_for(request.user, round_.pk)),
        "working": working,
        "over": [line for line in lines if not line.url],
    }
    return form_page(request, "results/round_share_links.html", form, **context)


def _line(link: ShareLink) -> LinkLine:
    works = link.works(timezone.now())
    return LinkLine(
        link.pk,
        link.purpose,
        link.what == Published.WHOLE,
        bool(link.password),
        long_date(link.last_day),
        link.n_opened,
        link.revoked_at is not None,
        page_url("share_link", share_token(link.pk, link.made_at)) if works else "",
    )
