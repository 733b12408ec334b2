"""The addresses of results: under the round for coordinators, under the shared result for participants, under a link
for others; the example for everybody.
"""

from django.urls import URLPattern, path

from . import example, files, foreword, linked, open_answers, page, publishing, share_links, shared

_ROUND = "rounds/<int:round_id>/"
_SHARED = "results/<int:round_id>/"
_LINKED = "shared/<int:link_id>/"

urlpatterns: list[URLPattern] = [
    path("example/", example.example, name="example"),
    path("example/charts/<str:chart>", example.example_chart, name="example_chart"),
    path("example/report.pdf", example.example_pdf, name="example_pdf"),
    path(f"{_ROUND}result/", page.round_result, name="round_result"),
    path(f"{_ROUND}result/charts/<str:chart>", page.round_chart, name="round_chart"),
    path(f"{_ROUND}report.pdf", files.round_report_pdf, name="round_report_pdf"),
    path(f"{_ROUND}summary.pdf", files.round_summary_pdf, name="round_summary_pdf"),
    path(f"{_ROUND}memo.docx", files.round_memo, name="round_memo"),
    path(f"{_ROUND}slides.pptx", files.round_slides, name="round_slides"),
    path(f"{_ROUND}export/", files.round_export, name="round_export"),
    path(f"{_ROUND}charts/<str:chart>", files.round_chart_file, name="round_chart_file"),
    path(f"{_ROUND}open-answers/", open_answers.round_open_answers, name="round_open_answers"),
    path(f"{_ROUND}publish/", publishing.round_publish, name="round_publish"),
    path(f"{_ROUND}publish/foreword/", foreword.round_foreword, name="round_foreword"),
    path(f"{_ROUND}publish/links/", share_links.round_share_links, name="round_share_links"),
    path(f"{_ROUND}publish/links/<int:link_id>/", share_links.share_link_end, name="share_link_end"),
    path("s/<str:token>/", linked.share_link, name="share_link"),
    path(_LINKED, linked.linked_result, name="linked_result"),
    path(f"{_LINKED}charts/<str:chart>", linked.linked_chart, name="linked_chart"),
    path(f"{_LINKED}report.pdf", linked.linked_pdf, name="linked_pdf"),
    path(_SHARED, shared.shared_result, name="shared_result"),
    path(f"{_SHARED}charts/<str:chart>", shared.shared_chart, name="shared_chart"),
    path(f"{_SHARED}report/", shared.shared_report, name="shared_report"),
    path(f"{_SHARED}report/charts/<str:chart>", shared.shared_chart, name="shared_report_chart"),
    path(f"{_SHARED}report.pdf", shared.shared_report_pdf, name="shared_report_pdf"),
]
