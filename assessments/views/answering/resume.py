"""The code of one's answers: mailed to whoever asks, to go on on another device, and to replace those that it is of."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from assessments.forms.answering.addresses import AddressForm
from assessments.forms.answering.start import EarlierCodeForm, ResumeForm
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import CodeMail, mail_code
from assessments.services.own_response import Key, OwnResponse, key_with_code, own_response_for
from assessments.services.rate_limit import return_attempt, take_attempt
from assessments.services.replacing import replace_with_code
from assessments.services.response_locks import Outcome
from assessments.views import closed_doors
from assessments.views.network_address import visitor
from assessments.views.posted_forms import form_page, page_with_errors, posted

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

_WRONG_CODES = 10
"""Per hour, for whoever has one personal link, or began once through an open link."""
_WRONG_CODES_OF_NETWORK = 60
"""Per hour through one open link: a whole room may share a network, and one visitor must not use up all of them."""
_WRONG_CODES_OF_ROUND = 100
"""Per hour through one open link from anywhere: of the 900 million codes too few to find one in a round."""

_TOO_OFTEN = gettext_lazy(
    "A wrong code was entered too many times. Try again in an hour, or go on with the device on which you began: you "
    "do not need a code there."
)
_WRONG_CODE = gettext_lazy("There are no answers with this code. Check the code on the device you started with.")
_WRONG_EARLIER_CODE = gettext_lazy(
    "No other answers with this code count. Check the code on the device with which they were sent."
)
"""The same for a wrong code, for the code of these answers, and where nothing else was sent."""


@proved_by_key
def answer_resume(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Continue with answers from another device, using the code that it showed."""
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_resume", own), own), language)
    form = ResumeForm(posted(request))
    if form.is_valid():
        found = _try_code(request, own.key, form, key_with_code, _WRONG_CODE)
        opened = own_response_for(found) if found is not None else None
        if opened is not None:
            response = redirect_to(last_address(opened), opened)
            keep_on_device(response, opened.key, opened.round)
            return response
    return _code_form_page(request, "answering/resume.html", own, form)


@proved_by_key
def answer_replace(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Let these answers take the place of those sent before through the same personal link, with the code of those."""
    if own.sent_at is None or own.key.invitation_id is None:
        return redirect_to(last_address(own), own)
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_replace", own), own), language)
    form = EarlierCodeForm(posted(request))
    if form.is_valid():
        outcome = _try_code(request, own.key, form, _replace, _WRONG_EARLIER_CODE)
        if outcome == Outcome.CLOSED:
            return closed_doors.closed(request, own.round, own)
        if outcome == Outcome.SAVED:
            return redirect_to(f"{address('answer_sent', own)}?replaced", own)
    return _code_form_page(request, "answering/replace.html", own, form)


def _replace(key: Key, code: str) -> Outcome | None:
    outcome = replace_with_code(key, code, now=timezone.now())
    return None if outcome == Outcome.NOTHING else outcome


Found = TypeVar("Found")


def _try_code(
    request: HttpRequest, key: Key, form: ResumeForm, use: Callable[[Key, str], Found | None], refusal: Promise
) -> Found | None:
    """Return what the code is good for; otherwise add the error to the form. All pages together allow so many tries."""
    tries = _take_tries(request, key)
    if tries is None:
        form.add_error("code", str(_TOO_OFTEN))
        return None
    found = use(key, form.cleaned_data["code"])
    if found is None:
        form.add_error("code", str(refusal))
    else:
        _return_tries(tries)
    return found


def _take_tries(request: HttpRequest, key: Key) -> list[tuple[str, int]] | None:
    """Use up a try of everyone who may run out of them; None, with nothing used up, if somebody has none left."""
    if key.invitation_id is not None:
        limits = [(f"resume:i{key.invitation_id}", _WRONG_CODES)]
    else:
        round_ = f"resume:m{key.round_id}"
        limits = [
            (f"{round_}:{key.response_id.hex}", _WRONG_CODES),
            (f"{round_}:{visitor(request)}", _WRONG_CODES_OF_NETWORK),
            (round_, _WRONG_CODES_OF_ROUND),
        ]
    taken: list[tuple[str, int]] = []
    for scope, limit in limits:
        number = take_attempt(scope, limit)
        if number is None:
            _return_tries(taken)
            return None
        taken.append((scope, number))
    return taken


def _return_tries(taken: list[tuple[str, int]]) -> None:
    for scope, number in taken:
        return_attempt(scope, number)


def _code_form_page(request: HttpRequest, template: str, own: OwnResponse, form: ResumeForm) -> HttpResponse:
    errors: list[tuple[str, str]] = [("code", str(errors[0])) for errors in form.errors.values()]
    return page_with_errors(request, template, page_context(own) | {"form": form}, errors)


@proved_by_key
def answer_code(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Ask for an address, and mail the code to it; the address is stored nowhere."""
    if not own.is_saved or not can_mail():
        return redirect_to(address("answer_start", own), own)
    language = wanted_language(request)
    if language:
        with override(language):
            form = AddressForm(initial={"email": request.POST.get("email", "")}, hint=_hint())
            return set_language(_code_page(request, own, form), language)
    form = AddressForm(posted(request), hint=_hint())
    if form.is_valid():
        outcome = mail_code(own, form.cleaned_data["email"])
        if outcome == CodeMail.SENT:
            return redirect_to(f"{address('answer_code', own)}?mailed", own)
        form.add_error("email", _said_of(outcome))
    return _code_page(request, own, form)


def _hint() -> str:
    return _("We use the address for this one email and do not keep it with your answers.")


def _said_of(outcome: CodeMail) -> str:
    if outcome == CodeMail.TOO_OFTEN:
        return _("The code was emailed three times in the past hour. Try again in an hour, or write the code down.")
    if outcome == CodeMail.REFUSED:
        return _("The mail server does not accept email for this address. Check it, or enter another one.")
    return _("The email could not be sent just now. Try again in a few minutes, or write the code down.")


def _code_page(request: HttpRequest, own: OwnResponse, form: AddressForm) -> HttpResponse:
    context: dict[str, Any] = page_context(own) | {
        "is_about_code": True,
        "is_mailed": "mailed" in request.GET and not form.is_bound,
        "back": last_address(own),
    }
    return form_page(request, "answering/code_mail.html", form, **context)
