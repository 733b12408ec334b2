"""Pages behind the sign-in, and the type that says who asks for them."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from assessments.models import User

P = ParamSpec("P")


class AuthenticatedRequest(HttpRequest):
    """A request by somebody who has signed in."""

    user: User


def signed_in(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand a view only requests by people who have signed in; lead everybody else to the sign-in first."""
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", login_required(view))
