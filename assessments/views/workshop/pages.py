"""A round on the screen in the room: how to take part, how many have answered, and later the result step by step."""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, round_for
from assessments.links import page_url
from assessments.log import note_links_on
from assessments.models import Round
from assessments.models.choices import Access
from assessments.moments import moment
from assessments.reporting.workshop import LENGTH, Step, steps, with_guesses
from assessments.results.counting import response_count
from assessments.results.stored_results import result_of
from assessments.services.answering_time import duration_sentence
from assessments.services.closing import close_if_due
from assessments.services.guesses import (
    LEAST,
    Guessing,
    close_guessing,
    count_guesses,
    guessing_of,
    open_guessing,
    pause_guessing,
    show_guesses,
)
from assessments.services.on_screen import note_on_screen
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.posted_forms import require_safe_or_post
from assessments.views.qr_codes import qr_code
from assessments.views.round_words import count_words, status_of


@require_safe
@signed_in
@show_damaged_result_page
def round_workshop(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show how to take part, or, once there is a result, show it step by step: ``?step=`` starts at 1."""
    round_ = round_for(request.user, round_id)
    close_if_due(round_, now=timezone.now())
    return _result_page(request, round_) if round_.has_result else _live_page(request, round_)


@require_safe
@signed_in
def round_workshop_count(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the current count, unless it equals ``?seen=``; when ``?status=`` is over, make the screen reload."""
    round_ = round_for(request.user, round_id)
    note_on_screen(round_.pk)
    status = _status(round_)
    if request.GET.get("status", status) != status:
        is_fetched = request.headers.get("HX-Request") == "true"
        return HttpResponse(headers={"HX-Refresh": "true"}) if is_fetched else redirect("round_workshop", round_.pk)
    context = _count_context(round_)
    if status != "open" or request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    return render(request, "workshop/_count.html", context)


def _status(round_: Round) -> str:
    """Return planned, open, closed, or result as soon as there is one."""
    return "result" if round_.has_result else status_of(round_, timezone.now())


def _count_context(round_: Round) -> dict[str, object]:
    """Return the count, with a mark that changes when it does."""
    count = response_count(round_)
    words = count_words(count)
    return {"words": words, "seen": f"{words.number}-{count.whole.n_invited}-{count.n_needed}"}


def _live_page(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    note_on_screen(round_.pk)
    status = _status(round_)
    is_owner = coordinatorship_for(request.user, round_.partnership_id).access == Access.OWNER
    context: dict[str, object] = {
        "round": round_,
        "status": status,
        "heading": _("The questionnaire is closed") if status == "closed" else _("Take part"),
        "opens": moment(round_.opens_at) if status == "planned" and round_.opens_at else "",
        "takes": duration_sentence(round_.questionnaire_version),
        "closes": moment(round_.closes_at),
        "is_code_elsewhere": round_.has_open_link and not is_owner,
    }
    context |= _count_context(round_)
    if round_.has_open_link and is_owner and status != "closed":
        note_links_on(request)
        context |= _way_in(round_)
    return render(request, "workshop/live.html", context)


def _way_in(round_: Round) -> dict[str, object]:
    """Return the open link as a QR code and as an address to type."""
    url = page_url("open_link", round_.join_code)
    parts = urlsplit(url)
    begin = (parts.netloc + parts.path).removesuffix(f"{round_.join_code}/")
    return {"code": qr_code(url), "address": begin, "join_code": round_.join_code}


def _result_page(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    found = steps(result_of(round_))
    number = _step_number(request.GET.get("step", ""), len(found))
    step = found[number - 1]
    context: dict[str, object] = _guessed(round_, step) if len(found) > 1 else {}
    context = (
        {"step": step}
        | context
        | {
            "round": round_,
            "number": number,
            "total": len(found),
            "previous": number - 1,
            "next": number + 1 if number < len(found) else None,
            "length": LENGTH,
        }
    )
    return render(request, "workshop/result.html", context)


def _guessed(round_: Round, step: Step) -> dict[str, object]:
    """Let phones guess while a guess is on the screen, and show the guesses with the score."""
    if step.kind == "guess" and step.force:
        guessing = open_guessing(round_.pk, step.force)
        return {"guessing": guessing, **_way_to_guess(guessing), **_guess_count(guessing)} if guessing.force else {}
    if step.kind == "force" and step.force:
        return {"step": with_guesses(step, show_guesses(round_.pk, step.force))}
    pause_guessing(round_.pk)
    return {}


def _way_to_guess(guessing: Guessing) -> dict[str, object]:
    """Return the page for phones as a QR code and as an address to type."""
    url = page_url("guess", guessing.code)
    parts = urlsplit(url)
    begin = (parts.netloc + parts.path).removesuffix(f"{guessing.code}/")
    return {"guess_qr": qr_code(url), "guess_address": begin, "guess_code": guessing.code}


def _guess_count(guessing: Guessing) -> dict[str, object]:
    number = count_guesses(guessing)
    words = ngettext("%(number)s guess", "%(number)s guesses", number) % {"number": number}
    return {"n_guesses": number, "guesses_words": words, "least": LEAST}


@require_safe
@signed_in
def round_workshop_guesses(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return how many phones have guessed, unless that equals ``?seen=`` or nothing is being guessed."""
    guessing = guessing_of(round_for(request.user, round_id).pk)
    context = _guess_count(guessing) if guessing is not None and guessing.force else None
    if context is None or request.GET.get("seen") == str(context["n_guesses"]):
        return HttpResponse(status=204)
    return render(request, "workshop/_guesses.html", context)


@require_safe_or_post
@signed_in
def round_workshop_close(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Close the screen: all that was guessed is forgotten. Lead back to the round, or on to the plan."""
    round_ = round_for(request.user, round_id)
    if request.method == "POST":
        close_guessing(round_.pk)
    if "plan" in request.POST:
        return redirect("action_plan", round_.partnership_id)
    return redirect("round_detail", round_.pk)


def _step_number(asked: str, total: int) -> int:
    """Return the step that was asked for, or the nearest existing one."""
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), total)
