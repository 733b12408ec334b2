"""Addresses that were a link before a mail program, a chat or a hand changed them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.views import closed_doors
from assessments.views.posted_forms import require_safe_or_post


@require_safe_or_post
@csrf_exempt
@never_cache
def mangled_link(request: HttpRequest, kind: str, token: str) -> HttpResponse:
    """Lead on to the page of the link, or say that it does not work and how to get another.

    Exempt from Django's CSRF protection, because it changes nothing: who posts to a link that opens nothing is told so.
    """
    del kind, token  # all that matters is the whole path
    return closed_doors.wrong_link(request)
