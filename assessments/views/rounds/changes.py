"""Pages for changing a round: everything until it opens, a few details after that, extending, calling it off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import round_for
from assessments.forms.rounds.changes import DetailsForm, ExtendForm
from assessments.forms.rounds.form import RoundForm
from assessments.models import Round
from assessments.moments import moment, place
from assessments.services.closing import close_if_due
from assessments.services.mail.smtp import can_mail
from assessments.services.planned_rounds import call_off_round, change_details, change_planned_round
from assessments.services.round_extension import a_week_later, extend_round
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.closing_days import closing_day_words, on_working_day
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, page_with_errors, posted, require_safe_or_post
from assessments.views.round_words import status_of

from .check import check_page
from .form import people_of, round_form_page
from .preview import preview_of_form


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_edit(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Change a round: everything until it opens, a few details while it is open."""
    round_ = round_for(request.user, round_id, to_change=True)
    close_if_due(round_, now=timezone.now())
    status = status_of(round_, timezone.now())
    if status == "planned":
        return _edit_planned(request, round_)
    if status == "open":
        return _edit_details(request, round_)
    messages.info(request, _("This round is closed. Nothing about it can be changed any more."))
    return redirect("round_detail", round_.pk)


def _edit_planned(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    title, partnership = round_.title, round_.partnership
    form = RoundForm(
        posted(request),
        instance=round_,
        people=people_of(partnership),
        initial={"participants": list(round_.invitations.values_list("participant", flat=True))},
    )
    if form.is_bound and "preview" in request.POST:
        return preview_of_form(request, form, partnership)
    if form.is_valid() and request.POST.get("go") != "edit":
        try:
            if form.cleaned_data["opens_at"] is None and request.POST.get("go") != "open":
                return check_page(request, form, partnership, None)
            return once(request, lambda: _change_planned(request, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    return round_form_page(
        request, "rounds/round_edit.html", form, partnership=partnership, round=_with_title(round_, title)
    )


def _change_planned(request: AuthenticatedRequest, form: RoundForm) -> str:
    people, now = form.chosen_people(), timezone.now()
    changed = change_planned_round(form.instance.pk, people, by=request.user, now=now, shown=form.shown, **form.terms())
    return _confirm_change(request, changed)


def _with_title(round_: Round, title: str) -> Round:
    """Return the round with its stored title, whatever was typed in the form."""
    round_.title = title
    return round_


def _edit_details(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    title = round_.title
    form = DetailsForm(posted(request), instance=round_)
    if form.is_valid():
        try:
            return once(request, lambda: _change_details(request, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "partnership": round_.partnership,
        "round": _with_title(round_, title),
        "begins_mailing": can_mail() and round_.has_personal_links and not round_.sends_invitations,
    }
    return form_page(request, "rounds/round_details.html", form, **context)


def _change_details(request: AuthenticatedRequest, form: DetailsForm) -> str:
    now = timezone.now()
    changed = change_details(form.instance.pk, by=request.user, now=now, shown=form.shown, **form.details())
    return _confirm_change(request, changed)


def _tell_closing_day(request: AuthenticatedRequest, round_: Round) -> None:
    if words := closing_day_words(round_.closes_at):
        messages.info(request, words)


def _confirm_change(request: AuthenticatedRequest, round_: Round) -> str:
    messages.success(request, _("Your changes have been saved."))
    _tell_closing_day(request, round_)
    return reverse("round_detail", args=[round_.pk])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_call_off(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Ask whether to call off a round that has not opened yet, and delete it."""
    round_ = round_for(request.user, round_id, to_change=True)
    if status_of(round_, timezone.now()) != "planned":
        messages.info(request, _("This round has opened, so it can only be closed."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST":
        try:
            return once(request, lambda: _call_off(request, round_))
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("round_detail", round_.pk)
    opens = moment(round_.opens_at) if round_.opens_at else ""
    context = {"round": round_, "partnership": round_.partnership, "opens": opens}
    return page_with_errors(request, "rounds/round_call_off.html", context, [])


def _call_off(request: AuthenticatedRequest, round_: Round) -> str:
    call_off_round(round_.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The round “%(title)s” has been called off.") % {"title": round_.title})
    return reverse("partnership_detail", args=[round_.partnership_id])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_extend(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Give an open round a later closing date."""
    round_ = round_for(request.user, round_id, to_change=True)
    close_if_due(round_, now=timezone.now())
    if not round_.is_open(timezone.now()):
        messages.info(request, _("This round is not accepting answers now, so it cannot be extended."))
        return redirect("round_detail", round_.pk)
    form = ExtendForm(
        posted(request), round_=round_, initial={"closes_at": on_working_day(a_week_later(round_.closes_at))}
    )
    if form.is_valid():
        try:
            return once(request, lambda: _extend(request, round_, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "closes": moment(round_.closes_at),
        "place": place(),
        "mails": can_mail() and round_.sends_invitations and round_.has_personal_links,
    }
    return form_page(request, "rounds/round_extend.html", form, **context)


def _extend(request: AuthenticatedRequest, round_: Round, form: ExtendForm) -> str:
    """Extend the round and return the address of its page. Raises ValidationError or ChangedMeanwhileError."""
    closes_at = form.cleaned_data["closes_at"]
    extended = extend_round(round_.pk, closes_at=closes_at, by=request.user, now=timezone.now(), shown=form.shown)
    messages.success(request, _("The round now closes on %(moment)s.") % {"moment": moment(extended.closes_at)})
    _tell_closing_day(request, extended)
    return reverse("round_detail", args=[round_.pk])
