"""The addresses of results and reports."""

from django.urls import URLPattern, path

from . import result_files, results

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/result/", results.round_result, name="round_result"),
    path("rounds/<int:round_id>/result/charts/<str:chart>", results.round_chart, name="round_chart"),
    path("rounds/<int:round_id>/report.pdf", results.round_report_pdf, name="round_report_pdf"),
    path("rounds/<int:round_id>/summary.pdf", result_files.round_summary_pdf, name="round_summary_pdf"),
    path("rounds/<int:round_id>/export/", result_files.round_export, name="round_export"),
    path("rounds/<int:round_id>/charts/<str:chart>", result_files.round_chart_file, name="round_chart_file"),
]
