"""The pages of signing in: allauth's, without those that this product does not have."""

from allauth.urls import urlpatterns as of_allauth
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path

NOT_HERE = r"^(?:signup|email|confirm-email|password/set|login/code)/"
"""Registering oneself, several addresses and codes by mail; their names stay, because allauth refers to them."""


def not_here(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [re_path(NOT_HERE, not_here), *of_allauth]
