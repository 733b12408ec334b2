"""The page of links that a coordinator hands out: generated when shown, stored nowhere; others go by mail alone."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from assessments.access import round_for
from assessments.folding import has_all
from assessments.ids import id_in
from assessments.links import invitation_token, page_url
from assessments.log import note_links_on
from assessments.models import Invitation, Participant, Round
from assessments.models.choices import State
from assessments.moments import moment
from assessments.results.handing_out import mailed_alone
from assessments.services.closing import is_over
from assessments.services.mail.smtp import can_mail
from assessments.services.rounds import invite_uninvited, renew_link, show_links, uninvited
from assessments.tables.texts import guard
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.invitation_words import promised_mail, waiting_words
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import page_with_errors, require_safe_or_post
from assessments.views.recent_proof import require_recent_proof
from assessments.views.round_words import renewed_words

from .sharing import chat_texts, open_link_of

PER_PAGE = 100
FEW = 10
"""Up to this many links need no search field."""


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """The link of one participant."""

    invitation_id: int
    name: str
    email: str
    organisation: str
    role: str
    url: str

    @property
    def pasted(self) -> str:
        """The cells of a row to paste into a spreadsheet, none of which becomes a formula there."""
        return "\t".join(map(guard, (self.name, self.email, self.organisation, self.url)))


@require_safe_or_post
@never_cache
@signed_in
@known_when_sent_twice
def round_links(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the links that are handed out, and who gets theirs by mail alone; a new link kills the old one."""
    round_ = round_for(request.user, round_id, to_change=True)
    require_recent_proof(request)
    if is_over(round_, now=timezone.now()) or round_.state != State.OPEN:
        messages.info(request, _("This round is not accepting answers now, so its links do not work."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST":
        return _handle_button(request, round_)
    everyone = personal_links_for(request, round_)
    sought = " ".join(request.GET.get("q", "").split())
    found = Paginator(links_with(everyone, sought), PER_PAGE)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "everyone": everyone,
        "sought": sought,
        "page": found.get_page(request.GET.get("page")),
        "is_searchable": len(everyone) > FEW,
        "uninvited": uninvited(round_),
        "open_link": open_link_of(round_),
        "chat_texts": chat_texts(round_),
        "opens": moment(round_.opens_at) if round_.opens_at and not round_.is_open(timezone.now()) else "",
        "closes": moment(round_.closes_at),
        "can_mail": can_mail(),
        "promised": promised_mail(round_, timezone.now()),
        "waiting_invitations": waiting_words(round_, timezone.now()),
        **_without_shown_link(round_),
    }
    if everyone or round_.has_open_link:
        note_links_on(request)
    return page_with_errors(request, "rounds/round_links.html", context, [])


def _without_shown_link(round_: Round) -> dict[str, list[Participant]]:
    """Return who gets the link by mail alone, and who has an address and wants no mail."""
    asked = mailed_alone(round_.invitations.all()).select_related("participant")
    people = [one.participant for one in asked.order_by("participant__name", "pk") if one.participant]
    return {
        "mailed": [person for person in people if person.wants_mail],
        "unwilling": [person for person in people if not person.wants_mail],
    }


def links_with(links: list[PersonalLink], sought: str) -> list[PersonalLink]:
    """Return the links of people with each of the words in their name, address or organisation."""
    return [link for link in links if has_all(f"{link.name}\n{link.email}\n{link.organisation}", sought)]


def personal_links_for(request: AuthenticatedRequest, round_: Round) -> list[PersonalLink]:
    """Return the links that a coordinator hands out, and note that somebody looked."""
    shown = show_links(round_, by=request.user, now=timezone.now())
    return [_personal_link(one, one.participant) for one in shown if one.participant]


def _personal_link(invitation: Invitation, person: Participant) -> PersonalLink:
    return PersonalLink(
        invitation.pk,
        person.name,
        person.email,
        invitation.organisation.name,
        invitation.get_role_display(),
        page_url("invitation", invitation_token(invitation.pk, invitation.generation)),
    )


def _handle_button(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    """Invite everyone without a link, or give one person a new link."""
    try:
        return once(request, lambda: _press(request, round_))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("round_links", round_.pk)


def _press(request: AuthenticatedRequest, round_: Round) -> str:
    now = timezone.now()
    if "invite" in request.POST:
        number = invite_uninvited(round_, by=request.user, now=now)
        said = ngettext(
            "%(number)s participant has been given a link.", "%(number)s participants have been given a link.", number
        )
        messages.success(request, said % {"number": number})
    else:
        invitation = _invitation(round_, request.POST.get("renew", ""))
        messages.success(request, renewed_words(renew_link(invitation, by=request.user, now=now)))
    return reverse("round_links", args=[round_.pk])


def _invitation(round_: Round, number: str) -> Invitation:
    known = round_.invitations.filter(participant__isnull=False).select_related("participant")
    return get_object_or_404(known, pk=id_in(number))
