"""The addresses of coordinators, and the front door."""

from django.urls import URLPattern, path

from . import accessibility, coordinator, home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("partnerships/new/", coordinator.partnership_create, name="partnership_create"),
    path("partnerships/<int:partnership_id>/edit/", coordinator.partnership_edit, name="partnership_edit"),
    path("partnerships/<int:partnership_id>/organisations/", coordinator.organisations_edit, name="organisations_edit"),
]
