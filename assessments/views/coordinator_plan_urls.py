"""The addresses of the action plan."""

from django.urls import URLPattern, path

from . import coordinator_plan

urlpatterns: list[URLPattern] = [
    path("partnerships/<int:partnership_id>/plan/", coordinator_plan.action_plan, name="action_plan"),
    path("partnerships/<int:partnership_id>/plan.pdf", coordinator_plan.action_plan_pdf, name="action_plan_pdf"),
    path(
        "partnerships/<int:partnership_id>/plan/new/",
        coordinator_plan.planned_action_create,
        name="planned_action_create",
    ),
    path("plan/<int:planned_action_id>/", coordinator_plan.planned_action_edit, name="planned_action_edit"),
]
