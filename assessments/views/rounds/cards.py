"""The page of printed links: a card with a QR code for everyone, and one for the open link."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import round_for
from assessments.log import note_links_on
from assessments.models import Round
from assessments.moments import moment
from assessments.results.handing_out import mailed_alone
from assessments.services.answering_time import duration_sentence
from assessments.services.closing import is_over
from assessments.services.mail.words import languages_of
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.qr_codes import qr_code, qr_codes
from assessments.views.recent_proof import require_recent_proof
from assessments.vocabulary.languages import LANGUAGES

from .links import PersonalLink, personal_links_for
from .sharing import open_link_of


@dataclass(frozen=True, slots=True)
class Card:
    """One person's link, to cut out."""

    link: PersonalLink
    code: SafeString

    @property
    def place(self) -> str:
        """The address without this person's own part, which is kept on one line: a hyphen at its end would mislead."""
        return self.link.url.removesuffix(self.own)

    @property
    def own(self) -> str:
        """The last part of the address."""
        return self.link.url.rstrip("/").rpartition("/")[2] + "/"


@require_safe
@never_cache
@signed_in
def round_sheet(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the links that are handed out as a page to print; ``?language=`` for another language than its mails."""
    round_ = round_for(request.user, round_id, to_change=True)
    require_recent_proof(request)
    if is_over(round_, now=timezone.now()):
        messages.info(request, _("This round is not accepting answers now, so its links do not work."))
        return redirect("round_detail", round_.pk)
    language = _language(request, round_)
    open_link = open_link_of(round_)
    with override(language):
        links = personal_links_for(request, round_)
        if not links and not open_link:
            return _nothing_to_print(request, round_)
        note_links_on(request)
        codes = qr_codes([link.url for link in links])
        printed = {
            "partnership": round_.partnership,
            "cards": list(map(Card, links, codes)),
            "open_link": open_link,
            "open_code": qr_code(open_link) if open_link else "",
            "takes": duration_sentence(round_.questionnaire_version),
            "closes": moment(round_.closes_at),
        }
        paper = render_to_string("rounds/_sheet.html", printed)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "language": language,
        "n_cards": len(links),
        "has_open_link": round_.has_open_link,
        "are_others_mailed": mailed_alone(round_.invitations.all()).exists(),
        "paper": paper,
    }
    return render(request, "rounds/round_sheet.html", context)


def _nothing_to_print(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    messages.info(request, _("There is nothing to print: nobody gets a link on paper in this round."))
    return redirect("round_links", round_.pk)


def _language(request: AuthenticatedRequest, round_: Round) -> str:
    wanted = request.GET.get("language", "")
    if wanted in LANGUAGES:
        return wanted
    return languages_of(round_)[0]
