"""The addresses for who got a mail, or lost it; before those of the respondent, of whose links one looks the same."""

from django.urls import URLPattern, path

from . import mailed

urlpatterns: list[URLPattern] = [
    path("i/again/", mailed.link_again, name="link_again"),
    path("u/<str:token>/", mailed.unsubscribe, name="unsubscribe"),
]
