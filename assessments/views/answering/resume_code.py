"""The page that mails someone the code for continuing on another device."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.forms.answering.addresses import AddressForm
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import CodeMail, mail_code
from assessments.services.own_response import OwnResponse
from assessments.views.posted_forms import form_page, posted

from .keys import address, last_address, page_context, proved_by_key, redirect_to, set_language, wanted_language


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
    return _("We use the address for this one mail and do not keep it with your answers.")


def _said_of(outcome: CodeMail) -> str:
    if outcome == CodeMail.TOO_OFTEN:
        return _("The code was mailed three times in the past hour. Try again in an hour, or write the code down.")
    if outcome == CodeMail.REFUSED:
        return _("The mail server does not take mail for this address. Check it, or fill in another one.")
    return _("The mail could not be sent just now. Try again in a few minutes, or write the code down.")


def _code_page(request: HttpRequest, own: OwnResponse, form: AddressForm) -> HttpResponse:
    context: dict[str, Any] = page_context(own) | {
        "is_about_code": True,
        "is_mailed": "mailed" in request.GET and not form.is_bound,
        "back": last_address(own),
    }
    return form_page(request, "answering/code_mail.html", form, **context)
