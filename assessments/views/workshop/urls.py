"""The addresses of a round on the screen in the room."""

from django.urls import URLPattern, path

from . import pages

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/workshop/", pages.round_workshop, name="round_workshop"),
    path("rounds/<int:round_id>/workshop/count/", pages.round_workshop_count, name="round_workshop_count"),
]
