"""All pages of questions without answers, with which a page goes on while there is no connection."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.blank import blank_questions
from assessments.services.own_response import OwnResponse
from assessments.vocabulary.languages import LANGUAGES

from .keys import address, proved_by_key, redirect_to
from .questions import edition, in_json, questions_context


def always_in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that only scripts ask for: where it would lead elsewhere, or shows a page, say in JSON where.

    The exemption from Django's CSRF protection does not come along: nothing is posted here.
    """

    @wraps(view, updated=())
    def answer(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
        response = view(request, response_id)
        if isinstance(response, JsonResponse):
            return response
        told = in_json(request, response)
        add_never_cache_headers(told)
        return told

    return answer


@require_safe
@gzip_page
@always_in_json
@proved_by_key
def answer_parts(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Return the parts in order, each as HTML, and their edition; nothing in them was answered, or says who answers.

    HEAD tells at little cost that the site can be reached. No limit is looked at here: who is shown a page may have
    these, and they let nobody begin.
    """
    if not own.role:
        return redirect_to(address("answer_start", own), own)
    if request.method == "HEAD":
        return JsonResponse({})
    language = request.GET.get("language")
    with override(language if language in LANGUAGES else get_language()):
        n_pages = questionnaire(own.round.questionnaire_version).n_pages
        return JsonResponse({"edition": edition(own), "parts": [_part(own, page) for page in range(1, n_pages + 1)]})


def _part(own: OwnResponse, page: int) -> str:
    questions = blank_questions(own.round, page, order=own.key.response_id.hex)
    return render_to_string("answering/part.html", questions_context(own, page) | {"questions": questions})
