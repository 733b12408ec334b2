"""The addresses of coordinators, and the front door."""

from django.urls import URLPattern, path

from . import coordinator, coordinator_links, coordinator_rounds, home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("partnerships/new/", coordinator.partnership_create, name="partnership_create"),
    path("partnerships/<int:partnership_id>/edit/", coordinator.partnership_edit, name="partnership_edit"),
    path("partnerships/<int:partnership_id>/organisations/", coordinator.organisations_edit, name="organisations_edit"),
    path("partnerships/<int:partnership_id>/participants/", coordinator.participants_edit, name="participants_edit"),
    path("partnerships/<int:partnership_id>/rounds/new/", coordinator_rounds.round_create, name="round_create"),
    path("rounds/<int:round_id>/", coordinator_rounds.round_detail, name="round_detail"),
    path("rounds/<int:round_id>/links/", coordinator_links.round_links, name="round_links"),
    path("rounds/<int:round_id>/close/", coordinator_rounds.round_close, name="round_close"),
]
