"""The page of a round's mail: what goes out when, what went out, and the state of the first invitations."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.access import round_for
from assessments.ids import id_in
from assessments.models import Invitation, Round
from assessments.reporting.numbers import in_letters
from assessments.services.closing import close_if_due
from assessments.services.mail.holding import hold_invitations, release_invitations
from assessments.services.mail.mailings import (
    invite_again,
    invite_failed_again,
    mail_everyone,
    remind_now,
    why_not_remind,
)
from assessments.services.mail.recipients import note_arrived, note_bounced
from assessments.services.mail.smtp import can_mail
from assessments.services.rounds import renew_link
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.invitation_words import sending_context, waiting_words
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import page_with_errors, require_safe_or_post
from assessments.views.round_words import renewed_words
from assessments.vocabulary.limits import MOST_REMINDERS

from .words import has_failed, invited_people, person_line, planned_lines, sent_lines

PER_PAGE = 50


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_mail(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the mail of a round; send invitations again, and record which bounced."""
    round_ = round_for(request.user, round_id, to_change=True)
    close_if_due(round_, now=timezone.now())
    if request.method == "POST":
        return once(request, lambda: _handle_post(request, round_))
    mailings = list(round_.mailings.all())
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "can_mail": can_mail(),
        "is_open": round_.is_open(timezone.now()),
        "most_reminders": in_letters(MOST_REMINDERS),
        "why_no_reminder": why_not_remind(round_, now=timezone.now()),
        "has_mailed_nobody": _can_begin(round_),
        "planned": planned_lines(mailings),
        "sent": sent_lines(mailings),
        "waiting_invitations": waiting_words(round_, timezone.now()),
        **sending_context(round_),
    }
    return page_with_errors(request, "mail/round_mail.html", context | _people(request, round_), [])


@require_safe
@signed_in
def round_mail_progress(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return how far the sending of invitations is; once it is done, make the page that asks load again."""
    context = sending_context(round_for(request.user, round_id, to_change=True))
    if not context["is_sending"]:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "_invitations_sent.html", {**context, "round": {"pk": round_id}})


def _people(request: AuthenticatedRequest, round_: Round) -> dict[str, Any]:
    if not round_.has_personal_links:
        return {}
    people = invited_people(round_)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "people": [person_line(invitation) for invitation in page],
        "has_failed": has_failed(people),
    }


def _can_begin(round_: Round) -> bool:
    """Whether people with an address have yet to get their link, in a round from before links went by mail alone."""
    is_over = round_.has_result or round_.is_due(timezone.now())
    return can_mail() and round_.has_personal_links and not round_.sends_invitations and not is_over


def _handle_post(request: AuthenticatedRequest, round_: Round) -> str:
    if "everyone" in request.POST and _can_begin(round_):
        mail_everyone(round_, by=request.user, now=timezone.now())
        messages.success(request, _("The links now go by email."))
    elif not round_.is_open(timezone.now()):
        messages.info(request, _("This round is not accepting answers now, so no invitations are sent."))
    elif "hold" in request.POST:
        _hold(request, round_)
    elif "release" in request.POST:
        _release(request, round_)
    elif "remind" in request.POST and can_mail():
        _remind(request, round_)
    else:
        _handle_button(request, round_)
    return request.get_full_path()


def _handle_button(request: AuthenticatedRequest, round_: Round) -> None:
    """Perform the action of one of the buttons on the page."""
    asked, by, now = request.POST, request.user, timezone.now()
    if "all" in asked and can_mail():
        number = invite_failed_again(round_, by=by, now=now)
        words = ngettext("%(number)s email is being sent again.", "%(number)s emails are being sent again.", number)
        messages.success(request, words % {"number": number})
    elif "again" in asked and can_mail():
        invitation = _invitation(round_, asked["again"])
        invite_again(invitation, by=by, now=now)
        messages.success(request, _("The email to %(name)s is being sent again.") % _name_of(invitation))
    elif "renew" in asked and can_mail():
        renewed = renew_link(_invitation(round_, asked["renew"]), by=by, now=now)
        messages.success(request, renewed_words(renewed))
    elif "bounced" in asked:
        invitation = _invitation(round_, asked["bounced"])
        note_bounced(invitation, by=by, now=now)
        said = _("Noted. %(name)s gets no more email in this round until you send the invitation again or undo this.")
        messages.success(request, said % _name_of(invitation))
    elif "arrived" in asked:
        invitation = _invitation(round_, asked["arrived"])
        note_arrived(invitation, by=by, now=now)
        said = _("Undone. Email to %(name)s goes out as before.")
        messages.success(request, said % _name_of(invitation))


def _hold(request: AuthenticatedRequest, round_: Round) -> None:
    if hold_invitations(round_, by=request.user, now=timezone.now()):
        messages.success(request, _("Stopped. No invitation has been sent. On this page you can send them later."))
    else:
        messages.error(request, _("The invitations had already gone out."))


def _release(request: AuthenticatedRequest, round_: Round) -> None:
    if release_invitations(round_, by=request.user, now=timezone.now()):
        messages.success(request, _("The invitations are going out now."))


def _remind(request: AuthenticatedRequest, round_: Round) -> None:
    try:
        remind_now(round_, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The reminder is going out now, to everyone who has not sent answers yet."))


def _name_of(invitation: Invitation) -> dict[str, str]:
    return {"name": str(invitation.participant)}


def _invitation(round_: Round, number: str) -> Invitation:
    known = round_.invitations.filter(participant__isnull=False).select_related("participant")
    return get_object_or_404(known, pk=id_in(number))
