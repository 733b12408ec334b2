"""The code to go on at another device, mailed to who asks for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.forms.answering.addresses import AddressForm
from assessments.services.answering import Standing
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import CodeMail, mail_code
from assessments.views.posted_forms import form_page, posted

from .standing import address, common, go_to, in_language, place, proved_by_key, wanted_language


@proved_by_key
def answer_code(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask to which address the code is to go, and mail it; the address is kept nowhere."""
    if not standing.is_saved or not can_mail():
        return go_to(address("answer_start", standing), standing)
    language = wanted_language(request)
    if language:
        with override(language):
            form = AddressForm(initial={"email": request.POST.get("email", "")}, hint=_hint())
            return in_language(_code_page(request, standing, form), language)
    form = AddressForm(posted(request), hint=_hint())
    if form.is_valid():
        outcome = mail_code(standing, form.cleaned_data["email"])
        if outcome == CodeMail.SENT:
            return go_to(f"{address('answer_code', standing)}?mailed", standing)
        form.add_error("email", _said_of(outcome))
    return _code_page(request, standing, form)


def _hint() -> str:
    return _("We use the address for this one mail and do not keep it with your answers.")


def _said_of(outcome: CodeMail) -> str:
    if outcome == CodeMail.TOO_OFTEN:
        return _("The code was mailed three times in the past hour. Try again in an hour, or write the code down.")
    if outcome == CodeMail.REFUSED:
        return _("The mail server does not take mail for this address. Check it, or fill in another one.")
    return _("The mail could not be sent just now. Try again in a few minutes, or write the code down.")


def _code_page(request: HttpRequest, standing: Standing, form: AddressForm) -> HttpResponse:
    context: dict[str, Any] = common(standing) | {
        "is_about_code": True,
        "is_mailed": "mailed" in request.GET and not form.is_bound,
        "back": place(standing),
    }
    return form_page(request, "answering/code_mail.html", form, **context)
