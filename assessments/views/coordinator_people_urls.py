"""The addresses of participants."""

from django.urls import URLPattern, path

from . import coordinator_import, coordinator_people

_PARTNERSHIP = "partnerships/<int:partnership_id>/participants/"

urlpatterns: list[URLPattern] = [
    path(_PARTNERSHIP, coordinator_people.participants, name="participants"),
    path(f"{_PARTNERSHIP}new/", coordinator_people.participant_create, name="participant_create"),
    path(f"{_PARTNERSHIP}import/", coordinator_import.participants_import, name="participants_import"),
    path(f"{_PARTNERSHIP}example.<slug:kind>", coordinator_import.participants_example, name="participants_example"),
    path("participants/<int:participant_id>/", coordinator_people.participant_edit, name="participant_edit"),
    path(
        "participants/<int:participant_id>/replace/", coordinator_people.participant_replace, name="participant_replace"
    ),
]
