"""The page before the questions: what this is, and who one is."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.start import StartForm
from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.answering_time import duration_sentence
from assessments.services.own_response import OwnResponse
from assessments.services.response_changes import choose_role
from assessments.services.response_locks import Outcome
from assessments.views import closed_doors
from assessments.views.posted_forms import page_with_errors, posted
from assessments.views.promises import link_promise, promises
from assessments.vocabulary.roles import ANDERS

from .keys import (
    address,
    last_address,
    page_context,
    proved_by_key,
    redirect_to,
    set_language,
    wanted_language,
)
from .limits import limit_reached, no_more


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
    """Return the form, preset to what the person chose before; the role of the invitation holds unless changed."""
    organisations = None
    if own.invitation is None:
        organisations = own.round.partnership.organisations.values_list("pk", "name")
    asked = questionnaire(own.round.questionnaire_version)
    return StartForm(
        asked,
        active_language(),
        organisations,
        posted(request),
        invited_as=_role_of_invitation(asked, own),
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
    context = page_context(own) | {
        "form": form,
        "closes": moment(own.round.closes_at),
        "first_closing": moment(own.round.extended_from) if own.round.extended_from else "",
        "takes": duration_sentence(own.round.questionnaire_version),
        "promises": promises(own.round, link=link_promise(own.invitation)),
        "answers_as": _answers_as(asked, own),
        "is_other_role": form.is_bound or own.role not in {"", _role_of_invitation(asked, own)},
        "has_organisation_left": _has_organisation_left(own, form),
    }
    errors = [(f"{name}-1", str(errors[0])) for name, errors in form.errors.items()]
    return page_with_errors(request, "answering/start.html", context, errors)


def _has_organisation_left(own: OwnResponse, form: StartForm) -> bool:
    """Whether the organisation chosen with an open link no longer takes part."""
    chosen = own.organisation_id
    return own.invitation is None and chosen is not None and not form.offers(chosen)


def _role_of_invitation(asked: Questionnaire, own: OwnResponse) -> str:
    """Return the role that the coordinator entered, if it is one of this questionnaire; empty with an open link."""
    return own.invitation.role if own.invitation and own.invitation.role in asked.roles else ""


def _answers_as(asked: Questionnaire, own: OwnResponse) -> str:
    """Return the role in which somebody answers who needs not choose one, in a few words; empty with an open link."""
    invited_as = _role_of_invitation(asked, own)
    role = own.role or invited_as
    if not invited_as:
        return ""
    if role == ANDERS:
        return _("somebody with another role")
    return asked.roles[role].in_language(active_language()).partition(" (")[0]
