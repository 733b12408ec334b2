"""The front door: what this is for who comes by, their partnerships for who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what Driekracht is; who is signed in goes on to their partnerships."""
    if request.user.is_authenticated:
        return redirect("partnership_list")
    return render(request, "site/home.html")
