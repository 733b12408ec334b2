"""Pages for people who lost their link, or want no more mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.access import participant_unsubscribing
from assessments.forms.answering.addresses import AddressForm
from assessments.services.mail.notices import mail_links_again
from assessments.services.mail.recipients import set_wants_mail
from assessments.services.mail.smtp import can_mail
from assessments.services.rate_limit import take_attempt
from assessments.views import closed_doors
from assessments.views.network_address import visitor
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

_MOST_PER_VISITOR = 20
"""Per hour; a whole office may share one network address."""


@require_safe_or_post
@never_cache
def link_again(request: HttpRequest) -> HttpResponse:
    """Mail someone their link again; the page is the same whether the address is known or not."""
    hint = _("The address at which you were invited.")
    form = AddressForm(posted(request), hint=hint)
    if can_mail() and form.is_valid():
        if take_attempt(f"again-from:{visitor(request)}", _MOST_PER_VISITOR) is None:
            return render(request, "429.html", status=429)
        mail_links_again(form.cleaned_data["email"], now=timezone.now())
        return render(request, "answering/link_again.html", {"is_asked": True})
    return form_page(request, "answering/link_again.html", form, can_mail=can_mail())


@require_safe_or_post
@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether someone wants no more mail, and stop it; mail programs post here with one click (RFC 8058).

    Exempt from Django's CSRF protection, because a mail program has no cookie: the link is the proof.
    """
    try:
        participant = participant_unsubscribing(token)
    except Http404:
        return closed_doors.wrong_link(request)
    if request.method == "POST":
        set_wants_mail(participant, wants_mail="back" in request.POST)
    context = {
        "partnership": participant.organisation.partnership,
        "wants_mail": participant.wants_mail,
        "is_changed": request.method == "POST",
    }
    return render(request, "answering/unsubscribe.html", context)
