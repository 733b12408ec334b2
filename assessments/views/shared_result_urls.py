"""The addresses of shared results."""

from django.urls import URLPattern, path

from . import shared_result

urlpatterns: list[URLPattern] = [
    path("results/<int:round_id>/", shared_result.shared_result, name="shared_result"),
    path("results/<int:round_id>/charts/<str:chart>", shared_result.shared_chart, name="shared_chart"),
    path("results/<int:round_id>/report.pdf", shared_result.shared_report_pdf, name="shared_report_pdf"),
]
