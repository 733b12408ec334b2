"""The pages before the questions: what this is, who one is, and continuing from another device."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.start import ResumeForm, StartForm
from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.answering_time import duration_sentence
from assessments.services.own_response import Key, OwnResponse, key_with_code, own_response_for
from assessments.services.rate_limit import return_attempt, take_attempt
from assessments.services.response_changes import Outcome, choose_role
from assessments.views import closed_doors
from assessments.views.posted_forms import page_with_errors, posted
from assessments.views.promises import promises

from .keys import (
    address,
    keep_on_device,
    last_address,
    page_context,
    proved_by_key,
    redirect_to,
    set_language,
    wanted_language,
)
from .limits import limit_reached, no_more

_WRONG_CODES_PERSONAL = 10
_WRONG_CODES_OPEN = 20
"""Per hour; more for an open link, because a whole room may use it."""


@proved_by_key
def answer_start(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Say what the questionnaire is, and ask for the role and, with an open link, the organisation."""
    form = _start_form(request, own)
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_start", own), _with_choices(own, form)), language)
    limit = limit_reached(request, own)
    if limit is not None:
        return no_more(request, own, limit)
    if not form.is_valid():
        return _start_page(request, own, form)
    chosen = _with_choices(own, form)
    if own.is_saved and choose_role(chosen.key, now=timezone.now()) == Outcome.CLOSED:
        return closed_doors.closed(request, own.round, own)
    return redirect_to(last_address(chosen), chosen)


def _start_form(request: HttpRequest, own: OwnResponse) -> StartForm:
    """Return the form, preset to what the person chose before; a role known from the invitation is shown beside it."""
    organisations = None
    if own.invitation is None:
        organisations = own.round.partnership.organisations.values_list("pk", "name")
    return StartForm(
        questionnaire(own.round.questionnaire_version),
        active_language(),
        organisations,
        posted(request),
        initial={"role": own.role, "organisation": own.organisation_id},
    )


def _with_choices(own: OwnResponse, form: StartForm) -> OwnResponse:
    """Return the own response with the valid choices in its key."""
    form.is_valid()
    role = form.cleaned_data.get("role") or own.role
    organisation_id = form.cleaned_data.get("organisation") or own.key.organisation_id
    return replace(own, role=role, key=replace(own.key, role=role, organisation_id=organisation_id))


def _start_page(request: HttpRequest, own: OwnResponse, form: StartForm) -> HttpResponse:
    asked = questionnaire(own.round.questionnaire_version)
    intro = asked.intro.in_language(active_language())
    context = page_context(own) | {
        "form": form,
        "closes": moment(own.round.closes_at),
        "first_closing": moment(own.round.extended_from) if own.round.extended_from else "",
        "takes": duration_sentence(own.round.questionnaire_version),
        "intro": intro.replace("{partnership}", own.round.partnership.name),
        "promises": promises(own.round),
        "invited_as": _invited_as(asked, own),
        "has_organisation_left": _has_organisation_left(own, form),
    }
    errors = [(f"{name}-1", str(errors[0])) for name, errors in form.errors.items()]
    return page_with_errors(request, "answering/start.html", context, errors)


def _has_organisation_left(own: OwnResponse, form: StartForm) -> bool:
    """Whether the organisation chosen with an open link no longer takes part."""
    chosen = own.organisation_id
    return own.invitation is None and chosen is not None and not form.offers(chosen)


def _invited_as(asked: Questionnaire, own: OwnResponse) -> str:
    """Return the name of the role that the coordinator entered; empty with an open link."""
    role = asked.roles.get(own.invitation.role) if own.invitation else None
    return role.in_language(active_language()) if role else ""


@proved_by_key
def answer_resume(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Continue with answers from another device, using the code that it showed."""
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_resume", own), own), language)
    form = ResumeForm(posted(request))
    if form.is_valid():
        found = _key_by_code(own.key, form)
        opened = own_response_for(found) if found is not None else None
        if opened is not None:
            response = redirect_to(last_address(opened), opened)
            keep_on_device(response, opened.key, opened.round)
            return response
    return _resume_page(request, own, form)


def _key_by_code(key: Key, form: ResumeForm) -> Key | None:
    """Return the key that the code opens; otherwise add the error to the form."""
    is_personal = key.invitation_id is not None
    scope = f"resume:i{key.invitation_id}" if is_personal else f"resume:m{key.round_id}"
    number = take_attempt(scope, _WRONG_CODES_PERSONAL if is_personal else _WRONG_CODES_OPEN)
    if number is None:
        form.add_error(
            "code",
            _(
                "A wrong code was filled in too often. Try again in an hour, or go on with the device on which you "
                "began: no code is needed there."
            ),
        )
        return None
    found = key_with_code(key, form.cleaned_data["code"])
    if found is None:
        form.add_error("code", _("We know no answers with this code. Check the code on the device you began with."))
    else:
        return_attempt(scope, number)
    return found


def _resume_page(request: HttpRequest, own: OwnResponse, form: ResumeForm) -> HttpResponse:
    errors: list[tuple[str, str]] = [("code", str(errors[0])) for errors in form.errors.values()]
    return page_with_errors(request, "answering/resume.html", page_context(own) | {"form": form}, errors)
