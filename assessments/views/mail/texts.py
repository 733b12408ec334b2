"""The page for the words of a round's mails: change them, preview them, mail them to oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import round_for
from assessments.forms.mail.texts import MailTextForm
from assessments.models import MailText, Round
from assessments.models.mails import MailKind
from assessments.services.mail.smtp import DeliveryStatus, MailServerError, can_mail
from assessments.services.mail.unqueued import example_of, send_example
from assessments.services.mail.words import EDITABLE, PLACEHOLDERS, reset_words, save_words, words_of
from assessments.services.rate_limit import take_attempt
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

_MOST_TESTS = 20
"""Test mails per user per hour."""


@require_safe_or_post
@signed_in
def round_mail_texts(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Change the words of one kind of mail, preview them, mail them to oneself, or go back to the standard ones."""
    round_ = round_for(request.user, round_id, to_change=True)
    kind = _kind(request, round_)
    if request.method == "POST" and request.POST.get("go") == "standard":
        reset_words(round_, kind, by=request.user, now=timezone.now())
        return _confirm(request, _("The standard text is back."))
    form = MailTextForm(kind, words_of(round_, kind), posted(request))
    if form.is_valid():
        if request.POST.get("go") == "test":
            _test(request, round_, form)
        elif request.POST.get("go") != "preview":
            save_words(round_, kind, form.words, by=request.user, now=timezone.now())
            return _confirm(request, _("The text has been saved."))
    return _page(request, round_, kind, form)


def _kind(request: AuthenticatedRequest, round_: Round) -> MailKind:
    """Return the kind of mail: the one that was asked for, or else the first."""
    asked = request.GET.get("kind")
    return next((kind for kind in _kinds(round_) if kind == asked), _kinds(round_)[0])


def _kinds(round_: Round) -> tuple[MailKind, ...]:
    """Return the kinds of mail that may still go out."""
    return (MailKind.RESULT,) if round_.has_result else EDITABLE


def _confirm(request: AuthenticatedRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(request.get_full_path())


def _test(request: AuthenticatedRequest, round_: Round, form: MailTextForm) -> None:
    """Mail the words to the signed-in user, and say how that went."""
    user = request.user
    if not can_mail() or take_attempt(f"test-mail:{user.pk}", _MOST_TESTS) is None:
        messages.error(request, _("That was tried too often in a short time. Wait a few minutes and try again."))
        return
    try:
        delivery = send_example(form.words, round_, user)
    except MailServerError:
        messages.error(request, _("The mail server does not answer. The test mail was probably not sent; try later."))
        return
    if delivery.status == DeliveryStatus.SENT:
        messages.success(request, _("The test mail has been sent to %(email)s.") % {"email": user.email})
    else:
        said = _("The mail server does not take the test mail. It said: %(said)s")
        messages.error(request, said % {"said": delivery.reason})


def _page(request: AuthenticatedRequest, round_: Round, kind: MailKind, form: MailTextForm) -> HttpResponse:
    is_right = form.is_valid()
    words = form.words if is_right else words_of(round_, kind)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "kind": kind,
        "kinds": _kinds(round_),
        "placeholders": PLACEHOLDERS,
        "is_changed": MailText.objects.filter(round=round_, kind=kind).exists(),
        "can_mail": can_mail(),
        "parts": example_of(words, round_, request.user),
    }
    return form_page(request, "mail/round_mail_texts.html", form, **context)
