"""The addresses of the action plan."""

from django.urls import URLPattern, path

from . import pages

_PLAN = "partnerships/<int:partnership_id>/plan"

urlpatterns: list[URLPattern] = [
    path(f"{_PLAN}/", pages.action_plan, name="action_plan"),
    path(f"{_PLAN}.pdf", pages.action_plan_pdf, name="action_plan_pdf"),
    path(f"{_PLAN}/new/", pages.planned_action_create, name="planned_action_create"),
    path("plan/<int:planned_action_id>/", pages.planned_action_edit, name="planned_action_edit"),
]
