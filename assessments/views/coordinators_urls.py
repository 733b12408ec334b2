"""The addresses of who coordinates."""

from django.urls import URLPattern, path

from . import coordinators, coordinators_joining

urlpatterns: list[URLPattern] = [
    path("partnerships/<int:partnership_id>/coordinators/", coordinators.coordinators, name="coordinators"),
    path("c/<str:token>/", coordinators_joining.coordinator_invitation, name="coordinator_invitation"),
]
