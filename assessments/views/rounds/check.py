"""The page before a round opens: its dates in words, who gets a mail, and that mail; nothing is stored by it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.forms.mail.texts import MailTextForm
from assessments.forms.rounds.form import RoundForm
from assessments.models import Partnership, Round
from assessments.models.mails import MailKind
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import example_of
from assessments.services.mail.words import Words, standard_words_of, words_of
from assessments.views.authenticated import AuthenticatedRequest
from assessments.views.example_mail import mail_example
from assessments.views.posted_forms import errors_of, page_with_errors

from .check_words import audience_of, button_words, sentences

_OF_THIS_PAGE = {"csrfmiddlewaretoken", "once", "go"}


def invitation_form(request: AuthenticatedRequest, form: RoundForm) -> MailTextForm | None:
    """Return the form for the words of the invitation of a new round; None if none goes out, or it has its own page."""
    if form.instance.pk or not can_mail() or not form.cleaned_data["has_personal_links"]:
        return None
    standard = standard_words_of(form.instance, MailKind.INVITATION)
    has_been_shown = all(f"body_{language}" in request.POST for language in standard)
    return MailTextForm(MailKind.INVITATION, standard, request.POST if has_been_shown else None, is_new=True)


def typed_words(request: AuthenticatedRequest) -> list[tuple[str, str]]:
    """Return the words of the invitation that were typed on the page, so that they come along to the form."""
    return [(name, str(value)) for name, value in request.POST.items() if name.startswith(("subject_", "body_"))]


def kept_choices(request: AuthenticatedRequest, shown: Iterable[str]) -> list[tuple[str, str]]:
    """Return the choices for the round, which the page does not show as fields, so that they come along."""
    names = [name for name in request.POST if name not in {*shown, *_OF_THIS_PAGE}]
    return [(name, value) for name in names for value in map(str, request.POST.getlist(name))]


def check_page(
    request: AuthenticatedRequest, form: RoundForm, partnership: Partnership, text_form: MailTextForm | None
) -> HttpResponse:
    """Show what will happen when the round in a valid form opens; ``text_form`` has the words of its invitation."""
    now, round_ = timezone.now(), form.instance
    round_.partnership = partnership
    words = _words(round_, text_form)
    if request.POST.get("go") == "test" and words:
        mail_example(request, MailKind.INVITATION, words, round_)
    audience = audience_of(form.chosen_people() if round_.has_personal_links else ())
    mails = audience.mailed if can_mail() else ()
    context: dict[str, Any] = {
        "partnership": partnership,
        "title": round_.title,
        "round": round_ if round_.pk else None,
        "said": sentences(round_, audience, now),
        "button": button_words(round_, len(mails)),
        "kept": kept_choices(request, text_form.fields if text_form else ()),
        "text_form": text_form,
        "example": example_of(MailKind.INVITATION, words, round_, request.user) if mails else None,
        "tryout_url": reverse("tryout", args=[partnership.pk, 1]) + ("" if round_.interests_named else "?named=no"),
    }
    return page_with_errors(request, "rounds/round_check.html", context, errors_of(text_form) if text_form else [])


def _words(round_: Round, text_form: MailTextForm | None) -> dict[str, Words]:
    if text_form is None:
        return words_of(round_, MailKind.INVITATION) if round_.pk else {}
    return text_form.words if text_form.is_valid() else standard_words_of(round_, MailKind.INVITATION)
