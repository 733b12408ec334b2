"""The addresses of a round on the screen in the room."""

from django.urls import URLPattern, path

from . import guessing, pages

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/workshop/", pages.round_workshop, name="round_workshop"),
    path("g/<str:code>/", guessing.guess_page, name="guess"),
    path("rounds/<int:round_id>/workshop/guesses/", pages.round_workshop_guesses, name="round_workshop_guesses"),
    path("rounds/<int:round_id>/workshop/close/", pages.round_workshop_close, name="round_workshop_close"),
    path("rounds/<int:round_id>/workshop/count/", pages.round_workshop_count, name="round_workshop_count"),
]
