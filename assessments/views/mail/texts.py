"""The page for the words of a round's mails: change them, preview them, mail them to oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import round_for
from assessments.forms.mail.texts import MailTextForm
from assessments.models import MailText, Round
from assessments.models.mails import MailKind
from assessments.services.mail.smtp import can_mail
from assessments.services.mail.unqueued import example_of
from assessments.services.mail.words import EDITABLE, PLACEHOLDERS, reset_words, save_words, words_of
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.example_mail import mail_example
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_mail_texts(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Change the words of one kind of mail, preview them, mail them to oneself, or go back to the standard ones."""
    round_ = round_for(request.user, round_id, to_change=True)
    kind = _kind(request, round_)
    if request.method == "POST" and request.POST.get("go") == "standard":
        return once(request, lambda: _reset(request, round_, kind))
    form = MailTextForm(kind, words_of(round_, kind), posted(request))
    if form.is_valid():
        if request.POST.get("go") == "test":
            mail_example(request, kind, form.words, round_)
        elif request.POST.get("go") != "preview":
            try:
                return once(request, lambda: _save(request, round_, kind, form))
            except ChangedMeanwhileError as error:
                form.tell_changed(error)
    return _page(request, round_, kind, form)


def _kind(request: AuthenticatedRequest, round_: Round) -> MailKind:
    """Return the kind of mail: the one that was asked for, or else the first."""
    asked = request.GET.get("kind")
    return next((kind for kind in _kinds(round_) if kind == asked), _kinds(round_)[0])


def _kinds(round_: Round) -> tuple[MailKind, ...]:
    """Return the kinds of mail that may still go out."""
    return (MailKind.RESULT,) if round_.has_result else EDITABLE


def _reset(request: AuthenticatedRequest, round_: Round, kind: MailKind) -> str:
    reset_words(round_, kind, by=request.user, now=timezone.now())
    messages.success(request, _("The standard text has been restored."))
    return request.get_full_path()


def _save(request: AuthenticatedRequest, round_: Round, kind: MailKind, form: MailTextForm) -> str:
    save_words(round_, kind, form.words, by=request.user, now=timezone.now(), shown=form.shown)
    messages.success(request, _("The text has been saved."))
    return request.get_full_path()


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
        "example": example_of(kind, words, round_, request.user),
    }
    return form_page(request, "mail/round_mail_texts.html", form, **context)
