"""The pages on which people see and download what they filled in themselves, as long as it is there."""

from collections.abc import Callable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.own_copy import OwnCopy, as_csv, as_json, copy_of
from assessments.services.own_response import OwnResponse
from assessments.tables.values import CONTENT_TYPES
from assessments.views.downloads import download

from .keys import address, page_context, proved_by_key, redirect_to, set_language, wanted_language

FILES: dict[str, Callable[[OwnCopy], bytes]] = {"csv": as_csv, "json": as_json}


@proved_by_key
def answer_copy(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Show one's own questions and answers, to read and to print."""
    if not own.is_saved:
        return redirect_to(address("answer_check", own), own)
    if request.method == "POST":
        response = redirect_to(address("answer_copy", own), own)
        language = wanted_language(request)
        return set_language(response, language) if language else response
    copy = copy_of(own, active_language())
    context = page_context(own) | {
        "copy": copy,
        "parts": [(part, list(answers)) for part, answers in groupby(copy.answers, lambda answer: answer.part)],
        "sent": moment(copy.sent_at) if copy.sent_at else "",
        "changed": moment(copy.changed_at) if copy.changed_at else "",
    }
    return render(request, "answering/copy.html", context)


@proved_by_key
def answer_copy_file(request: HttpRequest, own: OwnResponse, kind: str) -> HttpResponse:
    """Return one's own answers as a file."""
    if kind not in FILES:
        raise Http404
    if request.method == "POST" or not own.is_saved:
        return redirect_to(address("answer_copy", own), own)
    content = FILES[kind](copy_of(own, active_language()))
    name = pgettext("file name", "my answers")
    return download(content, f"{name}.{kind}", CONTENT_TYPES[kind])
