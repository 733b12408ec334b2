"""What is kept of people, why, how long, and what they can ask: for everyone, in plain words."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import Partnership, ScoringProfileVersion
from assessments.models.partnerships import INVITATION_DAYS
from assessments.reporting.numbers import in_letters
from assessments.services.retention import DONE, TRAIL_MONTHS
from assessments.views.kept_on_device import KEPT_ON_DEVICE, OPENED_LINK_KEPT, cookie_name
from assessments.vocabulary.legal_bases import LEGAL_BASES
from assessments.vocabulary.limits import texts_from

CHOICE_WAITS = timedelta(days=1)
"""How long a choice that could not be delivered waits on the device; ``static/js/answering-queue.js`` sees to it."""


@dataclass(frozen=True, slots=True)
class OnDevice:
    """Something that the site stores on a visitor's device."""

    names: tuple[str, ...]
    """As the browser shows them; a star stands for what differs."""
    purpose: str
    kept: str


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy page, with who is responsible for this installation and the periods that it really keeps."""
    profile = ScoringProfileVersion.newest().profile
    context = {
        "controller": settings.PRIVACY_CONTROLLER,
        "contact": settings.PRIVACY_CONTACT,
        "officer": settings.PRIVACY_OFFICER,
        "statement": settings.PRIVACY_URL,
        "people": in_letters(profile.min_group),
        "texts_from": in_letters(texts_from(profile)),
        "on_behalf": in_letters(questionnaire(current_version()).n_on_behalf),
        "sign_in": settings.OIDC_NAME,
        "trail_months": TRAIL_MONTHS,
        "invitation": _days(timedelta(days=INVITATION_DAYS) + DONE),
        "stored": stored_on_device(),
        **_ground(),
        **_months(),
    }
    return render(request, "site/privacy.html", context)


def _ground() -> dict[str, str]:
    basis = LEGAL_BASES.get(settings.PRIVACY_BASIS)
    return {"basis": _(basis.words), "no_more": _(basis.no_more)} if basis else {}


def _months() -> dict[str, int]:
    """Return how many months a partnership keeps open answers: usually and at most."""
    field = Partnership._meta.get_field("retention_months")  # noqa: SLF001 (Django's own way to ask)
    most = next(one.limit_value for one in field.validators if isinstance(one, MaxValueValidator))
    return {"months": field.default, "most_months": most}


def stored_on_device() -> list[OnDevice]:
    """Return everything that the site stores on a device, in the active language."""
    return [*_for_everyone(), *_for_partners(), *_for_who_signs_in()]


def _for_everyone() -> list[OnDevice]:
    return [
        OnDevice((settings.LANGUAGE_COOKIE_NAME,), _("Remembers which language you chose."), _until_closed()),
        OnDevice(
            (settings.CSRF_COOKIE_NAME,),
            _("Proves that a form was filled in on this site, and not on another one in your name."),
            _for(timedelta(seconds=settings.CSRF_COOKIE_AGE or 0)),
        ),
    ]


def _for_partners() -> list[OnDevice]:
    after_closing = _("Until %(days)s after the day on which the round is due to close") % {
        "days": _days(KEPT_ON_DEVICE)
    }
    return [
        OnDevice(
            (cookie_name("answers"), cookie_name("device-*")),
            _("Opens your own answers on this device when you come back with your link."),
            after_closing,
        ),
        OnDevice(
            (cookie_name("begun-*"),),
            _(
                "Counts how often the questions were started on this device, so that nobody can fill a round on their "
                "own."
            ),
            after_closing,
        ),
        OnDevice(
            (cookie_name("result-*"),),
            _("Opens the result that was shared with you, on this device."),
            _for(KEPT_ON_DEVICE),
        ),
        OnDevice(
            (cookie_name("link-*"),),
            _("Opens on this device the result that you were given a link to without having taken part."),
            _for(OPENED_LINK_KEPT),
        ),
        OnDevice(
            (cookie_name("guess"),),
            _("Lets a phone take part once in guessing with a screen in a room. Only if you guess along."),
            _until_closed(),
        ),
        OnDevice(
            ("answers:*",),
            _("Keeps choices that could not be sent yet, for example without a connection, or that the site refused."),
            _("Until they are stored or changed, at most %(days)s") % {"days": _days(CHOICE_WAITS)},
        ),
        OnDevice(
            ("parts:*",),
            _("Keeps the questions, without your answers, so that you can go on without a connection."),
            _("Until you close the window"),
        ),
    ]


def _for_who_signs_in() -> list[OnDevice]:
    return [
        OnDevice(
            (settings.SESSION_COOKIE_NAME,),
            _("Keeps you signed in. Only if you sign in."),
            _("Until you close the browser, or for at most %(days)s if you ask for it")
            % {"days": _days(timedelta(seconds=settings.SESSION_COOKIE_AGE))},
        ),
        OnDevice(
            (settings.KNOWN_DEVICE_COOKIE_NAME,),
            _(
                "Remembers that you signed in here before, so that you can still get in when others try wrong "
                "passwords on your account. Only if you sign in."
            ),
            _for(settings.KNOWN_DEVICE_COOKIE_AGE),
        ),
        OnDevice(
            (settings.MESSAGES_COOKIE_NAME,), _("Brings a message to the next page."), _("Until it has been shown")
        ),
        OnDevice(
            ("django.admin.*", "htmx-*"),
            _("Remembers which page and which parts of it you had open. Only if you sign in."),
            _("Until you close the window"),
        ),
    ]


def _until_closed() -> str:
    return _("Until you close the browser")


def _for(period: timedelta) -> str:
    return _("Stays %(days)s") % {"days": _days(period)}


def _days(period: timedelta) -> str:
    return ngettext("%(days)s day", "%(days)s days", period.days) % {"days": period.days}
