"""The addresses of results and reports."""

from django.urls import URLPattern, path

from . import results

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/result/", results.round_result, name="round_result"),
    path("rounds/<int:round_id>/result/charts/<str:chart>", results.round_chart, name="round_chart"),
    path("rounds/<int:round_id>/report.pdf", results.round_report_pdf, name="round_report_pdf"),
]
