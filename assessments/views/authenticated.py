"""Pages behind the sign-in, and the type of requests for them."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from assessments.models import User

P = ParamSpec("P")


class AuthenticatedRequest(HttpRequest):
    """A request by a signed-in user."""

    user: User


def signed_in(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view only requests by signed-in users; send everybody else to the sign-in page first."""
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", login_required(view))
