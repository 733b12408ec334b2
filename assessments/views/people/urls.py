"""The addresses of participants."""

from django.urls import URLPattern, path

from . import importing, participants

_PARTNERSHIP = "partnerships/<int:partnership_id>/participants/"
_PARTICIPANT = "participants/<int:participant_id>/"

urlpatterns: list[URLPattern] = [
    path(_PARTNERSHIP, participants.participants, name="participants"),
    path(f"{_PARTNERSHIP}new/", participants.participant_create, name="participant_create"),
    path(f"{_PARTNERSHIP}import/", importing.participants_import, name="participants_import"),
    path(f"{_PARTNERSHIP}example.<slug:kind>", importing.participants_example, name="participants_example"),
    path(_PARTICIPANT, participants.participant_edit, name="participant_edit"),
    path(f"{_PARTICIPANT}replace/", participants.participant_replace, name="participant_replace"),
]
