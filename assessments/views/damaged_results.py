"""A page that says so when a stored result is not the one that was frozen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.results import DamagedResultError

View = Callable[..., HttpResponse]


def show_damaged_result_page(view: View) -> View:
    """Answer with a page that says so when the stored result is not the one that was frozen."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            return view(request, **address)
        except DamagedResultError:
            return render(request, "results/damaged.html", status=500)

    return answer
