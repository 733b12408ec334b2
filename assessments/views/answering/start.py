"""Before the questions: what this is, who one is, and going on with answers from another device."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.start import ResumeForm, StartForm
from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.answering import Key, Standing, key_with_code, standing_for
from assessments.services.answering_time import duration_sentence
from assessments.services.answers import Outcome, choose_role
from assessments.services.rate_limit import return_attempt, take_attempt
from assessments.views import closed_doors as states
from assessments.views.posted_forms import page_with_errors, posted
from assessments.views.promises import promises

from .limits import limit_reached, no_more
from .standing import address, common, go_to, in_language, keep_on_device, place, proved_by_key, wanted_language

_WRONG_CODES_PERSONAL = 10
_WRONG_CODES_OPEN = 20
"""An hour; more for an open link, because a whole room may use it."""


@proved_by_key
def answer_start(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say what the questionnaire is, and ask for the role and with an open link the organisation."""
    form = _start_form(request, standing)
    language = wanted_language(request)
    if language:
        return in_language(go_to(address("answer_start", standing), _with_choices(standing, form)), language)
    limit = limit_reached(request, standing)
    if limit is not None:
        return no_more(request, standing, limit)
    if not form.is_valid():
        return _start_page(request, standing, form)
    chosen = _with_choices(standing, form)
    if standing.is_saved and choose_role(chosen.key, now=timezone.now()) == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    return go_to(place(chosen), chosen)


def _start_form(request: HttpRequest, standing: Standing) -> StartForm:
    """Return the form; only what the person chose before is chosen, a known role is told beside it."""
    organisations = None
    if standing.invitation is None:
        organisations = standing.round.partnership.organisations.values_list("pk", "name")
    return StartForm(
        questionnaire(standing.round.questionnaire_version),
        active_language(),
        organisations,
        posted(request),
        initial={"role": standing.role, "organisation": standing.organisation_id},
    )


def _with_choices(standing: Standing, form: StartForm) -> Standing:
    """Return the standing with what was chosen well in its key."""
    form.is_valid()
    role = form.cleaned_data.get("role") or standing.role
    organisation_id = form.cleaned_data.get("organisation") or standing.key.organisation_id
    return replace(standing, role=role, key=replace(standing.key, role=role, organisation_id=organisation_id))


def _start_page(request: HttpRequest, standing: Standing, form: StartForm) -> HttpResponse:
    asked = questionnaire(standing.round.questionnaire_version)
    intro = asked.intro.in_language(active_language())
    context = common(standing) | {
        "form": form,
        "closes": moment(standing.round.closes_at),
        "first_closing": moment(standing.round.extended_from) if standing.round.extended_from else "",
        "takes": duration_sentence(standing.round.questionnaire_version),
        "intro": intro.replace("{partnership}", standing.round.partnership.name),
        "promises": promises(standing.round),
        "invited_as": _invited_as(asked, standing),
        "has_organisation_left": _has_organisation_left(standing, form),
    }
    errors = [(f"{name}-1", str(errors[0])) for name, errors in form.errors.items()]
    return page_with_errors(request, "answering/start.html", context, errors)


def _has_organisation_left(standing: Standing, form: StartForm) -> bool:
    """Whether the organisation that was chosen with an open link no longer takes part."""
    chosen = standing.organisation_id
    return standing.invitation is None and chosen is not None and not form.offers(chosen)


def _invited_as(asked: Questionnaire, standing: Standing) -> str:
    """Return the words of the role that the coordinator gave; empty with an open link."""
    role = asked.roles.get(standing.invitation.role) if standing.invitation else None
    return role.in_language(active_language()) if role else ""


@proved_by_key
def answer_resume(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Go on with answers that were given on another device, by the code that it showed."""
    language = wanted_language(request)
    if language:
        return in_language(go_to(address("answer_resume", standing), standing), language)
    form = ResumeForm(posted(request))
    if form.is_valid():
        found = _key_by_code(standing.key, form)
        opened = standing_for(found) if found is not None else None
        if opened is not None:
            response = go_to(place(opened), opened)
            keep_on_device(response, opened.key, opened.round)
            return response
    return _resume_page(request, standing, form)


def _key_by_code(key: Key, form: ResumeForm) -> Key | None:
    """Return the key that the code opens; otherwise put in the form what is wrong."""
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


def _resume_page(request: HttpRequest, standing: Standing, form: ResumeForm) -> HttpResponse:
    errors: list[tuple[str, str]] = [("code", str(errors[0])) for errors in form.errors.values()]
    return page_with_errors(request, "answering/resume.html", common(standing) | {"form": form}, errors)
